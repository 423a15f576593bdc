// Officer and resident before one page: a larger drawing, one sentence to say, and what is still to be done with its
// code.
#include <algorithm>

#include "kiosk/paint/grid.h"
#include "kiosk/paint/page_ui.h"

namespace balai {

using namespace grid;

PageUi::TogetherBoxes PageUi::together_boxes() const {
    return {{left, 16, 84, 92},
            {98, 15.6F, 56, 7},
            {156, 18.2F, 56.2F, 1.8F},
            {98, 25, 114.2F, 0},
            {98, 64, 114.2F, 20},
            {98, 88, 55.1F, 20},
            59.1F,
            {left, 16, 86, 92},
            {98, 14, 114.2F, 13.5F},
            {98, 30, 114.2F, 78}};
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

bool PageUi::to_say(const Text& text, const std::string& caution_drawing, const Text& caution, const Target* branch) {
    // One line a piece: no two sentences together.
    const std::vector<Text> sentences = pieces_of(text, 1, [](const Text&) { return 2; });
    const int spoken = static_cast<int>(sentences.size()), warned = caution.empty() ? 0 : 1;
    parts_ = std::max(1, spoken + warned + (branch ? 1 : 0));
    const TogetherBoxes boxes = together_boxes();
    const Rect answers = stretched(boxes.first_answer);
    if (branch && part_ + 1 == parts_)
        return touch_target(*branch, "button", stretched(boxes.branch), Shape::Row);
    const bool is_caution = part_ == spoken && warned > 0;
    if (!is_caution && part_ >= spoken) return false;
    Rect box = answers;
    box.y = below_heading_;
    box.w = stretched(boxes.heading).w;
    box.h = answers.y - 4 - box.y;
    const Colour ground = is_caution ? palette_.caution : palette_.note;
    const std::string drawing = !is_caution ? "say" : caution_drawing.empty() ? "warn" : caution_drawing;
    constexpr float side = 13, from = 20;
    put_plain(box, ground);
    put_drawing({box.x + (from - side) / 2, box.y + (box.h - side) / 2, side, side}, drawing, palette_.drawing);
    Words with = words(Type::Body, Weight::Regular, palette_.text, 1.2F);
    with.middle = Middle::Yes;
    const Text& shown = is_caution ? caution : sentences[static_cast<std::size_t>(part_)];
    const bool fits = put_text({box.x + from, box.y, box.w - from - 2, box.h}, shown, with);
    add(is_caution ? "caution" : "body", is_caution ? "notice" : "body", box, shown, with.type, with.colour, ground,
        fits);
    return false;
}

Ui::Touched PageUi::answers_together(std::span<const Target> targets) {
    if (part_ + 1 != parts_) return std::nullopt;
    const TogetherBoxes boxes = together_boxes();
    return grid(targets, "answer", Shape::Row, boxes.first_answer, boxes.answer_step, 0, 2);
}

}  // namespace balai
