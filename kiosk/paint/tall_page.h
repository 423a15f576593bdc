// The same pages on a glass that stands upright: what lies side by side on a wide one stands below each other, and the
// bar has two rows, Back and Next on top. Boxes are given for the 10" screen on its side (136.4 x 218.2).
#pragma once

#include "kiosk/paint/page_ui.h"

namespace balai {

class TallPage : public PageUi {
public:
    TallPage(Stage& stage, Typesetter& type, Wardrobe& wardrobe, const Glass& glass, const Modes& modes);

    void begin(PageKind kind, int part) override;
    void header(const Head& head) override;
    void heading(const Text& text) override;
    void note(const std::string& drawing, const Text& text) override;
    void body(const Text& text) override;
    using PageUi::body;
    void small(const Text& text) override;
    void aside(const Text& text) override;
    void picture(const std::string& drawing, const Text& words) override;
    void progress(const Text& words, int done, int of) override;
    void invitation(const Text& two_lines, const std::string& drawing, int scene) override;
    void facts(std::span<const FactCard> cards, const Text& caution) override;
    void number(const std::string& drawing, const Text& label, const Text& number) override;
    void line(const std::string& drawing, const Text& text) override;
    void hotlines(std::span<const Hotline> lines) override;
    void rows(std::span<const Row> rows) override;
    void cost(const Text& label, const Text& text, const Text& road) override;
    void footer(const Text& text) override;
    void verdict(const std::string& sign, const Text& text) override;
    void late(const Text& text) override;
    void countdown(int seconds) override;
    void code(const std::string& id, const std::string& payload, const Text& caption, const Text& instead) override;
    Touched languages(std::span<const Target> targets) override;
    Touched options(std::span<const Target> targets) override;
    Touched tiles(std::span<const Target> targets, std::span<const Target> wide) override;
    Touched buttons(std::span<const Target> targets) override;
    Touched tall(std::span<const Target> targets) override;
    Touched tabs(std::span<const Target> targets) override;
    Touched answers(std::span<const Target> targets) override;
    Touched faces(std::span<const Target> targets) override;
    Touched settings(const Text& label, std::span<const Target> targets) override;
    Touched bar(std::span<const BarSlot> slots) override;

protected:
    TogetherBoxes together_boxes() const override;
    StickBoxes stick_boxes() const override;
    StaffBoxes staff_boxes() const override;

private:
    float foot() const;                       // of the content, on the reference page
    float first_target(float usually) const;  // a low reach wants them lower
    float from_heading() const;               // where the heading ends, on the reference page
    float unstretched(float y) const;         // of a height on this glass, on the reference page
    // Across the page, one below the other; as many parts as they need at their least height.
    Touched stack(std::span<const Target> targets, const std::string& role, float from, float to, float tallest);
    Touched rows_of(std::span<const Target> targets, const std::string& role, float from, float to, float tallest);
    // How they look two in a row, when they have no room below each other and the words fit; all of them stay in sight.
    std::optional<Shape> shape_in_pairs(std::span<const Target> targets, const std::string& role, float from, float to);
    Rect first_of_pairs(std::size_t count, float from, float to) const;
    // Two in a row.
    Touched pairs(std::span<const Target> targets, const std::string& role, Shape shape, float from, float to);
    bool heads_a_stack() const;  // the heading waits until it is known where the targets begin
    struct CardSizes {
        float well, above, below, words_from;  // its label stands beside the well
    };
    CardSizes card_sizes() const;
    float least_card(const FactCard& card);
    void put_cards(std::span<const FactCard> cards, std::size_t first, Rect room);
    void put_bar_ground_of_two_rows();
    void list_of_rows(std::span<const Row> rows);
    void ways_to_keep(std::span<const Row> rows);
};

}  // namespace balai
