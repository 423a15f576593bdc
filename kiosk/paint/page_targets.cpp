// Where a finger may touch: boxes in millimetres as on the 10" screen. (storyboard: pages)
#include <algorithm>

#include "kiosk/paint/grid.h"
#include "kiosk/paint/page_ui.h"

namespace balai {

using namespace grid;

namespace {

constexpr Rect low_column{left, top_of_reach, 48.55F, 42.2F};  // the first of four in one row

}  // namespace

PageUi::Share PageUi::share(std::span<const Target> targets, std::size_t each) {
    parts_ = std::max(1, static_cast<int>((targets.size() + each - 1) / each));
    const std::size_t first = std::min(targets.size(), static_cast<std::size_t>(part_) * each);
    return {targets.subspan(first, std::min(each, targets.size() - first)), first};
}

Ui::Touched PageUi::languages(std::span<const Target> targets) {
    if (kind_ == PageKind::Language)
        return grid(targets, "button", Shape::WordOnly, {left, modes_.low ? 64.0F : 32.0F, 66.07F, 30}, 70.07F, 0, 3);
    const Rect first = modes_.big ? Rect{left + shift_x_, 71 + shift_y_, 66.07F, 28}
                                  : Rect{left + shift_x_, 84 + shift_y_, 66.07F, 22};
    return grid(targets, "button", Shape::WordOnly, first, 70.07F, 0, 3);
}

Ui::Touched PageUi::options(std::span<const Target> targets) {
    if (kind_ == PageKind::Language)
        return grid(targets, "button", Shape::Row,
                    {left, modes_.low ? 100.0F : 70.0F, half, modes_.big ? 27.0F : 24.0F}, half_step, 0, 2);
    const Rect first = modes_.big ? Rect{left + shift_x_, 103 + shift_y_, half, 26}
                                  : Rect{left + shift_x_, 110.4F + shift_y_, half, 20};
    return grid(targets, "button", Shape::Row, first, half_step, 0, 2);
}

Ui::Touched PageUi::tiles(std::span<const Target> targets, std::span<const Target> wide_targets) {
    std::vector<Target> all(targets.begin(), targets.end());
    all.insert(all.end(), wide_targets.begin(), wide_targets.end());
    if (modes_.big) {
        const Share here = share(all, modes_.low ? 2 : 4);
        const Rect first = modes_.low ? Rect{left, top_of_reach, half, 40} : Rect{left, 30.4F, half, 33.4F};
        return here.among_all(grid(here.targets, "tile", Shape::Row, first, half_step, 37.4F, 2));
    }
    if (modes_.low) {
        const Share here = share(all, 6);
        return here.among_all(grid(here.targets, "tile", Shape::Row, {left, top_of_reach, 66.07F, 21}, 70.07F, 25, 3));
    }
    if (scale_.large) {
        Touched touched;
        const Rect area = stretched(left, 31.6F, wide, 76.4F);
        const float w = (area.w - 12) / 4, h = (area.h - 4) / 2;
        for (std::size_t i = 0; i < all.size(); ++i) {
            const Rect box{area.x + static_cast<float>(i % 4) * (w + 4), area.y + static_cast<float>(i / 4) * (h + 4),
                           w, h};
            if (touch_target(all[i], "tile", box, Shape::Above)) touched = i;
        }
        return touched;
    }
    Touched touched = grid(targets, "tile", Shape::Row, {left, 29.9F, 66.07F, 24.1F}, 70.07F, 28.1F, 3);
    const auto lower = grid(wide_targets, "tile", Shape::Row, {left, 88, half, 20}, half_step, 0, 2);
    if (lower) touched = targets.size() + *lower;
    return touched;
}

Ui::Touched PageUi::buttons(std::span<const Target> targets) {
    switch (kind_) {
        case PageKind::Phone:
            if (modes_.big) {
                parts_ = 2;
                if (part_ != 1) return std::nullopt;
                return grid(targets, "button", Shape::Row, {left, 70, wide, 30}, 0, 0, 1);
            }
            return grid(targets, "button", Shape::Row, {92, 88, 120.2F, 20}, 0, 0, 1);
        case PageKind::Warning: {
            Touched touched;
            if (!targets.empty() && touch_target(targets[0], "button", stretched(left, 88, 128, 30), Shape::Row))
                touched = 0;
            if (targets.size() > 1 && touch_target(targets[1], "button", stretched(138, 88, 74.2F, 30), Shape::Row))
                touched = 1;
            return touched;
        }
        case PageKind::Message:
            if (part_ + 1 != parts_) return std::nullopt;
            if (modes_.low && !modes_.big) return grid(targets, "button", Shape::WordOnly, {left, 88, 64, 20}, 0, 0, 1);
            return grid(targets, "button", Shape::Row,
                        modes_.big ? Rect{left, modes_.low ? 73.0F : 42.0F, wide, 26} : Rect{78, 54, 134.2F, 20}, 0, 0,
                        1);
        default:
            if (modes_.big) {
                if (part_ != 2) return std::nullopt;
                return grid(targets, "button", Shape::Row, {left, modes_.low ? 64.0F : 58.0F, half, 36}, half_step, 0,
                            2);
            }
            return grid(targets, "button", Shape::Row, {left, 88, half, 20}, half_step, 0, 2);
    }
}

Ui::Touched PageUi::tall(std::span<const Target> targets) {
    const char* role = kind_ == PageKind::Section ? "tile" : "button";
    const float w = (wide - 4 * static_cast<float>(targets.size() - 1)) / static_cast<float>(targets.size());
    const int columns = static_cast<int>(targets.size());
    if (modes_.big && modes_.low)
        return grid(targets, role, Shape::ColumnSmall, {left, top_of_reach, w, 42.2F}, w + 4, 0, columns);
    if (targets.size() > 3 || (modes_.big && kind_ == PageKind::Section)) {
        const float h = modes_.low ? 21 : modes_.big ? 33.4F : 33;
        const float from = modes_.low ? top_of_reach : modes_.big ? 30.4F : 33;
        return grid(targets, role, Shape::Row, {left, from, half, h}, half_step, h + 4, 2);
    }
    if (modes_.low) return grid(targets, role, Shape::Column, {left, top_of_reach, w, 46}, w + 4, 0, columns);
    return grid(targets, role, Shape::Column, {left, 36, w, 64}, w + 4, 0, columns);
}

Ui::Touched PageUi::tabs(std::span<const Target> targets) {
    if (modes_.big && part_ != 0) return std::nullopt;
    const Rect first{92, modes_.low ? top_of_reach : 29.6F, 58.1F, modes_.big ? 25.0F : 20.0F};
    return grid(targets, "button", Shape::WordOnly, first, 62.1F, 0, 2);
}

Ui::Touched PageUi::question_answers(std::span<const Target> targets) {
    const float foot = !modes_.big ? 108 : has_hint_ ? 103 : 102;
    const bool one_row = modes_.big && modes_.low;
    const float highest = modes_.low ? top_of_reach : first_answer_;
    const float h = one_row ? foot - highest : (foot - highest - 4) / 2;
    // One row alone keeps a little further from its question.
    const float from = highest + (targets.size() < 3 && !modes_.low ? 5 : 0);
    const Rect quarter{left, from, half, h};
    put_heading_above(stretched(quarter).y);
    const bool fits = fit(targets, "answer", Shape::Row, stretched(quarter));
    if (one_row && fit(targets, "answer", Shape::ColumnSmall, stretched(low_column)))
        return one_low_row(targets, "answer");
    if ((!modes_.big && !modes_.low) || (fits && !one_row))
        return grid(targets, "answer", Shape::Row, quarter, half_step, h + 4, 2);
    // Words too long for a quarter of the page: two answers across the whole of it, the others on its next part.
    const Share here = share(targets, one_row && !fits ? 1 : 2);
    if (one_row && fits) return here.among_all(grid(here.targets, "answer", Shape::Row, quarter, half_step, 0, 2));
    return here.among_all(grid(here.targets, "answer", Shape::Row, {left, highest, wide, h}, 0, h + 4, 1));
}

Ui::Touched PageUi::answers(std::span<const Target> targets) {
    if (kind_ == PageKind::Question) return question_answers(targets);
    if (is_together()) return answers_together(targets);
    if (modes_.big && modes_.low) return one_low_row(targets, "answer");
    const Rect first = modes_.low   ? Rect{left, top_of_reach, half, 21}
                       : modes_.big ? Rect{left, 30.4F, half, 33.4F}
                                    : Rect{left, 37, half, 30};
    return grid(targets, "answer", Shape::Row, first, half_step, first.h + 4, 2);
}

Ui::Touched PageUi::one_low_row(std::span<const Target> targets, const std::string& role) {
    return grid(targets, role, Shape::ColumnSmall, low_column, 52.55F, 0, 4);
}

Ui::Touched PageUi::faces(std::span<const Target> targets) {
    if (modes_.big && modes_.low) return one_low_row(targets, "face");
    if (modes_.big) return grid(targets, "face", Shape::Row, {left, 30.4F, half, 29}, half_step, 33, 2);
    const Rect first = modes_.low ? Rect{left, top_of_reach, 48.55F, 46} : Rect{left, 32, 48.55F, 54};
    return grid(targets, "face", Shape::Column, first, 52.55F, 0, 4);
}

Ui::Touched PageUi::settings(const Text& label, std::span<const Target> targets) {
    if (modes_.big) {
        const Share here = share(targets, 4);
        const Rect first = modes_.low ? Rect{left, top_of_reach, 48.55F, 40} : Rect{left, 58.5F, 48.55F, 43};
        room_for_officer_ = stretched(left, 55, wide, first.y - 55.5F);
        return here.among_all(grid(here.targets, "button", Shape::ColumnSmall, first, 52.55F, 0, 4));
    }
    Words title = words(Type::Body, Weight::Bold, palette_.strong, 1.2F);
    title.middle = Middle::Yes;
    say_beside_officer(stretched(left, 48.6F, wide, 11), label, title);
    const Share here = share(targets, 8);
    return here.among_all(grid(here.targets, "button", Shape::RowSmall,
                               {left, modes_.low ? top_of_reach : 60.4F, 48.55F, 20}, 52.55F, 24, 4));
}

void PageUi::say_beside_officer(Rect box, const Text& label, const Words& with) {
    say("settings", "label", box, label, with, palette_.page);
    const float from = static_cast<float>(type_.set(label, style(with, box.w)).width) / scale_.pixels + 8;
    room_for_officer_ = {box.x + from, box.y, box.w - from, box.h};
}

// A name is never cut: where it does not fit there is none.
void PageUi::officer(const Text& text) {
    Words with = words(Type::Small, Weight::Regular, palette_.text, 1.2F);
    with.middle = Middle::Yes;
    if (room_for_officer_.h <= 0 || !words_fit(text, with, room_for_officer_)) return;
    say("officer", "label", room_for_officer_, text, with, palette_.page);
}

bool PageUi::glass(const std::string& id) {
    const Rect all{0, 0, scale_.width, scale_.height};
    const Hit hit = stage_.target(id, pixels(all));
    if (hit.pressed) pressed_ = id;
    add(id, "glass", all, "", Type::Body, palette_.text, palette_.page, true);
    return hit.touched;
}

void PageUi::say_silent(const BarSlot& slot, Rect box) {
    Words with = words(Type::Small, Weight::Regular, palette_.soft, 1.2F);
    with.middle = Middle::Yes;
    with.align = Align::Centre;
    say(slot.target.id + ".silent", "notice", box, slot.target.label, with, palette_.bar);
}

Ui::Touched PageUi::bar(std::span<const BarSlot> slots) {
    modes_.big = bar_is_high_;  // whatever the type of the page, the bar follows the visit
    const float height = modes_.big ? 25 : 20;
    put_bar_ground();
    const float from = (scale_.width - bar_width) / 2 - (scale_.width < 220 ? 0.1F : 0);
    return put_slots(slots, [&](Slot slot) {
        return Rect{from + static_cast<float>(slot) * slot_step, scale_.height - 2.8F - height, slot_width, height};
    });
}

}  // namespace balai
