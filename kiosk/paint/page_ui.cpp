// How things look: boxes, surfaces, words, targets. Where they stand is said in page_words.cpp.
#include "kiosk/paint/page_ui.h"

#include <algorithm>
#include <cmath>

namespace balai {

namespace {

constexpr float margin = 6;
constexpr float widest_useful = 260;  // lines longer than this are hard to follow
constexpr float top_of_heading = 14;
constexpr float beside_words = 1.4F;  // no letter touches the edge of its target

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
    constexpr int rounding = 2;  // lines are whole pixels, boxes were rounded on their own
    return !paragraph.too_wide && paragraph.height <= box.h + rounding;
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
    const bool small = shape == Shape::RowSmall || shape == Shape::ColumnSmall || shape == Shape::Slot;

    Words label = words(small ? Type::Small : Type::Body, Weight::Bold, ink, 1.2F);
    label.middle = Middle::Yes;
    Text text = target.label;
    const std::string sign = target.chosen ? "tick" : target.drawing;  // what is on says so without its colour
    // What is pressed gives way a little, with everything on it.
    const float y = rect.y + (hit.pressed ? 2 * edge : edge);
    const float x = rect.x + edge, w = rect.w - edge, h = rect.h;
    bool fits = true;
    switch (shape) {
        case Shape::Row: {
            const float side = side_of_well(h);
            const float pad = h < 27 ? 3 : 4;
            float from = pad;
            if (kind_ == PageKind::Warning) {
                // Two large words and nothing else: the drawing needs no ground of its own.
                put_drawing({x + 8, y + (h - 16) / 2 - edge, 16, 16}, target.drawing, drawing);
                from = 30;
            } else if (role == "face") {
                const float face = h - 5;
                put_drawing({x + pad, y + (h - face) / 2 - edge, face, face}, target.drawing, palette_.drawing);
                from = pad + face + 2.6F;
            } else if (!target.drawing.empty()) {
                put_well({x + pad, y + (h - side) / 2 - edge, side, side}, target.drawing, well, in_well);
                from = pad + side + 2.6F;
            }
            const float tick = target.chosen ? 12 : 0;
            if (target.chosen) put_drawing({x + w - 13, y + h / 2 - 5, 10, 10}, "tick", drawing);
            fits = put_text({x + from, y - edge, w - from - beside_words - tick, h - lip}, text, label);
            break;
        }
        case Shape::RowNarrow:
            put_drawing({x + 2.6F, y + (h - 11) / 2 - edge, 11, 11}, sign, drawing);
            fits = put_text({x + 15.6F, y - edge, w - 16, h - lip}, text, label);
            break;
        case Shape::RowSmall:
            put_drawing({x + 2.6F, y + (h - 10.4F) / 2 - edge, 10.4F, 10.4F}, sign, drawing);
            fits = put_text({x + 15, y - edge, w - 15.5F, h - lip}, text, label);
            break;
        case Shape::ColumnSmall:
            label.align = Align::Centre;
            if (kind_ == PageKind::Section) {  // names of three lines
                put_drawing({x, y + 2.4F, w, 10}, sign, drawing);
                fits = put_text({x + 0.5F, y + 12.6F, w - 1, h - 13.4F}, text, label);
                break;
            }
            put_drawing({x, y + 3.6F, w, 14}, sign, drawing);
            fits = put_text({x + 1, y + 18, w - 2, h - 19.5F}, text, label);
            break;
        case Shape::Column: {
            const bool face = role == "face";
            const float side = face ? h - 26 : std::min(h - 28, w - 8);
            const float top = face ? y + 4.5F : y + 4;
            label.align = Align::Centre;
            if (face)
                put_drawing({x + (w - side) / 2, top, side, side}, target.drawing, palette_.drawing);
            else
                put_well({x + (w - side) / 2, top, side, side}, target.drawing, well, in_well, 0.72F);
            fits = put_text({x + 1, y + h - 22.5F + (face ? 2.5F : 0), w - 2, face ? 18.6F : 20}, text, label);
            break;
        }
        case Shape::Above: {
            // There is room for one line: a break in the label was only a wish.
            std::replace(text.begin(), text.end(), '\n', ' ');
            const float side = std::min(h * 0.376F, w * 0.45F);
            label.line_height = 1.12F;
            label.middle = Middle::No;
            put_well({x + 3.6F, y + 3.4F, side, side}, target.drawing, well, in_well);
            fits = put_text({x + 4, y + side + 5, w - 6, h - side - 5.5F}, text, label);
            break;
        }
        case Shape::WordOnly:
            label.align = Align::Centre;
            if (target.chosen) put_drawing({x + w - 11, y + h / 2 - 4.3F, 8, 8}, sign, drawing);
            fits = put_text({x + (target.chosen ? 2.0F : 1.0F), y - edge, w - (target.chosen ? 13.0F : 2.0F), h - lip},
                            text, label);
            break;
        case Shape::Slot: {
            const float side = modes_.big ? 11.5F : 9;
            label.align = Align::Centre;
            put_drawing({x, y + (modes_.big ? 1.5F : 1.7F), w, side}, target.drawing, drawing);
            fits = put_text({x, y + h - (modes_.big ? 10.8F : 8.6F), w, modes_.big ? 9.4F : 7.1F}, text, label);
            break;
        }
    }
    add(target.id, role, rect, text, label.type, ink, colours.fill, fits);
    page_.elements.back().drawing = sign;
    page_.elements.back().chosen = target.chosen;
    return hit.touched;
}

bool PageUi::heads_targets() const {
    if (!modes_.low) return false;
    return kind_ == PageKind::Home || kind_ == PageKind::Section || kind_ == PageKind::End ||
           kind_ == PageKind::Faces || kind_ == PageKind::Reason || kind_ == PageKind::Language;
}

float PageUi::side_of_well(float height) const {
    // Answers are sentences, tiles are names: in large type the words need the room more than the drawing does.
    if (modes_.big && (kind_ == PageKind::Question || kind_ == PageKind::Section)) return 19;
    return height < 22 ? 14.5F : height < 27 ? 16.6F : height < 31.5F ? 19 : 25;
}

float PageUi::room_beside(Shape shape, float height) const {
    return shape == Shape::Row ? (height < 27 ? 3 : 4) + side_of_well(height) + 2.6F + beside_words + edge : 0;
}

Ui::Touched PageUi::grid(std::span<const Target> targets, const std::string& role, Shape shape, Rect first,
                         float step_x, float step_y, int columns) {
    Touched touched;
    for (std::size_t i = 0; i < targets.size(); ++i) {
        const auto column = static_cast<float>(static_cast<int>(i) % columns),
                   row = static_cast<float>(static_cast<int>(i) / columns);
        const Rect box = stretched(first.x + column * step_x, first.y + row * step_y, first.w, first.h);
        if (touch_target(targets[i], role, box, shape)) touched = i;
    }
    return touched;
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
