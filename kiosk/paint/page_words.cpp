// Where the words of a page stand: boxes in millimetres as on the 10" screen. (storyboard: pages)
#include <algorithm>

#include "kiosk/paint/grid.h"
#include "kiosk/paint/page_ui.h"

namespace balai {

using namespace grid;

void PageUi::begin(PageKind kind, int part) {
    kind_ = kind;
    part_ = part;
    bar_is_high_ = modes_.big && kind != PageKind::Emergency;
    // Nobody has settings on a broken screen; a list is made for one photograph, in one size of type; whoever brings a
    // stick reads its heading from two metres.
    if (kind == PageKind::Emergency || kind == PageKind::Checklist || kind == PageKind::ListTogether ||
        kind == PageKind::Update)
        modes_.big = false;
    stage_.flat({0, 0, glass_.width, glass_.height}, palette_.page);
}

void PageUi::header(const Head& head) {
    const float width = scale_.width;
    const float from = stretched(left, 0, 0, 0).x, to = stretched(left + wide, 0, 0, 0).x;
    stage_.flat(pixels({0, 0, width, 9.2F}), palette_.header);
    put_strip({0, 9, width, 3.07F}, palette_.kawung_ground, palette_.kawung_petal);
    stage_.flat(pixels({0, 12.07F, width, 0.5F}), palette_.header_line);

    const Text both = head.source.empty() ? head.notice : head.source + "\u2002·\u2002" + head.notice;
    const auto width_of = [&](const Text& text, Type type, Weight weight) {
        return static_cast<float>(type_.set(text, style(words(type, weight, palette_.notice), width)).width) /
               scale_.pixels;
    };
    // In large type there may be no room for the source beside the approval mark: an old one takes the place of the
    // name, which the page says again, a fresh one is left to normal type.
    const Text& usual_name = head.danger.empty() ? head.name : head.danger;
    const bool room =
        !modes_.big ||
        width_of(usual_name, Type::Small, Weight::Bold) + width_of(both, Type::Fine, Weight::Regular) + 12 < to - from;
    const bool instead_of_name = !room && head.old && head.danger.empty();
    const Text& name = instead_of_name ? head.source : usual_name;
    const Text& notice = room ? both : head.notice;
    // Numbers to call need the room of the drawing.
    const float after_drawing = head.danger.empty() ? from + 8 : from;
    if (head.danger.empty()) put_drawing({from, 1.5F, 6, 6}, "joglo", palette_.on_header);
    Words title = words(Type::Small, Weight::Bold, instead_of_name ? palette_.notice : palette_.header_text, 1.2F);
    title.middle = Middle::Yes;
    const float name_width = static_cast<float>(type_.set(name, style(title, width)).width) / scale_.pixels + 1;
    say(head.danger.empty() ? "header.name" : "header.danger", head.danger.empty() ? "label" : "date",
        {after_drawing, 0, name_width, 9}, name, title, palette_.header);
    if (notice.empty()) return;
    Words right = words(Type::Fine, Weight::Regular, palette_.notice, 1.2F);
    right.middle = Middle::Yes;
    right.align = Align::Right;
    const float start = after_drawing + name_width + 3;
    say("header.notice", "date", {start, 0, to - start, 9}, notice, right, palette_.header);
}

void PageUi::heading(const Text& text) {
    if (is_together()) return heading_together(text);
    Words with = words(Type::Heading, Weight::Bold, palette_.strong, 1.2F);
    // With a low reach a heading stays beside the targets that it speaks of.
    Rect box = stretched(left, heads_targets() ? top_of_reach - 17 : 14, wide, 13.5F);
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
            const float top = !modes_.big ? 25 : has_hint_ ? 31.8F : two ? 14 : 24.5F;
            box = stretched(left, top, wide, 0);
            box.h = line * (two ? 2 : 1) + 0.3F;
            first_answer_ = top + box.h + 2.7F;
            waiting_heading_ = text;
            place_of_heading_ = box;
            return;
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
        case PageKind::Pin:
            box = stretched(left, 14, 122, 13.5F);
            with.middle = Middle::Yes;
            break;
        case PageKind::Cells:
            box = {6, scale_.height / 2 - 7, scale_.width - 12, 14};
            with.align = Align::Centre;
            with.middle = Middle::Yes;
            break;
        case PageKind::Phone:
            if (modes_.big && !modes_.low) box.y -= 0.8F;  // the tabs begin where the code does
            box.h = std::max(13.5F, line);
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
    beside_heading_ = static_cast<float>(page_.elements.back().words.right()) / scale_.pixels;
}

void PageUi::note(const std::string& drawing, const Text& text) {
    Rect box = stretched(104.2F, 16.4F, 108, 9.6F);
    if (kind_ == PageKind::Question) {
        if (modes_.big) return;  // the answer stands chosen when one goes back
        box = stretched(150, 14.4F, 62.2F, 9.4F);
        box.y += lowered_;
    } else if (kind_ == PageKind::Staff) {
        const float from = beside_heading_ + 4;
        box = {from, box.y, width_of_note(text), box.h};
    } else if (modes_.big) {
        if (part_ != 2) return;  // overview in large type: its own line above the buttons
        box = stretched(left, 30.4F, wide, 16);
    }
    put_note(box, drawing, text);
}

void PageUi::put_note(Rect box, const std::string& drawing, const Text& text) {
    put_plain(box, palette_.note);
    put_drawing({box.x + 3, box.y + (box.h - 6.4F) / 2, 6.4F, 6.4F}, drawing, palette_.drawing);
    Words with = words(Type::Small, Weight::Bold, palette_.text, 1.2F);
    with.middle = Middle::Yes;
    const Rect inner{box.x + 11.5F, box.y, box.w - 13, box.h};
    const bool fits = put_text(inner, text, with);
    add("note", "notice", box, text, with.type, with.colour, palette_.note, fits);
    page_.elements.back().words = place_of(text, with, inner);
}

float PageUi::width_of_note(const Text& text) const {
    const Words with = words(Type::Small, Weight::Bold, palette_.text, 1.2F);
    return 14.5F + static_cast<float>(type_.set(text, style(with, scale_.width)).width) / scale_.pixels;
}

void PageUi::text_in_parts(const Text& text, Rect box, float room_on_last) {
    const Words with = words(Type::Body, Weight::Regular, palette_.text);
    const float line = static_cast<float>(pixels_of(Type::Body, modes_.big, scale_)) * with.line_height / scale_.pixels;
    const auto lines_in = [line](float height) { return static_cast<int>((height + 0.4F) / line); };
    const auto count = [&](const Text& piece) { return lines_of(piece, with, box.w); };
    // What stands below the text (a caution, a number) comes with its last piece where that costs no further part.
    const int lines = std::max(1, lines_in(box.h)), lines_on_last = lines_in(box.h - room_on_last);
    const auto room = [&](const std::vector<Text>& of) { return of.empty() || count(of.back()) <= lines_on_last; };
    std::vector<Text> pieces = pieces_of(text, lines, count);
    parts_ = std::max(1, static_cast<int>(pieces.size()) + (room(pieces) ? 0 : 1));
    // In as many parts, but about equally full: nobody turns a page for one short sentence or a lonely button.
    for (int fewer = 1; parts_ > 1 && fewer <= lines; ++fewer) {
        std::vector<Text> even = pieces_of(text, fewer, count);
        if (static_cast<int>(even.size()) != parts_ || !room(even)) continue;
        pieces = std::move(even);
        break;
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
            // On a taller page the card of the number is taller as well.
            text_in_parts(text, box, foot.y - number_of_message().y + (modes_.big ? 4.0F : 2.4F));
            return;
        }
        case PageKind::Phone:
            with.middle = Middle::Yes;
            if (!modes_.big)
                return say("body", "body", stretched(92, modes_.low ? 29.6F : 52.6F, 120.2F, modes_.low ? 29 : 33),
                           text, with, palette_.page);
            if (part_ == 0)
                return say("body", "body", stretched(92, modes_.low ? 29.6F : 57, 120.2F, modes_.low ? 29 : 32),
                           first_line(text), with, palette_.page);
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
        case PageKind::Pin:
            with.middle = Middle::Yes;
            return say("body", "body", stretched(staff_boxes().door_text), text, with, palette_.page);
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
        branch_touched_ = touch_target(branch_, "button", box, branch_shape_);
        return;
    }
    const bool sign = below_ == Below::Sign;
    const Colour ground = sign ? palette_.note : palette_.caution;
    const float side = sign && !modes_.big ? 20 : 11, from = sign && !modes_.big ? 32 : 19;
    put_plain(box, ground);
    put_drawing({box.x + (from - side) / 2, box.y + (box.h - side) / 2, side, side}, sign ? sign_ : "warn",
                palette_.drawing);
    Words inside = words(Type::Body, Weight::Regular, palette_.text, 1.2F);
    inside.middle = Middle::Yes;
    const bool fits = put_text({box.x + from, box.y, box.w - from - 3, box.h}, caution_, inside);
    add("caution", "notice", box, caution_, inside.type, inside.colour, ground, fits);
}

void PageUi::small(const Text& text) {
    Words with = words(Type::Small, Weight::Regular, palette_.soft, 1.2F);
    with.middle = Middle::Yes;
    const bool above = modes_.low && kind_ != PageKind::Question && kind_ != PageKind::Emergency;
    Rect box = stretched(left, above ? 18 : 112, wide, modes_.big ? 20 : 18);
    Text shown = text;
    if (kind_ == PageKind::Faces) {
        if (!above) box = modes_.big ? stretched(left, 93, wide, 9) : stretched(left, 89, wide, 18);
        if (modes_.big) shown = first_line(text);
    }
    if (kind_ == PageKind::Question) {
        has_hint_ = true;
        box = stretched(left, modes_.big ? 13.2F : 15, wide, modes_.big ? 18.6F : 9);
    }
    if (kind_ == PageKind::Emergency) box = stretched(left, 114, wide, 12);
    if (kind_ == PageKind::Pin) box = stretched(staff_boxes().door_hint);
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
    const float start = part_ > 0 ? bar_left + slot_step : from;  // beside "back"
    say("aside", "body", {start, scale_.height - 2.8F - height, bar_left + 2 * slot_step - 4 - start, height}, text,
        with, palette_.bar);
}

void PageUi::caution(const Text& text) {
    below_ = Below::Caution;
    caution_ = text;
}

void PageUi::put_caution(Rect box, const Text& text) {
    put_plain(box, palette_.caution);
    const float side = modes_.big ? 9 : 7;
    put_drawing({box.x + 6.5F - side / 2, box.y + (box.h - side) / 2, side, side}, "warn", palette_.drawing);
    Words with = words(Type::Body, Weight::Regular, palette_.text, 1.2F);
    with.middle = Middle::Yes;
    const bool fits = put_text({box.x + 12.5F, box.y, box.w - 14, box.h}, text, with);
    add("caution", "notice", box, text, with.type, with.colour, palette_.caution, fits);
}

void PageUi::picture(const std::string& drawing, const Text& words_of_it) {
    if (is_together()) return put_panel(stretched(together_boxes().picture), drawing, words_of_it);
    if (kind_ == PageKind::Thanks) {
        const float side = modes_.big ? 40 : 48;
        return put_thanks(stretched((218.2F - side) / 2, modes_.big ? 17 : 22, side, side), drawing, words_of_it);
    }
    if (modes_.big) {
        const Rect at = stretched(left, 17, 16, 0);
        return put_well_alone({at.x, at.y, at.w, at.w}, drawing, words_of_it);
    }
    const bool above_button = modes_.low && kind_ == PageKind::Message;
    put_panel(stretched(left, 16, 64, above_button ? 68 : 92), drawing, words_of_it);
}

void PageUi::put_thanks(Rect box, const std::string& drawing, const Text& words_of_it) {
    const float square = std::min(box.w, box.h);
    box = {box.x + (box.w - square) / 2, box.y, square, square};
    put_round(box, palette_.well);
    const float inner = square * (drawing.starts_with("scene-") ? 0.6F : 0.42F);
    put_drawing({box.x + (square - inner) / 2, box.y + (square - inner) / 2, inner, inner}, drawing, palette_.drawing);
    add("picture", "picture", box, words_of_it, Type::Body, palette_.drawing.ink, palette_.well, true);
    page_.elements.back().cap_mm = 0;
}

void PageUi::put_well_alone(Rect box, const std::string& drawing, const Text& words_of_it) {
    put_well(box, drawing, palette_.well, palette_.drawing, 0.875F);
    add("picture", "picture", box, words_of_it, Type::Body, palette_.drawing.ink, palette_.well, true);
    page_.elements.back().cap_mm = 0;
}

void PageUi::put_panel(Rect box, const std::string& drawing, const Text& words_of_it) {
    put_plain(box, palette_.panel);
    const float frame = palette_.shadows ? 0 : 2 * edge;  // in high contrast it goes on beside the strip
    put_strip({box.x + frame, box.y + box.h - 12.3F, box.w - 2 * frame, 6.15F}, palette_.panel, palette_.panel_petal);
    const bool tall = box.h > box.w;
    const float disc = tall ? std::min(box.w - 14, box.h - 34) : box.h - 6;
    const Rect round{box.x + (box.w - disc) / 2, box.y + (box.h - disc) / 2 - (tall ? 5.0F : 0.0F), disc, disc};
    put_round(round, palette_.disc);
    // A small drawing has a heavier line on its coarser grid.
    const float inner = disc * (drawing.starts_with("scene-") ? 0.70F : 0.44F);
    put_drawing({round.x + (disc - inner) / 2, round.y + (disc - inner) / 2, inner, inner}, drawing, palette_.drawing);
    add("picture", "picture", box, words_of_it, Type::Body, palette_.drawing.ink, palette_.disc, true);
    page_.elements.back().cap_mm = 0;
}

void PageUi::progress(const Text& text, int done, int of) {
    if (is_together())
        return put_progress(stretched(together_boxes().progress), stretched(together_boxes().strip), text, done, of);
    const bool whole_width = kind_ == PageKind::Question || kind_ == PageKind::Result;
    if (kind_ == PageKind::Question && modes_.big && two_line_question_) return;
    Rect label = whole_width  ? stretched(left, modes_.big ? 14.6F : 15.6F, 120, 9)
                 : modes_.big ? stretched(26, 15.4F, 116, 9)
                              : stretched(78, 15.6F, 64, 7);
    Rect strip = kind_ == PageKind::Question && !modes_.big ? stretched(84, 18.2F, 52, 1.8F)
                 : modes_.big                               ? stretched(146, 19, 66.2F, 1.8F)
                                                            : stretched(144, 18.2F, 68.2F, 1.8F);
    label.y += lowered_;
    strip.y += lowered_;
    put_progress(label, strip, text, done, of);
}

void PageUi::put_progress(Rect label, Rect strip, const Text& text, int done, int of) {
    Words with = words(Type::Small, Weight::Bold, palette_.soft, 1.2F);
    with.middle = Middle::Yes;
    say("progress", "label", {label.x, label.y, label.w, modes_.big ? 9.2F : 7.2F}, text, with, palette_.page);
    // On a wide page the strip begins no further from its words than on the smallest.
    constexpr float furthest = 28;
    const float words_end = label.x + static_cast<float>(type_.set(text, style(with, label.w)).width) / scale_.pixels;
    if (strip.x > words_end + furthest) {
        strip.w += strip.x - words_end - furthest;
        strip.x = words_end + furthest;
    }
    constexpr float gap = 1.6F;
    const float each = (strip.w - gap * static_cast<float>(of - 1)) / static_cast<float>(of);
    for (int i = 0; i < of; ++i) {
        const Colour fill = i < done ? palette_.step_done : palette_.step_to_come;
        put_surface({strip.x + static_cast<float>(i) * (each + gap), strip.y, each, 1.8F},
                    {fill, fill, {0, 0, 0, 0}, {0, 0, 0, 0}}, 0.9F, 0, 0, 0, 0);
    }
}

}  // namespace balai
