// The page of a stick: one large heading, one sentence, five stages. (storyboard: stick-wait, -read, -done, -refused)
#include "kiosk/paint/page_ui.h"

namespace balai {

PageUi::StickBoxes PageUi::stick_boxes() const {
    const float first = bar_is_high_ ? 53.5F : 55, step = bar_is_high_ ? 9.7F : 10.6F;
    return {{78, 14, 134.2F, 13.5F}, {78, 29, 134.2F, 23}, {78, first, 134.2F, 9.2F}, step};
}

void PageUi::announcement(Tone tone, const Text& heading, const Text& text) {
    const Colour colour = tone == Tone::Good ? palette_.good : tone == Tone::Grave ? palette_.bad : palette_.strong;
    Words large = words(Type::Heading, Weight::Bold, colour, 1.2F);
    large.middle = Middle::Yes;
    const StickBoxes boxes = stick_boxes();
    say("heading", "heading", stretched(boxes.heading), heading, large, palette_.page);
    say("body", "body", stretched(boxes.body), text, words(Type::Body, Weight::Regular, palette_.text, 1.2F),
        palette_.page);
}

void PageUi::milestones(std::span<const Milestone> milestones) {
    constexpr float side = 8;
    const StickBoxes boxes = stick_boxes();
    const SurfaceColours empty{palette_.page, palette_.card.edge, {0, 0, 0, 0}, {0, 0, 0, 0}};
    for (std::size_t i = 0; i < milestones.size(); ++i) {
        const auto& [state, text] = milestones[i];
        Rect row = boxes.first_row;
        row.y += boxes.row_step * static_cast<float>(i);
        const Rect at = stretched(row);
        const Rect sign{at.x, at.y + (at.h - side) / 2, side, side};
        if (state == Milestone::State::Done)
            put_drawing(sign, "done", palette_.sign_done);
        else if (state == Milestone::State::Failed)
            put_drawing(sign, "stop", palette_.sign_stop);
        else if (state == Milestone::State::UnderWay)
            put_drawing(sign, "wait", palette_.drawing);
        else
            put_surface({sign.x + 1, sign.y + 1, 6, 6}, empty, 3, 0.5F, 0, 0, 0);
        const bool now = state == Milestone::State::UnderWay || state == Milestone::State::Failed;
        Words with = words(Type::Body, now ? Weight::Bold : Weight::Regular,
                           state == Milestone::State::ToCome ? palette_.soft : palette_.text, 1.2F);
        with.middle = Middle::Yes;
        say("stage." + std::to_string(i + 1), "label", {at.x + 13, at.y, at.w - 13, at.h}, text, with, palette_.page);
    }
}

}  // namespace balai
