// What there is to read on an upright glass, and where.
#include <algorithm>
#include <utility>

#include "kiosk/paint/grid.h"
#include "kiosk/paint/tall_page.h"

namespace balai {

using namespace grid::tall;

TallPage::TallPage(Stage& stage, Typesetter& type, Wardrobe& wardrobe, const Glass& glass, const Modes& modes)
    : PageUi(stage, type, wardrobe, glass, modes, {136.4F, 218.2F, 52.6F}) {
    if (modes.big) branch_shape_ = Shape::RowNarrow;  // long words need the width
}

void TallPage::begin(PageKind kind, int part) {
    PageUi::begin(kind, part);
    if (kind == PageKind::Staff) modes_.low = false;  // what there is to do has no room within it, and no next part
}

float TallPage::foot() const { return bar_is_high_ ? 155.6F : 165.6F; }

float TallPage::first_target(float usually) const {
    if (!modes_.low) return usually;
    // A long page without a bar is stretched less than one with a bar.
    return std::max({usually, top_of_reach, unstretched(grid::share_above_reach * scale_.height)});
}

float TallPage::unstretched(float y) const {
    const Rect zero = stretched(0, 0, 0, 0), unit = stretched(0, 1, 0, 0);
    return (y - zero.y) / (unit.y - zero.y);
}

bool TallPage::heads_a_stack() const {
    return kind_ == PageKind::Question || kind_ == PageKind::Section || kind_ == PageKind::End ||
           kind_ == PageKind::Reason;
}

float TallPage::from_heading() const { return unstretched(below_heading_); }

// Two lines in the room of one line and its batik: name and source, then the approval mark. They keep their size in
// large type, which would take the room of a line of the page.
void TallPage::header(const Head& head) {
    const bool big = std::exchange(modes_.big, false);
    const float from = stretched(left, 0, 0, 0).x, to = from + stretched(0, 0, wide, 0).w;
    stage_.flat(pixels({0, 0, scale_.width, 13.3F}), palette_.header);
    stage_.flat(pixels({0, 13.3F, scale_.width, 0.5F}), palette_.header_line);
    put_drawing({from, 0.7F, 6, 6}, "joglo", palette_.on_header);
    Words title = words(Type::Small, Weight::Bold, palette_.header_text, 1.2F);
    title.middle = Middle::Yes;
    const bool danger = !head.danger.empty();
    const Text& shown = danger ? head.danger : head.name;
    const float name = static_cast<float>(type_.set(shown, style(title, scale_.width)).width) / scale_.pixels + 1;
    say(danger ? "header.danger" : "header.name", danger ? "date" : "label", {from + 8, 0.2F, name, 7.2F}, shown, title,
        palette_.header);
    Words fine = words(Type::Fine, Weight::Regular, palette_.notice, 1.2F);
    fine.middle = Middle::Yes;
    if (!head.notice.empty())
        say("header.notice", "date", {from, 7, to - from, 6.1F}, head.notice, fine, palette_.header);
    fine.align = Align::Right;
    if (!head.source.empty())
        say("header.source", "date", {from + 11 + name, 0.5F, to - from - 11 - name, 6.6F}, head.source, fine,
            palette_.header);
    modes_.big = big;
}

void TallPage::heading(const Text& written) {
    if (kind_ == PageKind::Cells || is_together()) return PageUi::heading(written);
    Words with = words(Type::Heading, Weight::Bold, palette_.strong, 1.2F);
    const float line = modes_.big ? 14.1F : 13.4F;
    float top = 14, x = left, w = wide, most = 2;
    switch (kind_) {
        case PageKind::Step:
        case PageKind::Message:
            top = modes_.big ? 35 : 72;
            most = modes_.big ? 4 : 3;
            break;
        case PageKind::Question:
            top = has_hint_ ? (modes_.big ? 43.0F : 32.0F) : 26;
            most = 5;
            break;
        case PageKind::Checklist:
            put_card(stretched(left, 15.5F, wide, foot() - 15.1F));
            top = 16.5F;
            x = 12;
            w = 112.4F;
            break;
        case PageKind::Result:
            top = modes_.big ? 27.6F : 25;
            break;
        case PageKind::Thanks:
            top = modes_.big ? 70 : 100;
            with.align = Align::Centre;
            break;
        case PageKind::Warning:
            top = 22;
            break;
        case PageKind::Emergency:
            top = 18;
            break;
        default:
            break;
    }
    // Line ends were for a wide glass: where a line breaks once more, they only tear the words apart.
    const float width = stretched(x, 0, w, 0).w;
    const bool torn = lines_of(written, with, width) > 1 + std::count(written.begin(), written.end(), '\n');
    const Text text = torn ? flowing(written) : written;
    const float height = line * std::min(most, static_cast<float>(lines_of(text, with, width))) + 0.3F;
    if (heads_targets() && !heads_a_stack()) top = top_of_reach - 3 - height;
    Rect box = stretched(x, top, w, 0);
    box.h = height;
    below_heading_ = box.y + box.h + 2;
    if (heads_a_stack()) {
        waiting_heading_ = text;
        place_of_heading_ = box;
        return;
    }
    say("heading", "heading", box, text, with, palette_.page);
}

void TallPage::note(const std::string& drawing, const Text& text) {
    if (kind_ == PageKind::Staff) return put_note(stretched(left, 28.6F, wide, 9.6F), drawing, text);
    if (kind_ != PageKind::Overview) return;  // the answer stands chosen when one goes back
    if (part_ != (modes_.big ? 2 : 0)) return;
    put_note(stretched(left, from_heading(), wide, modes_.big ? 22 : 9.6F), drawing, text);
}

void TallPage::body(const Text& text) {
    Words with = words(Type::Body, Weight::Regular, palette_.text);
    switch (kind_) {
        case PageKind::Step: {
            Rect box = stretched(left, 0, wide, 0);
            box.y = below_heading_;
            box.h = stretched(0, foot(), 0, 0).y - box.y;
            const bool branch = below_ == Below::Branch;
            const float height = branch                  ? (modes_.big ? 38.0F : 20.0F)
                                 : modes_.big            ? 50
                                 : below_ == Below::Sign ? 28
                                                         : 26;
            text_in_parts(text, box, below_ == Below::Nothing ? 0 : height + 3);
            if (below_ != Below::Nothing && part_ + 1 == parts_)
                put_below({box.x, box.y + box.h - height, box.w, height});
            return;
        }
        case PageKind::Message: {
            Rect box = stretched(left, 0, wide, 0);
            box.y = below_heading_;
            box.h = stretched(0, foot(), 0, 0).y - box.y;
            return text_in_parts(text, box, modes_.big ? 62 : 54);
        }
        case PageKind::Pin:
            return PageUi::body(text);
        case PageKind::Phone:
            with.middle = Middle::Yes;
            if (part_ == 0)
                return say("body", "body", stretched(left, modes_.big ? 130 : 138, wide, modes_.big ? 26 : 24),
                           first_line(text), with, palette_.page);
            return say("body", "body", stretched(left, from_heading(), wide, modes_.big ? 64 : 50), second_line(text),
                       with, palette_.page);
        case PageKind::Take: {
            Words last = modes_.big ? words(Type::Small, Weight::Regular, palette_.text) : with;
            last.middle = Middle::Yes;
            return say(modes_.big ? "small" : "body", "body", stretched(left, foot() - 10.8F, wide, 10.8F), text, last,
                       palette_.page);
        }
        case PageKind::Thanks:
            with.align = Align::Centre;
            return say("body", "body", stretched(left, from_heading() + 2, wide, foot() - from_heading() - 2), text,
                       with, palette_.page);
        case PageKind::Warning:
            return say("body", "body", stretched(left, from_heading(), wide, modes_.big ? 40 : 22), text, with,
                       palette_.page);
        default:
            return say("body", "body", stretched(left, from_heading(), wide, 40), text, with, palette_.page);
    }
}

void TallPage::small(const Text& text) {
    if (kind_ == PageKind::Pin) return PageUi::small(text);
    Words with = words(Type::Small, Weight::Regular, palette_.soft, 1.2F);
    with.middle = Middle::Yes;
    Rect box = stretched(left, modes_.big ? 174.5F : 190, wide, modes_.big ? 37.5F : 22);
    Text shown = text;
    if (kind_ == PageKind::Language && modes_.low) box = stretched(left, 18, wide, modes_.big ? 38 : 22);
    if (kind_ == PageKind::Faces) {
        const float height = modes_.big ? 19 : 21.6F;
        box = stretched(left, modes_.low ? 18 : foot() - height, wide, height);
        if (modes_.big) shown = first_line(text);
    }
    if (kind_ == PageKind::Question) {
        has_hint_ = true;
        box = stretched(left, 14.4F, wide, modes_.big ? 28 : 17);
    }
    say("small", "body", box, shown, with, palette_.page);
}

void TallPage::aside(const Text& text) {
    const float height = modes_.big ? 25 : 20;
    Words with = words(Type::Small, Weight::Regular, palette_.soft, 1.2F);
    with.middle = Middle::Yes;
    put_bar_ground_of_two_rows();
    const float back = part_ > 0 ? slot_step : 0;  // its place
    const float from = (scale_.width - bar_width) / 2 + back;
    say("aside", "body", {from, scale_.height - 2.8F - 2 * height - 4, 2 * slot_width + 4 - back, height}, text, with,
        palette_.bar);
}

void TallPage::picture(const std::string& drawing, const Text& words_of_it) {
    if (is_together()) return PageUi::picture(drawing, words_of_it);
    if (kind_ == PageKind::Thanks)
        return put_thanks(stretched(44.2F, modes_.big ? 20 : 34, 48, 48), drawing, words_of_it);
    const Rect at = stretched(left, 17, 16, 0);
    if (modes_.big) return put_well_alone({at.x, at.y, at.w, at.w}, drawing, words_of_it);
    put_panel(stretched(left, 16, wide, bar_is_high_ ? 30 : 45), drawing, words_of_it);
}

void TallPage::progress(const Text& text, int done, int of) {
    if (is_together()) return PageUi::progress(text, done, of);
    Rect label, strip;
    if (kind_ == PageKind::Question || kind_ == PageKind::Result) {
        if (has_hint_) return;
        label = stretched(left, modes_.big ? 13.8F : 15.6F, modes_.big ? wide : 78, 9);
        strip = modes_.big ? stretched(left, 24, wide, 0) : stretched(88, 18.2F, 42.4F, 0);
    } else {
        label = modes_.big ? stretched(26, 15.4F, 104.4F, 9) : stretched(left, 63.6F, 84, 7);
        strip = modes_.big ? stretched(26, 27, 104.4F, 0) : stretched(92, 66.2F, 38.4F, 0);
    }
    label.y += lowered_;
    strip.y += lowered_;
    put_progress(label, strip, text, done, of);
}

void TallPage::invitation(const Text& two_lines, const std::string& drawing, int scene) {
    constexpr float shifts[4][2] = {{0, 0}, {2, 1.4F}, {-2, -0.8F}, {0, 2}};
    shift_x_ = shifts[scene % 4][0];
    shift_y_ = shifts[scene % 4][1];
    const Rect box = stretched(left + shift_x_, 17 + shift_y_, wide, modes_.big ? 98 : 112);
    put_plain(box, palette_.invitation);
    put_invitation_strip(box);
    const float line = 17;
    const float words_height = 4 * line + 1;
    const float disc = std::min(box.w - 40, box.h - 6.2F - words_height - 5);
    const Rect round{box.x + (box.w - disc) / 2, box.y + 3, disc, disc};
    put_round(round, palette_.disc);
    put_drawing({round.x + disc * 0.155F, round.y + disc * 0.155F, disc * 0.69F, disc * 0.69F}, drawing,
                palette_.drawing);
    const float top = box.y + box.h - 6.2F - words_height - 1;
    Words with = words(Type::Invitation, Weight::Bold, palette_.invitation_first, 1.2F);
    with.middle = Middle::Yes;
    with.align = Align::Centre;
    say("heading", "heading", {box.x + 4, top, box.w - 8, 2 * line}, first_line(two_lines), with, palette_.invitation);
    with.colour = palette_.invitation_second;
    say("heading.second", "heading", {box.x + 4, top + 2 * line + 1, box.w - 8, 2 * line}, second_line(two_lines), with,
        palette_.invitation);
}

void TallPage::countdown(int seconds) { put_countdown(stretched(42.2F, 86, 52, 52), seconds); }

PageUi::StaffBoxes TallPage::staff_boxes() const {
    return {{left, 39, wide, 72}, {left, 40, wide, 14}, {left, 29.6F, wide, 18}, {left, 114, pair, 24}, 28, 2, 4,
            {left, 28, wide, 18}, {left, 59, wide, 14}, {left, 48, 9, 9},        {28.2F, 74, 24, 20}};
}

PageUi::TogetherBoxes TallPage::together_boxes() const {
    const float answers = foot() - 20, code = foot() - 88;
    return {
        {left, 16, wide, 52},           {left, 70.6F, 84, 7},           {92, 73.2F, 38.4F, 1.8F},   {left, 79, wide, 0},
        {left, answers - 37, wide, 22}, {left, answers - 12, wide, 10}, {left, answers, pair, 20},  pair_step,
        {left, code, wide, 88},         {left, 14, wide, 13.5F},        {left, 29, wide, code - 31}};
}

PageUi::StickBoxes TallPage::stick_boxes() const {
    const float top = bar_is_high_ ? 48 : 63, step = 9.4F, rows = foot() - 5 * step;
    return {{left, top, wide, 29}, {left, top + 30, wide, rows - top - 31}, {left, rows, wide, 9.2F}, step};
}

}  // namespace balai
