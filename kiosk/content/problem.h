// What is wrong in a content folder, and what to do about it: file, line and cure, for somebody who has never
// programmed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace balai {

// A problem must be mended before the content goes out: something is missing, wrong or misleading. A warning is a
// matter of taste or of time: look, decide, then go on.
enum class Severity { Problem, Warning };

// Behind each its details, in the order of {0}, {1}… of its sentence.
// clang-format off
#define BALAI_FAULTS(fault)                                                                                    \
    fault(FileMissing, Problem)             /* - */                                                            \
    fault(FileUnreadable, Problem)          /* reason */                                                       \
    fault(TooLong, Problem)                 /* limit in bytes */                                               \
    fault(NotUtf8, Problem)                 /* - */                                                            \
    fault(ForbiddenCharacter, Problem)      /* name of the character */                                        \
    fault(Grammar, Problem)                 /* what the TOML reader said */                                    \
    fault(UnknownKey, Problem)              /* key, keys that are allowed here */                              \
    fault(KeyMissing, Problem)              /* key */                                                          \
    fault(EmptyText, Problem)               /* key */                                                          \
    fault(WrongType, Problem)               /* key, what is wanted */                                          \
    fault(NotADate, Problem)                /* key, value */                                                   \
    fault(UnknownFact, Problem)             /* id */                                                           \
    fault(UnknownLink, Problem)             /* id */                                                           \
    fault(UnknownDrawing, Problem)          /* name */                                                         \
    fault(UnknownGuide, Warning)            /* id */                                                           \
    fault(BadId, Problem)                   /* id */                                                           \
    fault(DuplicateId, Problem)             /* id */                                                           \
    fault(FrontMatterMissing, Problem)      /* - */                                                            \
    fault(NoSteps, Problem)                 /* - */                                                            \
    fault(TooManySteps, Problem)            /* count, limit */                                                 \
    fault(StepWithoutHeading, Problem)      /* - */                                                            \
    fault(StepWithoutDrawing, Warning)      /* heading */                                                      \
    fault(DrawingWithoutWords, Warning)     /* name */                                                         \
    fault(HeadingTooLong, Warning)          /* words, limit */                                                 \
    fault(StepTooLong, Warning)             /* words, limit */                                                 \
    fault(SentenceTooLong, Warning)         /* words, limit, the sentence */                                   \
    fault(SecondDrawing, Problem)           /* name of the second */                                           \
    fault(UnsupportedMarkup, Problem)       /* what was found */                                               \
    fault(LinkNotAllowed, Problem)          /* url, why */                                                     \
    fault(LanguageMissing, Problem)         /* language */                                                     \
    fault(UnknownTarget, Problem)           /* id: no guide, question set, section or page has it */           \
    fault(UnknownQuestion, Problem)         /* question */                                                     \
    fault(UnknownAnswer, Problem)           /* question, answer */                                             \
    fault(WayWithoutOutcome, Problem)       /* kind of entry, the answers */                                   \
    fault(WayWithTwo, Problem)              /* kind of entry, the answers, line of the other */                \
    fault(NeverUsed, Problem)               /* kind of entry or answer, id or line */                          \
    fault(WrongCount, Problem)              /* what, how many, least, most */                                  \
    fault(TooManyWays, Problem)             /* limit */                                                        \
    fault(CodeNotAscii, Problem)            /* the text */                                                     \
    fault(CodeTooLong, Problem)             /* the text, letters, limit */                                     \
    fault(BannedWord, Problem)              /* word, what to write instead */                                  \
    fault(EndsSoon, Warning)                /* fact, guide or question set, last day */                        \
    fault(TermOver, Warning)                /* fact, guide or question set, last day */                        \
    fault(WrittenByHand, Problem)           /* what stands there, id of the fact */                            \
    fault(AmountByHand, Warning)            /* what stands there */                                            \
    fault(OtherFact, Problem)               /* facts here, facts of the Indonesian text */                     \
    fault(OtherNumber, Problem)             /* fact, value here, value in Indonesian */                        \
    fault(NotYetChecked, Problem)           /* fact, guide or question set, day */                             \
    fault(StepCountDiffers, Problem)        /* steps here, steps of the Indonesian guide */                    \
    fault(TranslationStale, Warning)        /* guide, language, the sentence */                                \
    fault(TranslationLonger, Warning)       /* guide, language, how many sentences */                          \
    fault(DoesNotFit, Problem)              /* page, language, letters and glass, the words */                 \
    fault(UnknownLanguage, Warning)         /* code */                                                         \
    fault(StrayFile, Warning)               /* what belongs here */
// clang-format on

enum class Fault {
#define BALAI_FAULT_NAME(name, severity) name,
    BALAI_FAULTS(BALAI_FAULT_NAME)
#undef BALAI_FAULT_NAME
};

Severity severity_of(Fault fault);
std::string_view name_of(Fault fault);  // "StepTooLong", for programs that read our answers

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
