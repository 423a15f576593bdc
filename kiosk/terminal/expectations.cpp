#include "kiosk/terminal/expectations.h"

#include <algorithm>

namespace balai {

namespace {

constexpr std::string_view screens[] = {"attract", "language",  "home",   "section",  "guide",  "step",      "end",
                                        "triage",  "checklist", "take",   "mpaspor",  "office", "epassport", "job",
                                        "result",  "faces",     "reason", "thanks",   "help",   "warning",   "pin",
                                        "staff",   "update",    "broken", "emergency"};

Complaint expect_spoken(const Terminal& terminal, const std::string& wanted) {
    for (const Utterance& heard : terminal.narrator().heard())
        if (heard.words.find(wanted) != heard.words.npos) return std::nullopt;
    return "not said; heard:" + everything_heard(terminal);
}

Complaint expect_screen(const Terminal& terminal, const std::vector<std::string>& words) {
    if (std::find(std::begin(screens), std::end(screens), words[2]) == std::end(screens))
        return "no screen is called '" + words[2] + "'";
    const Visit& visit = terminal.visit();
    const std::string name = visit.warned ? "warning" : name_of(visit.screen);
    const std::string subject = visit.warned ? "" : subject_of(visit.screen);
    if (name != words[2]) return "screen is " + name + (subject.empty() ? "" : " " + subject);
    if (words.size() > 3 && subject != words[3]) return "subject is '" + subject + "'";
    return std::nullopt;
}

Complaint expect_edition(const Terminal& terminal, const std::string& wanted) {
    const auto edition = terminal.edition();
    const std::string have = edition ? std::to_string(*edition) : "none";
    if (have != wanted) return "edition is " + have;
    return std::nullopt;
}

Complaint expect_code(const Terminal& terminal, const std::string& id, const std::string& payload) {
    const Element* element = terminal.page().find(id);
    if (!element) return "no element '" + id + "'";
    if (element->payload != payload) return id + " says " + element->payload;
    return std::nullopt;
}

Complaint expect_text(const Terminal& terminal, const std::vector<std::string>& words) {
    const Element* element = terminal.page().find(words[2]);
    if (!element) return "no element '" + words[2] + "'";
    std::string wanted = words[3];
    for (std::size_t i = 4; i < words.size(); ++i) wanted += " " + words[i];
    if (element->text.find(wanted) == std::string::npos) return words[2] + " says: " + element->text;
    return std::nullopt;
}

Complaint expect_tally(Terminal& terminal, const std::vector<std::string>& words) {
    if (!terminal.tallies()) return "the counters cannot be opened";
    auto all = terminal.tallies()->all();
    if (!all) return all.error().detail;
    long sum = 0;
    for (const Count& count : *all) {
        const Opinion& opinion = count.opinion;
        const auto is = [&words](const char* key, const std::string& have) {
            const auto wanted = value(words, key);
            return !wanted || *wanted == have;
        };
        const auto face = value(words, "face");
        if (is("week", opinion.week) && is("subject", opinion.subject) && is("language", opinion.language) &&
            is("edition", std::to_string(opinion.edition)) && is("question", opinion.question) &&
            is("answer", opinion.answer) && (!face || (opinion.question == "face" && opinion.answer == *face)))
            sum += count.count;
    }
    const auto wanted = value(words, "count");
    const auto number = wanted ? whole(*wanted) : std::optional<int>{1};
    if (!number) return "count is not a number";
    if (sum != *number) return "counted " + std::to_string(sum);
    return std::nullopt;
}

Complaint expect_dropped(Terminal& terminal, const std::vector<std::string>& words) {
    if (!terminal.tallies()) return "the counters cannot be opened";
    auto all = terminal.tallies()->all_dropped();
    if (!all) return all.error().detail;
    long sum = 0;
    for (const auto& count : *all)
        if (count.why == words[2]) sum += count.count;
    const auto wanted = value(words, "count");
    if (std::to_string(sum) != wanted.value_or("1")) return "dropped " + std::to_string(sum);
    return std::nullopt;
}

}  // namespace

std::string everything_heard(const Terminal& terminal) {
    std::string all;
    for (const Utterance& heard : terminal.narrator().heard()) all += "\n    " + heard.element + ": " + heard.words;
    return all.empty() ? " nothing" : all;
}

Complaint expect(Terminal& terminal, const std::vector<std::string>& words) {
    if (words[1] == "screen" && words.size() >= 3) return expect_screen(terminal, words);
    if (words[1] == "edition" && words.size() == 3) return expect_edition(terminal, words[2]);
    if (words[1] == "qr" && words.size() == 4) return expect_code(terminal, words[2], words[3]);
    if (words[1] == "ring" && words.size() == 3) {
        const std::string& ring = terminal.visit().ring;
        return ring == words[2] ? Complaint{} : "the ring is on '" + ring + "'";
    }
    if (words[1] == "tally") return expect_tally(terminal, words);
    if (words[1] == "dropped" && words.size() >= 3) return expect_dropped(terminal, words);
    if (words[1] == "text" && words.size() >= 4) return expect_text(terminal, words);
    if (words[1] == "spoken") return expect_spoken(terminal, rest_of(words, 2));
    if (words[1] == "silence") {
        return terminal.narrator().speaks() ? Complaint{"it speaks: " + terminal.narrator().element()} : std::nullopt;
    }
    return "unknown expectation: " + words[1];
}

}  // namespace balai
