// Question files: one table that a clerk can read, in all languages.
#include <algorithm>

#include "kiosk/content/reading.h"

namespace balai {

namespace {

constexpr std::size_t most_questions = 8, most_rules = 64;

using Need = Entries::Need;

std::vector<Condition::Term> read_terms(Entries& entries, const char* key) {
    std::vector<Condition::Term> terms;
    const toml::table* table = entries.table(key, Need::May);
    if (!table) return terms;
    for (auto&& [question, node] : *table) {
        Condition::Term term{std::string{question.str()}, {}};
        if (const auto* one = node.as_string()) term.answers.push_back(one->get());
        if (const auto* several = node.as_array())
            for (const toml::node& item : *several)
                if (const auto* one = item.as_string()) term.answers.push_back(one->get());
        if (term.answers.empty())
            entries.complaints().add(entries.line_of(node), Fault::WrongType,
                                     {std::string{key} + "." + term.question, "\"…\" / [\"…\"]"});
        terms.push_back(std::move(term));
    }
    return terms;
}

Condition read_condition(Entries& entries) {
    Condition condition;
    condition.when = read_terms(entries, "when");
    condition.unless = read_terms(entries, "unless");
    condition.otherwise = entries.flag("otherwise");
    condition.line = entries.line();
    return condition;
}

// Who names a question must come after it, and name one of its answers.
bool exists(const std::vector<Condition::Term>& terms, const std::vector<Question>& questions, int line,
            Complaints& complaints) {
    bool all = true;
    for (const Condition::Term& term : terms) {
        const auto question = std::find_if(questions.begin(), questions.end(),
                                           [&](const Question& one) { return one.id == term.question; });
        if (question == questions.end()) {
            complaints.add(line, Fault::UnknownQuestion, {term.question});
            all = false;
            continue;
        }
        for (const std::string& answer : term.answers)
            if (std::none_of(question->answers.begin(), question->answers.end(),
                             [&](const AnswerChoice& choice) { return choice.id == answer; })) {
                complaints.add(line, Fault::UnknownAnswer, {term.question, answer});
                all = false;
            }
    }
    return all;
}

bool exists(const Condition& condition, const std::vector<Question>& questions, Complaints& complaints) {
    return exists(condition.when, questions, condition.line, complaints) &&
           exists(condition.unless, questions, condition.line, complaints);
}

class SetReader {
public:
    SetReader(QuestionSet& set, Complaints& complaints) : set_(set), complaints_(complaints) {}

    bool read(const toml::table& table) {
        Entries entries{table, 0, complaints_};
        const std::string page = entries.text("page");
        if (page == "result")
            set_.kind = SetKind::Result;
        else if (page != "checklist" && !page.empty())
            complaints_.add(entries.line_of("page"), Fault::WrongType, {"page", "\"checklist\" / \"result\""});
        set_.title = entries.texts("title");
        set_.drawing = entries.text("drawing");
        set_.source = entries.text("source");
        set_.checked = entries.date("checked");
        set_.term_days = entries.term();
        entries.tables("question", [&](const toml::table& one) { read_question(one); });
        count("question", set_.questions.size(), 1, most_questions);
        rules(entries, "more", set_.more, 0, most_rules);
        if (set_.kind == SetKind::Checklist) {
            rules(entries, "heading", set_.headings, 1, most_rules);
            rules(entries, "line", set_.lines, 1, most_rules);
            rules(entries, "cost", set_.costs, 1, most_rules);
            rules(entries, "road", set_.roads, 1, most_rules);
        } else {
            entries.tables("outcome", [&](const toml::table& one) { read_outcome(one); });
            count("outcome", set_.outcomes.size(), 1, most_rules);
        }
        return sound_;
    }

private:
    void count(const char* what, std::size_t many, std::size_t least, std::size_t most) {
        if (many >= least && many <= most) return;
        complaints_.add(0, Fault::WrongCount,
                        {what, std::to_string(many), std::to_string(least), std::to_string(most)});
        sound_ = false;
    }

    bool new_id(const std::string& id, int line, bool taken) {
        if (!is_id(id))
            complaints_.add(line, Fault::BadId, {id});
        else if (taken)
            complaints_.add(line, Fault::DuplicateId, {id});
        else
            return true;
        sound_ = false;
        return false;
    }

    void read_question(const toml::table& table) {
        if (set_.questions.size() > most_questions) return;  // counted and refused; nobody reads a million of them
        Entries entries{table, 0, complaints_, "question."};
        Question question;
        question.id = entries.text("id");
        question.ask = entries.texts("ask");
        question.hint = entries.texts("hint", Need::May);
        question.when.when = read_terms(entries, "when");
        question.when.unless = read_terms(entries, "unless");
        question.when.line = entries.line();
        entries.tables("answer", [&](const toml::table& one) {
            if (question.answers.size() > 4) return;
            Entries answer{one, 0, complaints_, "question.answer."};
            AnswerChoice choice;
            choice.id = answer.text("id");
            choice.drawing = answer.text("drawing");
            choice.label = answer.texts("label");
            choice.said = answer.texts("said", Need::May);
            const bool taken = std::any_of(question.answers.begin(), question.answers.end(),
                                           [&](const AnswerChoice& other) { return other.id == choice.id; });
            if (new_id(choice.id, answer.line(), taken)) question.answers.push_back(std::move(choice));
        });
        count("question.answer", question.answers.size(), 2, 4);
        sound_ = exists(question.when, set_.questions, complaints_) && sound_;
        if (new_id(question.id, entries.line(), set_.question(question.id) != nullptr))
            set_.questions.push_back(std::move(question));
    }

    void rules(Entries& entries, const char* key, std::vector<RuleText>& into, std::size_t least, std::size_t most) {
        entries.tables(key, [&](const toml::table& one) {
            if (into.size() > most) return;
            Entries rule{one, 0, complaints_, std::string{key} + "."};
            RuleText read;
            const bool only_code = &into == &set_.more;
            read.when = read_condition(rule);
            read.drawing = &into == &set_.lines ? rule.text("drawing") : "";
            if (!only_code) read.text = rule.texts("text");
            read.code = rule.texts("code", only_code || &into == &set_.lines ? Need::Must : Need::May);
            if (only_code && one.contains("drop")) read.drop = rule.number("drop");
            sound_ = exists(read.when, set_.questions, complaints_) && sound_;
            check_code(read);
            into.push_back(std::move(read));
        });
        count(key, into.size(), least, most);
    }

    void check_code(const RuleText& rule) {
        for (const Text& code : rule.code) {
            if (std::any_of(code.begin(), code.end(), [](char c) { return c < 0x20 || c > 0x7E; }))
                complaints_.add(rule.when.line, Fault::CodeNotAscii, {code});
            // Quoted facts are measured with everything else when every combination is walked.
            if (code.size() > longest_code_line && code.find('{') == code.npos)
                complaints_.add(rule.when.line, Fault::CodeTooLong,
                                {code, std::to_string(code.size()), std::to_string(longest_code_line)});
        }
    }

    void read_outcome(const toml::table& table) {
        if (set_.outcomes.size() > most_rules) return;
        Entries entries{table, 0, complaints_, "outcome."};
        ResultOutcome outcome;
        outcome.id = entries.text("id");
        outcome.line = entries.line();
        outcome.otherwise = entries.flag("otherwise");
        outcome.sign = entries.text("sign");
        outcome.verdict = entries.texts("verdict");
        outcome.first = entries.texts("first");
        outcome.late = entries.texts("late");
        outcome.number = entries.text("number");
        entries.tables("when_any", [&](const toml::table& one) {
            // Each stands for one `when`.
            Condition condition;
            condition.line = outcome.line;
            toml::table wrapped;
            wrapped.insert("when", one);
            Entries inside{wrapped, 0, complaints_, "outcome.when_any."};
            condition.when = read_terms(inside, "when");
            sound_ = exists(condition, set_.questions, complaints_) && sound_;
            outcome.when_any.push_back(std::move(condition));
        });
        entries.tables("page", [&](const toml::table& one) {
            Entries page{one, 0, complaints_, "outcome.page."};
            ResultOutcome::Page read;
            read.heading = page.texts("heading");
            page.tables("line", [&](const toml::table& line) {
                Entries inside{line, 0, complaints_, "outcome.page.line."};
                read.lines.push_back({inside.text("drawing"), inside.texts("text")});
            });
            outcome.pages.push_back(std::move(read));
        });
        const bool taken = std::any_of(set_.outcomes.begin(), set_.outcomes.end(),
                                       [&](const ResultOutcome& other) { return other.id == outcome.id; });
        if (new_id(outcome.id, entries.line(), taken)) set_.outcomes.push_back(std::move(outcome));
    }

    QuestionSet& set_;
    Complaints& complaints_;
    bool sound_ = true;
};

}  // namespace

std::optional<QuestionSet> read_question_set(const std::string& id, const std::string& text, Complaints& complaints) {
    const auto table = read_table(text, 1, complaints);
    if (!table) return std::nullopt;
    QuestionSet set;
    set.id = id;
    if (!SetReader{set, complaints}.read(*table)) return std::nullopt;
    return set;
}

}  // namespace balai
