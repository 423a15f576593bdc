// Where the words of a page stand: boxes in millimetres as on the 10" screen. (storyboard: pages)
#include <algorithm>

#include "kiosk/paint/page_ui.h"
#include "kiosk/visit/take_home.h"

namespace balai {

namespace {

constexpr float bar_width = 206, slot_width = 38, slot_step = 42;
constexpr float left = 6, wide = 206.2F;  // the useful width
constexpr float half = 101.1F, half_step = 105.1F;

Text first_line(const Text& text) { return text.substr(0, text.find('\n')); }
Text second_line(const Text& text) {
    const auto end = text.find('\n');
    return end == text.npos ? Text{} : text.substr(end + 1);
}

}  // namespace

void PageUi::begin(PageKind kind, int part) {
    kind_ = kind;
    part_ = part;
    bar_is_high_ = modes_.big && kind != PageKind::Emergency;
    // Nobody has settings on a broken screen; a list is made for one photograph, in one size of type; whoever brings a
    // stick reads its heading from two metres.
    if (kind == PageKind::Emergency || kind == PageKind::Checklist || kind == PageKind::Update) modes_.big = false;
    stage_.flat({0, 0, glass_.width, glass_.height}, palette_.page);
}

void PageUi::header(const Head& head) {
    const float width = scale_.width;
    const float from = stretched(left, 0, 0, 0).x, to = stretched(left + wide, 0, 0, 0).x;
    stage_.flat(pixels({0, 0, width, 9.2F}), palette_.header);
    put_strip({0, 9, width, 3.07F}, palette_.kawung_ground, palette_.kawung_petal);
    stage_.flat(pixels({0, 12.07F, width, 0.5F}), palette_.header_line);
    put_drawing({from, 1.5F, 6, 6}, "joglo", palette_.on_header);

    // In large type there is no room for the source beside the approval mark: an old one takes the place of the name,
    // which the page says again, a fresh one is left to normal type.
    const bool instead_of_name = modes_.big && head.old;
    const Text& name = instead_of_name ? head.source : head.name;
    const Text notice = head.source.empty() || modes_.big ? head.notice : head.source + "\u2002·\u2002" + head.notice;
    Words title = words(Type::Small, Weight::Bold, instead_of_name ? palette_.notice : palette_.header_text, 1.2F);
    title.middle = Middle::Yes;
    const float name_width = static_cast<float>(type_.set(name, style(title, width)).width) / scale_.pixels + 1;
    say("header.name", "label", {from + 8, 0, name_width, 9}, name, title, palette_.header);
    if (notice.empty()) return;
    Words right = words(Type::Fine, Weight::Regular, palette_.notice, 1.2F);
    right.middle = Middle::Yes;
    right.align = Align::Right;
    const float start = from + 8 + name_width + 3;
    say("header.notice", "date", {start, 0, to - start, 9}, notice, right, palette_.header);
}

void PageUi::heading(const Text& text) {
    Words with = words(Type::Heading, Weight::Bold, palette_.strong, 1.2F);
    Rect box = stretched(left, 14, wide, 13.5F);
    const float line = (modes_.big ? 14.1F : 13.4F);
    switch (kind_) {
        case PageKind::Step: {
            box = modes_.big ? stretched(26, 25, 186.2F, 0) : stretched(78, 25, 134.2F, 0);
            box.h = line * 2 + 0.2F;
            below_heading_ = box.y + line * static_cast<float>(std::min(2, lines_of(text, with, box.w))) + 2.5F;
            break;
        }
        case PageKind::Message: {
            box = modes_.big ? stretched(26, 15.5F, 186.2F, 0) : stretched(78, 15, 134.2F, 0);
            box.h = line * 2 + 0.2F;
            below_heading_ = box.y + line * static_cast<float>(std::min(2, lines_of(text, with, box.w))) + 2.5F;
            break;
        }
        case PageKind::Question: {
            // One line stands under the count of questions; in large type two lines take its place.
            const bool two = lines_of(text, with, box.w) > 1;
            two_line_question_ = two;
            box = stretched(left, !modes_.big ? 25 : has_hint_ ? 33 : two ? 14 : 24.5F, wide, 0);
            box.h = line * (two ? 2 : 1) + 0.3F;
            break;
        }
        case PageKind::Checklist:
            box = stretched(12, 16.5F, 190, 13.5F);
            put_sheet();
            with.middle = Middle::Yes;
            break;
        case PageKind::Result:
            box = stretched(left, 24, wide, 0);
            box.h = line + 0.2F;
            break;
        case PageKind::Take:
            box = stretched(98, 14, 114.2F, 13.5F);
            box.h = std::max(13.5F, line);
            with.middle = Middle::Yes;
            break;
        case PageKind::Thanks:
            box = modes_.big ? stretched(left, 60, wide, 14.2F) : stretched(left, 74, wide, 14);
            with.align = Align::Centre;
            with.middle = Middle::Yes;
            break;
        case PageKind::Warning:
            box = stretched(left, 25, 130, 14.2F);
            with.middle = Middle::Yes;
            break;
        case PageKind::Emergency:
            box = stretched(left, 18, wide, 13.5F);
            with.middle = Middle::Yes;
            break;
        case PageKind::Overview:
            box.w = modes_.big ? box.w : stretched(left, 0, 96, 0).w;
            [[fallthrough]];
        default:
            box.h = std::max(13.5F, line);
            with.middle = Middle::Yes;
    }
    say("heading", "heading", box, text, with, palette_.page);
}

void PageUi::note(const std::string& drawing, const Text& text) {
    Rect box = stretched(104.2F, 16.4F, 108, 9.6F);
    if (kind_ == PageKind::Question) {
        if (modes_.big) return;  // the answer stands chosen when one goes back
        box = stretched(150, 14.4F, 62.2F, 9.4F);
    } else if (modes_.big) {
        if (part_ != 2) return;  // overview in large type: its own line above the buttons
        box = stretched(left, 30.4F, wide, 16);
    }
    put_plain(box, palette_.note);
    put_drawing({box.x + 3, box.y + (box.h - 6.4F) / 2, 6.4F, 6.4F}, drawing, palette_.drawing);
    Words with = words(Type::Small, Weight::Bold, palette_.text, 1.2F);
    with.middle = Middle::Yes;
    const Rect inner{box.x + 11.5F, box.y, box.w - 13, box.h};
    const bool fits = put_text(inner, text, with);
    add("note", "notice", box, text, with.type, with.colour, palette_.note, fits);
}

void PageUi::text_in_parts(const Text& text, Rect box, float room_on_last) {
    const Words with = words(Type::Body, Weight::Regular, palette_.text);
    const float line = static_cast<float>(pixels_of(Type::Body, modes_.big, scale_)) * with.line_height / scale_.pixels;
    const auto lines_in = [line](float height) { return std::max(1, static_cast<int>((height + 0.4F) / line)); };
    const auto count = [&](const Text& piece) { return lines_of(piece, with, box.w); };
    // What stands below the text (a caution, a number) comes with its last piece where that costs no further part.
    const int lines = lines_in(box.h), lines_on_last = lines_in(box.h - room_on_last);
    const auto room = [&](const std::vector<Text>& of) { return of.empty() || count(of.back()) <= lines_on_last; };
    std::vector<Text> pieces = pieces_of(text, lines, count);
    parts_ = std::max(1, static_cast<int>(pieces.size()) + (room(pieces) ? 0 : 1));
    if (!room(pieces)) {
        std::vector<Text> shorter = pieces_of(text, lines_on_last, count);
        if (room(shorter) && static_cast<int>(shorter.size()) <= parts_) pieces = std::move(shorter);
    }
    if (part_ >= static_cast<int>(pieces.size())) return;
    const bool last = part_ + 1 == parts_;
    Rect here = box;
    if (last) here.h -= room_on_last;
    say("body", "body", here, pieces[static_cast<std::size_t>(part_)], with, palette_.page);
}

void PageUi::body(const Text& text) {
    Words with = words(Type::Body, Weight::Regular, palette_.text);
    switch (kind_) {
        case PageKind::Step: {
            const Rect foot = stretched(left, modes_.big ? 102 : 108, 0, 0);
            Rect box = modes_.big ? stretched(left, 0, wide, 0) : stretched(78, 0, 134.2F, 0);
            box.y = below_heading_ + (modes_.big ? 1.2F : 0);
            box.h = foot.y - box.y;
            const float height = below_ == Below::Sign && !modes_.big ? 28 : modes_.big ? 27 : 20;
            const float room = below_ == Below::Nothing ? 0 : height + (modes_.big ? 4 : 3);
            text_in_parts(text, box, room);
            if (below_ != Below::Nothing && part_ + 1 == parts_) put_below({box.x, foot.y - height, box.w, height});
            return;
        }
        case PageKind::Message: {
            const Rect foot = stretched(left, modes_.big ? 102 : 108, 0, 0);
            Rect box = modes_.big ? stretched(left, 0, wide, 0) : stretched(78, 0, 134.2F, 0);
            box.y = std::max(below_heading_, modes_.big ? stretched(0, 36, 0, 0).y : 0);
            box.h = foot.y - box.y;
            text_in_parts(text, box, modes_.big ? 34 : 32);
            return;
        }
        case PageKind::Phone:
            with.middle = Middle::Yes;
            if (!modes_.big) return say("body", "body", stretched(92, 52.6F, 120.2F, 33), text, with, palette_.page);
            if (part_ == 0)
                return say("body", "body", stretched(92, 57, 120.2F, 32), first_line(text), with, palette_.page);
            return say("body", "body", stretched(left, 29.6F, wide, 39), second_line(text), with, palette_.page);
        case PageKind::Take: {
            Words last = modes_.big ? words(Type::Small, Weight::Regular, palette_.text) : with;
            last.middle = Middle::Yes;
            return say(modes_.big ? "small" : "body", "body", stretched(98, modes_.big ? 91 : 97, 114.2F, 11), text,
                       last, palette_.page);
        }
        case PageKind::Thanks:
            with.align = Align::Centre;
            with.middle = Middle::Yes;
            return say("body", "body", modes_.big ? stretched(left, 75, wide, 27) : stretched(left, 89, wide, 18), text,
                       with, palette_.page);
        case PageKind::Warning:
            return say("body", "body", stretched(left, 42, 134, modes_.big ? 42 : 30), text, with, palette_.page);
        default:
            return say("body", "body", stretched(left, 42, wide, 40), text, with, palette_.page);
    }
}

bool PageUi::body(const Text& text, const Target& branch) {
    below_ = Below::Branch;
    branch_ = branch;
    body(text);
    return branch_touched_;
}

void PageUi::put_below(Rect box) {
    if (below_ == Below::Branch) {
        branch_touched_ = touch_target(branch_, "button", box, Shape::Row);
        return;
    }
    const bool sign = below_ == Below::Sign;
    const Colour ground = sign ? palette_.note : palette_.caution;
    const float side = sign && !modes_.big ? 20 : 11, from = sign && !modes_.big ? 32 : 19;
    put_plain(box, ground);
    put_drawing({box.x + (from - side) / 2 - 1.5F, box.y + (box.h - side) / 2, side, side}, sign ? sign_ : "warn",
                palette_.drawing);
    Words inside = words(Type::Body, Weight::Regular, palette_.text, 1.2F);
    inside.middle = Middle::Yes;
    const bool fits = put_text({box.x + from, box.y, box.w - from - 3, box.h}, caution_, inside);
    add("caution", "notice", box, caution_, inside.type, inside.colour, ground, fits);
}

void PageUi::small(const Text& text) {
    Words with = words(Type::Small, Weight::Regular, palette_.soft, 1.2F);
    with.middle = Middle::Yes;
    Rect box = stretched(left, 112, wide, modes_.big ? 20 : 18);
    Text shown = text;
    if (kind_ == PageKind::Faces) {
        box = modes_.big ? stretched(left, 93, wide, 9) : stretched(left, 89, wide, 18);
        if (modes_.big) shown = first_line(text);
    }
    if (kind_ == PageKind::Question) {
        has_hint_ = true;
        box = stretched(left, modes_.big ? 14 : 15, wide, modes_.big ? 19 : 9);
    }
    if (kind_ == PageKind::Emergency) box = stretched(left, 114, wide, 12);
    say("small", "body", box, shown, with, palette_.page);
}

void PageUi::put_bar_ground() {
    if (bar_ground_drawn_) return;  // words beside the bar come before the bar itself
    bar_ground_drawn_ = true;
    const float top = scale_.height - (bar_is_high_ ? 31.0F : 25.4F);
    stage_.flat(pixels({0, top, scale_.width, scale_.height - top + 1}), palette_.bar);
    stage_.flat(pixels({0, top, scale_.width, 0.35F}), palette_.line);
}

void PageUi::aside(const Text& text) {
    const float height = modes_.big ? 25 : 20;
    const float bar_left = (scale_.width - bar_width) / 2;
    const float from = stretched(left, 0, 0, 0).x;
    Words with = words(Type::Small, Weight::Regular, palette_.soft, 1.2F);
    with.middle = Middle::Yes;
    put_bar_ground();
    say("aside", "body", {from, scale_.height - 2.8F - height, bar_left + 2 * slot_step - 4 - from, height}, text, with,
        palette_.bar);
}

void PageUi::caution(const Text& text) {
    if (kind_ == PageKind::Step) {
        below_ = Below::Caution;
        caution_ = text;
        return;
    }
    if (modes_.big && part_ != 1) return;
    const Rect box = modes_.big ? stretched(left, 67.8F, wide, 34.2F) : stretched(left, 73.6F, wide, 11.4F);
    put_plain(box, palette_.caution);
    put_drawing({box.x + 3, box.y + (box.h - 7) / 2, 7, 7}, "warn", palette_.drawing);
    Words with = words(Type::Body, Weight::Regular, palette_.text, 1.2F);
    with.middle = Middle::Yes;
    const bool fits = put_text({box.x + 12.5F, box.y, box.w - 14, box.h}, text, with);
    add("caution", "notice", box, text, with.type, with.colour, palette_.caution, fits);
}

void PageUi::picture(const std::string& drawing, const Text& words_of_it) {
    if (kind_ == PageKind::Thanks) {
        const float side = modes_.big ? 40 : 48;
        Rect box = stretched((218.2F - side) / 2, modes_.big ? 17 : 22, side, side);
        const float square = std::min(box.w, box.h);
        box = {box.x + (box.w - square) / 2, box.y, square, square};
        put_round(box, palette_.well);
        const float inner = square * (drawing.starts_with("scene-") ? 0.6F : 0.42F);
        put_drawing({box.x + (square - inner) / 2, box.y + (square - inner) / 2, inner, inner}, drawing,
                    palette_.drawing);
        add("picture", "picture", box, words_of_it, Type::Body, palette_.drawing.ink, palette_.well, true);
        page_.elements.back().cap_mm = 0;
        return;
    }
    if (modes_.big) {
        const Rect at = stretched(left, 17, 0, 0);
        const Rect box{at.x, at.y, 16, 16};
        put_well(box, drawing, palette_.well, palette_.drawing, 0.875F);
        add("picture", "picture", box, words_of_it, Type::Body, palette_.drawing.ink, palette_.well, true);
        page_.elements.back().cap_mm = 0;
        return;
    }
    const Rect box = stretched(left, 16, 64, 92);
    put_plain(box, palette_.panel);
    put_strip({box.x, box.y + box.h - 12.3F, box.w, 6.15F}, palette_.panel, palette_.panel_petal);
    const float disc = std::min(box.w - 14, box.h - 34);
    const Rect round{box.x + (box.w - disc) / 2, box.y + (box.h - 14 - disc) / 2 + 2, disc, disc};
    put_round(round, palette_.disc);
    // A small drawing has a heavier line on its coarser grid.
    const float inner = disc * (drawing.starts_with("scene-") ? 0.70F : 0.44F);
    put_drawing({round.x + (disc - inner) / 2, round.y + (disc - inner) / 2, inner, inner}, drawing, palette_.drawing);
    add("picture", "picture", box, words_of_it, Type::Body, palette_.drawing.ink, palette_.disc, true);
    page_.elements.back().cap_mm = 0;
}

void PageUi::progress(const Text& text, int done, int of) {
    Words with = words(Type::Small, Weight::Bold, palette_.soft, 1.2F);
    with.middle = Middle::Yes;
    const bool whole_width = kind_ == PageKind::Question || kind_ == PageKind::Result;
    if (kind_ == PageKind::Question && modes_.big && two_line_question_) return;
    const Rect label = whole_width  ? stretched(left, modes_.big ? 15.0F : 15.6F, 120, 9)
                       : modes_.big ? stretched(26, 15.4F, 116, 9)
                                    : stretched(78, 15.6F, 64, 7);
    say("progress", "label", {label.x, label.y, label.w, modes_.big ? 9.2F : 7.2F}, text, with, palette_.page);
    const Rect strip = kind_ == PageKind::Question && !modes_.big ? stretched(84, 18.2F, 52, 1.8F)
                       : modes_.big                               ? stretched(146, 19, 66.2F, 1.8F)
                                                                  : stretched(144, 18.2F, 68.2F, 1.8F);
    constexpr float gap = 1.6F;
    const float each = (strip.w - gap * static_cast<float>(of - 1)) / static_cast<float>(of);
    for (int i = 0; i < of; ++i) {
        const Colour fill = i < done ? palette_.step_done : palette_.step_to_come;
        put_surface({strip.x + static_cast<float>(i) * (each + gap), strip.y, each, 1.8F},
                    {fill, fill, {0, 0, 0, 0}, {0, 0, 0, 0}}, 0.9F, 0, 0, 0, 0);
    }
}

void PageUi::invitation(const Text& two_lines, const std::string& drawing, int scene) {
    // Four places, 8 to 16 pixels apart on the 10" screen, so that no edge stays where it was.
    constexpr float shifts[4][2] = {{0, 0}, {2, 1.4F}, {-2, -0.8F}, {0, 2}};
    shift_x_ = shifts[scene % 4][0];
    shift_y_ = shifts[scene % 4][1];
    Rect box = stretched(left + shift_x_, 17 + shift_y_, wide, modes_.big ? 50 : 60);
    put_plain(box, palette_.invitation);
    const Rect strip{box.x, box.y + box.h - 6.2F, box.w, 6.15F};
    put_strip(strip, palette_.invitation_ground, palette_.invitation_petal);
    if (palette_.shadows) {
        // The strip is square; the page's colour rounds its two lower corners again.
        const Box outer = pixels(box);
        const int radius = px(2.6F);
        const Picture& corner = wardrobe_.corner(radius);
        const int side = radius + 1;
        stage_.quad({outer.x, outer.bottom() - side, side, side}, {0, corner.height - side, side, side}, &corner,
                    palette_.page);
        stage_.quad({outer.right() - side, outer.bottom() - side, side, side},
                    {corner.width - side, corner.height - side, side, side}, &corner, palette_.page);
    }
    const float disc = modes_.big ? 38 : 45;
    const Rect at = stretched(152 + shift_x_ + (45 - disc) / 2, 21.5F + shift_y_, 45, 45);
    const Rect round{at.x, at.y, disc, disc};
    put_round(round, palette_.disc);
    const float inner = disc * 0.69F;
    put_drawing({round.x + (disc - inner) / 2, round.y + (disc - inner) / 2, inner, inner}, drawing, palette_.drawing);
    const float line = 17;
    const float top = box.y + (box.h - 6.15F - 2 * line - 1) / 2;
    Words with = words(Type::Invitation, Weight::Bold, palette_.invitation_first, 1.2F);
    with.middle = Middle::Yes;
    const float width = round.x - box.x - 10 - 2;
    say("heading", "heading", {box.x + 10, top, width, line}, first_line(two_lines), with, palette_.invitation);
    with.colour = palette_.invitation_second;
    say("heading.second", "heading", {box.x + 10, top + line + 1, width, line}, second_line(two_lines), with,
        palette_.invitation);
}

void PageUi::facts(std::span<const FactCard> cards) {
    constexpr float x[3] = {left, 74.1F, 148.1F}, w[3] = {64.1F, 70, 64.1F};
    Words label = words(Type::Small, Weight::Bold, palette_.soft, 1.2F);
    label.middle = Middle::Yes;
    Words text = words(Type::Body, Weight::Regular, palette_.text, 1.2F);
    if (modes_.big) parts_ = 3;  // two cards; the third and the caution; the buttons
    for (std::size_t i = 0; i < cards.size() && i < 3; ++i) {
        const std::string id = "fact." + std::to_string(i + 1);
        if (modes_.big) {
            if (part_ != static_cast<int>(i / 2)) continue;
            text.line_height = 1.12F;
            text.middle = Middle::Yes;
            const Rect box = stretched(left, i == 1 ? 67.8F : 29.6F, wide, 34.2F);
            put_card(box);
            put_well({box.x + 4, box.y + 4, 14, 14}, cards[i].drawing, palette_.well, palette_.drawing);
            put_text({box.x + 4, box.y + 20, 52, 11}, cards[i].label, label);
            const bool fits = put_text({box.x + 58, box.y, box.w - 60, box.h}, cards[i].text, text);
            add(id, "fact", box, cards[i].label + " " + cards[i].text, text.type, text.colour, palette_.card.fill,
                fits);
            continue;
        }
        const Rect box = stretched(x[i], 29.6F, w[i], 41);
        put_card(box);
        const float y = box.y + (box.h - 41) / 2;  // on a taller page the air is above and below
        put_well({box.x + 3, y + 2.6F, 9.6F, 9.6F}, cards[i].drawing, palette_.well, palette_.drawing, 0.71F);
        bool fits = put_text({box.x + 15, y + 2.6F, box.w - 17, 9.6F}, cards[i].label, label);
        fits = put_text({box.x + 3.6F, y + 13.6F, box.w - 5, 26.4F}, cards[i].text, text) && fits;
        add(id, "fact", box, cards[i].label + " " + cards[i].text, text.type, text.colour, palette_.card.fill, fits);
    }
}

void PageUi::number(const std::string& drawing, const Text& label, const Text& number) {
    Words small_words = words(kind_ == PageKind::Office ? Type::Body : Type::Small, Weight::Bold, palette_.soft, 1.2F);
    if (modes_.big) small_words.type = Type::Small;
    small_words.middle = Middle::Yes;
    Words large = words(Type::Number, Weight::Bold, palette_.strong, 1.0F);
    large.middle = Middle::Yes;
    Rect box = stretched(left, 29.6F, 120, 40);
    if (kind_ == PageKind::Result) {
        if (modes_.big) parts_ = 2;
        if (modes_.big && part_ != 1) return;
        box = modes_.big ? stretched(left, 25, wide, 45.5F) : stretched(left, 65, 112, 43);
        put_card(box);
        Words who = words(Type::Body, Weight::Regular, palette_.text, 1.2F);
        bool fits = put_text({box.x + 6, box.y + (modes_.big ? 1.5F : 3.0F), box.w - 8, modes_.big ? 24.0F : 17.0F},
                             label, who);
        fits = put_text({box.x + 6, box.y + box.h - 19.5F, box.w - 8, 17.5F}, number, large) && fits;
        return add("number", "fact", box, label + " " + number, large.type, large.colour, palette_.card.fill, fits);
    }
    if (kind_ == PageKind::Message) {
        if (part_ + 1 != parts_) return;
        box = modes_.big ? stretched(left, 72, wide, 30) : stretched(78, 78.4F, 134.2F, 29.6F);
    } else if (modes_.big && part_ != 0) {
        return;
    }
    put_card(box);
    const float top = kind_ == PageKind::Message ? 1.5F : 4;
    put_drawing({box.x + 4, box.y + top + 0.5F, 9, 9}, drawing, palette_.drawing);
    bool fits = put_text({box.x + 16, box.y + top, box.w - 18, 10}, label, small_words);
    // A number that gave way to words is set as words.
    const bool is_words = number.find_first_of("0123456789") == number.npos;
    if (is_words) large.type = Type::Body;
    fits = put_text({box.x + 4, box.y + box.h - 19.5F - (kind_ == PageKind::Office ? 2.5F : 0), box.w - 5, 17.5F},
                    number, large) &&
           fits;
    add("number", "fact", box, label + " " + number, large.type, large.colour, palette_.card.fill, fits);
}

void PageUi::line(const std::string& drawing, const Text& text) {
    Words with = words(Type::Body, Weight::Regular, palette_.text, 1.2F);
    with.middle = Middle::Yes;
    const std::string id = "line." + std::to_string(++lines_said_);
    if (kind_ == PageKind::Emergency) {
        const Rect at = stretched(left, 36, 22, 22);
        put_well({at.x, at.y, 22, 22}, drawing, palette_.well, palette_.drawing, 0.73F);
        return say(id, "body", {at.x + 27, at.y, stretched(0, 0, 170, 0).w, 22}, text, with, palette_.page);
    }
    const bool second = lines_said_ == 2;
    if (modes_.big) {
        parts_ = 2;
        if (part_ != 1) return;
        const Rect at = stretched(left, second ? 62 : 31, wide, 27);
        put_drawing({at.x + 1, at.y + (at.h - 12) / 2, 12, 12}, drawing, palette_.drawing);
        return say(id, "body", {at.x + 18, at.y, at.w - 18, at.h}, text, with, palette_.page);
    }
    const Rect at = stretched(left, second ? 92 : 73, 122, second ? 15 : 17);
    put_drawing({at.x + 1, at.y + (at.h - 9) / 2, 9, 9}, drawing, palette_.drawing);
    say(id, "body", {at.x + 14, at.y, at.w - 14, at.h}, text, with, palette_.page);
}

void PageUi::hotlines(std::span<const Hotline> lines) {
    Words large = words(Type::Number, Weight::Bold, palette_.strong, 1.0F);
    large.middle = Middle::Yes;
    Words who = words(Type::Small, Weight::Regular, palette_.text, 1.2F);
    who.middle = Middle::Yes;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::string id = "hotline." + std::to_string(i + 1);
        if (kind_ == PageKind::Emergency) {
            const Rect box = stretched(left + static_cast<float>(i) * half_step, 66, half, 42);
            who.type = Type::Body;
            put_card(box);
            put_text({box.x + 7, box.y + 5, box.w - 11, 18}, lines[i].number, large);
            const bool fits = put_text({box.x + 7, box.y + 25, box.w - 11, 12}, lines[i].who, who);
            add(id, "fact", box, lines[i].number + " " + lines[i].who, large.type, large.colour, palette_.card.fill,
                fits);
            continue;
        }
        constexpr float x[3] = {left, 99.2F, 157.7F}, w[3] = {89.2F, 54.5F, 54.5F};
        if (i >= 3) break;
        const Rect box = stretched(x[i], 16, w[i], modes_.big ? 38.5F : 29.5F);
        put_plain(box, palette_.note);
        const float y = box.y + (box.h - (modes_.big ? 38.5F : 29.5F)) / 2;
        bool fits = put_text({box.x + 3.2F, y + 1.5F, box.w - 4, 17.5F}, lines[i].number, large);
        fits = put_text({box.x + 3.4F, y + (modes_.big ? 19 : 18.4F), box.w - 4, modes_.big ? 19 : 9.4F}, lines[i].who,
                        who) &&
               fits;
        add(id, "fact", box, lines[i].number + " " + lines[i].who, large.type, large.colour, palette_.note, fits);
    }
}

void PageUi::countdown(int seconds) {
    const Rect at = stretched(149, 22, 52, 52);
    const Rect box{at.x, at.y, 52, 52};
    put_surface(box, {palette_.disc, palette_.line, {0, 0, 0, 0}, {0, 0, 0, 0}}, 26, edge, 0, 0, 0);
    Words with = words(Type::Countdown, Weight::Bold, palette_.strong, 1.0F);
    with.align = Align::Centre;
    with.middle = Middle::Yes;
    say("countdown", "countdown", box, std::to_string(seconds), with, palette_.disc);
}

void PageUi::code(const std::string& id, const std::string& payload, const Text& caption, const Text& instead) {
    const bool list = kind_ == PageKind::Take;
    const int largest_version = list ? largest_list_code : largest_link_code;
    const bool office = kind_ == PageKind::Office;
    Words host = words(Type::Small, Weight::Bold, palette_.strong, 1.2F);
    host.align = Align::Centre;
    host.middle = Middle::Yes;
    // In large type the host has no room under the code: it moves beside it, or to the next part.
    const bool host_below = list ? !caption.empty() : !modes_.big;
    if (modes_.big && part_ == 1) {
        if (office) {
            host.align = Align::Left;
            say("qr.host", "label", stretched(left + 18, 91, wide - 18, 10), caption, host, palette_.page);
        }
        return;
    }
    const Rect box = list     ? stretched(left, 16, 86, modes_.big ? 86 : 92)
                     : office ? stretched(130, 29.6F, 82.2F, modes_.big ? 72.4F : 78.4F)
                              : stretched(left, 29.6F, 80, modes_.big ? 72.4F : 78.4F);
    put_card(box);
    if (modes_.big && !office && !list) {
        host.align = Align::Left;
        say("qr.host", "label", stretched(92, 91, 120, 10), caption, host, palette_.page);
    }
    const Picture* symbol = wardrobe_.code(payload, largest_version);
    if (!symbol) {
        Words sorry = words(Type::Body, Weight::Regular, palette_.text);
        sorry.middle = Middle::Yes;
        say("qr.none", "notice", {box.x + 5, box.y + 5, box.w - 10, box.h - 18}, instead, sorry, palette_.card.fill);
    } else {
        const float room = host_below ? box.h - 9.2F : box.h - 1;
        // A short text in a large card would come out in blocks as large as a finger.
        const int largest = px(2.2F);
        const int module = std::min(largest, px(std::min(room, box.w - 2)) / symbol->width);
        const int side = module * symbol->width;
        const float side_units = static_cast<float>(side) / scale_.pixels;
        const float below = host_below ? 8 : 0;
        const Box at{px(box.x + box.w / 2) - side / 2, px(box.y + (box.h - side_units - below) / 2), side, side};
        stage_.quad(at, {0, 0, symbol->width, symbol->width}, symbol, {255, 255, 255, 255});
        Element element;
        element.id = id;
        element.role = "qr";
        element.rect = at;
        element.fg = {0, 0, 0, 255};
        element.bg = {255, 255, 255, 255};
        element.payload = payload;
        element.module_px = module;
        page_.elements.push_back(std::move(element));
    }
    // At the same place for every code, so that nothing jumps between two of them.
    if (host_below)
        say("qr.host", "label", {box.x + 1, box.y + box.h - 9.6F, box.w - 2, modes_.big ? 9.4F : 8}, caption, host,
            palette_.card.fill);
}

Ui::Touched PageUi::languages(std::span<const Target> targets) {
    if (kind_ == PageKind::Language)
        return grid(targets, "button", Shape::WordOnly, {left, 32, 66.07F, 30}, 70.07F, 0, 3);
    const Rect first = modes_.big ? Rect{left + shift_x_, 71 + shift_y_, 66.07F, 28}
                                  : Rect{left + shift_x_, 84 + shift_y_, 66.07F, 22};
    return grid(targets, "button", Shape::WordOnly, first, 70.07F, 0, 3);
}

Ui::Touched PageUi::options(std::span<const Target> targets) {
    if (kind_ == PageKind::Language)
        return grid(targets, "button", Shape::Row, {left, 70, half, modes_.big ? 27.0F : 24.0F}, half_step, 0, 2);
    const Rect first = modes_.big ? Rect{left + shift_x_, 103 + shift_y_, half, 26}
                                  : Rect{left + shift_x_, 110.4F + shift_y_, half, 20};
    return grid(targets, "button", Shape::Row, first, half_step, 0, 2);
}

Ui::Touched PageUi::tiles(std::span<const Target> targets, std::span<const Target> wide_targets) {
    std::vector<Target> all(targets.begin(), targets.end());
    all.insert(all.end(), wide_targets.begin(), wide_targets.end());
    if (modes_.big) {
        constexpr std::size_t each = 4;
        parts_ = static_cast<int>((all.size() + each - 1) / each);
        const std::size_t from = std::min(all.size(), static_cast<std::size_t>(part_) * each);
        const std::size_t count = std::min(each, all.size() - from);
        const auto touched = grid(std::span{all}.subspan(from, count), "tile", Shape::Row, {left, 30.4F, half, 33.4F},
                                  half_step, 37.4F, 2);
        return touched ? Touched{from + *touched} : std::nullopt;
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
            return grid(targets, "button", Shape::Row, modes_.big ? Rect{left, 42, wide, 26} : Rect{78, 54, 134.2F, 20},
                        0, 0, 1);
        default:
            if (modes_.big) {
                if (part_ != 2) return std::nullopt;
                return grid(targets, "button", Shape::Row, {left, 58, half, 36}, half_step, 0, 2);
            }
            return grid(targets, "button", Shape::Row, {left, 88, half, 20}, half_step, 0, 2);
    }
}

Ui::Touched PageUi::tall(std::span<const Target> targets) {
    const char* role = kind_ == PageKind::Section ? "tile" : "button";
    if (targets.size() > 3 || (modes_.big && kind_ == PageKind::Section)) {
        const float h = modes_.big ? 33.4F : 33;
        return grid(targets, role, Shape::Row, {left, modes_.big ? 30.4F : 33, half, h}, half_step, h + 4, 2);
    }
    const float w = (wide - 4 * static_cast<float>(targets.size() - 1)) / static_cast<float>(targets.size());
    return grid(targets, role, Shape::Column, {left, 36, w, 64}, w + 4, 0, static_cast<int>(targets.size()));
}

Ui::Touched PageUi::tabs(std::span<const Target> targets) {
    if (modes_.big && part_ != 0) return std::nullopt;
    return grid(targets, "button", Shape::WordOnly, {92, 29.6F, 58.1F, modes_.big ? 25.0F : 20.0F}, 62.1F, 0, 2);
}

Ui::Touched PageUi::question_answers(std::span<const Target> targets) {
    const float from = !modes_.big          ? (two_line_question_ ? 53.5F : 45)
                       : has_hint_          ? 47.4F
                       : two_line_question_ ? 43.5F
                                            : 39.5F;
    const float h = ((modes_.big ? 102 : 108) - from - 4) / 2;
    const Rect quarter{left, from, half, h};
    const auto too_long = [&](const Target& target) {
        return lines_of(target.label, words(Type::Body, Weight::Bold, palette_.text, 1.2F),
                        stretched(quarter).w - room_beside(Shape::Row, stretched(quarter).h)) > 2;
    };
    if (!modes_.big || std::none_of(targets.begin(), targets.end(), too_long))
        return grid(targets, "answer", Shape::Row, quarter, half_step, h + 4, 2);
    // Words too long for a quarter of the page: two answers across the whole of it, the others on its next part.
    constexpr std::size_t each = 2;
    parts_ = static_cast<int>((targets.size() + each - 1) / each);
    const std::size_t first = std::min(targets.size(), static_cast<std::size_t>(part_) * each);
    const auto touched = grid(targets.subspan(first, std::min(each, targets.size() - first)), "answer", Shape::Row,
                              {left, from, wide, h}, 0, h + 4, 1);
    return touched ? Touched{first + *touched} : std::nullopt;
}

Ui::Touched PageUi::answers(std::span<const Target> targets) {
    Rect first = modes_.big ? Rect{left, 30.4F, half, 33.4F} : Rect{left, 37, half, 30};
    if (kind_ == PageKind::Question) return question_answers(targets);
    return grid(targets, "answer", Shape::Row, first, half_step, first.h + 4, 2);
}

Ui::Touched PageUi::faces(std::span<const Target> targets) {
    if (modes_.big) return grid(targets, "face", Shape::Row, {left, 30, half, 29}, half_step, 33, 2);
    return grid(targets, "face", Shape::Column, {left, 32, 48.55F, 54}, 52.55F, 0, 4);
}

Ui::Touched PageUi::settings(const Text& label, std::span<const Target> targets) {
    if (modes_.big) {
        constexpr std::size_t each = 4;
        parts_ = static_cast<int>((targets.size() + each - 1) / each);
        const std::size_t from = std::min(targets.size(), static_cast<std::size_t>(part_) * each);
        const std::size_t count = std::min(each, targets.size() - from);
        const auto touched =
            grid(targets.subspan(from, count), "button", Shape::ColumnSmall, {left, 58.5F, 48.55F, 43}, 52.55F, 0, 4);
        return touched ? Touched{from + *touched} : std::nullopt;
    }
    Words title = words(Type::Body, Weight::Bold, palette_.strong, 1.2F);
    title.middle = Middle::Yes;
    say("settings", "label", stretched(left, 48.6F, wide, 11), label, title, palette_.page);
    return grid(targets, "button", Shape::RowSmall, {left, 60.4F, 48.55F, 20}, 52.55F, 24, 4);
}

bool PageUi::glass(const std::string& id) {
    const Rect all{0, 0, scale_.width, scale_.height};
    const Hit hit = stage_.target(id, pixels(all));
    if (hit.pressed) pressed_ = id;
    add(id, "glass", all, "", Type::Body, palette_.text, palette_.page, true);
    return hit.touched;
}

Ui::Touched PageUi::bar(std::span<const BarSlot> slots) {
    modes_.big = bar_is_high_;  // whatever the type of the page, the bar follows the visit
    const float height = modes_.big ? 25 : 20;
    put_bar_ground();
    const float from = (scale_.width - bar_width) / 2 - (scale_.width < 220 ? 0.1F : 0);
    Touched touched;
    for (std::size_t i = 0; i < slots.size(); ++i) {
        const Rect box{from + static_cast<float>(slots[i].slot) * slot_step, scale_.height - 2.8F - height, slot_width,
                       height};
        if (slots[i].silent) {
            Words with = words(Type::Small, Weight::Regular, palette_.soft, 1.2F);
            with.middle = Middle::Yes;
            with.align = Align::Centre;
            say(slots[i].target.id + ".silent", "notice", box, slots[i].target.label, with, palette_.bar);
            continue;
        }
        if (touch_target(slots[i].target, "bar", box, Shape::Slot)) touched = i;
    }
    return touched;
}

}  // namespace balai
