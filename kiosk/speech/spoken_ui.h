// A page without glass: what its screen says, piece by piece. It has as many parts as one wishes and shows them all at
// once.
#pragma once

#include <cstdint>

#include "kiosk/screens/ui.h"
#include "kiosk/speech/reading.h"

namespace balai {

class SpokenUi : public Ui {
public:
    // `as_if`: the target a finger just left, if any.
    explicit SpokenUi(int parts = 1, std::string as_if = {}) : as_if_(std::move(as_if)), parts_(parts) {}

    const std::vector<PagePiece>& pieces() const { return pieces_; }
    std::vector<std::string> targets() const;

    void begin(PageKind, int) override {}
    int parts() const override { return parts_; }
    void header(const Head& head) override;
    void heading(const Text& text) override { say("heading", "heading", text); }
    void note(const std::string&, const Text& text) override { say("note", "notice", text); }
    void body(const Text& text) override { say("body", "body", text); }
    bool body(const Text& text, const Target& branch) override;
    void small(const Text& text) override { say("small", "body", text); }
    void aside(const Text& text) override { say("aside", "body", text); }
    bool to_say(const ToSay& line) override;
    void caution(const Text& text) override { say("caution", "notice", text); }
    void sign(const std::string&, const Text& text) override { say("caution", "notice", text); }
    void picture(const std::string&, const Text&) override {}
    void progress(const Text& words, int, int) override { say("progress", "label", words); }
    void invitation(const Text& two_lines, const std::string&, int) override { say("heading", "heading", two_lines); }
    void facts(std::span<const FactCard> cards, const Text& caution) override;
    void number(const std::string&, const Text& label, const Text& number) override;
    void line(const std::string&, const Text& text) override { say("line", "body", text); }
    void hotlines(std::span<const Hotline> lines) override;
    void rows(std::span<const Row> rows) override;
    void cost(const Text& label, const Text& text, const Text& road) override;
    void footer(const Text& text) override { say("numbers", "fact", text); }
    void verdict(const std::string&, const Text& text) override { say("verdict", "notice", text); }
    void late(const Text& text) override { say("late", "fact", text); }
    void announcement(Tone, const Text& heading, const Text& text) override;
    void milestones(std::span<const Milestone>) override {}
    void countdown(int) override {}
    // Staff read for themselves: their pages have no voice.
    void states(std::span<const State>) override {}
    void dots(int, int) override {}
    void card(float) override {}
    void fill(int) override {}
    void code(const std::string& id, const std::string& payload, const Text& caption, const Text& instead) override;
    Touched languages(std::span<const Target> targets) override { return offer("button", targets); }
    Touched options(std::span<const Target> targets) override { return offer("button", targets); }
    Touched tiles(std::span<const Target> targets, std::span<const Target> wide) override;
    Touched buttons(std::span<const Target> targets) override { return offer("button", targets); }
    Touched tall(std::span<const Target> targets) override { return offer("button", targets); }
    Touched tabs(std::span<const Target> targets) override { return offer("button", targets); }
    Touched answers(std::span<const Target> targets) override { return offer("answer", targets); }
    Touched faces(std::span<const Target> targets) override { return offer("face", targets); }
    Touched settings(const Text& label, std::span<const Target> targets) override;
    void officer(const Text&) override {}  // nobody recorded the name
    Touched actions(std::span<const Target> targets) override { return offer("button", targets); }
    Touched keys(std::span<const Target> targets) override { return offer("key", targets); }
    Touched cells(int, int, std::uint64_t) override { return std::nullopt; }
    bool glass(const std::string& id) override;
    Touched bar(std::span<const BarSlot> slots) override;

private:
    void say(const std::string& id, const std::string& role, const Text& text) { pieces_.push_back({id, role, text}); }
    Touched offer(const std::string& role, std::span<const Target> targets);

    std::string as_if_;
    int parts_;
    std::vector<PagePiece> pieces_;
};

}  // namespace balai
