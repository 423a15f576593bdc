#include "kiosk/preview/pages.h"

#include <algorithm>
#include <set>

namespace balai {

namespace {

// Sets with more combinations are mistakes that the check names; looking at each would take hours.
constexpr std::size_t most_ways = 4096;

class Collector {
public:
    Collector(const Content& content, Language language) : content_(content), language_(language) {}

    std::vector<AuthoredPage> collect() {
        words_and_site();
        for (const std::string& id : content_.guide_ids())
            if (const Guide* guide = content_.guide(id, language_)) add_guide(*guide);
        for (const std::string& id : content_.question_set_ids())
            if (const QuestionSet* set = content_.question_set(id)) add_questions(*set);
        return std::move(pages_);
    }

private:
    void add(const std::string& file, Screen screen, Answers answers = {}, const std::string& set = {}) {
        Visit visit;
        visit.screen = std::move(screen);
        visit.language = language_;
        if (!set.empty()) visit.answers[set] = std::move(answers);
        pages_.push_back({file, std::move(visit)});
    }

    void words_and_site() {
        const std::string words = "words/" + std::string{code(language_)} + ".toml", site = "site.toml";
        constexpr int scenes = 4;
        for (int scene = 0; scene < scenes; ++scene) add(words, AttractScreen{scene});
        for (const Screen& screen :
             {Screen{LanguageScreen{}}, Screen{PhoneScreen{}}, Screen{PhoneScreen{Store::Iphone, 0}},
              Screen{WalkInScreen{}}, Screen{CallScreen{}}, Screen{FacesScreen{"balai"}}, Screen{ReasonScreen{"balai"}},
              Screen{ThanksScreen{Heard::Counted}}, Screen{ThanksScreen{Heard::NotCounted}},
              Screen{ThanksScreen{Heard::NotSaved}}, Screen{MissingScreen{"guide", "", 0}},
              Screen{MissingScreen{"triage", "", 0}}, Screen{VoiceScreen{}}})
            add(words, screen);
        add(words, HomeScreen{});
        pages_.back().visit.warned = true;
        for (const Screen& screen : {Screen{HomeScreen{}}, Screen{OfficeScreen{}}, Screen{HelpScreen{}}})
            add(site, screen);
        for (const PinState state : {PinState::Typing, PinState::Looking, PinState::Wrong})
            add(words, PinScreen{{}, state});
        for (int page = 0; page <= static_cast<int>(StaffPage::Restart); ++page)
            add(words, StaffScreen{static_cast<StaffPage>(page)});
        // After the pure colours the screen test asks.
        add(words, StaffScreen{StaffPage::Colours, 0, 0, test_colours});
        for (const Section& section : content_.site().sections) add(site, SectionScreen{section.id});
    }

    void add_guide(const Guide& guide) {
        const std::string file = "guides/" + guide.id + "." + std::string{code(language_)} + ".md";
        if (!guide.pages) add(file, GuideScreen{guide.id});
        for (std::size_t i = 0; i < guide.steps.size(); ++i) add(file, StepScreen{guide.id, static_cast<int>(i), 0});
        if (!guide.pages) add(file, EndScreen{guide.id});
    }

    void add_questions(const QuestionSet& set) {
        const std::string file = "questions/" + set.id + ".toml";
        std::size_t ways = 1;
        for (const Question& question : set.questions) ways = std::min(most_ways + 1, ways * question.answers.size());
        if (ways > most_ways) return;
        if (set.kind == SetKind::Result) add(file, AloudScreen{set.id});
        std::set<std::string> seen;
        bool code_shown = false;
        each_way(set, {}, [&](const Answers& answers) {
            add_asked(set, file, answers, seen);
            if (set.kind == SetKind::Checklist) {
                add(file, ChecklistScreen{set.id}, answers, set.id);
            } else if (const ResultOutcome* outcome = result_of(set, answers);
                       outcome && seen.insert("result " + outcome->id).second) {
                for (std::size_t i = 0; i <= outcome->pages.size(); ++i)
                    add(file, ResultScreen{set.id, static_cast<int>(i), 0}, answers, set.id);
            }
            if (!code_shown) add(file, TakeScreen{set.id, set.kind}, answers, set.id);
            code_shown = true;
        });
    }

    // Each question once behind each answer that it can follow: the answer stands above it.
    void add_asked(const QuestionSet& set, const std::string& file, const Answers& answers,
                   std::set<std::string>& seen) {
        std::string before;
        for (const std::size_t i : asked_questions(set, answers)) {
            const Question& question = set.questions[i];
            if (seen.insert(question.id + " behind " + before).second)
                add(file, QuestionScreen{set.id, set.kind, question.id, 0}, answers, set.id);
            const auto given = answers.find(question.id);
            before = given == answers.end() ? "" : question.id + "=" + given->second;
        }
    }

    const Content& content_;
    Language language_;
    std::vector<AuthoredPage> pages_;
};

}  // namespace

std::vector<AuthoredPage> authored_pages(const Content& content, Language language) {
    return Collector{content, language}.collect();
}

std::string name_of_page(const AuthoredPage& page, const Visit& visit) {
    std::string name = visit.warned ? "warning" : name_of(visit.screen);
    if (const std::string subject = subject_of(visit.screen); !subject.empty()) name += "." + subject;
    // Questions and lists of one set, told apart by the answers before them.
    for (const auto& [set, answers] : visit.answers)
        for (const auto& [question, answer] : answers)
            if (page.file == "questions/" + set + ".toml") name += "." + answer;
    std::replace(name.begin(), name.end(), '/', '.');
    return name;
}

std::uint64_t fingerprint_of(const Canvas& canvas) {
    std::uint64_t hash = 14695981039346656037ULL;  // FNV-1a, a pixel at a time
    for (int y = 0; y < canvas.height(); ++y)
        for (int x = 0; x < canvas.width(); ++x) hash = (hash ^ canvas.row(y)[x]) * 1099511628211ULL;
    return hash;
}

Visit in_part(Visit visit, int part) {
    std::visit(
        [part](auto& screen) {
            if constexpr (requires { screen.part; }) screen.part = part;
        },
        visit.screen);
    return visit;
}

}  // namespace balai
