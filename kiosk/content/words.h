// The words of the screens, one file a language: words/<code>.toml. The list below is the list of its keys ("bar.back"
// is BAR_BACK); a file must have all of them and no others. content/FORMAT.md lists them for authors.
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
    word(Danger, "notice.danger")              /* numbers to call, in the place of the name of a page; quotes facts */ \
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
    word(PageOf, "page.of")                    /* "Halaman\n{0} dari {1}" */                                   \
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
    word(BarMore, "bar.more")                  /* other answers to the same question */                       \
    word(BarBegin, "bar.begin")                                                                               \
    word(BarDone, "bar.done")                                                                                 \
    word(BarSkip, "bar.skip")                                                                                 \
    word(NoVoice, "voice.missing")             /* two lines, in the place of "Bacakan" */                     \
    word(BarStop, "bar.stop")                  /* in the place of "Bacakan" while it reads */                 \
    word(AloudAsk, "voice.ask")                /* before a private page is read */                            \
    word(AloudYes, "voice.yes")                                                                               \
    word(AloudNo, "voice.no")                                                                                 \
    word(VoiceTitle, "voice.title")            /* its settings */                                             \
    word(VoiceVolume, "voice.volume")          /* {0} of {1} steps */                                         \
    word(VoiceLouder, "voice.louder")                                                                         \
    word(VoiceSofter, "voice.softer")                                                                         \
    word(VoiceSlower, "voice.slower")                                                                         \
    word(VoiceQuicker, "voice.quicker")                                                                       \
    word(InPerson, "guide.in_person")                                                                         \
    word(MyList, "guide.my_list")                                                                             \
    word(EPassport, "guide.epassport")                                                                        \
    word(StepOf, "guide.step_of")              /* "Langkah {0} dari {1}" */                                   \
    word(StepQuestion, "together.question")    /* above the two answers, which the officer asks */             \
    word(StepDone, "together.done")            /* of the step on the page */                                  \
    word(StepToDo, "together.to_do")                                                                          \
    word(TogetherHeading, "together.heading")  /* what is still to be done */                                 \
    word(TogetherCode, "together.code")        /* under its code */                                           \
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
    word(AskOfficer, "ask.officer")            /* {0}: the name that the settings have */                     \
    word(SetBig, "ask.big")                                                                                   \
    word(SetNormal, "ask.normal")              /* takes the place of "large text" while it is on */           \
    word(SetContrast, "ask.contrast")                                                                         \
    word(SetColours, "ask.colours")            /* takes the place of "high contrast" while it is on */        \
    word(SetLow, "ask.low")                    /* every target within a low reach */                          \
    word(SetLanguage, "ask.language")                                                                         \
    word(SetCalm, "ask.calm")                                                                                 \
    word(SetTogether, "ask.together")          /* officer and resident side by side */                        \
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
    word(StickTitle, "stick.title")            /* in the header */                                            \
    word(StickWait, "stick.wait")                                                                             \
    word(StickWaitText, "stick.wait_text")                                                                    \
    word(StickRead, "stick.read")                                                                             \
    word(StickReadText, "stick.read_text")                                                                    \
    word(StickDone, "stick.done")                                                                             \
    word(StickDoneText, "stick.done_text")     /* {0} = day of issue */                                       \
    word(StickSameText, "stick.same_text")     /* {0} = day of issue */                                       \
    word(StickResults, "stick.results")        /* onto the stick */                                           \
    word(StickOnlyResults, "stick.only_results")                                                              \
    word(StickRefused, "stick.refused")                                                                       \
    word(StickStranger, "stick.stranger")                                                                     \
    word(StickStrangerText, "stick.stranger_text")                                                            \
    word(StickSecond, "stick.second")                                                                         \
    word(StickSecondText, "stick.second_text")                                                                \
    word(StickNotSaved, "stick.not_saved")                                                                    \
    word(StickNotSavedText, "stick.not_saved_text")                                                           \
    word(StageFound, "stage.found")            /* the five stages, and each when it fails */                  \
    word(StageSigned, "stage.signed")                                                                         \
    word(StageCopied, "stage.copied")                                                                         \
    word(StageTested, "stage.tested")                                                                         \
    word(StageInstalled, "stage.installed")                                                                   \
    word(StageNotFound, "stage.not_found")                                                                    \
    word(StageNotSigned, "stage.not_signed")                                                                  \
    word(StageNotCopied, "stage.not_copied")                                                                  \
    word(StageNotTested, "stage.not_tested")                                                                  \
    word(StageNotInstalled, "stage.not_installed")                                                            \
    word(RefusalNoManifest, "refusal.no_manifest")                                                            \
    word(RefusalManifestTooBig, "refusal.manifest_too_big")                                                   \
    word(RefusalSigMissing, "refusal.sig_missing")                                                            \
    word(RefusalSigMalformed, "refusal.sig_malformed")                                                        \
    word(RefusalSigWrongAlg, "refusal.sig_wrong_alg")                                                         \
    word(RefusalKeyUnknown, "refusal.key_unknown")                                                            \
    word(RefusalKeyRevoked, "refusal.key_revoked")                                                            \
    word(RefusalWrongRole, "refusal.wrong_role")                                                              \
    word(RefusalSigBad, "refusal.sig_bad")                                                                    \
    word(RefusalCommentSigBad, "refusal.comment_sig_bad")                                                     \
    word(RefusalGrammar, "refusal.grammar")                                                                   \
    word(RefusalWrongType, "refusal.wrong_type")                                                              \
    word(RefusalWrongSite, "refusal.wrong_site")                                                              \
    word(RefusalTooNewApp, "refusal.too_new_app")                                                             \
    word(RefusalReplayOlder, "refusal.replay_older")                                                          \
    word(RefusalReplaySameNumberOtherContent, "refusal.replay_same_number_other_content")                     \
    word(RefusalJumpTooFar, "refusal.jump_too_far")                                                           \
    word(RefusalKnownBad, "refusal.known_bad")                                                                \
    word(RefusalBlobMissing, "refusal.blob_missing")                                                          \
    word(RefusalBlobShort, "refusal.blob_short")                                                              \
    word(RefusalBlobLong, "refusal.blob_long")                                                                \
    word(RefusalBlobHash, "refusal.blob_hash")                                                                \
    word(RefusalKindUnknown, "refusal.kind_unknown")                                                          \
    word(RefusalPixelBudget, "refusal.pixel_budget")                                                          \
    word(RefusalDecodeFailed, "refusal.decode_failed")                                                        \
    word(RefusalDecodeTimeout, "refusal.decode_timeout")                                                      \
    word(RefusalDecodeMemory, "refusal.decode_memory")                                                        \
    word(RefusalTextInvalidUtf8, "refusal.text_invalid_utf8")                                                 \
    word(RefusalTextForbiddenChar, "refusal.text_forbidden_char")                                             \
    word(RefusalLinkHostNotAllowed, "refusal.link_host_not_allowed")                                          \
    word(RefusalContentUnusable, "refusal.content_unusable")                                                  \
    word(RefusalNoSpace, "refusal.no_space")                                                                  \
    word(RefusalTerminalDisk, "refusal.terminal_disk")                                                        \
    word(RefusalTooManyPacks, "refusal.too_many_packs")                                                       \
    word(RefusalStickRemoved, "refusal.stick_removed")                                                        \
    word(RefusalStickUnreadable, "refusal.stick_unreadable")                                                  \
    word(RefusalTrustMissing, "refusal.trust_missing")                                                        \
    word(RefusalTrustMalformed, "refusal.trust_malformed")                                                    \
    word(RefusalTrustOlder, "refusal.trust_older")                                                            \
    word(RefusalTrustSkipsAVersion, "refusal.trust_skips_a_version")                                          \
    word(StaffDoor, "staff.door")              /* on the page "Ask" */                                        \
    word(StaffTitle, "staff.title")            /* in the header */                                            \
    word(PinHeading, "pin.heading")                                                                           \
    word(PinEnter, "pin.enter")                /* {0} = how many */                                           \
    word(PinWait, "pin.wait")                  /* while it is looked at */                                    \
    word(PinWrong, "pin.wrong")                /* {0} = free tries left */                                    \
    word(PinClosed, "pin.closed")              /* {0} = minutes */                                            \
    word(PinClosedSoon, "pin.closed_soon")     /* {0} = seconds */                                            \
    word(PinNone, "pin.none")                  /* nobody set one yet */                                       \
    word(PinNotStaff, "pin.not_staff")         /* names the button "Start" */                                 \
    word(PinErase, "pin.erase")                /* takes the last digit back */                                \
    word(StaffHeading, "staff.heading")                                                                       \
    word(StaffAttention, "staff.attention")    /* {0} = how many */                                           \
    word(StaffRows, "staff.rows")              /* eleven labels, one a line */                                \
    word(StaffEdition, "staff.edition")        /* {0} = number, {1} = its date */                             \
    word(StaffTrialDone, "staff.trial_done")                                                                  \
    word(StaffTrialRuns, "staff.trial_runs")                                                                  \
    word(StaffFree, "staff.free")              /* {0} = percent */                                            \
    word(StaffDegrees, "staff.degrees")                                                                       \
    word(StaffUnknown, "staff.unknown")        /* cannot be read here */                                      \
    word(StaffWorks, "staff.works")                                                                           \
    word(StaffLost, "staff.lost")              /* the touch panel */                                          \
    word(StaffCuts, "staff.cuts")              /* {0} = power cuts, {1} = crashes */                          \
    word(StaffNoError, "staff.no_error")                                                                      \
    word(StaffFew, "staff.few")                /* {0} = fewest that are shown */                              \
    word(StaffNotKept, "staff.not_kept")       /* opinions */                                                 \
    word(StaffNoName, "staff.no_name")         /* the terminal was not set up */                              \
    word(StaffStatusCode, "staff.status_code")                                                                \
    word(StaffLog, "staff.log")                                                                               \
    word(StaffTests, "staff.tests")                                                                           \
    word(StaffOpinions, "staff.opinions")                                                                     \
    word(StaffClean, "staff.clean")                                                                           \
    word(StaffSize, "staff.size")                                                                             \
    word(StaffClock, "staff.clock")                                                                           \
    word(StaffGoBack, "staff.go_back")                                                                        \
    word(StaffRestart, "staff.restart")                                                                       \
    word(StaffHappenings, "staff.happenings")  /* 34 lines in the order of the event log's numbers */         \
    word(StaffTestNames, "staff.test_names")   /* four, one a line */                                         \
    word(StaffNever, "staff.never")            /* self-test */                                                \
    word(StaffTouchAll, "staff.touch_all")     /* over the cells */                                           \
    word(StaffSoundHeading, "staff.sound_heading")                                                            \
    word(StaffSoundText, "staff.sound_text")                                                                  \
    word(StaffColoursHeading, "staff.colours_heading")                                                        \
    word(StaffColoursText, "staff.colours_text")                                                              \
    word(StaffCodeHeading, "staff.code_heading")                                                              \
    word(StaffYes, "staff.yes")                                                                               \
    word(StaffNo, "staff.no")                                                                                 \
    word(StaffSendCode, "staff.send_code")                                                                    \
    word(StaffSendTool, "staff.send_tool")      /* reads it there */                                          \
    word(StaffSendHow, "staff.send_how")                                                                      \
    word(StaffCleaning, "staff.cleaning")      /* {0} = seconds */                                            \
    word(StaffCard, "staff.card")                                                                             \
    word(StaffBigger, "staff.bigger")                                                                         \
    word(StaffSmaller, "staff.smaller")                                                                       \
    word(StaffTurn, "staff.turn")              /* turns at the next start; {0} = degrees */                   \
    word(StaffClockSteps, "staff.clock_steps") /* eight, one a line */                                        \
    word(StaffGoBackText, "staff.go_back_text")/* {0} = now, {1} = before */                                  \
    word(StaffSure, "staff.sure")              /* asked the second time */                                    \
    word(StaffSureText, "staff.sure_text")                                                                    \
    word(StaffNoBefore, "staff.no_before")                                                                    \
    word(StaffRestartText, "staff.restart_text")                                                              \
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
