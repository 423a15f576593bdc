#include "kiosk/screens/walk.h"

#include "kiosk/screens/staff_example.h"
#include "kiosk/visit/visit.h"

namespace balai {

using namespace std::chrono_literals;

namespace {

const QuestionSet* outcome_set(const Visit& visit, const Content& content) {
    if (const auto* page = std::get_if<ChecklistScreen>(&visit.screen)) return content.question_set(page->set);
    if (const auto* page = std::get_if<ResultScreen>(&visit.screen)) return content.question_set(page->set);
    return nullptr;
}

std::string key_of(const Visit& visit, const Content& content) {
    return (visit.warned ? "warning" : name_of(visit.screen)) + "." + subject_with_outcome(visit, content);
}

}  // namespace

std::string subject_with_outcome(const Visit& visit, const Content& content) {
    std::string subject = subject_of(visit.screen);
    const QuestionSet* set = visit.warned ? nullptr : outcome_set(visit, content);
    const auto answers = set ? visit.answers.find(set->id) : visit.answers.end();
    if (answers == visit.answers.end()) return visit.warned ? "" : subject;
    if (const ResultOutcome* outcome = result_of(*set, answers->second)) return subject + "/" + outcome->id;
    if (const RuleText* heading = checklist_of(*set, answers->second).heading)
        subject += "/" + std::to_string(heading - set->headings.data() + 1);
    return subject;
}

Walk::Walk(const Content& content, Today today, Language language, Modes modes, Ask ask)
    : content_(content), today_(today), ask_(std::move(ask)), now_(1h) {
    Visit start;
    start.language = language;
    start.modes = modes;
    found(start);
    Visit broken = start;
    broken.screen = EmergencyScreen{};
    broken.began = now_;
    found(broken);
}

std::optional<Visit> Walk::next() {
    if (waiting_.empty()) return std::nullopt;
    Visit visit = waiting_.front();
    waiting_.pop_front();
    return visit;
}

Scene Walk::scene_of(const Visit& visit) const { return {visit, content_, today_, now_, &staff_example()}; }

void Walk::follow(const Visit& visit, std::span<const std::string> targets) {
    for (const std::string& target : targets) {
        const auto asked = ask_(scene_of(visit), target);
        if (!asked) continue;
        Outcome outcome = after(touched(visit, now_), *asked, content_, now_);
        found(outcome.visit);
        for (const Effect& effect : outcome.effects)
            if (const auto* answer = std::get_if<SaveAnswer>(&effect))
                for (const bool saved : {true, false}) found(after_saving(outcome.visit, *answer, saved, now_));
    }
    if (std::holds_alternative<AttractScreen>(visit.screen)) {
        Visit later = visit;
        later.shown = now_ - 12s;
        later.began.reset();
        found(passed(later, content_, now_).visit);
    }
    // Whatever the answers: each heading of a list and each result once.
    if (const auto* page = std::get_if<QuestionScreen>(&visit.screen))
        if (const QuestionSet* set = content_.question_set(page->set); set && asked_sets_.insert(set->id).second)
            each_way(*set, {}, [&](const Answers& answers) {
                Visit answered = visit;
                answered.answers[set->id] = answers;
                if (set->kind == SetKind::Result)
                    answered.screen = ResultScreen{set->id, 0, 0};
                else
                    answered.screen = ChecklistScreen{set->id};
                found(answered);
            });
    // Sitting together: the longest list that a guide can leave.
    if (const auto* step = std::get_if<StepScreen>(&visit.screen); step && sits_together(visit.modes))
        if (const Guide* guide = content_.guide(step->guide, visit.language); guide && !guide->pages) {
            Visit nothing_done = visit;
            for (int i = 0; i < static_cast<int>(guide->steps.size()); ++i) nothing_done.to_do[guide->id].insert(i);
            nothing_done.screen = TogetherScreen{guide->id, 0};
            found(nothing_done);
        }
    if (const auto* door = std::get_if<PinScreen>(&visit.screen); door && door->state == PinState::Typing) {
        Visit there = visit;
        for (const PinState state : {PinState::Looking, PinState::Wrong}) {
            there.screen = PinScreen{{}, state};
            found(there);
        }
        there.screen = StaffScreen{};
        found(there);
    }
    if (std::holds_alternative<HomeScreen>(visit.screen)) {
        Visit left = visit;
        left.warned = true;
        left.touched = now_ - 180s;
        found(left);
    }
}

void Walk::found(Visit visit) {
    const Visit& first = first_ ? *first_ : visit;
    // Other languages and modes have walks of their own.
    if (visit.language != first.language || !(visit.modes == first.modes)) return;
    visit.voice = {};
    visit.voted = false;
    visit.recent.clear();
    if (!std::holds_alternative<AttractScreen>(visit.screen)) visit.began = now_ - 60s;
    if (!first_) first_ = visit;
    if (seen_.insert(key_of(visit, content_)).second) waiting_.push_back(std::move(visit));
}

}  // namespace balai
