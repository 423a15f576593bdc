// The words with which a screen speaks. Where things lie, how large they are, what they look like and how they split
// into parts when they do not fit is decided behind it; a screen reads like its description.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "kiosk/content/content.h"

namespace balai {

// Which page is being described: it decides the boxes.
enum class PageKind {
    Attract,
    Language,
    Home,
    Overview,
    Step,
    StepTogether,
    ListTogether,
    End,
    Phone,
    Message,
    Office,
    Faces,
    Reason,
    Section,
    Question,
    Checklist,
    Result,
    Take,
    Thanks,
    Help,
    Warning,
    Update,
    Emergency,
    Pin,
    Staff,
    StaffLog,
    StaffTests,
    StaffMessage,
    Cells,
    Colour,
    Card
};

// Something a finger may touch. Nothing else on the glass reacts.
struct Target {
    std::string id;       // "tile.paspor-baru"; the same in every language
    std::string drawing;  // may be empty
    Text label;
    bool chosen = false;   // a setting that is on, a tab that is open
    bool primary = false;  // the one thing most people want next; one a page
};

// The bar has five places that never move; an unused one stays empty.
enum class Slot { Back, Start, Listen, Help, Next };
struct BarSlot {
    Slot slot;
    Target target;
    bool silent = false;  // "no voice yet": plain words in the place of the target, nothing to touch
};

// What stands in the header of every page.
struct Head {
    Text name;
    Text danger;       // numbers to call, in the place of the name; empty where nobody is in danger
    Text notice;       // the approval mark; on every page, whatever else gives way
    Text source;       // the date of the oldest fact; empty on pages without facts
    bool old = false;  // past its term
};

class Ui {
public:
    using Touched = std::optional<std::size_t>;  // which of the targets a finger just left
    virtual ~Ui() = default;

    virtual void begin(PageKind kind, int part) = 0;
    // How many parts the page needs; known once everything but the bar has been said.
    virtual int parts() const = 0;

    virtual void header(const Head& head) = 0;
    virtual void heading(const Text& text) = 0;
    virtual void note(const std::string& drawing, const Text& text) = 0;  // beside the heading
    virtual void body(const Text& text) = 0;
    virtual bool body(const Text& text, const Target& branch) = 0;  // with a button below it: true when it was touched
    virtual void small(const Text& text) = 0;
    virtual void aside(const Text& text) = 0;  // in the empty places of the bar
    // Sitting together: one sentence a part, which one of the two says to the other; then the caution, then the button
    // that leads elsewhere where there is one: true when it was touched. Answers stand below the last of them.
    struct ToSay {
        Text text;
        std::string caution_drawing;
        Text caution;
        const Target* branch = nullptr;
        Text question;  // right above the answers; empty where there are none
    };
    virtual bool to_say(const ToSay& say) = 0;
    virtual void caution(const Text& text) = 0;
    virtual void sign(const std::string& drawing, const Text& text) = 0;  // in its place: a sign worth knowing
    virtual void picture(const std::string& drawing, const Text& words) = 0;
    virtual void progress(const Text& words, int done, int of) = 0;
    virtual void invitation(const Text& two_lines, const std::string& drawing, int scene) = 0;
    virtual void facts(std::span<const FactCard> cards, const Text& caution) = 0;  // which may be empty
    virtual void number(const std::string& drawing, const Text& label, const Text& number) = 0;
    virtual void line(const std::string& drawing, const Text& text) = 0;
    struct Hotline {
        Text number, who;
    };
    virtual void hotlines(std::span<const Hotline> lines) = 0;
    // Numbered or not, a drawing each; on pages that show them in parts, those of this part.
    struct Row {
        std::string drawing;
        Text text;
    };
    virtual void rows(std::span<const Row> rows) = 0;
    virtual void cost(const Text& label, const Text& text, const Text& road) = 0;
    virtual void footer(const Text& text) = 0;  // numbers to call, at the foot of the sheet
    virtual void verdict(const std::string& sign, const Text& text) = 0;
    virtual void late(const Text& text) = 0;  // beside the number of a result
    // What became of a stick, to be read from two metres, and how far it came.
    enum class Tone { Plain, Good, Grave };
    virtual void announcement(Tone tone, const Text& heading, const Text& text) = 0;
    struct Milestone {
        enum class State { Done, UnderWay, Failed, ToCome } state;
        Text words;
    };
    virtual void milestones(std::span<const Milestone> milestones) = 0;
    virtual void countdown(int seconds) = 0;
    // For staff: what is, how it is, and a sign for whether that is well.
    struct State {
        std::string drawing;
        Text label, value;
        std::string sign;
    };
    virtual void states(std::span<const State> states) = 0;
    virtual void dots(int filled, int of) = 0;  // digits typed, without saying which
    virtual void card(float ppi) = 0;           // the outline of an identity card, in its own size at that density
    virtual void fill(int colour) = 0;          // the whole glass in one colour
    // A code in a white card with its caption; `instead` is shown when no code can be made of the payload.
    virtual void code(const std::string& id, const std::string& payload, const Text& caption, const Text& instead) = 0;

    virtual Touched languages(std::span<const Target> targets) = 0;
    virtual Touched options(std::span<const Target> targets) = 0;
    virtual Touched tiles(std::span<const Target> targets, std::span<const Target> wide) = 0;
    virtual Touched buttons(std::span<const Target> targets) = 0;
    virtual Touched tall(std::span<const Target> targets) = 0;
    virtual Touched tabs(std::span<const Target> targets) = 0;
    virtual Touched answers(std::span<const Target> targets) = 0;
    virtual Touched faces(std::span<const Target> targets) = 0;
    virtual Touched settings(const Text& label, std::span<const Target> targets) = 0;
    virtual void officer(const Text& text) = 0;  // whom to ask, beside the settings; left out where it does not fit
    virtual Touched actions(std::span<const Target> targets) = 0;  // beside states or a card
    virtual Touched keys(std::span<const Target> targets) = 0;     // as on a telephone: ten digits and one to erase
    // Covers the glass with cells; a bit for each that was touched already.
    virtual Touched cells(int columns, int rows, std::uint64_t touched) = 0;
    virtual bool glass(const std::string& id) = 0;  // everything that is not another target
    virtual Touched bar(std::span<const BarSlot> slots) = 0;
};

}  // namespace balai
