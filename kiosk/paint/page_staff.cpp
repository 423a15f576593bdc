// The staff's pages. (storyboard: pin, staff)
#include <algorithm>

#include "kiosk/paint/grid.h"
#include "kiosk/paint/page_ui.h"

namespace balai {

namespace {

constexpr std::size_t states_a_part = 5, lines_a_part = 7;
constexpr float gap = 4;
constexpr float name_from = 18, value_from = 47, value_after_long = 86;
constexpr float card_width_mm = 85.6F, card_height_mm = 53.98F, card_radius_mm = 3.18F;

int parts_for(std::size_t count, std::size_t each) {
    return static_cast<int>(std::max<std::size_t>(1, (count + each - 1) / each));
}

}  // namespace

PageUi::StaffBoxes PageUi::staff_boxes() const {
    using namespace grid;
    return {{left, 29.6F, 124, 78.4F},
            {left, 33.3F, 124, 14.2F},
            {left, 29.6F, wide, 11.2F},
            {136, 29.6F, 76.2F, 20},
            29.2F,
            1,
            3,
            {left, 29, 122, 18},
            {left, 66, 122, 18},
            {left, 50, 9, 9},
            {132.2F, 15.6F, 24, 20}};
}

void PageUi::state_row(std::size_t number, const State& state, Rect at, float from_label, float from_value) {
    Words label = words(Type::Small, Weight::Regular, palette_.soft, 1.2F);
    label.middle = Middle::Yes;
    Words value = words(Type::Body, Weight::Bold, palette_.text, 1.2F);
    value.middle = Middle::Yes;
    put_drawing({at.x + 6, at.y + (at.h - 9) / 2, 9, 9}, state.drawing, palette_.drawing);
    const float room_for_sign = state.sign.empty() ? 2 : 14.5F;
    const float width = at.w - from_value - room_for_sign;
    // A sentence where a number usually stands: two lines of the smaller type.
    if (lines_of(state.value, value, width) > 1) value.type = Type::Small;
    bool fits = put_text({at.x + from_label, at.y, from_value - from_label - 1, at.h}, state.label, label);
    fits = put_text({at.x + from_value, at.y, width, at.h}, state.value, value) && fits;
    if (!state.sign.empty()) put_drawing({at.x + at.w - 12, at.y + (at.h - 7) / 2, 7, 7}, state.sign, palette_.drawing);
    add("state." + std::to_string(number + 1), "fact", at, state.label + ": " + state.value, value.type, value.colour,
        kind_ == PageKind::Staff ? palette_.card.fill : palette_.page, fits);
}

void PageUi::states(std::span<const State> states) {
    const bool log = kind_ == PageKind::StaffLog;
    const std::size_t each = log ? lines_a_part : states_a_part;
    parts_ = std::max(parts_, parts_for(states.size(), each));
    const std::size_t from = std::min(states.size(), static_cast<std::size_t>(part_) * each);
    const auto here = states.subspan(from, std::min(each, states.size() - from));
    const StaffBoxes boxes = staff_boxes();
    if (!log) put_card(stretched(boxes.card));
    // Long names stand before short numbers: the values then begin further along.
    const Words name = words(Type::Small, Weight::Regular, palette_.soft, 1.2F);
    const bool long_names = std::ranges::any_of(
        states, [&](const State& state) { return lines_of(state.label, name, value_from - name_from - 1) > 1; });
    for (std::size_t i = 0; i < here.size(); ++i) {
        Rect row = log ? boxes.first_line : boxes.first_state;
        row.y += row.h * static_cast<float>(i);
        state_row(from + i, here[i], stretched(row), name_from, long_names ? value_after_long : value_from);
    }
}

Ui::Touched PageUi::actions(std::span<const Target> targets) {
    const StaffBoxes boxes = staff_boxes();
    const std::size_t each = boxes.actions_a_part;
    parts_ = std::max(parts_, parts_for(targets.size(), each));
    const std::size_t from = std::min(targets.size(), static_cast<std::size_t>(part_) * each);
    const Rect& first = boxes.first_action;
    const auto here = targets.subspan(from, std::min(each, targets.size() - from));
    const Shape shape = boxes.action_columns == 1                                 ? Shape::Row
                        : fit(here, "button", Shape::RowNarrow, stretched(first)) ? Shape::RowNarrow
                                                                                  : Shape::RowSmall;
    const auto touched = grid(here, "button", shape, first, first.w + gap, boxes.action_step, boxes.action_columns);
    return touched ? Touched{from + *touched} : std::nullopt;
}

void PageUi::dots(int filled, int of) {
    const Rect first = stretched(staff_boxes().first_dot);
    // In high contrast what is only read has sharp corners and a thin line.
    const Colour around = palette_.shadows ? palette_.target.edge : palette_.line;
    const SurfaceColours empty{palette_.card.fill, around, {0, 0, 0, 0}, {0, 0, 0, 0}};
    const SurfaceColours full{palette_.step_done, palette_.step_done, {0, 0, 0, 0}, {0, 0, 0, 0}};
    for (int i = 0; i < of; ++i)
        put_surface({first.x + 15 * static_cast<float>(i), first.y, 9, 9}, i < filled ? full : empty,
                    palette_.shadows ? 4.5F : 0, edge, 0, 0, 0);
    const Rect all{first.x, first.y, 15 * static_cast<float>(of) - 6, 9};
    add("dots", "picture", all, std::to_string(filled) + "/" + std::to_string(of), Type::Body, palette_.step_done,
        palette_.page, true);
    page_.elements.back().cap_mm = 0;
}

Ui::Touched PageUi::keys(std::span<const Target> targets) {
    Touched touched;
    for (std::size_t i = 0; i < targets.size(); ++i) {
        // Zero stands under the eight, as on a telephone.
        const auto place = static_cast<int>(i < 9 ? i : i + 1);
        Rect box = staff_boxes().first_key;
        box.x += (box.w + gap) * static_cast<float>(place % 3);
        box.y += (box.h + gap) * static_cast<float>(place / 3);
        if (touch_target(targets[i], "key", stretched(box), Shape::WordOnly)) touched = i;
    }
    return touched;
}

void PageUi::card(float ppi) {
    const float unit = ppi / 25.4F / scale_.pixels;
    const Rect room = stretched(staff_boxes().card);
    constexpr float below_heading = 4;
    const Rect outline{room.x, room.y + below_heading, card_width_mm * unit, card_height_mm * unit};
    const Colour around = palette_.shadows ? palette_.target.edge : palette_.line;
    put_surface(outline, {palette_.card.fill, around, {0, 0, 0, 0}, {0, 0, 0, 0}},
                palette_.shadows ? card_radius_mm * unit : 0, edge, 0, 0, 0);
    put_drawing({outline.x + outline.w / 2 - 12, outline.y + outline.h / 2 - 12, 24, 24}, "ktp", palette_.drawing);
    add("card", "picture", outline, std::to_string(static_cast<int>(ppi + 0.5F)), Type::Body, palette_.drawing.ink,
        palette_.card.fill, outline.w <= room.w && outline.h <= room.h - below_heading);
    page_.elements.back().cap_mm = 0;
}

void PageUi::fill(int colour) {
    // Pure ones: a stuck or dead dot of each kind shows on one of them.
    constexpr Colour pure[] = {rgb(0xFFFFFF), rgb(0x000000), rgb(0xFF0000), rgb(0x00FF00), rgb(0x0000FF)};
    stage_.flat({0, 0, glass_.width, glass_.height}, pure[static_cast<std::size_t>(colour) % std::size(pure)]);
}

Ui::Touched PageUi::cells(int columns, int rows, std::uint64_t touched_before) {
    Touched touched;
    for (int i = 0; i < columns * rows; ++i) {
        const int column = i % columns, row = i / columns;
        const Box box{glass_.width * column / columns, glass_.height * row / rows,
                      glass_.width * (column + 1) / columns - glass_.width * column / columns,
                      glass_.height * (row + 1) / rows - glass_.height * row / rows};
        const std::string id = "cell." + std::to_string(i + 1);
        const Hit hit = stage_.target(id, box);
        if (hit.pressed) pressed_ = id;
        if (hit.touched) touched = static_cast<std::size_t>(i);
        const bool done = (touched_before >> i & 1) != 0;
        const Colour ground = hit.pressed ? palette_.pressed.fill : done ? palette_.well : palette_.card.fill;
        stage_.flat(box, palette_.target.edge);
        stage_.flat({box.x + 1, box.y + 1, box.w - 2, box.h - 2}, ground);
        Element element;
        element.id = id;
        element.role = "cell";
        element.rect = box;
        element.fg = palette_.target.edge;
        element.bg = ground;
        page_.elements.push_back(std::move(element));
        if (done) {
            const float side = 8;
            const float per = scale_.pixels;
            put_drawing({static_cast<float>(box.x) / per + 3, static_cast<float>(box.y) / per + 3, side, side}, "tick",
                        palette_.drawing);
        }
    }
    return touched;
}

}  // namespace balai
