// Question sets: a few questions with pictures, rules that a clerk can read, and what comes of the answers. Values and
// pure functions; the terminal asks, the check walks every combination. (content/FORMAT.md)
#pragma once

#include <array>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/content/text.h"
#include "platform/base/clock.h"

namespace balai {

constexpr std::size_t longest_code_line = 32;  // letters of a line in a code to take home (design 13)

using Answers = std::map<std::string, std::string, std::less<>>;  // question -> answer

// Holds when every term of `when` holds and no term of `unless`. A question that was not asked holds for nothing.
struct Condition {
    struct Term {
        std::string question;
        std::vector<std::string> answers;  // any of these
    };
    std::vector<Term> when, unless;
    bool otherwise = false;  // holds when nothing else of its kind does
    int line = 0;            // where it stands, for problems
};

struct AnswerChoice {
    std::string id;
    std::string drawing;
    Texts label;
    Texts said;  // a few words for the note above the next question; may be empty
};

struct Question {
    std::string id;
    Texts ask;
    Texts hint;  // may be empty
    Condition when;
    std::vector<AnswerChoice> answers;  // 2 to 4
};

// One entry of a list of rules: where it fits, it is shown (`text`) and goes into the code to take home (`code`).
struct RuleText {
    Condition when;
    std::string drawing;
    Texts text;
    Texts code;     // ASCII
    int drop = -1;  // of [[more]]: lower numbers leave the code first when it grows too long; -1 never does
};

struct ResultOutcome {
    std::string id;
    std::vector<Condition> when_any;
    bool otherwise = false;
    std::string sign;  // a drawing
    Texts verdict, first, late;
    std::string number;  // id of a fact
    struct Line {
        std::string drawing;
        Texts text;
    };
    struct Page {
        Texts heading;
        std::vector<Line> lines;
    };
    std::vector<Page> pages;  // after the first one, which holds verdict and number
    int line = 0;
};

// Checklist: answers make a list of papers. Result: answers make one of a few results; neutral to bystanders, erased,
// never counted.
enum class SetKind { Checklist, Result };

struct QuestionSet {
    std::string id;
    SetKind kind = SetKind::Checklist;
    Texts title;
    std::string drawing;
    std::string source;
    Date checked{};
    int term_days = 0;
    std::vector<Question> questions;  // 1 to 8
    std::vector<RuleText> headings, lines, costs, roads, more;
    std::vector<ResultOutcome> outcomes;

    const Question* question(std::string_view id) const;
};

bool holds(const Condition& condition, const Answers& answers);
// What was answered to questions that are asked; answers to others are left out, and so is what does not exist.
Answers asked_answers(const QuestionSet& set, const Answers& answers);
// The questions that are asked, in order, given these answers.
std::vector<std::size_t> asked_questions(const QuestionSet& set, const Answers& answers);
// The first one that is asked and not yet answered; none when the outcome is known.
std::optional<std::size_t> next_question(const QuestionSet& set, const Answers& answers);

struct Checklist {
    const RuleText* heading = nullptr;  // none only in a set that check() would refuse
    std::vector<const RuleText*> lines;
    const RuleText* cost = nullptr;
    const RuleText* road = nullptr;
    std::vector<const RuleText*> more;
};
Checklist checklist_of(const QuestionSet& set, const Answers& answers);
const ResultOutcome* result_of(const QuestionSet& set, const Answers& answers);

// Every complete set of answers that a person can give, starting from what is known.
void each_way(const QuestionSet& set, const Answers& known, const std::function<void(const Answers&)>& what);
// "untuk=saya paspor=belum", in the order of the questions.
std::string words_of(const QuestionSet& set, const Answers& answers);

}  // namespace balai
