#include "kiosk/content/questions.h"

#include <algorithm>

namespace balai {

namespace {

bool holds(const Condition::Term& term, const Answers& answers) {
    const auto given = answers.find(term.question);
    return given != answers.end() &&
           std::find(term.answers.begin(), term.answers.end(), given->second) != term.answers.end();
}

// The one entry that fits, or the one for everything else.
const RuleText* one_of(const std::vector<RuleText>& rules, const Answers& answers) {
    const RuleText* otherwise = nullptr;
    for (const RuleText& rule : rules) {
        if (rule.when.otherwise)
            otherwise = &rule;
        else if (holds(rule.when, answers))
            return &rule;
    }
    return otherwise;
}

std::vector<const RuleText*> all_of(const std::vector<RuleText>& rules, const Answers& answers) {
    std::vector<const RuleText*> fitting;
    for (const RuleText& rule : rules)
        if (!rule.when.otherwise && holds(rule.when, answers)) fitting.push_back(&rule);
    if (fitting.empty())
        for (const RuleText& rule : rules)
            if (rule.when.otherwise) fitting.push_back(&rule);
    return fitting;
}

}  // namespace

const Question* QuestionSet::question(std::string_view wanted) const {
    for (const Question& one : questions)
        if (one.id == wanted) return &one;
    return nullptr;
}

bool holds(const Condition& condition, const Answers& answers) {
    const auto fits = [&](const Condition::Term& term) { return holds(term, answers); };
    return std::all_of(condition.when.begin(), condition.when.end(), fits) &&
           std::none_of(condition.unless.begin(), condition.unless.end(), fits);
}

Answers asked_answers(const QuestionSet& set, const Answers& answers) {
    Answers asked;
    for (const Question& question : set.questions) {
        if (!holds(question.when, asked)) continue;
        const auto given = answers.find(question.id);
        if (given == answers.end()) continue;
        const auto exists = std::any_of(question.answers.begin(), question.answers.end(),
                                        [&](const AnswerChoice& choice) { return choice.id == given->second; });
        if (exists) asked.insert(*given);
    }
    return asked;
}

std::vector<std::size_t> asked_questions(const QuestionSet& set, const Answers& answers) {
    const Answers asked = asked_answers(set, answers);
    std::vector<std::size_t> indices;
    for (std::size_t i = 0; i < set.questions.size(); ++i)
        if (holds(set.questions[i].when, asked)) indices.push_back(i);
    return indices;
}

std::optional<std::size_t> next_question(const QuestionSet& set, const Answers& answers) {
    const Answers asked = asked_answers(set, answers);
    for (const std::size_t i : asked_questions(set, answers))
        if (!asked.contains(set.questions[i].id)) return i;
    return std::nullopt;
}

Checklist checklist_of(const QuestionSet& set, const Answers& answers) {
    const Answers asked = asked_answers(set, answers);
    return {one_of(set.headings, asked), all_of(set.lines, asked), one_of(set.costs, asked), one_of(set.roads, asked),
            all_of(set.more, asked)};
}

const ResultOutcome* result_of(const QuestionSet& set, const Answers& answers) {
    const Answers asked = asked_answers(set, answers);
    const ResultOutcome* otherwise = nullptr;
    for (const ResultOutcome& outcome : set.outcomes) {
        if (outcome.otherwise) otherwise = &outcome;
        if (std::any_of(outcome.when_any.begin(), outcome.when_any.end(),
                        [&](const Condition& condition) { return holds(condition, asked); }))
            return &outcome;
    }
    return otherwise;
}

void each_way(const QuestionSet& set, const Answers& known, const std::function<void(const Answers&)>& what) {
    const auto next = next_question(set, known);
    if (!next) return what(asked_answers(set, known));
    const Question& question = set.questions[*next];
    for (const AnswerChoice& choice : question.answers) {
        Answers further = known;
        further[question.id] = choice.id;
        each_way(set, further, what);
    }
}

std::string words_of(const QuestionSet& set, const Answers& answers) {
    std::string words;
    for (const Question& question : set.questions)
        if (const auto given = answers.find(question.id); given != answers.end())
            words += (words.empty() ? "" : " ") + question.id + "=" + given->second;
    return words;
}

}  // namespace balai
