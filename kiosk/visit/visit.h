// One person at the glass: which page, which language, which settings, and the way back. Pure: every change is
// (visit, intent, content, now) -> visit and effects. Nothing here is ever written to disk.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "kiosk/content/content.h"
#include "kiosk/visit/staff_pages.h"
#include "kiosk/visit/update_page.h"
#include "kiosk/visit/voice.h"
#include "platform/base/clock.h"

namespace balai {

// Pages. One that needs a guide cannot exist without one. `part`: a page whose words do not fit is shown in parts.
struct AttractScreen {
    int scene = 0;  // 0..3
    friend bool operator==(const AttractScreen&, const AttractScreen&) = default;
};
struct LanguageScreen {
    friend bool operator==(const LanguageScreen&, const LanguageScreen&) = default;
};
struct HomeScreen {
    int part = 0;
    friend bool operator==(const HomeScreen&, const HomeScreen&) = default;
};
struct GuideScreen {
    std::string guide;
    int part = 0;
    friend bool operator==(const GuideScreen&, const GuideScreen&) = default;
};
struct StepScreen {
    std::string guide;
    int step = 0;  // from 0
    int part = 0;
    friend bool operator==(const StepScreen&, const StepScreen&) = default;
};
struct EndScreen {
    std::string guide;
    friend bool operator==(const EndScreen&, const EndScreen&) = default;
};
enum class Store { Android, Iphone };
struct PhoneScreen {  // "mpaspor"
    Store store = Store::Android;
    int part = 0;
    friend bool operator==(const PhoneScreen&, const PhoneScreen&) = default;
};
struct WalkInScreen {  // the road without a phone; "mpaspor", subject "walkin"
    int part = 0;
    friend bool operator==(const WalkInScreen&, const WalkInScreen&) = default;
};
struct OfficeScreen {
    int part = 0;
    friend bool operator==(const OfficeScreen&, const OfficeScreen&) = default;
};
struct SectionScreen {
    std::string section;
    friend bool operator==(const SectionScreen&, const SectionScreen&) = default;
};
struct QuestionScreen {  // "triage", or "job" for a set whose outcome is a result
    std::string set;
    SetKind kind = SetKind::Checklist;
    std::string question;
    int part = 0;
    friend bool operator==(const QuestionScreen&, const QuestionScreen&) = default;
};
struct ChecklistScreen {
    std::string set;
    friend bool operator==(const ChecklistScreen&, const ChecklistScreen&) = default;
};
struct ResultScreen {
    std::string set;
    int page = 0;  // from 0: verdict, who can check, papers
    int part = 0;
    friend bool operator==(const ResultScreen&, const ResultScreen&) = default;
};
struct TakeScreen {  // the list as a code
    std::string set;
    SetKind kind = SetKind::Checklist;
    friend bool operator==(const TakeScreen&, const TakeScreen&) = default;
};
struct TogetherScreen {  // what is still to be done, on one page with its code; "take", subject "berdua/..."
    std::string guide;
    int part = 0;
    friend bool operator==(const TogetherScreen&, const TogetherScreen&) = default;
};
struct CallScreen {  // the office's number as a code; "take", subject "telepon"
    friend bool operator==(const CallScreen&, const CallScreen&) = default;
};
struct FacesScreen {
    std::string subject;  // a guide, or "balai" when asked from the help page
    friend bool operator==(const FacesScreen&, const FacesScreen&) = default;
};
struct ReasonScreen {
    std::string subject;
    friend bool operator==(const ReasonScreen&, const ReasonScreen&) = default;
};
enum class Heard { Counted, NotCounted, NotSaved };
struct ThanksScreen {
    Heard heard = Heard::Counted;  // only Counted claims that it was counted; NotSaved says that it could not be kept
    friend bool operator==(const ThanksScreen&, const ThanksScreen&) = default;
};
struct HelpScreen {
    int part = 0;
    friend bool operator==(const HelpScreen&, const HelpScreen&) = default;
};
struct MissingScreen {  // a page whose content is not there yet, under the name of the page it will be
    std::string name;   // "guide", "triage", "epassport"
    std::string subject;
    int part = 0;
    friend bool operator==(const MissingScreen&, const MissingScreen&) = default;
};
struct AloudScreen {  // may a private page be heard? "job", subject "suara"
    std::string set;
    friend bool operator==(const AloudScreen&, const AloudScreen&) = default;
};
struct VoiceScreen {  // how loud, how quick; "help", subject "suara"
    friend bool operator==(const VoiceScreen&, const VoiceScreen&) = default;
};
struct EmergencyScreen {
    friend bool operator==(const EmergencyScreen&, const EmergencyScreen&) = default;
};

using Screen =
    std::variant<AttractScreen, LanguageScreen, HomeScreen, GuideScreen, StepScreen, EndScreen, PhoneScreen,
                 WalkInScreen, OfficeScreen, SectionScreen, QuestionScreen, ChecklistScreen, ResultScreen, TakeScreen,
                 TogetherScreen, CallScreen, FacesScreen, ReasonScreen, ThanksScreen, HelpScreen, MissingScreen,
                 AloudScreen, VoiceScreen, UpdateScreen, EmergencyScreen, PinScreen, StaffScreen>;

// As the tour and the play scripts call it: "step", and "paspor-baru/2" or "paspor-baru/2+1". Never says an answer.
std::string name_of(const Screen& screen);
std::string subject_of(const Screen& screen);

struct Modes {
    bool big = false, contrast = false;
    bool low = false;  // every target within a low reach
    bool calm = false;
    bool together = false;  // officer and resident side by side; large type has no room for it and wins
    friend bool operator==(const Modes&, const Modes&) = default;
};

struct Visit {
    Screen screen = AttractScreen{};
    std::vector<Screen> way_back;
    Language language = Language::Indonesian;
    Modes modes;
    Voice voice;
    bool warned = false;          // the idle warning covers the page
    Moment touched{0};            // last accepted touch
    Moment shown{0};              // since when this page is on the glass
    std::optional<Moment> began;  // first touch of the visit; none on attract
    std::vector<Moment> recent;   // accepted touches of the last two seconds
    bool voted = false;
    std::string ring;  // the element with a ring around it: where the keys stand, or what is being read
    std::map<std::string, Answers> answers;  // question set -> what was answered; in memory only, gone with the visit
    std::map<std::string, std::set<int>> to_do;  // guide -> steps that are not done yet; built together, gone likewise
    friend bool operator==(const Visit&, const Visit&) = default;
};

// What a person asks for by touching.
struct ChooseLanguage {
    Language language;
};
struct ToggleVoice {};
struct ToggleBig {};
struct ToggleContrast {};
struct ToggleLow {};
struct ToggleCalm {};
struct ToggleTogether {};
struct TouchGlass {};  // attract, outside every button
struct OpenTile {
    std::string id;
};                // a guide, a section, a question set, "mpaspor" or "office"
struct Begin {};  // first step of the guide
struct TurnPage {
    int parts;
};  // next part of this page; from the last one round to the first
struct Next {};
struct SayWhetherDone {  // of this step, sitting together; leads on
    bool done;
};
struct Back {};
struct GoHome {};
struct Listen {};      // read this page, or stop reading it
struct ReadHere {};    // private pages too
struct StaySilent {};  // on private pages
struct OpenVoice {};
struct ChangeVoice {
    int louder = 0, quicker = 0;  // steps
};
struct Ask {};
struct GiveAnswer {
    std::string answer;
};                     // to the question on the page
struct TakeHome {};    // the list as a code
struct CallOffice {};  // its number as a code
struct Close {};       // a side guide: back to where it was opened; a result: cover and erase it
struct MyList {};
struct EPassport {};
struct ChangeLanguage {};
struct ChooseStore {
    Store store;
};
struct NoPhone {};
struct GiveOpinion {};  // from the help page
struct Done {};         // "finished" at the end of a guide: faces
struct GiveFace {
    int face;
};  // 4 = best
struct GiveReason {
    std::string reason;
};
struct Skip {};
struct Stay {};    // at the warning
struct Finish {};  // erase and start over
using Intent =
    std::variant<ChooseLanguage, ToggleVoice, ToggleBig, ToggleContrast, ToggleLow, ToggleCalm, TouchGlass, OpenTile,
                 Begin, TurnPage, Next, Back, GoHome, Listen, Ask, GiveAnswer, TakeHome, CallOffice, Close, MyList,
                 EPassport, ChangeLanguage, ChooseStore, NoPhone, GiveOpinion, Done, GiveFace, GiveReason, Skip, Stay,
                 Finish, ReadHere, StaySilent, OpenVoice, ChangeVoice, ToggleTogether, SayWhetherDone, StaffWish>;

// What has to be done about it outside.
struct SaveAnswer {
    std::string subject, question, answer;  // question "face" or "reason"
    friend bool operator==(const SaveAnswer&, const SaveAnswer&) = default;
};
enum class NotCounted { ShortVisit, Mashing, SecondFace };
struct DropAnswer {
    NotCounted why;
    friend bool operator==(const DropAnswer&, const DropAnswer&) = default;
};
struct Reset {
    friend bool operator==(const Reset&, const Reset&) = default;
};
struct ReadAloud {  // the page that is shown
    friend bool operator==(const ReadAloud&, const ReadAloud&) = default;
};
using Effect = std::variant<SaveAnswer, DropAnswer, Reset, ReadAloud, StaffDeed>;

struct Outcome {
    Visit visit;
    std::vector<Effect> effects;
};

// A touch was accepted: counts as activity, whether it asked for anything or not.
Visit touched(Visit visit, Moment now);
// Somebody is there without touching: the keys move, a voice speaks. The warning is left to its own buttons.
Visit awake(Visit visit, Moment now);
Outcome after(const Visit& visit, const Intent& intent, const Content& content, Moment now);
// An answer has been kept, or could not be: only now the page may say thank you.
Visit after_saving(const Visit& visit, const SaveAnswer& answer, bool saved, Moment now);

// A stick has something to say.
Visit stick_says(const Visit& visit, const UpdateScreen& page, Moment now);
// Nobody is in the middle of anything: content may change under the page.
bool is_idle(const Visit& visit);
// Reading began, or there is no voice for this page.
Visit after_beginning_to_read(Visit visit, bool any_voice);
// The page was read to its end, or a touch stopped it. Listening was activity.
Visit after_reading(Visit visit, Moment now);
// Answers of the job check are on it: nobody else should hear them unasked.
bool is_private(const Screen& screen);
bool is_for_staff(const Screen& screen);
// Steps are said line by line beside a larger drawing.
bool sits_together(const Modes& modes);
// Whether a page may speak without being asked to.
bool may_be_heard(const Visit& visit);

// Idle times of a page. (design 12)
struct IdleTimes {
    std::chrono::seconds until_warning{180}, warning_lasts{45};
};
IdleTimes idle_times(const Screen& screen);
// Seconds left on the warning page, rounded up.
int seconds_left(const Visit& visit, Moment now);
// Time has passed: warns, resets, turns the attract scene, leaves the thanks page.
Outcome passed(const Visit& visit, const Content& content, Moment now);
// When passed() has something to do next; nothing ever on a page that waits for a finger only.
std::optional<Moment> next_change(const Visit& visit, Moment now);

}  // namespace balai
