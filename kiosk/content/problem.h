// What is wrong in a content folder, and what to do about it: file, line and cure, for somebody who has never
// programmed.
#pragma once

#include <string>
#include <vector>

namespace balai {

enum class Fault {
    FileMissing,          // details: -
    FileUnreadable,       // details: reason
    TooLong,              // details: limit in bytes
    NotUtf8,              // details: -
    ForbiddenCharacter,   // details: name of the character
    Grammar,              // details: what the TOML reader said
    UnknownKey,           // details: key, keys that are allowed here
    KeyMissing,           // details: key
    WrongType,            // details: key, what is wanted
    NotADate,             // details: key, value
    UnknownFact,          // details: id
    UnknownLink,          // details: id
    UnknownDrawing,       // details: name
    UnknownGuide,         // details: id
    BadId,                // details: id
    DuplicateId,          // details: id
    FrontMatterMissing,   // details: -
    NoSteps,              // details: -
    TooManySteps,         // details: count, limit
    StepWithoutHeading,   // details: -
    StepWithoutDrawing,   // details: heading
    DrawingWithoutWords,  // details: name
    HeadingTooLong,       // details: words, limit
    StepTooLong,          // details: words, limit
    SentenceTooLong,      // details: words, limit, the sentence
    UnsupportedMarkup,    // details: what was found
    LinkNotAllowed,       // details: url, why
    LanguageMissing,      // details: language
    UnknownTarget,        // details: id: no guide, question set, section or page has it
    UnknownQuestion,      // details: question
    UnknownAnswer,        // details: question, answer
    WayWithoutOutcome,    // details: kind of entry, the answers
    WayWithTwo,           // details: kind of entry, the answers, line of the other
    NeverUsed,            // details: kind of entry or answer, id or line
    WrongCount,           // details: what, how many, least, most
    TooManyWays,          // details: limit
    CodeNotAscii,         // details: the text
    CodeTooLong,          // details: the text, letters, limit
};

struct ContentProblem {
    std::string file;  // relative to the content folder, with '/'
    int line = 0;      // 0 when the problem is the file itself
    Fault fault = Fault::Grammar;
    std::vector<std::string> details;

    friend bool operator==(const ContentProblem&, const ContentProblem&) = default;
};

enum class AuthorLanguage { Indonesian, English };

// One sentence that says what is wrong, then one that says what to do: "guides/x.id.md:12: Langkah ini 31 kata, paling
// banyak 25. Pindahkan sebagian ke langkah berikutnya."
std::string sentence(const ContentProblem& problem, AuthorLanguage language);

}  // namespace balai
