// What the three languages of a folder say must be the same in numbers: each quotes the facts that the Indonesian text
// quotes, and a fact has the same digits in each.
#include <algorithm>

#include "kiosk/content/checks.h"

namespace balai {

namespace {

std::string joined(const std::vector<std::string>& names) {
    std::string all;
    for (const std::string& name : names) all += (all.empty() ? "" : ", ") + name;
    return all.empty() ? "-" : all;
}

std::vector<std::string> facts_of(const std::string& text) {
    std::vector<std::string> ids = quotes_in(text);
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

void compare(const std::string& text, const std::string& source, const std::string& file, int line,
             Problems& problems) {
    const auto here = facts_of(text), there = facts_of(source);
    if (here != there) problems.push_back({file, line, Fault::OtherFact, {joined(here), joined(there)}});
}

std::string all_of(const Step& step) {
    return step.heading + " " + step.body + " " + step.caution + " " + step.branch.label;
}

void compare(const Guide& guide, const Guide& source, const std::string& file, Problems& problems) {
    compare(guide.title + " " + guide.caution, source.title + " " + source.caution, file, 1, problems);
    for (std::size_t i = 0; i < std::min(guide.cards.size(), source.cards.size()); ++i)
        compare(guide.cards[i].label + " " + guide.cards[i].text, source.cards[i].label + " " + source.cards[i].text,
                file, 1, problems);
    if (guide.steps.size() != source.steps.size()) return;  // told already
    for (std::size_t i = 0; i < guide.steps.size(); ++i)
        compare(all_of(guide.steps[i]), all_of(source.steps[i]), file, guide.steps[i].line, problems);
}

void compare_guides(const Content& content, Problems& problems) {
    for (const std::string& id : content.guide_ids()) {
        const Guide* source = content.guide(id, Language::Indonesian);
        for (const Language language : {Language::Javanese, Language::English})
            if (const Guide* guide = content.guide(id, language); guide && source)
                compare(*guide, *source, "guides/" + id + "." + std::string{code(language)} + ".md", problems);
    }
}

// Texts that stand beside each other as { id, jv, en } follow each other in what was collected.
void compare_tables(const std::vector<Said>& all, Problems& problems) {
    const Said* source = nullptr;
    for (const Said& said : all) {
        if (said.file.ends_with(".md") || said.file.starts_with("words/")) continue;
        if (said.language == Language::Indonesian)
            source = &said;
        else if (source && source->file == said.file)
            compare(said.text, source->text, said.file, said.line, problems);
    }
}

// "sehari" has no digit, "1 day" has one: only where both have some they must be the same.
std::string digits_of(const std::string& text) {
    std::string digits;
    for (const char c : text)
        if (c >= '0' && c <= '9') digits += c;
    std::sort(digits.begin(), digits.end());
    return digits;
}

void compare_values(const Content& content, const std::filesystem::path& folder, Disk& disk, Problems& problems) {
    const auto facts = read_again("facts.toml", folder, disk);
    if (!facts) return;
    for (auto&& [id, node] : facts->table) {
        const Fact* fact = content.fact(id.str());
        if (!fact) continue;
        const std::string digits = digits_of(fact->value[0]);
        for (const Language language : {Language::Javanese, Language::English}) {
            const std::string& value = fact->value[static_cast<std::size_t>(language)];
            const std::string other = digits_of(value);
            if (!digits.empty() && !other.empty() && digits != other)
                problems.push_back({"facts.toml",
                                    static_cast<int>(node.source().begin.line),
                                    Fault::OtherNumber,
                                    {fact->id, value, fact->value[0]}});
        }
    }
}

}  // namespace

void check_facts(const Content& content, const std::vector<Said>& said, const std::filesystem::path& folder, Disk& disk,
                 Problems& problems) {
    compare_guides(content, problems);
    compare_tables(said, problems);
    compare_values(content, folder, disk, problems);
}

}  // namespace balai
