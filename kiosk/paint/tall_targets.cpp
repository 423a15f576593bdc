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
    for (const Target& target : targets) {
        const float width = inside(target, role, Shape::Row, stretched(left, 0, wide, modes_.big ? 27 : 24)).text.w;
        least = std::max(least, line * static_cast<float>(lines_of(target.label, bold, width)) + 2);
    }
    const auto parts_from = [&](float top) {
        const auto room = static_cast<std::size_t>(std::max(1.0F, (to - top + 4.05F) / (least + 4)));
        return (targets.size() + room - 1) / room;
    };
    // All of them in sight go before a next part; where a part cannot be turned what is not here could never be
    // reached. There, and in large type, words in full also go before a low reach.
    const bool has_next_part = kind_ == PageKind::Home || kind_ == PageKind::Question;
    const float higher = modes_.big || !has_next_part ? std::min(from, from_heading() + 1) : from;
    for (const float top : {from, higher}) {
        if (parts_from(top) == 1) return rows_of(targets, role, top, to, std::max(tallest, least));
        if (const auto shape = shape_in_pairs(targets, role, top, to)) return pairs(targets, role, *shape, top, to);
    }
    if (!has_next_part) return pairs(targets, role, Shape::ColumnSmall, from, to);
    // Parts of about the same size: nobody looks for one lonely answer on the next part.
    const std::size_t parts = parts_from(from);
    const Share here = share(targets, (targets.size() + parts - 1) / parts);
    return here.among_all(rows_of(here.targets, role, from, to, std::max(tallest, least)));
}

Ui::Touched TallPage::rows_of(std::span<const Target> targets, const std::string& role, float from, float to,
                              float tallest) {
    const auto count = static_cast<float>(targets.size());
    const float height = std::min(tallest, (to - from - 4 * (count - 1)) / count);
    put_heading_above(stretched(0, from, 0, 0).y);
    return grid(targets, role, Shape::Row, {left, from, wide, height}, 0, height + 4, 1);
}

Rect TallPage::first_of_pairs(std::size_t count, float from, float to) const {
    const auto lines = static_cast<float>(std::max<std::size_t>(1, (count + 1) / 2));
    return {left, from, pair, (to - from - 4 * (lines - 1)) / lines};
}

std::optional<PageUi::Shape> TallPage::shape_in_pairs(std::span<const Target> targets, const std::string& role,
                                                      float from, float to) {
    const Rect box = stretched(first_of_pairs(targets.size(), from, to));
    if (box.h < (modes_.big ? 24.9F : 19.5F)) return std::nullopt;
    for (const Shape shape : {Shape::Row, Shape::RowNarrow, Shape::ColumnSmall})
        if (fit(targets, role, shape, box)) return shape;
    return std::nullopt;
}

Ui::Touched TallPage::pairs(std::span<const Target> targets, const std::string& role, Shape shape, float from,
                            float to) {
    const Rect first = first_of_pairs(targets.size(), from, to);
    put_heading_above(stretched(first).y);
    return grid(targets, role, shape, first, pair_step, first.h + 4, 2);
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
    const auto shape = shape_in_pairs(here.targets, "tile", from, foot());
    return here.among_all(pairs(here.targets, "tile", shape.value_or(Shape::RowNarrow), from, foot()));
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
            if (targets.empty()) return std::nullopt;
            if (!modes_.big) parts_ = 2;
            if (part_ + 1 != parts_) return std::nullopt;
            if (!modes_.big) return rows_of(targets, "button", first_target(from_heading()), foot(), 36);
            return grid(targets, "button", Shape::Row, {left, foot() - 56, wide, 26}, 0, 30, 1);
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
    if (modes_.low) {
        const bool large = fit(targets, "face", Shape::Row, stretched(first_of_pairs(4, top_of_reach, foot())));
        return pairs(targets, "face", large ? Shape::Row : Shape::RowSmall, top_of_reach, foot());
    }
    if (modes_.big) return pairs(targets, "face", Shape::ColumnSmall, from_heading(), foot() - 18.8F);
    return pairs(targets, "face", Shape::Column, from_heading(), foot() - 23);
}

Ui::Touched TallPage::settings(const Text& label, std::span<const Target> targets) {
    const bool short_of_room = modes_.big || modes_.low;
    const Share here = share(targets, modes_.big ? 4 : modes_.low ? 6 : 8);
    if (!modes_.big) {
        Words title = words(Type::Body, Weight::Bold, palette_.strong, 1.2F);
        title.middle = Middle::Yes;
        say_beside_officer(stretched(left, modes_.low ? 87 : 63.5F, wide, 9.6F), label, title);
        if (modes_.low) room_for_officer_ = stretched(left, 63.5F, wide, 22.5F);
    } else {
        room_for_officer_ = stretched(left, 87.5F, wide, 10);
    }
    const float from = short_of_room ? top_of_reach : 73.6F, height = modes_.big ? 26 : 20;
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
