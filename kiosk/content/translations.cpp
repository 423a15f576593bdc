#include "kiosk/content/translations.h"

#include <algorithm>
#include <cstdio>
#include <set>

#include "kiosk/content/checks.h"

namespace balai {

namespace {

constexpr const char* record_file = "translations.toml";

struct Unit {
    std::string text;
    std::size_t step = 0;  // counted from 1; 0 is what stands before the steps
};

std::vector<Unit> units_of(const Guide& guide) {
    std::vector<Unit> units;
    const auto add = [&](const std::string& text, std::size_t step) {
        const auto from = text.find_first_not_of(" \n");
        if (from != text.npos) units.push_back({text.substr(from, text.find_last_not_of(" \n") + 1 - from), step});
    };
    add(guide.title, 0);
    for (const FactCard& card : guide.cards) {
        add(card.label, 0);
        add(card.text, 0);
    }
    add(guide.caution, 0);
    for (std::size_t i = 0; i < guide.steps.size(); ++i) {
        const Step& step = guide.steps[i];
        add(step.heading, i + 1);
        for (const std::string& sentence : sentences_in(step.body)) add(sentence, i + 1);
        add(step.caution, i + 1);
        add(step.branch.label, i + 1);
    }
    return units;
}

// FNV-1a: short to write down, the same on every machine. It finds changes, it does not have to resist anybody.
std::string hash_of(const std::string& text) {
    std::uint64_t hash = 0xCBF29CE484222325U;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    char words[17];
    std::snprintf(words, sizeof words, "%08x", static_cast<unsigned>(hash ^ (hash >> 32)));
    return words;
}

using Record = std::map<std::pair<std::string, std::string>, std::vector<std::string>>;  // guide, language -> hashes

Record read_record(const std::filesystem::path& folder, Disk& disk, Problems& problems) {
    Record record;
    std::error_code error;
    if (!std::filesystem::exists(folder / record_file, error)) return record;
    Complaints complaints{problems, record_file};
    const auto text = read_text(folder, disk, complaints);
    const auto table = text ? read_table(*text, 1, complaints) : std::nullopt;
    if (!table) return record;
    for (auto&& [guide, node] : *table) {
        const toml::table* languages = node.as_table();
        if (!languages) {
            complaints.add(static_cast<int>(node.source().begin.line), Fault::WrongType,
                           {std::string{guide.str()}, "[" + std::string{guide.str()} + "]"});
            continue;
        }
        Entries entries{*languages, 0, complaints, std::string{guide.str()} + "."};
        for (const char* language : {"jv", "en"})
            if (auto hashes = entries.list(language, Entries::Need::May); !hashes.empty())
                record[{std::string{guide.str()}, language}] = std::move(hashes);
    }
    return record;
}

std::string written(const Record& record) {
    std::string text =
        "# Which Indonesian sentences each translation was made from. Written by: balai-pack translated FOLDER GUIDE "
        "LANGUAGE\n";
    std::string last;
    for (const auto& [name, hashes] : record) {
        if (name.first != last) text += "\n[" + name.first + "]\n";
        last = name.first;
        text += name.second + " = [";
        for (std::size_t i = 0; i < hashes.size(); ++i)
            text += (i % 10 == 0 ? "\n    " : " ") + ("\"" + hashes[i] + "\",");
        text += "\n]\n";
    }
    return text;
}

}  // namespace

void check_translations(const Content& content, const std::filesystem::path& folder, Disk& disk, Problems& problems) {
    for (const auto& [name, hashes] : read_record(folder, disk, problems)) {
        const auto language = language_from_code(name.second);
        const Guide* source = content.guide(name.first, Language::Indonesian);
        const Guide* guide = content.guide(name.first, *language);
        if (!source || !guide) continue;
        std::set<std::string> gone{hashes.begin(), hashes.end()};
        std::size_t changed = 0;
        for (const Unit& unit : units_of(*source)) {
            gone.erase(hash_of(unit.text));
            if (std::find(hashes.begin(), hashes.end(), hash_of(unit.text)) != hashes.end()) continue;
            ++changed;
            const bool has_step = unit.step > 0 && unit.step <= guide->steps.size();
            problems.push_back({"guides/" + name.first + "." + name.second + ".md",
                                has_step ? guide->steps[unit.step - 1].line : 1,
                                Fault::TranslationStale,
                                {name.first, name.second, unit.text}});
        }
        // A changed sentence has lost its old words too; only what is gone beyond that was taken out.
        if (gone.size() > changed)
            problems.push_back({"guides/" + name.first + "." + name.second + ".md",
                                0,
                                Fault::TranslationLonger,
                                {name.first, name.second, std::to_string(gone.size() - changed)}});
    }
}

tl::expected<void, std::vector<ContentProblem>> record_translation(const std::filesystem::path& folder, Disk& disk,
                                                                   const std::string& guide, Language language) {
    const auto content = Content::open(folder, disk);
    if (!content) return tl::unexpected(content.error());
    Problems problems;
    Record record = read_record(folder, disk, problems);
    if (!problems.empty()) return tl::unexpected(problems);  // what cannot be read is not written over
    const Guide* source = content->guide(guide, Language::Indonesian);
    if (!source || !content->guide(guide, language)) {
        problems.push_back(
            {"guides/" + guide + "." + std::string{code(source ? language : Language::Indonesian)} + ".md",
             0,
             Fault::UnknownTarget,
             {guide}});
        return tl::unexpected(problems);
    }
    std::vector<std::string> hashes;
    for (const Unit& unit : units_of(*source)) hashes.push_back(hash_of(unit.text));
    record[{guide, std::string{code(language)}}] = std::move(hashes);
    if (const auto done = disk.write_durably(folder / record_file, written(record)); !done) {
        problems.push_back({record_file, 0, Fault::FileUnreadable, {done.error().detail}});
        return tl::unexpected(problems);
    }
    return {};
}

}  // namespace balai
