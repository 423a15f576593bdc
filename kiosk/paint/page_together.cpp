// Officer and resident before one page: a larger drawing, one sentence to say, and what is still to be done with its
// code.
#include <algorithm>

#include "kiosk/paint/grid.h"
#include "kiosk/paint/page_ui.h"

namespace balai {

using namespace grid;

PageUi::TogetherBoxes PageUi::together_boxes() const {
    const float bar = bar_is_high_ ? 6 : 0;
    return {{left, 16, 84, 92},       {98, 15.6F, 72, 7},      {172, 18.2F, 40.2F, 1.8F}, {98, 25, 114.2F, 0},
            {98, 55, 114.2F, 20},     {98, 77, 114.2F, 9},     {98, 88, 55.1F, 20},       59.1F,
            {left, 16, 86, 92 - bar}, {98, 14, 114.2F, 13.5F}, {98, 30, 114.2F, 78 - bar}};
}

bool PageUi::is_together() const { return kind_ == PageKind::StepTogether || kind_ == PageKind::ListTogether; }

void PageUi::heading_together(const Text& text) {
    Words with = words(Type::Heading, Weight::Bold, palette_.strong, 1.2F);
    const TogetherBoxes boxes = together_boxes();
    if (kind_ == PageKind::ListTogether) {
        with.middle = Middle::Yes;
        return say("heading", "heading", stretched(boxes.list_heading), text, with, palette_.page);
    }
    constexpr float line = 13.4F;
    Rect box = stretched(boxes.heading);
    box.h = line * static_cast<float>(std::min(3, lines_of(text, with, box.w))) + 0.2F;
    below_heading_ = box.y + box.h + 2.5F;
    say("heading", "heading", box, text, with, palette_.page);
}

bool PageUi::to_say(const ToSay& say) {
    struct Line {
        const Text& text;
        bool caution;
    };
    // One line a piece: no two sentences together.
    const std::vector<Text> sentences = pieces_of(say.text, 1, [](const Text&) { return 2; });
    std::vector<Line> lines;
    for (const Text& sentence : sentences) lines.push_back({sentence, false});
    if (!say.caution.empty()) lines.push_back({say.caution, true});

    const TogetherBoxes boxes = together_boxes();
    constexpr float side = 13, beside = 20;
    const bool answers = !say.question.empty();
    Words with = words(Type::Body, Weight::Regular, palette_.text, 1.2F);
    with.middle = Middle::Yes;
    Rect whole = stretched(boxes.heading);
    whole.y = below_heading_;
    whole.h = stretched(boxes.first_answer).y + stretched(boxes.first_answer).h - whole.y;
    Rect above_answers = whole;
    above_answers.h = stretched(boxes.question).y - 3 - whole.y;
    Rect above_where_answers_begin = whole;
    above_where_answers_begin.h = stretched(boxes.first_answer).y - 4 - whole.y;
    const float line_height = static_cast<float>(pixels_of(Type::Body, modes_.big, scale_)) * 1.2F / scale_.pixels;
    const auto fits_above = [&](const Line& line) {
        return line_height * static_cast<float>(lines_of(line.text, with, whole.w - beside - 2)) <= above_answers.h;
    };
    // The button has a part of its own, and so have the answers where the last line needs their room.
    const bool alone = say.branch || (answers && (lines.empty() || !fits_above(lines.back())));
    const int spoken = static_cast<int>(lines.size());
    parts_ = std::max(1, spoken + (alone ? 1 : 0));
    const bool last = part_ + 1 == parts_;
    if (answers && last) {
        Rect question = stretched(boxes.question);
        if (part_ >= spoken && !say.branch) question = {whole.x, whole.y, whole.w, question.y + question.h - whole.y};
        put_question(question, say.question);
    }
    if (part_ >= spoken) return say.branch && touch_target(*say.branch, "button", stretched(boxes.branch), Shape::Row);

    const Line& line = lines[static_cast<std::size_t>(part_)];
    const Rect box = !fits_above(line) ? whole : answers && last ? above_answers : above_where_answers_begin;
    const Colour ground = line.caution ? palette_.caution : palette_.note;
    const std::string drawing = !line.caution ? "say" : say.caution_drawing.empty() ? "warn" : say.caution_drawing;
    put_plain(box, ground);
    put_drawing({box.x + (beside - side) / 2, box.y + (box.h - side) / 2, side, side}, drawing, palette_.drawing);
    const bool fits = put_text({box.x + beside, box.y, box.w - beside - 2, box.h}, line.text, with);
    add(line.caution ? "caution" : "body", line.caution ? "notice" : "body", box, line.text, with.type, with.colour,
        ground, fits);
    return false;
}

void PageUi::put_question(Rect box, const Text& text) {
    constexpr float beside = 20;
    const float side = std::min(13.0F, box.h - 2);
    put_plain(box, palette_.note);
    put_drawing({box.x + (beside - side) / 2, box.y + (box.h - side) / 2, side, side}, "say", palette_.drawing);
    Words with = words(Type::Body, Weight::Regular, palette_.text, 1.2F);
    with.middle = Middle::Yes;
    const bool fits = put_text({box.x + beside, box.y, box.w - beside - 2, box.h}, text, with);
    add("question", "body", box, text, with.type, with.colour, palette_.note, fits);
}

Ui::Touched PageUi::answers_together(std::span<const Target> targets) {
    if (part_ + 1 != parts_) return std::nullopt;
    const TogetherBoxes boxes = together_boxes();
    return grid(targets, "answer", Shape::Row, boxes.first_answer, boxes.answer_step, 0, 2);
}

}  // namespace balai
