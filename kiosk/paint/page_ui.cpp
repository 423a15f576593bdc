// How things look: boxes, surfaces, words. Targets are in page_shapes.cpp; where all stands is said in page_words.cpp.
#include "kiosk/paint/page_ui.h"

#include <algorithm>
#include <cmath>

namespace balai {

namespace {

constexpr float margin = 6;
constexpr float widest_useful = 260;  // lines longer than this are hard to follow
constexpr float top_of_heading = 14;

bool fits_in(const Paragraph& paragraph, Box box) {
    constexpr int rounding = 2;  // lines are whole pixels, boxes were rounded on their own
    return !paragraph.too_wide && paragraph.height <= box.h + rounding;
}

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

int PageUi::lines_of(const Text& text, const Words& words, float width) const {
    return type_.set(text, style(words, width)).lines;
}

float PageUi::height_of(const Text& text, const Words& words, float width) const {
    return static_cast<float>(type_.set(text, style(words, width)).height) / scale_.pixels;
}

Box PageUi::place_of(const Text& text, const Words& words, Rect box) const {
    const Paragraph& set = type_.set(text, style(words, box.w));
    const Box room = pixels(box);
    const int down = words.middle == Middle::Yes ? (room.h - set.height) / 2 : 0;
    return {room.x + set.left, room.y + down, set.width, set.height};
}

bool PageUi::put_text(Rect rect, const Text& text, const Words& words) {
    if (text.empty()) return true;
    const TypeStyle with = style(words, rect.w);
    const Paragraph& paragraph = type_.set(text, with);
    const Box box = pixels(rect);
    const int y = words.middle == Middle::Yes ? box.y + (box.h - paragraph.height) / 2 : box.y;
    if (stage_.is_seen()) {
        const Picture& picture = type_.picture(text, with);
        stage_.quad({box.x + paragraph.left, y, picture.width, picture.height}, {0, 0, picture.width, picture.height},
                    &picture, words.colour);
    }
    return fits_in(paragraph, box);
}

bool PageUi::words_fit(const Text& text, const Words& words, Rect box) const {
    return fits_in(type_.set(text, style(words, box.w)), pixels(box));
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
    page_.elements.back().words = place_of(text, words, rect);
}

bool PageUi::heads_targets() const {
    if (!modes_.low) return false;
    return kind_ == PageKind::Home || kind_ == PageKind::Section || kind_ == PageKind::End ||
           kind_ == PageKind::Faces || kind_ == PageKind::Reason || kind_ == PageKind::Language;
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
