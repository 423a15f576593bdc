// Everything at once, for authors: every file, every guide in every language, every name that points at something.
#include <algorithm>

#include "kiosk/content/checks.h"

namespace balai {

namespace {

constexpr std::string_view pages_of_the_terminal[] = {"mpaspor", "office"};

bool leads_somewhere(const Content& content, const std::string& id) {
    return std::find(std::begin(pages_of_the_terminal), std::end(pages_of_the_terminal), id) !=
               std::end(pages_of_the_terminal) ||
           content.section(id) || content.question_set(id) || content.guide(id, Language::Indonesian);
}

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
    link(site.call_link);
    if (const Link* call = content.link(site.call_link); call && !call->url.starts_with("tel:"))
        complaints.add(0, Fault::WrongType, {"office.call", "tel: (links.toml)"});
    link(site.store_android);
    link(site.store_iphone);
    for (const std::vector<Tile>& tiles : {site.tiles, site.wide})
        for (const Tile& tile : tiles) {
            if (content.drawing(tile.drawing).empty()) complaints.add(0, Fault::UnknownDrawing, {tile.drawing});
            // Six tiles there must be, even where not all of them are written yet.
            if (!leads_somewhere(content, tile.id)) complaints.add(0, Fault::UnknownGuide, {tile.id});
        }
    for (const Section& section : site.sections)
        for (const Tile& tile : section.entries) {
            if (content.drawing(tile.drawing).empty()) complaints.add(0, Fault::UnknownDrawing, {tile.drawing});
            if (!leads_somewhere(content, tile.id)) complaints.add(0, Fault::UnknownTarget, {tile.id});
        }
    if (site.tiles.size() != 6) complaints.add(0, Fault::WrongType, {"tile", "6 x [[tile]]"});
    if (site.wide.size() != 2) complaints.add(0, Fault::WrongType, {"wide", "2 x [[wide]]"});
    if (site.hotlines.size() != 3) complaints.add(0, Fault::WrongType, {"hotline", "3 x [[hotline]]"});
}

// What a guide says is known must be a question of the checklist and one of its answers.
void check_known(const Guide& guide, const std::string& file, const Content& content, Problems& problems) {
    const QuestionSet* list = content.question_set(checklist_set);
    if (!list) return;
    for (const auto& [question, answer] : guide.known) {
        const Question* asked = list->question(question);
        const auto is_answer = [&wanted = answer](const AnswerChoice& choice) { return choice.id == wanted; };
        if (!asked)
            problems.push_back({file, 1, Fault::UnknownQuestion, {question}});
        else if (std::none_of(asked->answers.begin(), asked->answers.end(), is_answer))
            problems.push_back({file, 1, Fault::UnknownAnswer, {question, answer}});
    }
}

// A translation into a language that nobody can choose, notes, what an editor left behind: nothing of it is ever shown.
void check_names_of_guides(const std::filesystem::path& folder, Problems& problems) {
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator{folder / "guides", error}) {
        const std::filesystem::path name = entry.path().filename();
        const std::string file = "guides/" + name.string(), language = name.stem().extension().string();
        if (name.string().starts_with(".")) continue;
        if (name.extension() != ".md" || language.size() < 2)
            problems.push_back({file, 0, Fault::StrayFile, {"NAMA.id.md, NAMA.jv.md, NAMA.en.md"}});
        else if (!language_from_code(language.substr(1)))
            problems.push_back({file, 0, Fault::UnknownLanguage, {language.substr(1)}});
    }
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
            for (const std::string& offer : guide->offers)
                if (offer != "checklist" && offer != "epassport" && !leads_somewhere(content, offer))
                    problems.push_back({file, 1, Fault::UnknownTarget, {offer}});
            for (const Step& step : guide->steps) {
                if (!step.branch.to.empty() && !leads_somewhere(content, step.branch.to))
                    problems.push_back({file, step.line, Fault::UnknownTarget, {step.branch.to}});
                if (!step.caution_drawing.empty() && content.drawing(step.caution_drawing).empty())
                    problems.push_back({file, step.line, Fault::UnknownDrawing, {step.caution_drawing}});
            }
            check_known(*guide, file, content, problems);
            const Guide* source = content.guide(id, Language::Indonesian);
            if (source && guide->steps.size() != source->steps.size())
                problems.push_back({file,
                                    0,
                                    Fault::StepCountDiffers,
                                    {std::to_string(guide->steps.size()), std::to_string(source->steps.size())}});
        }
    }
}

void check_questions(const Content& content, Problems& problems) {
    for (const std::string& id : content.question_set_ids()) {
        Complaints complaints{problems, "questions/" + id + ".toml"};
        if (!is_id(id))
            complaints.add(0, Fault::BadId, {id});
        else if (const QuestionSet* set = content.question_set(id))
            check_question_set(*set, content, complaints);
    }
}

// Where a file that all others quote cannot be read, hundreds of problems follow from that one: it is told alone.
bool hides_the_rest(const ContentProblem& problem) {
    const bool of_all = problem.file.ends_with(".toml") && !problem.file.starts_with("questions/") &&
                        problem.file != "translations.toml" && problem.file != "glossary.toml";
    return of_all && (problem.fault == Fault::Grammar || problem.fault == Fault::NotUtf8 ||
                      problem.fault == Fault::FileUnreadable);
}

}  // namespace

std::vector<ContentProblem> check(const Content& content, const std::filesystem::path& folder, Disk& disk,
                                  std::optional<Date> today, Ahead ahead) {
    Problems problems;
    check_site(content, problems);
    check_names_of_guides(folder, problems);
    check_guides(content, folder, problems);
    check_questions(content, problems);
    const std::vector<Said> said = everything_said(content, folder, disk);
    check_texts(content, said, folder, disk, problems);
    check_facts(content, said, folder, disk, problems);
    if (today) check_terms(content, folder, disk, *today, ahead, problems);
    check_translations(content, folder, disk, problems);
    for (const ContentProblem& problem : content.problems()) problems.push_back(problem);
    if (std::any_of(problems.begin(), problems.end(), hides_the_rest))
        std::erase_if(problems, [](const ContentProblem& problem) { return !hides_the_rest(problem); });
    sort(problems);
    return problems;
}

std::vector<ContentProblem> check(const std::filesystem::path& folder, Disk& disk, std::optional<Date> today,
                                  Ahead ahead) {
    const auto content = Content::open(folder, disk);
    return content ? check(*content, folder, disk, today, ahead) : content.error();
}

}  // namespace balai
