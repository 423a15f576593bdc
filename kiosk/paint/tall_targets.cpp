// Where a finger may touch on an upright glass.
#include <algorithm>

#include "kiosk/paint/grid.h"
#include "kiosk/paint/tall_page.h"

namespace balai {

using namespace grid::tall;

Ui::Touched TallPage::stack(std::span<const Target> targets, const std::string& role, float from, float to,
                            float tallest) {
    if (targets.empty()) return std::nullopt;
    float least = modes_.big ? 25 : 20;
    const Words bold = words(Type::Body, Weight::Bold, palette_.text, 1.2F);
    const float line = static_cast<float>(pixels_of(Type::Body, modes_.big, scale_)) * 1.2F / scale_.pixels;
    const float width = stretched(left, 0, wide, 0).w - room_beside(Shape::Row, modes_.big ? 27 : 24);
    for (const Target& target : targets)
        least = std::max(least, line * static_cast<float>(lines_of(target.label, bold, width)) + 2);
    const auto room = static_cast<std::size_t>(std::max(1.0F, (to - from + 4.05F) / (least + 4)));
    // Parts of about the same size: nobody looks for one lonely answer on the next part.
    const std::size_t parts = (targets.size() + room - 1) / room;
    if (parts > 1) {
        // Two in a row keep all of them in sight. Where a part cannot be turned what is not here could never be
        // reached: there, and in large type, words in full go before a low reach.
        const bool has_next_part = kind_ == PageKind::Home || kind_ == PageKind::Question;
        const float higher = modes_.big || !has_next_part ? std::min(from, from_heading() + 1) : from;
        for (const float top : {from, higher})
            if (const auto shape = shape_in_pairs(targets, top, to)) return pairs(targets, role, *shape, top, to);
        if (!has_next_part) return pairs(targets, role, Shape::WordOnly, from, to);
    }
    const std::size_t each = (targets.size() + parts - 1) / parts;
    const float height =
        std::min(std::max(tallest, least), (to - from - 4 * static_cast<float>(each - 1)) / static_cast<float>(each));
    const Share here = share(targets, each);
    return here.among_all(grid(here.targets, role, Shape::Row, {left, from, wide, height}, 0, height + 4, 1));
}

std::optional<PageUi::Shape> TallPage::shape_in_pairs(std::span<const Target> targets, float from, float to) {
    const auto lines = static_cast<float>((targets.size() + 1) / 2);
    const Rect box = stretched(left, from, pair, (to - from - 4 * (lines - 1)) / lines);
    if (box.h < (modes_.big ? 24.9F : 19.5F)) return std::nullopt;
    struct Room {
        Shape shape;
        Type type;
        float beside, above;
    };
    const float above = kind_ == PageKind::Section ? 13.4F : 19.5F;
    const Room rooms[] = {{Shape::RowNarrow, Type::Body, 16 + edge, lip},
                          {Shape::ColumnSmall, Type::Small, 2 + edge, above},
                          {Shape::WordOnly, Type::Body, 6 + edge, lip}};
    for (const Room& room : rooms) {
        const Words bold = words(room.type, Weight::Bold, palette_.text, 1.2F);
        const float line = static_cast<float>(pixels_of(room.type, modes_.big, scale_)) * 1.2F / scale_.pixels;
        const float width = box.w - room.beside, height = box.h - room.above;
        const bool fit = std::all_of(targets.begin(), targets.end(), [&](const Target& target) {
            return !type_.set(target.label, style(bold, width)).too_wide &&
                   line * static_cast<float>(lines_of(target.label, bold, width)) <= height;
        });
        if (fit) return room.shape;
    }
    return std::nullopt;
}

Ui::Touched TallPage::pairs(std::span<const Target> targets, const std::string& role, Shape shape, float from,
                            float to) {
    const std::size_t lines = std::max<std::size_t>(1, (targets.size() + 1) / 2);
    const float height = (to - from - 4 * static_cast<float>(lines - 1)) / static_cast<float>(lines);
    return grid(targets, role, shape, {left, from, pair, height}, pair_step, height + 4, 2);
}

Ui::Touched TallPage::languages(std::span<const Target> targets) {
    if (kind_ == PageKind::Language) {
        const float from = first_target(32), step = modes_.big ? 29 : modes_.low ? 24 : 32;
        return grid(targets, "button", Shape::WordOnly, {left, from, wide, step - 4}, 0, step, 1);
    }
    // The first one across the page, the other two below it.
    const float height = modes_.big ? 27 : 22, from = modes_.big ? 118 : 134;
    Touched touched = grid(targets.first(std::min<std::size_t>(1, targets.size())), "button", Shape::WordOnly,
                           {left + shift_x_, from + shift_y_, wide, height}, 0, 0, 1);
    if (targets.size() < 2) return touched;
    const auto lower = grid(targets.subspan(1), "button", Shape::WordOnly,
                            {left + shift_x_, from + height + 4 + shift_y_, pair, height}, pair_step, height + 4, 2);
    return lower ? Touched{1 + *lower} : touched;
}

Ui::Touched TallPage::options(std::span<const Target> targets) {
    if (kind_ == PageKind::Language) {
        const float from = modes_.big && modes_.low ? 186 : modes_.big ? 119.1F : modes_.low ? 172 : 132;
        const float height = modes_.low ? 26 : modes_.big ? 25.6F : 24;
        if (modes_.low) return grid(targets, "button", Shape::RowSmall, {left, from, pair, height}, pair_step, 0, 2);
        return grid(targets, "button", Shape::Row, {left, from, wide, height}, 0, height + 4, 1);
    }
    const float from = modes_.big ? 180 : 187, height = modes_.big ? 27 : 22;
    return grid(targets, "button", Shape::RowSmall, {left + shift_x_, from + shift_y_, pair, height}, pair_step, 0, 2);
}

Ui::Touched TallPage::tiles(std::span<const Target> targets, std::span<const Target> wide_targets) {
    std::vector<Target> all(targets.begin(), targets.end());
    all.insert(all.end(), wide_targets.begin(), wide_targets.end());
    const float from = first_target(from_heading());
    if (modes_.big) return stack(all, "tile", from, foot(), 33.4F);
    const std::size_t each = modes_.low ? 4 : 8;
    const Share here = share(all, each);
    return here.among_all(pairs(here.targets, "tile", Shape::RowNarrow, from, foot()));
}

Ui::Touched TallPage::buttons(std::span<const Target> targets) {
    switch (kind_) {
        case PageKind::Phone:
            if (part_ != 1) return std::nullopt;
            return grid(targets, "button", Shape::Row,
                        {left, foot() - (modes_.big ? 50 : 24), wide, modes_.big ? 50.0F : 24.0F}, 0, 0, 1);
        case PageKind::Warning:
            return grid(targets, "button", Shape::Row, {left, 144, wide, 30}, 0, 36, 1);
        case PageKind::Message: {
            if (part_ + 1 != parts_) return std::nullopt;
            const float height = modes_.big ? 26 : 20;
            return grid(targets, "button", Shape::Row, {left, foot() - 29.6F - 4 - height, wide, height}, 0, 0, 1);
        }
        default:
            if (part_ + 1 != parts_) return std::nullopt;
            const float height = modes_.big ? 26 : 24;
            return grid(targets, "button", Shape::Row, {left, foot() - 2 * height - 4, wide, height}, 0, height + 4, 1);
    }
}

Ui::Touched TallPage::tall(std::span<const Target> targets) {
    return stack(targets, kind_ == PageKind::Section ? "tile" : "button", first_target(from_heading()), foot(), 40);
}

Ui::Touched TallPage::tabs(std::span<const Target> targets) {
    parts_ = 2;
    if (part_ != 0) return std::nullopt;
    const float height = modes_.big ? 25 : 20;
    return grid(targets, "button", Shape::WordOnly, {left, modes_.big ? 104.4F : 115, pair, height}, pair_step, 0, 2);
}

Ui::Touched TallPage::answers(std::span<const Target> targets) {
    if (is_together()) return PageUi::answers(targets);
    return stack(targets, "answer", first_target(from_heading() + 1), foot(), 32);
}

Ui::Touched TallPage::faces(std::span<const Target> targets) {
    if (modes_.low) return pairs(targets, "face", Shape::RowSmall, top_of_reach, foot());
    if (modes_.big) return pairs(targets, "face", Shape::ColumnSmall, from_heading(), foot() - 21);
    return pairs(targets, "face", Shape::Column, from_heading(), foot() - 23);
}

Ui::Touched TallPage::settings(const Text& label, std::span<const Target> targets) {
    const bool short_of_room = modes_.big || modes_.low;
    const Share here = share(targets, modes_.big ? 4 : modes_.low ? 6 : 8);
    if (!modes_.big) {
        Words title = words(Type::Body, Weight::Bold, palette_.strong, 1.2F);
        title.middle = Middle::Yes;
        say("settings", "label", stretched(left, modes_.low ? 87 : 61.5F, wide, 9.6F), label, title, palette_.page);
    }
    const float from = short_of_room ? top_of_reach : 71.6F, height = modes_.big ? 26 : 20;
    return here.among_all(
        grid(here.targets, "button", Shape::RowSmall, {left, from, pair, height}, pair_step, height + 4, 2));
}

void TallPage::put_bar_ground_of_two_rows() {
    if (bar_ground_drawn_) return;
    bar_ground_drawn_ = true;
    const float top = scale_.height - (bar_is_high_ ? 59.4F : 49.4F);
    stage_.flat(pixels({0, top, scale_.width, scale_.height - top + 1}), palette_.bar);
    stage_.flat(pixels({0, top, scale_.width, 0.35F}), palette_.line);
}

Ui::Touched TallPage::bar(std::span<const BarSlot> slots) {
    modes_.big = bar_is_high_;  // whatever the type of the page, the bar follows the visit
    const float height = modes_.big ? 25 : 20;
    put_bar_ground_of_two_rows();
    const float from = (scale_.width - bar_width) / 2, lower = scale_.height - 2.8F - height;
    return put_slots(slots, [&](Slot slot) {
        const bool upper_row = slot == Slot::Back || slot == Slot::Next;
        const int column = slot == Slot::Back || slot == Slot::Start ? 0 : slot == Slot::Listen ? 1 : 2;
        return Rect{from + static_cast<float>(column) * slot_step, upper_row ? lower - height - 4 : lower, slot_width,
                    height};
    });
}

}  // namespace balai
