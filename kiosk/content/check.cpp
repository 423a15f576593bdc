// Everything at once, for authors: every file, every guide in every language, every name that points at something.
#include <algorithm>
#include <tuple>

#include "kiosk/content/reading.h"

namespace balai {

namespace {

constexpr std::string_view pages_of_the_terminal[] = {"mpaspor", "office"};

void check_site(const Content& content, Problems& problems) {
    Complaints complaints{problems, "site.toml"};
    const Site& site = content.site();
    const auto fact = [&](const std::string& id) {
        if (!id.empty() && !content.fact(id)) complaints.add(0, Fault::UnknownFact, {id});
    };
    const auto link = [&](const std::string& id) {
        if (!id.empty() && !content.link(id)) complaints.add(0, Fault::UnknownLink, {id});
    };
    fact(site.office_phone);
    for (const Site::Hotline& line : site.hotlines) fact(line.number);
    link(site.office_link);
    link(site.store_android);
    link(site.store_iphone);
    for (const std::vector<Tile>& tiles : {site.tiles, site.wide})
        for (const Tile& tile : tiles)
            if (content.drawing(tile.drawing).empty()) complaints.add(0, Fault::UnknownDrawing, {tile.drawing});
    if (site.tiles.size() != 6) complaints.add(0, Fault::WrongType, {"tile", "6 x [[tile]]"});
    if (site.wide.size() != 2) complaints.add(0, Fault::WrongType, {"wide", "2 x [[wide]]"});
    if (site.hotlines.size() != 3) complaints.add(0, Fault::WrongType, {"hotline", "3 x [[hotline]]"});
}

void check_guides(const Content& content, const std::filesystem::path& folder, Problems& problems) {
    for (const std::string& id : content.guide_ids()) {
        if (!is_id(id) || std::find(std::begin(pages_of_the_terminal), std::end(pages_of_the_terminal), id) !=
                              std::end(pages_of_the_terminal)) {
            problems.push_back({"guides/" + id, 0, Fault::BadId, {id}});
            continue;
        }
        for (const Language language : all_languages) {
            const std::string file = "guides/" + id + "." + std::string{code(language)} + ".md";
            std::error_code error;
            if (!std::filesystem::exists(folder / file, error)) {
                problems.push_back({file, 0, Fault::LanguageMissing, {std::string{code(language)}}});
                continue;
            }
            const Guide* guide = content.guide(id, language);
            if (!guide) continue;
            for (const FactCard& card : guide->cards)
                if (content.drawing(card.drawing).empty())
                    problems.push_back({file, 1, Fault::UnknownDrawing, {card.drawing}});
            if (content.drawing(guide->drawing).empty())
                problems.push_back({file, 1, Fault::UnknownDrawing, {guide->drawing}});
        }
    }
}

}  // namespace

std::vector<ContentProblem> check(const std::filesystem::path& folder, Disk& disk) {
    auto content = Content::open(folder, disk);
    if (!content) return content.error();
    Problems problems;
    check_site(*content, problems);
    check_guides(*content, folder, problems);
    for (const ContentProblem& problem : content->problems()) problems.push_back(problem);
    std::stable_sort(problems.begin(), problems.end(), [](const ContentProblem& a, const ContentProblem& b) {
        return std::tie(a.file, a.line) < std::tie(b.file, b.line);
    });
    return problems;
}

}  // namespace balai
