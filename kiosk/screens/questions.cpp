// A few questions with pictures, and what comes of the answers: a list of papers, or a careful result.
#include <algorithm>

#include "kiosk/screens/pages.h"
#include "platform/base/match.h"

namespace balai {

namespace {

const Answers& answers_of(const Scene& scene, const std::string& set) {
    static const Answers none;
    const auto found = scene.visit.answers.find(set);
    return found == scene.visit.answers.end() ? none : found->second;
}

SourceLine source_of(const QuestionSet& set, const Scene& scene) {
    return {set.checked, is_past(set.checked, set.term_days, scene.today)};
}

std::vector<OtherSlot> instead_of_home(const QuestionSet& set) {
    return set.kind == SetKind::Result ? std::vector{closes()} : std::vector<OtherSlot>{};
}

// The answer before this question, as a reminder of what was said.
void remind(Ui& ui, const Scene& scene, const QuestionSet& set, const std::vector<std::size_t>& asked,
            std::size_t place) {
    if (set.kind == SetKind::Result || place == 0) return;
    const Question& before = set.questions[asked[place - 1]];
    const Answers& answers = answers_of(scene, set.id);
    const auto given = answers.find(before.id);
    if (given == answers.end()) return;
    for (const AnswerChoice& choice : before.answers)
        if (choice.id == given->second && !in_language(scene, choice.said).empty())
            ui.note(choice.drawing, in_language(scene, choice.said));
}

}  // namespace

About about(const QuestionSet& set) { return set.kind == SetKind::Result ? About::WorkAbroad : About::Anything; }

Asked section_screen(Ui& ui, const Scene& scene, const SectionScreen& page) {
    const Section* section = scene.content.section(page.section);
    if (!section) return missing_screen(ui, scene, {"guide", page.section, 0});
    ui.begin(PageKind::Section, 0);
    head(ui, scene, scene.content.site().name, {}, section->danger ? About::WorkAbroad : About::Anything);
    ui.heading(in_language(scene, section->heading));
    std::vector<Target> targets;
    for (const Tile& entry : section->entries)
        targets.push_back({"tile." + entry.id, entry.drawing, in_language(scene, entry.label)});
    Asked asked;
    if (const auto touched = ui.tall(targets)) asked = OpenTile{section->entries[*touched].id};
    if (const Asked bar = usual_bar(ui, scene, {Slot::Back, Slot::Start, Slot::Listen, Slot::Help})) asked = bar;
    return asked;
}

Asked question_screen(Ui& ui, const Scene& scene, const QuestionScreen& page) {
    const QuestionSet* set = scene.content.question_set(page.set);
    const Question* question = set ? set->question(page.question) : nullptr;
    if (!question) return missing_screen(ui, scene, {"triage", page.set, 0});
    const Words& words = words_of(scene);
    const Answers& answers = answers_of(scene, set->id);
    const std::vector<std::size_t> asked_ones = asked_questions(*set, answers);
    const auto here = std::find_if(asked_ones.begin(), asked_ones.end(),
                                   [&](std::size_t i) { return &set->questions[i] == question; });
    const auto place = static_cast<std::size_t>(here - asked_ones.begin());

    ui.begin(PageKind::Question, page.part);
    head(ui, scene, in_language(scene, set->title), {}, about(*set));
    const Text& hint = in_language(scene, question->hint);
    if (!hint.empty()) ui.small(hint);
    ui.heading(quote(scene, in_language(scene, question->ask)));
    std::vector<Target> targets;
    for (const AnswerChoice& choice : question->answers)
        targets.push_back({"answer." + question->id + "." + choice.id, choice.drawing,
                           quote(scene, in_language(scene, choice.label))});
    Asked asked;
    if (const auto touched = ui.answers(targets)) asked = GiveAnswer{question->answers[*touched].id};
    if (hint.empty())
        ui.progress(filled(words[Word::QuestionOf], std::to_string(place + 1), std::to_string(asked_ones.size())) +
                        part_of(page.part, ui.parts()),
                    static_cast<int>(place) + 1, static_cast<int>(asked_ones.size()));
    remind(ui, scene, *set, asked_ones, place);
    const auto instead = instead_of_home(*set);
    const LastSlot more = turn_page(ui.parts(), Word::BarMore);  // "next" would look like skipping the question
    if (const Asked bar = usual_bar(ui, scene, {Slot::Back, Slot::Start, Slot::Listen, Slot::Help},
                                    page.part + 1 < ui.parts() ? &more : nullptr, instead))
        asked = bar;
    return asked;
}

Asked checklist_screen(Ui& ui, const Scene& scene, const ChecklistScreen& page) {
    const QuestionSet* set = scene.content.question_set(page.set);
    const Checklist list = set ? checklist_of(*set, answers_of(scene, set->id)) : Checklist{};
    if (!list.heading || !list.cost || !list.road) return missing_screen(ui, scene, {"triage", page.set, 0});
    const Words& words = words_of(scene);
    const auto say = [&](const RuleText& rule) { return in_language(scene, rule.text); };

    ui.begin(PageKind::Checklist, 0);
    std::vector<SourceLine> sources{source_of(*set, scene)};
    for (const RuleText* rule : {list.heading, list.cost, list.road}) add_sources(sources, scene, say(*rule));
    std::vector<Ui::Row> rows;
    for (const RuleText* line : list.lines) {
        add_sources(sources, scene, say(*line));
        rows.push_back({line->drawing, quote(scene, say(*line))});
    }
    head(ui, scene, in_language(scene, set->title), sources, about(*set));
    ui.heading(quote(scene, say(*list.heading)));
    ui.rows(rows);
    ui.cost(words[Word::ListCost], quote(scene, say(*list.cost)), quote(scene, say(*list.road)));
    ui.footer(quote(scene, words[Word::ListFooter]));
    const OtherSlot take[] = {{Slot::Help, {"button.take", "save", Word::BarTake, TakeHome{}}}};
    const LastSlot done{"button.done", "done", Word::BarDone, Done{}, true};
    return usual_bar(ui, scene, {Slot::Back, Slot::Start, Slot::Listen, Slot::Help}, &done, take);
}

Asked result_screen(Ui& ui, const Scene& scene, const ResultScreen& page) {
    const QuestionSet* set = scene.content.question_set(page.set);
    const ResultOutcome* outcome = set ? result_of(*set, answers_of(scene, set->id)) : nullptr;
    const int pages = outcome ? 1 + static_cast<int>(outcome->pages.size()) : 0;
    if (!outcome || page.page >= pages) return missing_screen(ui, scene, {"triage", page.set, 0});
    const Words& words = words_of(scene);

    ui.begin(PageKind::Result, page.part);
    std::vector<SourceLine> sources{source_of(*set, scene)};
    std::vector<Ui::Row> rows;
    if (page.page == 0) {
        add_sources(sources, scene, "{" + outcome->number + "}");
    } else {
        for (const ResultOutcome::Line& line : outcome->pages[static_cast<std::size_t>(page.page - 1)].lines) {
            add_sources(sources, scene, in_language(scene, line.text));
            rows.push_back({line.drawing, quote(scene, in_language(scene, line.text))});
        }
    }
    head(ui, scene, in_language(scene, set->title), sources, about(*set));
    if (page.page == 0) {
        ui.verdict(outcome->sign, quote(scene, in_language(scene, outcome->verdict)));
        ui.number("", in_language(scene, outcome->first), value_of(scene, outcome->number));
        ui.late(quote(scene, in_language(scene, outcome->late)));
    } else {
        ui.heading(in_language(scene, outcome->pages[static_cast<std::size_t>(page.page - 1)].heading));
        ui.rows(rows);
        ui.footer(quote(scene, words[Word::ListFooter]));
    }
    ui.progress(filled(words[Word::PageLine], std::to_string(page.page + 1), std::to_string(pages)) +
                    part_of(page.part, ui.parts()),
                page.page + 1, pages);

    std::vector<OtherSlot> instead = instead_of_home(*set);
    const bool last = page.page + 1 == pages && page.part + 1 >= ui.parts();
    if (last) instead.push_back({Slot::Help, {"button.take", "save", Word::BarTake, TakeHome{}}});
    const LastSlot done{"button.finish", "done", Word::BarDone, Finish{}, true};
    const LastSlot next{"bar.next", "next", Word::BarNext, Next{}, true};
    const LastSlot more = turn_page(ui.parts());
    return usual_bar(ui, scene, {Slot::Back, Slot::Start, Slot::Listen, Slot::Help},
                     page.part + 1 < ui.parts() ? &more
                     : last                     ? &done
                                                : &next,
                     instead);
}

}  // namespace balai
