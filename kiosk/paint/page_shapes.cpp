// What a target looks like: its drawing, its words and its tick, by its shape and the room it has.
#include <algorithm>

#include "kiosk/paint/page_ui.h"

namespace balai {

namespace {

constexpr float air = 3;  // beside the words of a target: no letter comes near its edge

}  // namespace

bool PageUi::touch_target(const Target& target, const std::string& role, Rect rect, Shape shape) {
    const Look look = target.chosen ? Look::Chosen : target.primary ? Look::Primary : Look::Plain;
    const Hit hit = stage_.target(target.id, pixels(rect));
    if (hit.pressed) pressed_ = target.id;

    const SurfaceColours& colours = hit.pressed && look == Look::Primary ? palette_.primary_pressed
                                    : hit.pressed                        ? palette_.pressed
                                    : look == Look::Primary              ? palette_.primary
                                    : look == Look::Chosen               ? palette_.chosen
                                                                         : palette_.target;
    put_surface(rect, colours, radius_of_card, palette_.shadows ? edge : bold_edge, lip, 1.0F, 1.7F);
    const bool filled_look = look != Look::Plain && !(hit.pressed && look == Look::Chosen);
    const Colour ink = look == Look::Primary ? palette_.primary_text
                       : filled_look         ? palette_.chosen_text
                                             : palette_.target_text;
    const DrawingColours& drawing = filled_look ? palette_.on_primary : palette_.drawing;
    const Colour well = filled_look ? palette_.primary_well : palette_.well;
    const DrawingColours& in_well = filled_look && !palette_.shadows ? palette_.on_primary : palette_.drawing;
    // What is pressed gives way a little, with everything on it.
    Inside in = inside(target, role, shape, {rect.x, rect.y + (hit.pressed ? edge : 0), rect.w, rect.h});
    in.with.colour = ink;
    const bool tick_alone = target.chosen && (shape == Shape::Row || shape == Shape::WordOnly);
    const std::string sign = target.chosen ? "tick" : target.drawing;  // what is on says so without its colour
    const std::string& shown = tick_alone ? target.drawing : sign;
    if (in.well > 0)
        put_well(in.drawing, shown, well, in_well, in.well);
    else
        put_drawing(in.drawing, shown, role == "face" ? palette_.drawing : drawing);
    if (tick_alone) {
        const float side = shape == Shape::Row ? 10 : 8;
        put_drawing({rect.x + rect.w - 3 - side, in.text.y + (in.text.h - side) / 2, side, side}, "tick", drawing);
    }
    Text text = target.label;
    // There is room for one line: a break in the label was only a wish.
    if (shape == Shape::Above) std::replace(text.begin(), text.end(), '\n', ' ');
    const bool fits = put_text(in.text, text, in.with);
    add(target.id, role, rect, text, in.with.type, ink, colours.fill, fits);
    Element& element = page_.elements.back();
    element.drawing = sign;
    const float side = std::min(in.drawing.w, in.drawing.h);
    element.drawn = shown.empty() ? 0 : px(in.well > 0 ? side * in.well : side);
    element.chosen = target.chosen;
    element.words = place_of(text, in.with, in.text);
    return hit.touched;
}

PageUi::Inside PageUi::inside(const Target& target, const std::string& role, Shape shape, Rect box) const {
    const bool small = shape == Shape::RowSmall || shape == Shape::ColumnSmall || shape == Shape::Slot;
    const float x = box.x + edge, y = box.y + edge, w = box.w - edge, h = box.h;
    const bool face = role == "face";
    Inside in;
    in.with = words(small ? Type::Small : Type::Body, Weight::Bold, palette_.target_text, 1.2F);
    in.with.middle = Middle::Yes;
    const auto words_beside = [&](float from, float to) { in.text = {x + from, y - edge, w - from - to, h - lip}; };
    const auto words_below = [&](float from, float height, float beside = air) {
        in.with.align = Align::Centre;
        in.text = {x + beside, y + from, w - 2 * beside, height};
    };
    const auto drawing_beside = [&](float from, float side) {
        in.drawing = {x + from, y + (h - side) / 2 - edge, side, side};
    };
    switch (shape) {
        case Shape::Row: {
            const float pad = h < 27 ? 3 : 4;
            const float tick = target.chosen ? 12 : 0;
            if (kind_ == PageKind::Warning) {
                // Two large words and nothing else: the drawing needs no ground of its own.
                drawing_beside(6, 16);
                words_beside(26, air);
            } else if (face || !target.drawing.empty()) {
                const float side = face ? h - 5 : side_of_well(h);
                drawing_beside(pad, side);
                if (!face) in.well = 0.76F;
                words_beside(pad + side + 2.6F, air + tick);
            } else {
                words_beside(pad, air + tick);
            }
            break;
        }
        case Shape::RowNarrow:
            drawing_beside(2.6F, 11);
            words_beside(15.6F, air);
            break;
        case Shape::RowSmall:
            drawing_beside(2.2F, 10.4F);
            words_beside(14, air);
            break;
        case Shape::ColumnSmall: {
            // The drawing takes what the words leave, up to a size; both stand in the middle, close to each other.
            const bool long_words = kind_ == PageKind::Section || kind_ == PageKind::Reason;
            const float least = long_words ? 10 : 11, most = face ? 30 : 20;
            const float above = face ? 1.4F : 1.8F, between = 0.3F, below = face ? 1 : 1.4F;
            if (face) in.with.line_height = 1.08F;
            // Four in a row are as narrow as the glass is.
            const float beside = w < 50 ? 2.6F : air;
            const float high = words_high_ > 0 ? words_high_ : height_of(target.label, in.with, w - 2 * beside);
            const float room = h - lip - above - between - below;
            const float side = std::clamp(room - high, least, most);
            const float spare = std::max(0.0F, room - high - side) / 3;
            in.drawing = {x, y + above + spare, w, side};
            const float from = above + side + between + std::min(2 * spare, spare + 1);
            words_below(from, h - lip - below - from, beside);
            in.with.middle = Middle::No;
            break;
        }
        case Shape::Column: {
            const float words_high = face ? 18.6F : modes_.big ? 24.4F : 20;
            const float below = face ? 1.4F : modes_.big ? 5 : 2.5F;
            const float side = face ? h - 26 : std::min(h - words_high - (modes_.big ? 12 : 8), w - 8);
            in.drawing = {x + (w - side) / 2, y + (face ? 4.5F : 4.0F), side, side};
            if (!face) in.well = 0.72F;
            const float from = h - words_high - below;
            const float down = words_high_ > 0 ? std::max(0.0F, words_high - words_high_) / 2 : 0;
            words_below(from + down, words_high - down);
            if (words_high_ > 0) in.with.middle = Middle::No;
            break;
        }
        case Shape::Above: {
            const float side = std::min(h * 0.376F, w * 0.45F);
            in.with.line_height = 1.12F;
            in.with.middle = Middle::No;
            in.drawing = {x + 3.6F, y + 3.4F, side, side};
            in.well = 0.76F;
            in.text = {x + 4, y + side + 5, w - 4 - air, h - side - 5.5F};
            break;
        }
        case Shape::WordOnly: {
            const float beside = role == "key" ? 1 : air;  // "erase" is a word, its key as wide as a digit's
            const float tick = target.chosen ? 11 : 0;
            in.with.align = Align::Centre;
            in.text = {x + beside, y - edge, w - 2 * beside - tick, h - lip};
            break;
        }
        case Shape::Slot:
            in.drawing = {x, y + (modes_.big ? 1.5F : 1.7F), w, modes_.big ? 11.5F : 9};
            words_below(h - (modes_.big ? 10.8F : 8.6F), modes_.big ? 9.4F : 7.1F, 0);
            break;
    }
    return in;
}

bool PageUi::fit(std::span<const Target> targets, const std::string& role, Shape shape, Rect box) {
    return std::all_of(targets.begin(), targets.end(), [&](const Target& target) {
        const Inside in = inside(target, role, shape, box);
        return words_fit(target.label, in.with, in.text);
    });
}

void PageUi::align_words(std::span<const Target> targets, const std::string& role, Shape shape, Rect box) {
    words_high_ = 0;
    if (shape != Shape::Column && shape != Shape::ColumnSmall) return;
    float most = 0;
    for (const Target& target : targets) {
        const Inside in = inside(target, role, shape, box);
        most = std::max(most, height_of(target.label, in.with, in.text.w));
    }
    words_high_ = most;
}

void PageUi::choose_drawings(std::span<const Target> targets, const std::string& role, Shape shape, Rect box) {
    const auto lines = [&](int smaller) {
        smaller_drawings_ = smaller;
        std::vector<int> result;
        for (const Target& target : targets) {
            const Inside in = inside(target, role, shape, box);
            const bool fits = words_fit(target.label, in.with, in.text);
            result.push_back(fits ? lines_of(target.label, in.with, in.text.w) : 0);
        }
        return result;
    };
    const std::vector<int> most_room = lines(least_drawings);
    for (int smaller = 0; smaller < least_drawings; ++smaller)
        if (lines(smaller) == most_room) return;
    smaller_drawings_ = least_drawings;
}

float PageUi::side_of_well(float height) const {
    // Answers are sentences, tiles are names: in large type the words may need the room more than the drawing does.
    constexpr float sides[] = {25, 19, 16.6F};
    if (modes_.big && (kind_ == PageKind::Question || kind_ == PageKind::Section))
        return std::min(height - 6, sides[smaller_drawings_]);
    return height < 22 ? 14.5F : height < 27 ? 16.6F : height < 31.5F ? 19 : 25;
}

Ui::Touched PageUi::grid(std::span<const Target> targets, const std::string& role, Shape shape, Rect first,
                         float step_x, float step_y, int columns) {
    Touched touched;
    choose_drawings(targets, role, shape, stretched(first));
    const auto in_row = static_cast<std::size_t>(columns);
    if (role == "face") align_words(targets, role, shape, stretched(first));
    for (std::size_t i = 0; i < targets.size(); ++i) {
        const auto column = static_cast<float>(static_cast<int>(i) % columns),
                   row = static_cast<float>(static_cast<int>(i) / columns);
        const Rect box = stretched(first.x + column * step_x, first.y + row * step_y, first.w, first.h);
        // Faces are of one size; elsewhere a row of short words has room for larger drawings.
        if (role != "face" && i % in_row == 0)
            align_words(targets.subspan(i, std::min(in_row, targets.size() - i)), role, shape, box);
        if (touch_target(targets[i], role, box, shape)) touched = i;
    }
    smaller_drawings_ = least_drawings;
    words_high_ = 0;
    return touched;
}

}  // namespace balai
