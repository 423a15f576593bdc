// The walk of one person through the terminal: no window, no disk, time handed in.
#include "kiosk/visit/visit.h"

#include "kiosk/visit/freshness.h"
#include "tests/catch.h"
#include "tests/shipped.h"

using namespace balai;
using namespace std::chrono_literals;

namespace {

const Content& content() { return shipped_content(); }

Visit at(Screen screen, Moment now = 60s) {
    Visit visit;
    visit.screen = std::move(screen);
    visit.began = 0s;
    visit.touched = visit.shown = now;
    return visit;
}

Visit next(const Visit& visit, const Intent& intent, Moment now = 61s) {
    return after(visit, intent, content(), now).visit;
}

const std::string guide = "paspor-baru";

}  // namespace

TEST_CASE("Choosing a language at the invitation opens home in that language") {
    const Visit visit = next(Visit{}, ChooseLanguage{Language::Javanese});
    CHECK(visit.screen == Screen{HomeScreen{}});
    CHECK(visit.language == Language::Javanese);
}

TEST_CASE("A touch beside the buttons of the invitation asks for the language") {
    CHECK(next(Visit{}, TouchGlass{}).screen == Screen{LanguageScreen{}});
}

TEST_CASE("Large text chosen at the invitation stays for the whole visit") {
    Visit visit = next(Visit{}, ToggleBig{});
    visit = next(visit, ChooseLanguage{Language::Indonesian});
    visit = next(visit, OpenTile{guide});
    CHECK(visit.modes.big);
}

TEST_CASE("Buttons within a low reach are two touches from any page and stay until the visit ends") {
    Visit visit = next(at(StepScreen{guide, 1, 1}), Ask{});
    visit = next(visit, ToggleLow{});
    CHECK(visit.modes.low);
    visit = next(visit, Back{});
    CHECK(visit.screen == Screen{StepScreen{guide, 1, 0}});  // its parts are counted anew
    CHECK(visit.modes.low);
    CHECK_FALSE(next(visit, Finish{}).modes.low);
}

TEST_CASE("Sitting together is one touch in the settings, takes the place of large type and ends with the visit") {
    Visit visit = next(next(at(StepScreen{guide, 1, 2}), Ask{}), ToggleBig{});
    visit = next(visit, ToggleTogether{});
    CHECK(sits_together(visit.modes));
    CHECK_FALSE(visit.modes.big);
    CHECK(next(visit, Back{}).screen == Screen{StepScreen{guide, 1, 0}});  // its parts are counted anew
    CHECK_FALSE(next(visit, Finish{}).modes.together);
    visit = next(visit, ToggleBig{});
    CHECK(visit.modes.big);
    CHECK_FALSE(visit.modes.together);
}

TEST_CASE("Sitting together, what is not done yet becomes one list behind the last step") {
    Visit visit = at(StepScreen{guide, 0, 0});
    visit.modes.together = true;
    const int steps = static_cast<int>(content().guide(guide, Language::Indonesian)->steps.size());
    for (int i = 0; i < steps; ++i) {
        CHECK(visit.screen == Screen{StepScreen{guide, i, 0}});
        visit = next(visit, SayWhetherDone{i != 1 && i != 3});
    }
    CHECK(visit.screen == Screen{TogetherScreen{guide, 0}});
    CHECK(visit.to_do[guide] == std::set<int>{1, 3});
    CHECK(next(visit, Done{}).screen == Screen{FacesScreen{guide}});
    CHECK(next(visit, Finish{}).to_do.empty());
}

TEST_CASE("Sitting together, an answer is changed by going back, and a list with nothing on it is not shown") {
    Visit visit = at(StepScreen{guide, 0, 0});
    visit.modes.together = true;
    visit = next(next(visit, SayWhetherDone{false}), Back{});
    visit = next(visit, SayWhetherDone{true});
    CHECK(visit.to_do[guide].empty());
    const int last = static_cast<int>(content().guide(guide, Language::Indonesian)->steps.size()) - 1;
    visit.screen = StepScreen{guide, last, 0};
    CHECK(next(visit, SayWhetherDone{true}).screen == Screen{EndScreen{guide}});
    CHECK(next(visit, SayWhetherDone{false}).screen == Screen{TogetherScreen{guide, 0}});
}

TEST_CASE("An answer about a step counts on no other page, and a guide that is gone leads home") {
    const Visit home = at(HomeScreen{});
    CHECK(next(home, SayWhetherDone{false}) == home);
    Visit visit = at(StepScreen{"withdrawn", 1, 0});
    visit.modes.together = true;
    CHECK(next(visit, SayWhetherDone{false}).screen == Screen{HomeScreen{}});
}

TEST_CASE("On a calm screen the invitation does not change by itself") {
    Visit visit;
    visit.modes.calm = true;
    CHECK_FALSE(next_change(visit, 100s));
    CHECK(passed(visit, content(), 100s).visit.screen == Screen{AttractScreen{0}});
    visit.modes.calm = false;
    CHECK(next_change(visit, 1s));
    CHECK(passed(visit, content(), 100s).visit.screen == Screen{AttractScreen{1}});
}

TEST_CASE("Keys and a voice count as somebody being there, but never answer the warning") {
    Visit visit = at(HomeScreen{}, 60s);
    CHECK(awake(visit, 200s).touched == 200s);
    visit.warned = true;
    CHECK(awake(visit, 250s) == visit);
}

TEST_CASE("The road through a guide is a straight line from the overview to the end") {
    Visit visit = next(at(HomeScreen{}), OpenTile{guide});
    CHECK(visit.screen == Screen{GuideScreen{guide, 0}});
    visit = next(visit, Begin{});
    const auto steps = content().guide(guide, Language::Indonesian)->steps.size();
    for (std::size_t i = 0; i < steps; ++i) {
        CHECK(visit.screen == Screen{StepScreen{guide, static_cast<int>(i), 0}});
        visit = next(visit, Next{});
    }
    CHECK(visit.screen == Screen{EndScreen{guide}});
    CHECK(next(visit, Done{}).screen == Screen{FacesScreen{guide}});
}

TEST_CASE("Back goes one page back, and from the first page to home") {
    Visit visit = next(next(at(HomeScreen{}), OpenTile{guide}), Begin{});
    visit = next(visit, Next{});
    visit = next(visit, Back{});
    CHECK(visit.screen == Screen{StepScreen{guide, 0, 0}});
    visit = next(next(visit, Back{}), Back{});
    CHECK(visit.screen == Screen{HomeScreen{}});
    CHECK(next(visit, Back{}).screen == Screen{HomeScreen{}});
}

TEST_CASE("Start leads home from everywhere and forgets the way back") {
    const Visit visit = next(next(at(HomeScreen{}), OpenTile{guide}), GoHome{});
    CHECK(visit.screen == Screen{HomeScreen{}});
    CHECK(visit.way_back.empty());
}

TEST_CASE("A tile whose guide is not written yet opens a calm page, never a dead end") {
    const Visit visit = next(at(HomeScreen{}), OpenTile{"belum-ditulis"});
    CHECK(visit.screen == Screen{MissingScreen{"guide", "belum-ditulis", 0}});
    CHECK(next(visit, Back{}).screen == Screen{HomeScreen{}});
}

TEST_CASE("Someone reading a guide that new content dropped is taken home") {
    CHECK(next(at(StepScreen{"withdrawn", 1, 0}), Next{}).screen == Screen{HomeScreen{}});
    CHECK(next(at(GuideScreen{"withdrawn", 0}), Begin{}).screen == Screen{HomeScreen{}});
}

TEST_CASE("A late touch meant for a page that is gone changes nothing") {
    const Visit visit = at(HomeScreen{});
    CHECK(next(visit, GiveFace{4}) == visit);
    CHECK(next(visit, Next{}) == visit);
    CHECK(next(visit, Stay{}) == visit);
    CHECK(next(visit, TouchGlass{}) == visit);
}

TEST_CASE("Changing the language in the settings keeps the page that was being read") {
    Visit visit = next(next(at(HomeScreen{}), OpenTile{guide}), Begin{});
    visit = next(next(visit, Ask{}), ChangeLanguage{});
    CHECK(visit.screen == Screen{LanguageScreen{}});
    visit = next(visit, ChooseLanguage{Language::English});
    CHECK(visit.screen == Screen{StepScreen{guide, 0, 0}});
    CHECK(visit.language == Language::English);
}

TEST_CASE("Changing the size of type goes back to the first part of a page") {
    CHECK(next(at(HelpScreen{1}), ToggleBig{}).screen == Screen{HelpScreen{0}});
}

TEST_CASE("Turning the last part of a page leads round to the first") {
    Visit visit = next(at(HomeScreen{}), TurnPage{2});
    CHECK(visit.screen == Screen{HomeScreen{1}});
    CHECK(next(visit, TurnPage{2}).screen == Screen{HomeScreen{0}});
}

TEST_CASE("An hour of play does not let the way back grow for ever") {
    Visit visit = at(HomeScreen{});
    for (int i = 0; i < 10000; ++i)
        visit = next(visit, i % 2 ? Intent{OpenTile{"office"}} : Intent{OpenTile{"mpaspor"}});
    CHECK(visit.way_back.size() <= 64);
}

TEST_CASE("A face asks to be saved and thanks nobody before it is") {
    const Outcome outcome = after(at(FacesScreen{guide}), GiveFace{4}, content(), 61s);
    CHECK(outcome.effects == std::vector<Effect>{SaveAnswer{guide, "face", "4"}});
    CHECK(outcome.visit.screen == Screen{FacesScreen{guide}});
    const Visit thanked = after_saving(outcome.visit, {guide, "face", "4"}, true, 61s);
    CHECK(thanked.screen == Screen{ThanksScreen{Heard::Counted}});
}

TEST_CASE("A face that could not be saved is answered honestly") {
    const Visit visit = after_saving(at(FacesScreen{guide}), {guide, "face", "4"}, false, 61s);
    CHECK(visit.screen == Screen{ThanksScreen{Heard::NotSaved}});
    CHECK_FALSE(visit.voted);
}

TEST_CASE("Who was not helped may say why, and may leave it") {
    const Visit visit = after_saving(at(FacesScreen{guide}), {guide, "face", "1"}, true, 61s);
    CHECK(visit.screen == Screen{ReasonScreen{guide}});
    CHECK(next(visit, Skip{}).screen == Screen{ThanksScreen{Heard::Counted}});
    CHECK(after(visit, GiveReason{"read"}, content(), 61s).effects ==
          std::vector<Effect>{SaveAnswer{guide, "reason", "read"}});
}

TEST_CASE("A second face in one visit is not counted and nothing claims that it was") {
    Visit visit = at(FacesScreen{guide});
    visit.voted = true;
    const Outcome outcome = after(visit, GiveFace{4}, content(), 61s);
    CHECK(outcome.effects == std::vector<Effect>{DropAnswer{NotCounted::SecondFace}});
    CHECK(outcome.visit.screen == Screen{ThanksScreen{Heard::NotCounted}});
}

TEST_CASE("Faces of a visit shorter than five seconds are dropped") {
    Visit visit = at(FacesScreen{guide}, 4s);
    CHECK(after(visit, GiveFace{4}, content(), 4999ms).effects ==
          std::vector<Effect>{DropAnswer{NotCounted::ShortVisit}});
    CHECK(after(visit, GiveFace{4}, content(), 5s).effects == std::vector<Effect>{SaveAnswer{guide, "face", "4"}});
}

TEST_CASE("Eight touches in two seconds are mashing") {
    Visit visit = at(FacesScreen{guide});
    for (int i = 0; i < 8; ++i) visit = touched(visit, 60s + i * 250ms);
    CHECK(after(visit, GiveFace{4}, content(), 62s).effects == std::vector<Effect>{DropAnswer{NotCounted::Mashing}});
    visit = touched(visit, 70s);
    CHECK(after(visit, GiveFace{4}, content(), 70s).effects == std::vector<Effect>{SaveAnswer{guide, "face", "4"}});
}

TEST_CASE("There is no face but the four") {
    CHECK(after(at(FacesScreen{guide}), GiveFace{5}, content(), 61s).effects.empty());
    CHECK(after(at(FacesScreen{guide}), GiveFace{0}, content(), 61s).effects.empty());
}

TEST_CASE("A page left alone warns after three minutes and resets 45 seconds later") {
    const Visit visit = at(HomeScreen{}, 0s);
    CHECK_FALSE(passed(visit, content(), 179s).visit.warned);
    CHECK(passed(visit, content(), 180s).visit.warned);
    CHECK(passed(visit, content(), 224s).effects.empty());
    const Outcome reset = passed(visit, content(), 225s);
    CHECK(reset.effects == std::vector<Effect>{Reset{}});
    CHECK(reset.visit.screen == Screen{AttractScreen{0}});
}

TEST_CASE("A code is left on the glass for five minutes: a phone has to be fetched") {
    CHECK_FALSE(passed(at(PhoneScreen{}, 0s), content(), 299s).visit.warned);
    CHECK(passed(at(PhoneScreen{}, 0s), content(), 300s).visit.warned);
}

TEST_CASE("Yes, go on returns to the same place as often as one likes") {
    Visit visit = at(StepScreen{guide, 2, 0}, 0s);
    for (int i = 1; i <= 50; ++i) {
        const Moment now = 180s * i;
        visit = passed(visit, content(), now).visit;
        REQUIRE(visit.warned);
        visit = after(visit, Stay{}, content(), now).visit;
        REQUIRE(visit.screen == Screen{StepScreen{guide, 2, 0}});
    }
}

TEST_CASE("While the warning is shown nothing beneath it can be touched") {
    Visit visit = at(FacesScreen{guide});
    visit.warned = true;
    CHECK(next(visit, GiveFace{4}) == visit);
    CHECK(next(visit, GoHome{}) == visit);
}

TEST_CASE("The next person finds the terminal as it was after start") {
    Visit visit = next(Visit{}, ToggleVoice{});
    visit = next(next(visit, ToggleBig{}), ChooseLanguage{Language::English});
    visit = next(next(visit, OpenTile{guide}), Ask{});
    visit.voted = true;
    Visit fresh = after(visit, Finish{}, content(), 99s).visit;
    fresh.touched = fresh.shown = 0s;
    CHECK(fresh == Visit{});
}

TEST_CASE("Settings chosen at the invitation and left alone are taken back without a warning") {
    Visit visit = touched(next(Visit{}, ToggleBig{}), 0s);
    CHECK(passed(visit, content(), 180s).effects == std::vector<Effect>{Reset{}});
}

TEST_CASE("The invitation changes its picture every twelve seconds, four in turn") {
    Visit visit;
    for (const int scene : {1, 2, 3, 0}) {
        visit = passed(visit, content(), visit.shown + 12s).visit;
        CHECK(visit.screen == Screen{AttractScreen{scene}});
    }
}

TEST_CASE("Thanks leave by themselves after twenty seconds") {
    CHECK(passed(at(ThanksScreen{}, 0s), content(), 19s).effects.empty());
    CHECK(passed(at(ThanksScreen{}, 0s), content(), 20s).effects == std::vector<Effect>{Reset{}});
}

TEST_CASE("A page that only waits for a finger wakes the machine once, for the warning") {
    CHECK(next_change(at(HomeScreen{}, 0s), 1s) == Moment{180s});
    CHECK_FALSE(next_change(at(EmergencyScreen{}, 0s), 1s).has_value());
}

TEST_CASE("The number on the warning page counts whole seconds down to the reset") {
    Visit visit = at(HomeScreen{}, 0s);
    visit.warned = true;
    CHECK(seconds_left(visit, 180s) == 45);
    CHECK(next_change(visit, 180s) == Moment{181s});
    CHECK(seconds_left(visit, 224500ms) == 1);
    CHECK(next_change(visit, 224500ms) == Moment{225s});
}

TEST_CASE("Time that runs backwards neither warns nor resets") {
    const Outcome outcome = passed(at(HomeScreen{}, 100s), content(), 0s);
    CHECK(outcome.effects.empty());
    CHECK_FALSE(outcome.visit.warned);
}

TEST_CASE("A fee past its twelve months gives way to asking the office") {
    const Today fresh{Date{std::chrono::year{2026} / 11 / 23}, Trust::Set};
    const Today late{Date{std::chrono::year{2027} / 11 / 23}, Trust::Set};
    CHECK(quoted("{biaya-5}", content(), Language::Indonesian, fresh) == "Rp650.000");
    CHECK(quoted("{biaya-5}", content(), Language::Indonesian, late) ==
          content().words(Language::Indonesian)[Word::AskOffice]);
}

TEST_CASE("A clock that is not trusted can prove that a term is over") {
    const Date checked{std::chrono::year{2026} / 9 / 26};
    CHECK(is_past(checked, 365, {Date{std::chrono::year{2027} / 11 / 1}, Trust::Floor}));
    CHECK_FALSE(is_past(checked, 365, {Date{std::chrono::year{1970} / 1 / 1}, Trust::Unknown}));
}

TEST_CASE("A telephone number past its term is still shown, the header says that it is old") {
    const Today late{Date{std::chrono::year{2027} / 11 / 23}, Trust::Set};
    const std::string phone = "{" + content().site().office_phone + "}";
    CHECK(quoted(phone, content(), Language::Indonesian, late).find("321628") != std::string::npos);
    CHECK(oldest(sources_of(phone, content(), late)).past);
}

TEST_CASE("The source date of a page is that of its oldest fact") {
    const SourceLine lines[] = {{Date{std::chrono::year{2026} / 9 / 26}, false},
                                {Date{std::chrono::year{2026} / 4 / 9}, false}};
    CHECK(oldest(lines).checked == Date{std::chrono::year{2026} / 4 / 9});
    CHECK(month_of(oldest(lines).checked, content().words(Language::Indonesian)) == "Apr 2026");
}

TEST_CASE("A quote of a fact that does not exist asks the office instead of showing braces") {
    const Today today{Date{std::chrono::year{2026} / 11 / 23}, Trust::Set};
    CHECK(quoted("{no-such-fact}", content(), Language::English, today) ==
          content().words(Language::English)[Word::AskOffice]);
    CHECK(quoted("an open { brace", content(), Language::English, today) == "an open { brace");
}

TEST_CASE("No page that is left alone changes more often than once a second, so nothing can flash three times in one") {
    const Screen screens[] = {AttractScreen{},
                              LanguageScreen{},
                              HomeScreen{},
                              GuideScreen{guide, 0},
                              StepScreen{guide, 0, 0},
                              PhoneScreen{},
                              TakeScreen{"syarat", SetKind::Checklist},
                              TogetherScreen{guide, 0},
                              ThanksScreen{},
                              HelpScreen{},
                              UpdateScreen{StickNews::Done, 0, 0, {}, {}, false},
                              EmergencyScreen{},
                              PinScreen{},
                              StaffScreen{}};
    for (const Screen& screen : screens) {
        INFO(name_of(screen));
        Visit visit = at(screen, 0s);
        if (std::holds_alternative<AttractScreen>(screen)) visit.began.reset();
        Moment now = 0s;
        std::vector<Moment> changes;
        while (now < 600s) {
            const auto next = next_change(visit, now);
            if (!next || *next > 600s) break;
            REQUIRE(*next > now);
            now = *next;
            Visit later = passed(visit, content(), now).visit;
            const bool looks_the_same = later.screen == visit.screen && later.warned == visit.warned &&
                                        later.modes == visit.modes && !later.warned;
            if (!looks_the_same) changes.push_back(now);
            visit = std::move(later);
        }
        for (std::size_t i = 1; i < changes.size(); ++i) CHECK(changes[i] - changes[i - 1] >= 1s);
    }
}
