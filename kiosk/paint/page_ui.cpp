// How things look: boxes, surfaces, words, targets. Where they stand is said in page_words.cpp.
#include "kiosk/paint/page_ui.h"

#include <algorithm>
#include <cmath>

namespace balai {

namespace {

constexpr float margin = 6;
constexpr float widest_useful = 260;  // lines longer than this are hard to follow
constexpr float top_of_heading = 14;
constexpr float air = 3;  // beside the words of a target: no letter comes near its edge

}  // namespace

bool is_target(const Element& element) {
    const std::string& role = element.role;
    return role == "tile" || role == "answer" || role == "button" || role == "bar" || role == "face" || role == "key" ||
           role == "cell" || role == "glass";
}

const Element* Page::find(std::string_view id) const {
    for (const Element& element : elements)
        if (element.id == id) return &element;
    return nullptr;
}

const Element* Page::target_at(int x, int y) const {
    for (const Element& element : elements)
        if (is_target(element) && element.rect.holds(x, y)) return &element;
    return nullptr;
}

PageUi::PageUi(Stage& stage, Typesetter& type, Wardrobe& wardrobe, const Glass& glass, const Modes& modes)
    : PageUi(stage, type, wardrobe, glass, modes, {218.2F, 136.4F, 28.4F}) {}

PageUi::PageUi(Stage& stage, Typesetter& type, Wardrobe& wardrobe, const Glass& glass, const Modes& modes,
               const Reference& reference)
    : stage_(stage),
      type_(type),
      wardrobe_(wardrobe),
      glass_(glass),
      modes_(modes),
      scale_(scale_of(glass)),
      reference_(reference),
      palette_(palette_of(modes)) {}

Page PageUi::finish() {
    page_.parts = parts_;
    return std::move(page_);
}

Rect PageUi::stretched(Rect r) const {
    const float width = std::min(scale_.width - 2 * margin, widest_useful);
    const float left = (scale_.width - width) / 2;
    const float across = width / (reference_.width - 2 * margin);
    const bool has_bar = kind_ != PageKind::Attract && kind_ != PageKind::Language && kind_ != PageKind::Warning &&
                         kind_ != PageKind::Emergency;
    const float band = reference_.height - top_of_heading - (has_bar ? reference_.foot : margin);
    const float down = (band + scale_.height - reference_.height) / band;
    return {left + (r.x - margin) * across, top_of_heading + (r.y - top_of_heading) * down, r.w * across, r.h * down};
}

int PageUi::px(float units) const { return static_cast<int>(std::lround(units * scale_.pixels)); }

Box PageUi::pixels(Rect r) const {
    const int x = px(r.x), y = px(r.y);
    return {x, y, px(r.x + r.w) - x, px(r.y + r.h) - y};
}

PageUi::Words PageUi::words(Type type, Weight weight, Colour colour, float line_height) const {
    Words result;
    result.type = type;
    result.weight = weight;
    result.colour = colour;
    result.line_height = modes_.big && line_height > 1.28F ? 1.28F : line_height;
    return result;
}

TypeStyle PageUi::style(const Words& words, float width) const {
    TypeStyle style;
    style.pixels = pixels_of(words.type, modes_.big, scale_);
    style.weight = words.weight;
    style.line_height = words.line_height;
    style.width = px(width);
    style.align = words.align;
    return style;
}

void PageUi::put_surface(Rect rect, const SurfaceColours& colours, float radius, float edge_width, float lip_height,
                         float down, float blur) {
    if (!stage_.is_seen()) return;
    SurfaceLook look;
    look.fill = colours.fill;
    look.edge = colours.edge;
    look.edge_width = edge_width > 0 ? static_cast<float>(std::max(2, px(edge_width))) : 0;
    look.radius = radius * scale_.pixels;
    look.lip = colours.lip.a ? static_cast<float>(px(lip_height)) : 0;
    look.lip_colour = colours.lip;
    look.shadow = colours.shadow;
    look.shadow_down = down * scale_.pixels;
    look.shadow_blur = colours.shadow.a ? blur * scale_.pixels : 0;
    const Surface& surface = wardrobe_.surface(look);
    std::vector<Quad> parts;
    add_surface(parts, surface, pixels(rect), {});
    for (const Quad& part : parts) stage_.quad(part.to, part.from, part.picture, part.colour);
}

void PageUi::put_card(Rect rect) {
    // In high contrast nothing has a shadow: what is only read has sharp corners and a thin line, what can be touched
    // is round and bold.
    put_surface(rect, palette_.card, palette_.shadows ? radius_of_card : 0, edge, 0, 0.5F, 1.5F);
}

void PageUi::put_plain(Rect rect, Colour fill) {
    // In high contrast a fill says nothing; a thin line keeps together what belongs together.
    const SurfaceColours colours{fill, palette_.shadows ? fill : palette_.line, {0, 0, 0, 0}, {0, 0, 0, 0}};
    put_surface(rect, colours, palette_.shadows ? radius_of_well : 0, palette_.shadows ? 0 : edge, 0, 0, 0);
}

void PageUi::put_round(Rect rect, Colour fill) {
    const SurfaceColours colours{fill, palette_.shadows ? fill : palette_.line, {0, 0, 0, 0}, {0, 0, 0, 0}};
    const Box box = pixels(rect);
    const float radius = static_cast<float>(std::min(box.w, box.h)) / 2 / scale_.pixels;
    put_surface(rect, colours, radius, palette_.shadows ? 0 : edge, 0, 0, 0);
}

void PageUi::put_drawing(Rect rect, const std::string& name, const DrawingColours& colours) {
    const Box box = pixels(rect);
    const int side = std::min(box.w, box.h);
    if (side <= 0 || name.empty() || !stage_.is_seen()) return;
    const Picture& picture = wardrobe_.drawing(name, side, colours);
    if (picture.width == 0) return;
    stage_.quad({box.x + (box.w - side) / 2, box.y + (box.h - side) / 2, side, side}, {0, 0, side, side}, &picture,
                {255, 255, 255, 255});
}

void PageUi::put_well(Rect rect, const std::string& name, Colour fill, const DrawingColours& colours, float share) {
    if (palette_.shadows) put_plain(rect, fill);  // in high contrast it would be a box in a box
    const float gap = std::min(rect.w, rect.h) * (1 - share) / 2;
    put_drawing({rect.x + gap, rect.y + gap, rect.w - 2 * gap, rect.h - 2 * gap}, name, colours);
}

void PageUi::put_strip(Rect rect, Colour ground, Colour petal) {
    if (!stage_.is_seen()) return;
    const Box box = pixels(rect);
    // A square a little larger or smaller that leaves no remainder: no petal is cut.
    int side = box.h;
    for (const int other : {box.h + 1, box.h - 1, box.h + 2, box.h - 2, box.h + 3, box.h - 3})
        if (box.w % other < box.w % side && box.w % side > 2) side = other;
    const Picture& strip = wardrobe_.strip(box.w, side, ground, petal);
    stage_.quad({box.x, box.bottom() - strip.height, strip.width, strip.height}, {0, 0, strip.width, strip.height},
                &strip, {255, 255, 255, 255});
}

int PageUi::lines_of(const Text& text, const Words& words, float width) {
    return type_.set(text, style(words, width)).lines;
}

bool PageUi::put_text(Rect rect, const Text& text, const Words& words) {
    if (text.empty()) return true;
    const TypeStyle with = style(words, rect.w);
    const Paragraph paragraph = type_.set(text, with);
    const Box box = pixels(rect);
    const int y = words.middle == Middle::Yes ? box.y + (box.h - paragraph.height) / 2 : box.y;
    if (stage_.is_seen()) {
        const Picture& picture = type_.picture(text, with);
        stage_.quad({box.x + paragraph.left, y, picture.width, picture.height}, {0, 0, picture.width, picture.height},
                    &picture, words.colour);
    }
    return words_fit(text, words, rect);
}

bool PageUi::words_fit(const Text& text, const Words& words, Rect box) {
    constexpr int rounding = 2;  // lines are whole pixels, boxes were rounded on their own
    const Paragraph& paragraph = type_.set(text, style(words, box.w));
    return !paragraph.too_wide && paragraph.height <= pixels(box).h + rounding;
}

void PageUi::add(const std::string& id, const std::string& role, Rect rect, const Text& text, Type type, Colour fg,
                 Colour bg, bool fits) {
    Element element;
    element.id = id;
    element.role = role;
    element.rect = pixels(rect);
    element.text = plain(text);
    element.lines = text;
    if (!text.empty())
        element.cap_mm = static_cast<float>(pixels_of(type, modes_.big, scale_)) * cap_height * 25.4F / glass_.ppi;
    element.fg = fg;
    element.bg = bg;
    element.overflow = !fits;
    page_.elements.push_back(std::move(element));
    if (!ring_.empty() && id == ring_) put_ring(rect);
}

void PageUi::put_ring(Rect rect) {
    constexpr float apart = 0.9F, thick = 1;
    const Box inner = pixels({rect.x - apart, rect.y - apart, rect.w + 2 * apart, rect.h + 2 * apart + lip});
    const int width = px(thick);
    const Box sides[] = {{inner.x - width, inner.y - width, inner.w + 2 * width, width},
                         {inner.x - width, inner.bottom(), inner.w + 2 * width, width},
                         {inner.x - width, inner.y, width, inner.h},
                         {inner.right(), inner.y, width, inner.h}};
    for (const Box& side : sides) stage_.flat(side, palette_.focus);
}

void PageUi::ripple(int x, int y) {
    constexpr float radius = 6.5F, dot = 1.7F;
    const float at_x = static_cast<float>(x) / scale_.pixels, at_y = static_cast<float>(y) / scale_.pixels;
    for (int i = 0; i < 8; ++i) {
        const float angle = static_cast<float>(i) * 0.7853982F;
        put_round({at_x + radius * std::cos(angle) - dot / 2, at_y + radius * std::sin(angle) - dot / 2, dot, dot},
                  palette_.focus);
    }
}

void PageUi::say(const std::string& id, const std::string& role, Rect rect, const Text& text, const Words& words,
                 Colour ground) {
    const bool fits = put_text(rect, text, words);
    add(id, role, rect, text, words.type, words.colour, ground, fits);
}

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
    element.chosen = target.chosen;
    const Paragraph& set = type_.set(text, style(in.with, in.text.w));
    const Box room = pixels(in.text);
    const int down = in.with.middle == Middle::Yes ? (room.h - set.height) / 2 : 0;
    element.words = {room.x + set.left, room.y + down, set.width, set.height};
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
                drawing_beside(8, 16);
                words_beside(30, air);
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
            // Names and reasons may have three lines.
            const bool long_words = kind_ == PageKind::Section || kind_ == PageKind::Reason;
            const float side = long_words ? 10 : smaller_drawings_ == 0 ? 14 : 11;
            const float top = long_words ? 2.4F : 3.6F;
            in.drawing = {x, y + top, w, side};
            // Four in a row are as narrow as the glass is.
            words_below(top + side + 0.3F, h - top - side - (long_words ? 1.0F : 1.8F), w < 50 ? 2.6F : air);
            break;
        }
        case Shape::Column: {
            const float words_high = face ? 18.6F : modes_.big ? 24.4F : 20;
            const float side = face ? h - 26 : std::min(h - words_high - 8, w - 8);
            in.drawing = {x + (w - side) / 2, y + (face ? 4.5F : 4.0F), side, side};
            if (!face) in.well = 0.72F;
            words_below(h - words_high - (face ? 1.4F : modes_.big ? 1 : 2.5F), words_high);
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

void PageUi::choose_drawings(std::span<const Target> targets, const std::string& role, Shape shape, Rect box) {
    const auto lines = [&](int smaller) {
        smaller_drawings_ = smaller;
        std::vector<int> result;
        for (const Target& target : targets) {
            const Inside in = inside(target, role, shape, box);
            const Paragraph& set = type_.set(target.label, style(in.with, in.text.w));
            result.push_back(set.too_wide || set.height > pixels(in.text).h ? 0 : set.lines);
        }
        return result;
    };
    const std::vector<int> most_room = lines(least_drawings);
    for (int smaller = 0; smaller < least_drawings; ++smaller)
        if (lines(smaller) == most_room) return;
    smaller_drawings_ = least_drawings;
}

bool PageUi::heads_targets() const {
    if (!modes_.low) return false;
    return kind_ == PageKind::Home || kind_ == PageKind::Section || kind_ == PageKind::End ||
           kind_ == PageKind::Faces || kind_ == PageKind::Reason || kind_ == PageKind::Language;
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
    for (std::size_t i = 0; i < targets.size(); ++i) {
        const auto column = static_cast<float>(static_cast<int>(i) % columns),
                   row = static_cast<float>(static_cast<int>(i) / columns);
        const Rect box = stretched(first.x + column * step_x, first.y + row * step_y, first.w, first.h);
        if (touch_target(targets[i], role, box, shape)) touched = i;
    }
    smaller_drawings_ = least_drawings;
    return touched;
}

void PageUi::put_heading_above(float top) {
    if (waiting_heading_.empty()) return;
    Rect& box = place_of_heading_;
    if (modes_.low) lowered_ = std::max(0.0F, top - 3 - (box.y + box.h));
    box.y += lowered_;
    say("heading", "heading", box, waiting_heading_, words(Type::Heading, Weight::Bold, palette_.strong, 1.2F),
        palette_.page);
    waiting_heading_.clear();
}

std::vector<Text> pieces_of(const Text& text, int lines, const std::function<int(const Text&)>& count) {
    std::vector<Text> pieces;
    Text piece;
    std::size_t from = 0;
    while (from < text.size()) {
        // Breaks only behind a full stop or a line end: a question and its answer stay together.
        std::size_t end = from;
        while (end < text.size() && text[end] != '\n' &&
               !(text[end] == '.' && end + 1 < text.size() && (text[end + 1] == ' ' || text[end + 1] == '\n')))
            ++end;
        const std::size_t stop = std::min(text.size(), end + 1);
        Text sentence = text.substr(from, stop - from);
        if (!sentence.empty() && sentence.back() == '\n') sentence.pop_back();
        const char joint = piece.empty() || from == 0 ? '\0' : text[from - 1] == '\n' ? '\n' : ' ';
        const Text longer = piece.empty() ? sentence : piece + joint + sentence;
        if (piece.empty() || count(longer) <= lines) {
            piece = longer;
        } else {
            pieces.push_back(piece);
            piece = sentence;
        }
        from = stop;
        while (from < text.size() && (text[from] == ' ' || text[from] == '\n')) ++from;
    }
    if (!piece.empty()) pieces.push_back(piece);
    return pieces;
}

Text flowing(const Text& text) {
    int values = 0;
    for (Text rest = text; !rest.empty(); rest = second_line(rest)) values += rest.starts_with("**");
    Text result = text;
    if (values < 2) std::replace(result.begin(), result.end(), '\n', ' ');
    return result;
}

Text first_line(const Text& text) { return text.substr(0, text.find('\n')); }
Text second_line(const Text& text) {
    const auto end = text.find('\n');
    return end == text.npos ? Text{} : text.substr(end + 1);
}

Text plain(const Text& text) {
    Text result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.compare(i, 2, "**") == 0) {
            ++i;
        } else if (text.compare(i, 2, "\u00a0") == 0) {
            result += ' ';
            ++i;
        } else
            result += text[i] == '\n' ? ' ' : text[i];
    }
    return result;
}

}  // namespace balai
