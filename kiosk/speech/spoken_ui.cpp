#include "kiosk/speech/spoken_ui.h"

namespace balai {

std::vector<std::string> SpokenUi::targets() const {
    std::vector<std::string> ids;
    for (const PagePiece& piece : pieces_)
        if (piece.role == "button" || piece.role == "tile" || piece.role == "answer" || piece.role == "face" ||
            piece.role == "bar" || piece.role == "glass")
            ids.push_back(piece.id);
    return ids;
}

void SpokenUi::header(const Head& head) {
    say("header.name", "label", head.name);
    say("header.danger", "date", head.danger);
    say("header.notice", "date", head.source + "\n" + head.notice);
}

bool SpokenUi::body(const Text& text, const Target& branch) {
    body(text);
    return offer("button", {&branch, 1}).has_value();
}

bool SpokenUi::to_say(const ToSay& line) {
    body(line.text);
    say("caution", "notice", line.caution);
    const bool branched = line.branch && offer("button", {line.branch, 1}).has_value();
    say("question", "body", line.question);
    return branched;
}

void SpokenUi::facts(std::span<const FactCard> cards, const Text& caution) {
    for (const FactCard& card : cards) say("fact", "fact", card.label + "\n" + card.text);
    say("caution", "notice", caution);
}

void SpokenUi::number(const std::string&, const Text& label, const Text& number) {
    say("number", "fact", label + "\n" + number);
}

void SpokenUi::announcement(Tone, const Text& heading, const Text& text) {
    say("heading", "heading", heading);
    say("body", "body", text);
}

void SpokenUi::hotlines(std::span<const Hotline> lines) {
    for (const Hotline& line : lines) say("hotline", "fact", line.number + "\n" + line.who);
}

void SpokenUi::rows(std::span<const Row> rows) {
    for (const Row& row : rows) say("line", "body", row.text);
}

void SpokenUi::cost(const Text& label, const Text& text, const Text& road) {
    say("cost", "fact", label + "\n" + text + "\n" + road);
}

void SpokenUi::code(const std::string&, const std::string&, const Text& caption, const Text& instead) {
    say("qr.host", "label", caption);
    say("qr.none", "notice", instead);
}

Ui::Touched SpokenUi::tiles(std::span<const Target> targets, std::span<const Target> wide) {
    const Touched upper = offer("tile", targets), lower = offer("tile", wide);
    return lower ? Touched{targets.size() + *lower} : upper;
}

Ui::Touched SpokenUi::settings(const Text& label, std::span<const Target> targets) {
    say("settings", "label", label);
    return offer("button", targets);
}

bool SpokenUi::glass(const std::string& id) {
    say(id, "glass", {});
    return id == as_if_;
}

Ui::Touched SpokenUi::bar(std::span<const BarSlot> slots) {
    Touched touched;
    for (std::size_t i = 0; i < slots.size(); ++i) {
        const BarSlot& slot = slots[i];
        say(slot.silent ? slot.target.id + ".silent" : slot.target.id, slot.silent ? "notice" : "bar",
            slot.target.label);
        if (!slot.silent && slot.target.id == as_if_) touched = i;
    }
    return touched;
}

Ui::Touched SpokenUi::offer(const std::string& role, std::span<const Target> targets) {
    Touched touched;
    for (std::size_t i = 0; i < targets.size(); ++i) {
        say(targets[i].id, role, targets[i].label);
        if (targets[i].id == as_if_) touched = i;
    }
    return touched;
}

}  // namespace balai
