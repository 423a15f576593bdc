#include "kiosk/preview/misfits.h"

#include <algorithm>
#include <map>
#include <set>

#include "kiosk/content/said.h"
#include "kiosk/preview/pages.h"
#include "kiosk/screens/staff_example.h"
#include "kiosk/visit/freshness.h"

namespace balai {

namespace {

using Place = std::pair<std::string, int>;  // file, line

bool is_of_header(const Element& element) { return element.id.starts_with("header."); }

// Where words of the glass stand in the folder; read only when something does not fit.
class Origins {
public:
    Origins(const Content& content, const std::filesystem::path& folder, Disk& disk, Today today) {
        for (const Said& said : everything_said(content, folder, disk))
            places_[static_cast<std::size_t>(said.language)].emplace(
                plain(balai::quoted(said.text, content, said.language, today)), Place{said.file, said.line});
    }

    Place of(const Element& element, const AuthoredPage& page, const Content& content) const {
        if (const auto* at = std::get_if<StepScreen>(&page.visit.screen); at && !is_of_header(element))
            if (const Guide* guide = content.guide(at->guide, page.visit.language))
                return {page.file, guide->steps[static_cast<std::size_t>(at->step)].line};
        const auto& in_language = places_[static_cast<std::size_t>(page.visit.language)];
        const auto [first, last] = in_language.equal_range(element.text);
        for (auto at = first; at != last; ++at)
            if (at->second.first == page.file) return at->second;
        return first == last ? Place{page.file, 0} : first->second;
    }

private:
    std::array<std::multimap<std::string, Place>, 3> places_;
};

// In the header the name takes its room first: what has none left is not what an author can shorten.
const Element& to_shorten(const Element& element, const Page& page) {
    if (!is_of_header(element)) return element;
    const auto name = std::find_if(page.elements.begin(), page.elements.end(),
                                   [](const Element& one) { return one.id == "header.name"; });
    return name == page.elements.end() ? element : *name;
}

class Search {
public:
    Search(const Content& content, const std::filesystem::path& folder, Disk& disk, Painter& painter, Today today)
        : content_(content), folder_(folder), disk_(disk), painter_(painter), today_(today) {}

    void look_at(const AuthoredPage& page, const Glass& glass, Modes modes) {
        int parts = 1;
        for (int part = 0; part < parts; ++part) {
            Visit visit = in_part(page.visit, part);
            visit.modes = modes;
            const Page laid = painter_.measure({visit, content_, today_, Moment{0}, &staff_example()}, glass);
            parts = laid.parts;
            for (const Element& element : laid.elements)
                if (element.overflow) complain(to_shorten(element, laid), page, visit, glass);
        }
    }

    std::vector<ContentProblem> problems;

private:
    void complain(const Element& element, const AuthoredPage& page, const Visit& visit, const Glass& glass) {
        if (!origins_) origins_.emplace(content_, folder_, disk_, today_);
        const auto [file, line] = origins_->of(element, page, content_);
        if (!seen_.insert({file, line, element.text}).second) return;
        const std::string subject = subject_of(visit.screen);
        problems.push_back(
            {file,
             line,
             Fault::DoesNotFit,
             {name_of(visit.screen) + (subject.empty() ? "" : " " + subject), std::string{code(visit.language)},
              (visit.modes.big ? "big, " : "normal, ") + std::to_string(glass.width) + "x" +
                  std::to_string(glass.height),
              element.text}});
    }

    const Content& content_;
    const std::filesystem::path& folder_;
    Disk& disk_;
    Painter& painter_;
    Today today_;
    std::optional<Origins> origins_;
    std::set<std::tuple<std::string, int, std::string>> seen_;
};

}  // namespace

std::vector<ContentProblem> misfits(const Content& content, const std::filesystem::path& folder, Disk& disk,
                                    Painter& painter, Today today) {
    Search search{content, folder, disk, painter, today};
    std::vector<AuthoredPage> pages;
    for (const Language language : all_languages)
        for (AuthoredPage& page : authored_pages(content, language)) pages.push_back(std::move(page));
    // Screen by screen: letters of one size are made once and stay at hand.
    for (const Glass& glass : reference_screens)
        for (const bool big : {false, true}) {
            Modes modes;
            modes.big = big;
            for (const AuthoredPage& page : pages) search.look_at(page, glass, modes);
        }
    return std::move(search.problems);
}

}  // namespace balai
