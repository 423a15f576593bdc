// Walks every combination of answers: none may be without outcome, none may have two, nothing may stand there in vain.
#include <algorithm>
#include <set>

#include "kiosk/content/reading.h"

namespace balai {

namespace {

constexpr std::size_t most_ways = 65536;
constexpr std::size_t most_lines = 6;

// Of a kind of which exactly one entry must fit every combination.
class OnlyOne {
public:
    OnlyOne(const char* kind, const std::vector<RuleText>& rules) : kind_(kind), rules_(rules) {}

    void look(const QuestionSet& set, const Answers& answers, Complaints& complaints) {
        const RuleText* first = nullptr;
        for (const RuleText& rule : rules_) {
            if (rule.when.otherwise || !holds(rule.when, answers)) continue;
            used_.insert(&rule);
            if (first && !two_) {
                complaints.add(rule.when.line, Fault::WayWithTwo,
                               {kind_, words_of(set, answers), std::to_string(first->when.line)});
                two_ = true;  // one example is enough
            }
            first = first ? first : &rule;
        }
        if (first) return;
        const auto otherwise =
            std::find_if(rules_.begin(), rules_.end(), [](const RuleText& rule) { return rule.when.otherwise; });
        if (otherwise != rules_.end()) {
            used_.insert(&*otherwise);
        } else if (!none_) {
            complaints.add(0, Fault::WayWithoutOutcome, {kind_, words_of(set, answers)});
            none_ = true;
        }
    }

    void end(Complaints& complaints) const {
        for (const RuleText& rule : rules_)
            if (!used_.contains(&rule)) complaints.add(rule.when.line, Fault::NeverUsed, {kind_, rule.text[0]});
    }

private:
    const char* kind_;
    const std::vector<RuleText>& rules_;
    std::set<const RuleText*> used_;
    bool two_ = false, none_ = false;
};

std::size_t ways_at_most(const QuestionSet& set) {
    std::size_t ways = 1;
    for (const Question& question : set.questions) ways = std::min(most_ways + 1, ways * question.answers.size());
    return ways;
}

void check_checklist(const QuestionSet& set, Complaints& complaints) {
    OnlyOne heading{"heading", set.headings}, cost{"cost", set.costs}, road{"road", set.roads};
    std::set<const RuleText*> used;
    bool complained = false;
    each_way(set, {}, [&](const Answers& answers) {
        heading.look(set, answers, complaints);
        cost.look(set, answers, complaints);
        road.look(set, answers, complaints);
        const Checklist list = checklist_of(set, answers);
        used.insert(list.lines.begin(), list.lines.end());
        used.insert(list.more.begin(), list.more.end());
        if ((list.lines.empty() || list.lines.size() > most_lines) && !complained) {
            complaints.add(list.lines.empty() ? 0 : list.lines.back()->when.line, Fault::WrongCount,
                           {"line: " + words_of(set, answers), std::to_string(list.lines.size()), "1",
                            std::to_string(most_lines)});
            complained = true;
        }
    });
    for (const OnlyOne* kind : {&heading, &cost, &road}) kind->end(complaints);
    for (const std::vector<RuleText>* kind : {&set.lines, &set.more})
        for (const RuleText& rule : *kind)
            if (!used.contains(&rule))
                complaints.add(
                    rule.when.line, Fault::NeverUsed,
                    {kind == &set.lines ? "line" : "more", kind == &set.lines ? rule.text[0] : rule.code[0]});
}

void check_results(const QuestionSet& set, Complaints& complaints) {
    std::set<const ResultOutcome*> used;
    std::set<std::pair<const ResultOutcome*, std::size_t>> reasons;
    bool none = false, two = false;
    each_way(set, {}, [&](const Answers& answers) {
        const ResultOutcome* first = nullptr;
        for (const ResultOutcome& outcome : set.outcomes)
            for (std::size_t i = 0; i < outcome.when_any.size(); ++i) {
                if (!holds(outcome.when_any[i], answers)) continue;
                reasons.insert({&outcome, i});
                if (first && first != &outcome && !two) {
                    complaints.add(outcome.line, Fault::WayWithTwo,
                                   {"outcome", words_of(set, answers), std::to_string(first->line)});
                    two = true;
                }
                first = first ? first : &outcome;
            }
        const ResultOutcome* result = result_of(set, answers);
        if (!result && !none) complaints.add(0, Fault::WayWithoutOutcome, {"outcome", words_of(set, answers)});
        none = none || !result;
        used.insert(result);
    });
    for (const ResultOutcome& outcome : set.outcomes) {
        if (!used.contains(&outcome)) complaints.add(outcome.line, Fault::NeverUsed, {"outcome", outcome.id});
        for (std::size_t i = 0; i < outcome.when_any.size(); ++i)
            if (!reasons.contains({&outcome, i}))
                complaints.add(outcome.line, Fault::NeverUsed, {"when_any", std::to_string(i + 1)});
    }
}

void check_names(const QuestionSet& set, const Content& content, Complaints& complaints) {
    const auto drawing = [&](const std::string& name, int line) {
        if (content.drawing(name).empty()) complaints.add(line, Fault::UnknownDrawing, {name});
    };
    const auto facts = [&](const Texts& texts, int line) {
        for (const Text& text : texts)
            for (const std::string& id : quotes_in(text))
                if (!content.fact(id)) complaints.add(line, Fault::UnknownFact, {id});
    };
    drawing(set.drawing, 1);
    for (const Question& question : set.questions) {
        facts(question.ask, question.when.line);
        for (const AnswerChoice& choice : question.answers) {
            drawing(choice.drawing, question.when.line);
            facts(choice.label, question.when.line);
        }
    }
    for (const std::vector<RuleText>* rules : {&set.headings, &set.lines, &set.costs, &set.roads, &set.more})
        for (const RuleText& rule : *rules) {
            facts(rule.text, rule.when.line);
            facts(rule.code, rule.when.line);
            if (!rule.drawing.empty()) drawing(rule.drawing, rule.when.line);
        }
    for (const ResultOutcome& outcome : set.outcomes) {
        drawing(outcome.sign, outcome.line);
        if (!content.fact(outcome.number)) complaints.add(outcome.line, Fault::UnknownFact, {outcome.number});
        for (const Texts* texts : {&outcome.verdict, &outcome.first, &outcome.late}) facts(*texts, outcome.line);
        for (const ResultOutcome::Page& page : outcome.pages)
            for (const ResultOutcome::Line& line : page.lines) {
                drawing(line.drawing, outcome.line);
                facts(line.text, outcome.line);
            }
    }
}

}  // namespace

void check_question_set(const QuestionSet& set, const Content& content, Complaints& complaints) {
    check_names(set, content, complaints);
    if (ways_at_most(set) > most_ways) {
        complaints.add(0, Fault::TooManyWays, {std::to_string(most_ways)});
        return;
    }
    if (set.kind == SetKind::Checklist)
        check_checklist(set, complaints);
    else
        check_results(set, complaints);
    std::set<std::pair<std::size_t, std::string>> given;
    each_way(set, {}, [&](const Answers& answers) {
        for (std::size_t i = 0; i < set.questions.size(); ++i)
            if (const auto found = answers.find(set.questions[i].id); found != answers.end())
                given.insert({i, found->second});
    });
    for (std::size_t i = 0; i < set.questions.size(); ++i)
        for (const AnswerChoice& choice : set.questions[i].answers)
            if (!given.contains({i, choice.id}))
                complaints.add(set.questions[i].when.line, Fault::NeverUsed,
                               {"answer", set.questions[i].id + "=" + choice.id});
}

}  // namespace balai
