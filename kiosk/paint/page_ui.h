// Ui on a piece of glass: boxes in units (millimetres on a 10" screen) as the storyboard gives them, stretched with air
// on larger ones; what does not fit moves to another part of the page, type never shrinks.
#pragma once

#include <cstdint>
#include <functional>

#include "kiosk/paint/page.h"
#include "kiosk/paint/stage.h"
#include "kiosk/paint/theme.h"
#include "kiosk/paint/wardrobe.h"
#include "kiosk/screens/ui.h"
#include "platform/glass/type.h"

namespace balai {

struct Rect {
    float x = 0, y = 0, w = 0, h = 0;  // units
};

// Lengths that surfaces share.
constexpr float edge = 0.34F, bold_edge = 0.85F, lip = 0.68F, radius_of_card = 3.4F, radius_of_well = 2.6F;

enum class Middle { Yes, No };  // words stand in the middle of their box, or begin at its top

class PageUi : public Ui {
public:
    PageUi(Stage& stage, Typesetter& type, Wardrobe& wardrobe, const Glass& glass, const Modes& modes);

    // The element that shall have a ring around it; said before the page.
    void ring(const std::string& id) { ring_ = id; }
    // A finger touched nothing there: eight dots around it say that it was felt. Said after the page.
    void ripple(int x, int y);
    // The finished page. `pressed` names the target under the finger.
    Page finish();
    const std::string& pressed() const { return pressed_; }

    void begin(PageKind kind, int part) override;
    int parts() const override { return parts_; }
    void header(const Head& head) override;
    void heading(const Text& text) override;
    void note(const std::string& drawing, const Text& text) override;
    void body(const Text& text) override;
    bool body(const Text& text, const Target& branch) override;
    void small(const Text& text) override;
    void aside(const Text& text) override;
    bool to_say(const ToSay& say) override;
    void caution(const Text& text) override;
    void sign(const std::string& drawing, const Text& text) override;
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
    void announcement(Tone tone, const Text& heading, const Text& text) override;
    void milestones(std::span<const Milestone> milestones) override;
    void countdown(int seconds) override;
    void states(std::span<const State> states) override;
    void dots(int filled, int of) override;
    void card(float ppi) override;
    void fill(int colour) override;
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
    void officer(const Text& text) override;
    Touched actions(std::span<const Target> targets) override;
    Touched keys(std::span<const Target> targets) override;
    Touched cells(int columns, int rows, std::uint64_t touched) override;
    bool glass(const std::string& id) override;
    Touched bar(std::span<const BarSlot> slots) override;

protected:
    struct Words {
        Type type = Type::Body;
        Weight weight = Weight::Regular;
        Colour colour;
        float line_height = 1.35F;
        Align align = Align::Left;
        Middle middle = Middle::No;
    };
    enum class Look { Plain, Primary, Chosen };
    enum class Shape { Row, RowNarrow, RowSmall, Column, ColumnSmall, Above, WordOnly, Slot };

    // The page for which boxes are given, and how far above its lower edge its content ends.
    struct Reference {
        float width, height, foot;
    };
    PageUi(Stage& stage, Typesetter& type, Wardrobe& wardrobe, const Glass& glass, const Modes& modes,
           const Reference& reference);
    // Boxes are given as on the reference page and stretched to this one.
    Rect stretched(Rect on_reference) const;
    Rect stretched(float x, float y, float w, float h) const { return stretched(Rect{x, y, w, h}); }
    Box pixels(Rect rect) const;
    int px(float units) const;
    TypeStyle style(const Words& words, float width) const;
    Words words(Type type, Weight weight, Colour colour, float line_height = 1.35F) const;

    // Drawing. None of these adds an element.
    void put_surface(Rect rect, const SurfaceColours& colours, float radius, float edge, float lip, float down,
                     float blur);
    void put_card(Rect rect);
    void put_plain(Rect rect, Colour fill);  // notes and wells: no edge
    void put_round(Rect rect, Colour fill);
    void put_drawing(Rect rect, const std::string& name, const DrawingColours& colours);
    void put_well(Rect rect, const std::string& name, Colour fill, const DrawingColours& colours, float share = 0.76F);
    void put_bar_ground();
    void put_ring(Rect rect);
    void say_silent(const BarSlot& slot, Rect box);
    void put_strip(Rect rect, Colour ground, Colour petal);
    // Sets words into a box; returns whether they fit.
    bool put_text(Rect rect, const Text& text, const Words& words);
    int lines_of(const Text& text, const Words& words, float width) const;
    Box place_of(const Text& text, const Words& words, Rect box) const;  // of words in their box

    // Words that are an element of their own.
    void say(const std::string& id, const std::string& role, Rect rect, const Text& text, const Words& words,
             Colour ground);
    void add(const std::string& id, const std::string& role, Rect rect, const Text& text, Type type, Colour fg,
             Colour bg, bool fits);

    // Where its drawing and its words stand in the box of a target.
    struct Inside {
        Rect drawing, text;
        Words with;
        float well = 0;  // the share of its well that the drawing has; 0: it has none
    };
    Inside inside(const Target& target, const std::string& role, Shape shape, Rect box) const;
    float height_of(const Text& text, const Words& words, float width) const;
    bool words_fit(const Text& text, const Words& words, Rect box) const;
    // Targets beside each other have drawings of one size, and their words begin at one height.
    void align_words(std::span<const Target> targets, const std::string& role, Shape shape, Rect box);
    // Whether the words of all of them fit into boxes of this size.
    bool fit(std::span<const Target> targets, const std::string& role, Shape shape, Rect box);
    // The largest drawings that cost the words no line.
    void choose_drawings(std::span<const Target> targets, const std::string& role, Shape shape, Rect box);
    bool touch_target(const Target& target, const std::string& role, Rect rect, Shape shape);
    Touched grid(std::span<const Target> targets, const std::string& role, Shape shape, Rect first, float step_x,
                 float step_y, int columns);
    // Where the page of a stick has its words.
    struct StickBoxes {
        Rect heading, body, first_row;
        float row_step;
    };
    virtual StickBoxes stick_boxes() const;
    // Where the staff's pages have what they show; rows stand below each other without a gap.
    struct StaffBoxes {
        Rect card, first_state, first_line, first_action;
        float action_step;
        int action_columns;
        std::size_t actions_a_part;
        Rect door_text, door_hint, first_dot, first_key;
    };
    virtual StaffBoxes staff_boxes() const;
    // Where the pages for two have what they show; a heading is as high as its lines.
    struct TogetherBoxes {
        Rect picture, progress, strip, heading, branch, question, first_answer;
        float answer_step;
        Rect code, list_heading, list;
    };
    virtual TogetherBoxes together_boxes() const;
    bool is_together() const;
    void heading_together(const Text& text);
    void put_question(Rect box, const Text& text);  // above the answers
    Touched answers_together(std::span<const Target> targets);
    void put_countdown(Rect place, int seconds);
    // A bar of slots, each in the box that `place` gives it.
    template <typename Place>
    Touched put_slots(std::span<const BarSlot> slots, Place place) {
        Touched touched;
        for (std::size_t i = 0; i < slots.size(); ++i) {
            const Rect box = place(slots[i].slot);
            if (slots[i].silent)
                say_silent(slots[i], box);
            else if (touch_target(slots[i].target, "bar", box, Shape::Slot))
                touched = i;
        }
        return touched;
    }
    void put_disc(float x, float y, float side, int number);
    void state_row(std::size_t number, const State& state, Rect at, float from_label, float from_value);
    void put_sheet();
    void put_foot(Rect box, bool on_sheet);
    void say_beside_officer(Rect box, const Text& label, const Words& with);  // the label of the settings
    void put_invitation_strip(Rect box);
    void put_fact_card(Rect box, const std::string& id, const FactCard& card, Rect label, Rect text);
    void put_number_card(Rect box, const std::string& drawing, const Text& label, const Text& number);
    void put_result_number(Rect box, const Text& label, const Text& number, float height_of_label);
    void put_code(Rect box, const std::string& id, const std::string& payload, const Text& caption, const Text& instead,
                  bool host_below);
    void put_progress(Rect label, Rect strip, const Text& text, int done, int of);
    void put_panel(Rect box, const std::string& drawing, const Text& words);       // large drawing of a step
    void put_well_alone(Rect box, const std::string& drawing, const Text& words);  // the same in large type
    void put_thanks(Rect box, const std::string& drawing, const Text& words);
    void put_note(Rect box, const std::string& drawing, const Text& text);
    float width_of_note(const Text& text) const;
    void put_caution(Rect box, const Text& text);
    void put_verdict(Rect box, float side, const std::string& sign, const Text& text);
    void put_late(Rect box, const Text& text);
    void put_below(Rect box);  // what was said to stand below the words of a step
    void list_rows(std::span<const Row> rows);
    void result_rows(std::span<const Row> rows);
    void result_rows(std::span<const Row> rows, Rect room);
    void take_rows(std::span<const Row> rows);
    Touched question_answers(std::span<const Target> targets);
    // The targets of this part when a part holds `each` of them.
    struct Share {
        std::span<const Target> targets;
        std::size_t first = 0;
        Touched among_all(Touched touched) const { return touched ? Touched{first + *touched} : std::nullopt; }
    };
    Share share(std::span<const Target> targets, std::size_t each);
    Rect number_of_message() const;
    Touched one_low_row(std::span<const Target> targets, const std::string& role);  // large type within a low reach
    bool heads_targets() const;              // the heading speaks of targets that a low reach moves down
    void put_heading_above(float top);       // the one that waited for its targets, which begin there
    float side_of_well(float height) const;  // of a row
    void text_in_parts(const Text& text, Rect box, float height_of_last);

    Stage& stage_;
    Typesetter& type_;
    Wardrobe& wardrobe_;
    Glass glass_;
    Modes modes_;
    Scale scale_;
    Reference reference_;
    const Palette& palette_;
    Page page_;
    PageKind kind_ = PageKind::Home;
    int part_ = 0;
    int parts_ = 1;
    float shift_x_ = 0, shift_y_ = 0;  // attract moves a little with each scene, so that no pixel burns in
    float below_heading_ = 0;          // where running text may begin
    float beside_heading_ = 0;         // where its words end
    float first_answer_ = 0;           // below a question, on the reference page
    int lines_said_ = 0;               // office: address, then hours
    bool bar_ground_drawn_ = false;
    // What stands below the words of a step, said before them.
    enum class Below { Nothing, Caution, Sign, Branch };
    Below below_ = Below::Nothing;
    Text caution_;
    std::string sign_;
    Target branch_;
    bool branch_touched_ = false;
    Shape branch_shape_ = Shape::Row;
    bool two_line_question_ = false, has_hint_ = false;
    // A heading that stands right above its targets waits until it is known where they begin.
    Text waiting_heading_;
    Rect place_of_heading_;
    float lowered_ = 0;  // by so much a low reach moved it down
    // Drawings of targets: how often they gave room to the words. The words of a target may need it.
    static constexpr int least_drawings = 2;
    int smaller_drawings_ = least_drawings;
    float words_high_ = 0;      // the most words of targets beside each other
    Rect room_for_officer_;     // what the settings leave free
    bool bar_is_high_ = false;  // as large type wants it, whatever the type of this page
    std::string pressed_, ring_;
};

// Splits running text at sentences into pieces of at most `lines` lines each, as `count` measures them.
std::vector<Text> pieces_of(const Text& text, int lines, const std::function<int(const Text&)>& count);
// Line ends were for a narrow column: on a wide one the words go on. Prices stay below each other.
Text flowing(const Text& text);
// Of a text that carries its line break in the content.
Text first_line(const Text& text);
Text second_line(const Text& text);
// Without `**`, line ends and no-break spaces as spaces: for the layout dump and for people who listen.
Text plain(const Text& text);

}  // namespace balai
