// The words of the screens, one file a language: words/<code>.toml. The list below is the list of its keys ("bar.back"
// is BAR_BACK); a file must have all of them and no others.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace balai {

// clang-format off
#define BALAI_WORDS(word)                                                                                     \
    word(LanguageName, "language.name")        /* the language's own name */                                  \
    word(NotApproved, "notice.not_approved")   /* until author and reviewer of the office have signed */      \
    word(Source, "notice.source")              /* "Sumber {0}", {0} = month and year */                       \
    word(Stale, "notice.stale")                /* "Lama: {0}", in place of the source past its term */             \
    word(Months, "notice.months")              /* twelve short names, separated by spaces */                  \
    word(AskOffice, "notice.ask_office")       /* in place of a value past its term */                        \
    word(AttractHand, "attract.hand")          /* two lines each */                                           \
    word(AttractPapers, "attract.papers")                                                                     \
    word(AttractPhone, "attract.phone")                                                                       \
    word(AttractOffice, "attract.office")                                                                     \
    word(WithVoice, "attract.voice")                                                                          \
    word(LargeText, "attract.big")                                                                            \
    word(ChooseLanguage, "language.heading")                                                                  \
    word(Privacy, "privacy.long")              /* two lines */                                                \
    word(PrivacyShort, "privacy.short")        /* two lines, beside the bar of home */                        \
    word(HomeHeading, "home.heading")                                                                         \
    word(PageOf, "page.of")                    /* "Halaman {0}\ndari {1}" */                                   \
    word(QuestionOf, "question.of")            /* "Pertanyaan {0} dari {1}" */                                \
    word(PageLine, "page.line")                /* "Halaman {0} dari {1}" */                                   \
    word(BarTake, "bar.take")                  /* slot 4 of a list: keep it */                                \
    word(BarClose, "bar.close")                /* covers and erases a result; ends a side guide */            \
    word(BarCall, "bar.call")                  /* the office's number as a code */                            \
    word(ListCost, "list.cost")                /* label above the cost */                                     \
    word(ListFooter, "list.footer")            /* numbers under every list; quotes facts */                   \
    word(TakeHeading, "take.heading")          /* keep the list */                                            \
    word(TakeCamera, "take.camera")                                                                           \
    word(TakePoint, "take.point")                                                                             \
    word(TakeSave, "take.save")                                                                               \
    word(TakePhoto, "take.photo")              /* or photograph the screen */                                 \
    word(CallHeading, "call.heading")          /* the number as a code */                                     \
    word(CallTap, "call.tap")                  /* the phone offers to call */                                 \
    word(OfficeOpen, "office.open")            /* {0} = hours of today */                                     \
    word(OfficeClosed, "office.closed")        /* closed today */                                             \
    word(BarBack, "bar.back")                                                                                 \
    word(BarStart, "bar.start")                                                                               \
    word(BarListen, "bar.listen")                                                                             \
    word(BarHelp, "bar.help")                                                                                 \
    word(BarNext, "bar.next")                                                                                 \
    word(BarBegin, "bar.begin")                                                                               \
    word(BarDone, "bar.done")                                                                                 \
    word(BarSkip, "bar.skip")                                                                                 \
    word(NoVoice, "voice.missing")             /* two lines, in the place of "Bacakan" */                     \
    word(InPerson, "guide.in_person")                                                                         \
    word(MyList, "guide.my_list")                                                                             \
    word(EPassport, "guide.epassport")                                                                        \
    word(StepOf, "guide.step_of")              /* "Langkah {0} dari {1}" */                                   \
    word(EndHeading, "end.heading")                                                                           \
    word(Done, "end.done")                                                                                    \
    word(PhoneTitle, "mpaspor.title")          /* in the header */                                            \
    word(PhoneHeading, "mpaspor.heading")                                                                     \
    word(PhoneHow, "mpaspor.how")              /* point the camera at the box */                              \
    word(PhoneSearch, "mpaspor.search")        /* or search for the name and maker */                         \
    word(PhoneAndroid, "mpaspor.android")                                                                     \
    word(PhoneIphone, "mpaspor.iphone")                                                                       \
    word(PhoneNone, "mpaspor.no_phone")        /* two lines */                                                \
    word(NoCode, "code.impossible")            /* in the place of a code that cannot be made */               \
    word(WalkInHeading, "walkin.heading")      /* the road without a phone */                                 \
    word(WalkIn, "walkin.text")                                                                               \
    word(WalkInVillage, "walkin.village")                                                                     \
    word(OfficeTitle, "office.title")                                                                         \
    word(OfficePhone, "office.phone")                                                                         \
    word(OfficeNoHours, "office.no_hours")                                                                    \
    word(AskTitle, "ask.title")                                                                               \
    word(AskSettings, "ask.settings")                                                                         \
    word(SetBig, "ask.big")                                                                                   \
    word(SetNormal, "ask.normal")              /* takes the place of "large text" while it is on */           \
    word(SetContrast, "ask.contrast")                                                                         \
    word(SetColours, "ask.colours")            /* takes the place of "high contrast" while it is on */        \
    word(SetLow, "ask.low")                    /* every target within a low reach */                          \
    word(SetLanguage, "ask.language")                                                                         \
    word(SetCalm, "ask.calm")                                                                                 \
    word(Opinion, "ask.opinion")                                                                              \
    word(Finish, "ask.finish")                                                                                \
    word(FacesTitle, "faces.title")                                                                           \
    word(FacesHeading, "faces.heading")                                                                       \
    word(Face4, "faces.4")                                                                                    \
    word(Face3, "faces.3")                                                                                    \
    word(Face2, "faces.2")                                                                                    \
    word(Face1, "faces.1")                                                                                    \
    word(ReasonHeading, "reason.heading")                                                                     \
    word(ReasonRead, "reason.read")            /* hard to read */                                             \
    word(ReasonAnswer, "reason.answer")        /* the answer is not here */                                   \
    word(ReasonSlow, "reason.slow")                                                                           \
    word(ReasonOther, "reason.other")                                                                         \
    word(ThanksHeading, "thanks.heading")                                                                     \
    word(ThanksText, "thanks.text")                                                                           \
    word(NotSavedHeading, "thanks.not_saved")                                                                 \
    word(NotSavedText, "thanks.not_saved_text")                                                               \
    word(WarningHeading, "warning.heading")                                                                   \
    word(WarningText, "warning.text")          /* {0} = seconds */                                            \
    word(WarningStay, "warning.stay")                                                                         \
    word(WarningFinish, "warning.finish")                                                                     \
    word(MissingHeading, "missing.heading")    /* a part that is not written yet */                           \
    word(MissingText, "missing.text")                                                                         \
    word(MissingCall, "missing.call")          /* beside the office's number */                               \
    word(MissingLanguage, "missing.language")  /* this part exists in another language */                     \
    word(BrokenHeading, "broken.heading")                                                                     \
    word(BrokenAsk, "broken.ask")                                                                             \
    word(BrokenPolice, "broken.police")                                                                       \
    word(BrokenWomen, "broken.women")                                                                         \
    word(BrokenRetry, "broken.retry")                                                                         \
    word(LeafletSeeAlso, "leaflet.see_also")   /* on paper, where the screen has a button; {0} = titles */    \
    word(LeafletAsk, "leaflet.ask")            /* where to look or whom to ask about these */                 \
    word(LeafletPrinted, "leaflet.printed")    /* {0} = day */                                                \
    word(LeafletDays, "leaflet.days")          /* seven short names from Monday, separated by spaces */
// clang-format on

enum class Word {
#define BALAI_WORD_NAME(name, key) name,
    BALAI_WORDS(BALAI_WORD_NAME)
#undef BALAI_WORD_NAME
};

constexpr std::size_t word_count = 0
#define BALAI_WORD_ONE(name, key) +1
    BALAI_WORDS(BALAI_WORD_ONE)
#undef BALAI_WORD_ONE
    ;

std::string_view key_of(Word word);
std::optional<Word> word_of(std::string_view key);

class Words {
public:
    const std::string& operator[](Word word) const { return texts_[static_cast<std::size_t>(word)]; }
    void set(Word word, std::string text) { texts_[static_cast<std::size_t>(word)] = std::move(text); }

private:
    std::array<std::string, word_count> texts_;
};

// Puts values into "{0}", "{1}".
std::string filled(std::string_view pattern, std::string_view first, std::string_view second = {});

}  // namespace balai
