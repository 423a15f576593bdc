// The staff's pages: the door, the state of the machine, and what can be done about it.
#include <algorithm>
#include <cmath>

#include "kiosk/screens/pages.h"
#include "kiosk/staff/status_code.h"
#include "kiosk/visit/staff_walk.h"

namespace balai {

namespace {

constexpr std::size_t longest_log = 49;  // seven pages of seven lines

Text line_of(const Text& lines, std::size_t number) {
    std::size_t from = 0;
    for (std::size_t i = 0; i < number; ++i) {
        const auto end = lines.find('\n', from);
        if (end == lines.npos) return {};
        from = end + 1;
    }
    return lines.substr(from, lines.find('\n', from) - from);
}

Text day_of(Date date, const Words& words) {
    const Text& months = words[Word::Months];
    Text month = months;
    std::replace(month.begin(), month.end(), ' ', '\n');
    return std::to_string(static_cast<unsigned>(date.day())) + " " +
           line_of(month, static_cast<unsigned>(date.month()) - 1);
}

Text day_and_year(Date date, const Words& words) {
    return day_of(date, words) + " " + std::to_string(static_cast<int>(date.year()));
}

Text clock_of(int minute) {
    const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return two(minute / 60) + "." + two(minute % 60);
}

Text happening(const Record& record, const Words& words) {
    const Text text = line_of(words[Word::StaffHappenings], record.what - 1U);
    return text.empty() ? std::to_string(record.what) : text;
}

Intent go(StaffPage page, int value = 0) { return StaffWish{OpenStaffPage{page, value}}; }

const LastSlot yes{"button.yes", "tick", Word::StaffYes, StaffWish{Agree{}}, true};
const OtherSlot no[] = {{Slot::Help, {"button.no", "close", Word::StaffNo, StaffWish{Refuse{}}}}};

// A question with yes and no in the bar.
Asked ask(Ui& ui, const Scene& scene, const Text& heading, const Text& text) {
    ui.begin(PageKind::StaffMessage, 0);
    head(ui, scene, words_of(scene)[Word::StaffTitle]);
    ui.heading(heading);
    ui.body(text);
    return usual_bar(ui, scene, {Slot::Back, Slot::Start, Slot::Help}, &yes, no);
}

std::vector<Ui::State> states_of(const StaffView& view, const Words& words) {
    const auto label = [&](std::size_t number) { return line_of(words[Word::StaffRows], number); };
    const long total = view.faces[0] + view.faces[1] + view.faces[2] + view.faces[3];
    std::vector<Ui::State> states;
    const auto add = [&](const char* drawing, std::size_t number, const Text& value, bool good) {
        states.push_back({drawing, label(number), value, good ? "tick" : "warn"});
    };
    add("list", 0, filled(words[Word::StaffEdition], std::to_string(view.edition), day_of(view.content_date, words)),
        true);
    add("clock", 2, day_of(view.today.date, words) + " " + clock_of(view.minute), view.today.trust == Trust::Set);
    add("disk", 3,
        view.free_percent ? filled(words[Word::StaffFree], std::to_string(*view.free_percent))
                          : words[Word::StaffUnknown],
        view.free_percent && *view.free_percent >= fewest_free);
    add("touch", 5, words[view.touch_works ? Word::StaffWorks : Word::StaffLost], view.touch_works);
    add("warn", 7, view.last_error ? happening(view.last_error->record, words) : words[Word::StaffNoError],
        !view.last_error);

    add("wait", 1, words[view.on_trial ? Word::StaffTrialRuns : Word::StaffTrialDone], !view.on_trial);
    add("sun", 4,
        view.degrees ? filled(words[Word::StaffDegrees], std::to_string(*view.degrees)) : words[Word::StaffUnknown],
        !view.degrees || *view.degrees < hot);
    add("power", 6, filled(words[Word::StaffCuts], std::to_string(view.power_cuts), std::to_string(view.crashes)),
        view.crashes == 0);
    add("face3", 9,
        !view.counts           ? words[Word::StaffNotKept]
        : total < fewest_shown ? filled(words[Word::StaffFew], std::to_string(fewest_shown))
                               : std::to_string(total),
        view.counts);
    add("info", 8, view.program, true);

    add("office", 10, view.settings.kiosk.empty() ? words[Word::StaffNoName] : view.settings.kiosk,
        !view.settings.kiosk.empty());
    return states;
}

Asked status(Ui& ui, const Scene& scene, const StaffView& view, const StaffScreen& page) {
    const Words& words = words_of(scene);
    ui.begin(PageKind::Staff, page.part);
    head(ui, scene, words[Word::StaffTitle]);
    ui.heading(words[Word::StaffHeading]);
    if (const auto found = attention(view); !found.empty())
        ui.note("warn", filled(words[Word::StaffAttention], std::to_string(found.size())));
    ui.states(states_of(view, words));
    struct Action {
        const char* id;
        const char* drawing;
        Word label;
        Intent intent;
    };
    const long now = std::chrono::sys_days{view.today.date}.time_since_epoch().count() * 24L * 60 + view.minute;
    const Action actions[] = {
        {"button.status-code", "save", Word::StaffStatusCode, go(StaffPage::StatusCode)},
        {"button.tests", "tick", Word::StaffTests, go(StaffPage::Tests)},
        {"button.log", "list", Word::StaffLog, go(StaffPage::Log)},
        {"button.opinions", "chart", Word::StaffOpinions, go(StaffPage::Opinions)},
        {"button.cleaning", "wipe", Word::StaffClean, go(StaffPage::Cleaning)},
        {"button.size", "size", Word::StaffSize,
         go(StaffPage::Card, static_cast<int>(std::lround(view.settings.ppi * 10)))},
        {"button.clock", "clock", Word::StaffClock, go(StaffPage::SetClock, static_cast<int>(now))},
        {"button.go-back", "back", Word::StaffGoBack, go(StaffPage::GoBack)},
        {"button.restart", "power", Word::StaffRestart, go(StaffPage::Restart)},
    };
    std::vector<Target> targets;
    for (const Action& action : actions) targets.push_back({action.id, action.drawing, words[action.label]});
    Asked asked;
    if (const auto touched = ui.actions(targets)) asked = actions[*touched].intent;
    const LastSlot more = turn_page(ui.parts());
    if (const Asked bar = usual_bar(ui, scene, {Slot::Back, Slot::Start}, page.part + 1 < ui.parts() ? &more : nullptr))
        asked = bar;
    return asked;
}

Asked opinions(Ui& ui, const Scene& scene, const StaffView& view) {
    const Words& words = words_of(scene);
    ui.begin(PageKind::Staff, 0);
    head(ui, scene, words[Word::StaffTitle]);
    ui.heading(words[Word::StaffOpinions]);
    constexpr Word faces[] = {Word::Face4, Word::Face3, Word::Face2, Word::Face1};
    std::vector<Ui::State> states;
    const long total = view.faces[0] + view.faces[1] + view.faces[2] + view.faces[3];
    for (std::size_t i = 0; i < view.faces.size(); ++i) {
        Text label = words[faces[i]];
        std::replace(label.begin(), label.end(), '\n', ' ');
        states.push_back(
            {"face" + std::to_string(4 - i), label, total < fewest_shown ? "" : std::to_string(view.faces[i]), ""});
    }
    states.push_back(
        {"chart", line_of(words[Word::StaffRows], 9),
         total < fewest_shown ? filled(words[Word::StaffFew], std::to_string(fewest_shown)) : std::to_string(total),
         ""});
    ui.states(states);
    return usual_bar(ui, scene, {Slot::Back, Slot::Start});
}

Asked log(Ui& ui, const Scene& scene, const StaffView& view, const StaffScreen& page) {
    const Words& words = words_of(scene);
    ui.begin(PageKind::StaffLog, page.part);
    head(ui, scene, words[Word::StaffTitle]);
    ui.heading(words[Word::StaffLog]);
    std::vector<Ui::State> states;
    for (const LogLine& line : view.log) {
        if (states.size() == longest_log) break;
        const char* sign = line.record.gravity == Gravity::Note ? "" : "warn";
        states.push_back({sign, line.day ? day_of(*line.day, words) : "-", happening(line.record, words), ""});
    }
    ui.states(states);
    const LastSlot more = turn_page(ui.parts());
    return usual_bar(ui, scene, {Slot::Back, Slot::Start}, page.part + 1 < ui.parts() ? &more : nullptr);
}

Asked tests(Ui& ui, const Scene& scene, const StaffView& view) {
    const Words& words = words_of(scene);
    ui.begin(PageKind::StaffTests, 0);
    head(ui, scene, words[Word::StaffTitle]);
    ui.heading(words[Word::StaffTests]);
    constexpr StaffPage pages[] = {StaffPage::Touch, StaffPage::Sound, StaffPage::Colours, StaffPage::Code};
    constexpr const char* drawings[] = {"touch", "sound", "contrast", "save"};
    std::vector<Target> targets;
    std::vector<StaffPage> shown;
    for (std::size_t i = 0; i < std::size(pages); ++i) {
        if (pages[i] == StaffPage::Sound && !view.has_sound) continue;
        shown.push_back(pages[i]);
        const auto passed = view.settings.passed.find(all_self_tests[i]);
        targets.push_back({"button.test-" + std::string{code(pages[i])}, drawings[i],
                           line_of(words[Word::StaffTestNames], i) + "\n" +
                               (passed == view.settings.passed.end() ? words[Word::StaffNever]
                                                                     : day_and_year(passed->second, words))});
    }
    Asked asked;
    if (const auto touched = ui.answers(targets)) asked = go(shown[*touched]);
    if (const Asked bar = usual_bar(ui, scene, {Slot::Back, Slot::Start})) asked = bar;
    return asked;
}

Asked colour_test(Ui& ui, const Scene& scene, const StaffScreen& page) {
    const Words& words = words_of(scene);
    if (page.value >= test_colours)
        return ask(ui, scene, words[Word::StaffColoursHeading], words[Word::StaffColoursText]);
    ui.begin(PageKind::Colour, 0);
    ui.fill(page.value);
    if (!ui.glass("glass.anywhere")) return std::nullopt;
    return StaffWish{SetValue{page.value + 1}};
}

Asked touch_test(Ui& ui, const Scene& scene, const StaffScreen& page) {
    ui.begin(PageKind::Cells, 0);
    const auto touched = ui.cells(cell_columns, cell_rows, page.cells);
    ui.heading(words_of(scene)[Word::StaffTouchAll]);
    if (!touched) return std::nullopt;
    return StaffWish{TouchCell{static_cast<int>(*touched)}};
}

Asked code_page(Ui& ui, const Scene& scene, const StaffView& view, StaffPage page) {
    const Words& words = words_of(scene);
    const bool test = page == StaffPage::Code;
    ui.begin(PageKind::Take, 0);
    head(ui, scene, words[Word::StaffTitle]);
    ui.code(test ? "qr.test" : "qr.status", status_code(view), "", words[Word::NoCode]);
    ui.heading(words[test ? Word::StaffCodeHeading : Word::StaffSendCode]);
    std::vector<Ui::Row> rows{{"cam", words[Word::TakeCamera]}, {"point", words[Word::TakePoint]}};
    if (!test) rows.push_back({"letter", words[Word::StaffSendHow]});
    ui.rows(rows);
    if (test) return usual_bar(ui, scene, {Slot::Back, Slot::Start, Slot::Help}, &yes, no);
    ui.body(words[Word::StaffSendTool]);
    return usual_bar(ui, scene, {Slot::Back, Slot::Start});
}

Asked cleaning(Ui& ui, const Scene& scene) {
    const Words& words = words_of(scene);
    const int seconds = cleaning_seconds(scene.visit, scene.now);
    ui.begin(PageKind::Warning, 0);
    head(ui, scene, words[Word::StaffTitle]);
    ui.heading(words[Word::StaffClean]);
    ui.body(filled(words[Word::StaffCleaning], std::to_string(seconds)));
    ui.countdown(seconds);
    return std::nullopt;
}

Asked size_page(Ui& ui, const Scene& scene, const StaffView& view, const StaffScreen& page) {
    const Words& words = words_of(scene);
    ui.begin(PageKind::Card, 0);
    head(ui, scene, words[Word::StaffTitle]);
    ui.heading(words[Word::StaffCard]);
    ui.card(static_cast<float>(page.value) / 10);
    const Target targets[] = {
        {"button.larger", "size", words[Word::StaffBigger]},
        {"button.smaller", "smaller", words[Word::StaffSmaller]},
        {"button.turn", "phone", filled(words[Word::StaffTurn], std::to_string(view.settings.rotation))}};
    Asked asked;
    // Half a per cent: a third of a millimetre on a card.
    const int step = std::max(1, page.value / 200);
    if (const auto touched = ui.actions(targets)) {
        if (*touched == 0) asked = StaffWish{SetValue{std::min(6000, page.value + step)}};
        if (*touched == 1) asked = StaffWish{SetValue{std::max(400, page.value - step)}};
        if (*touched == 2) asked = StaffWish{TurnGlass{}};
    }
    const LastSlot keep{"button.keep", "save", Word::BarTake, StaffWish{Keep{}}, true};
    if (const Asked bar = usual_bar(ui, scene, {Slot::Back, Slot::Start}, &keep)) asked = bar;
    return asked;
}

// The date some months later; a day that month does not have becomes its last.
std::chrono::sys_days months_later(std::chrono::sys_days day, int months) {
    using namespace std::chrono;
    const Date date{day};
    const year_month month = year_month{date.year(), date.month()} + std::chrono::months{months};
    const Date same{month / date.day()};
    return same.ok() ? sys_days{same} : sys_days{month / last};
}

Asked clock_page(Ui& ui, const Scene& scene, const StaffScreen& page) {
    using namespace std::chrono;
    const Words& words = words_of(scene);
    const sys_days day{floor<days>(minutes{page.value})};
    const int minute = static_cast<int>((minutes{page.value} - day.time_since_epoch()).count());
    ui.begin(PageKind::Help, 0);
    head(ui, scene, words[Word::StaffTitle]);
    const Date date{day};
    const Ui::Hotline shown[] = {
        {day_of(date, words), ""}, {std::to_string(static_cast<int>(date.year())), ""}, {clock_of(minute), ""}};
    ui.hotlines(shown);
    constexpr int steps[] = {-24 * 60, 24 * 60, 0, 0, -60, 60, -5, 5};
    std::vector<Target> targets;
    for (std::size_t i = 0; i < std::size(steps); ++i)
        targets.push_back({"button.step-" + std::to_string(i + 1), i % 2 == 0 ? "back" : "next",
                           line_of(words[Word::StaffClockSteps], i)});
    Asked asked;
    if (const auto touched = ui.settings(words[Word::StaffClock], targets)) {
        int value = page.value + steps[*touched];
        if (*touched == 2 || *touched == 3)
            value = static_cast<int>(months_later(day, *touched == 2 ? -1 : 1).time_since_epoch().count()) * 24 * 60 +
                    minute;
        asked = StaffWish{SetValue{value}};
    }
    const LastSlot keep{"button.keep", "save", Word::BarTake, StaffWish{Keep{}}, true};
    if (const Asked bar = usual_bar(ui, scene, {Slot::Back, Slot::Start}, &keep)) asked = bar;
    return asked;
}

Asked go_back(Ui& ui, const Scene& scene, const StaffView& view, bool surely) {
    const Words& words = words_of(scene);
    if (surely) return ask(ui, scene, words[Word::StaffSure], words[Word::StaffSureText]);
    if (view.edition_before)
        return ask(
            ui, scene, words[Word::StaffGoBack],
            filled(words[Word::StaffGoBackText], std::to_string(view.edition), std::to_string(*view.edition_before)));
    ui.begin(PageKind::StaffMessage, 0);
    head(ui, scene, words[Word::StaffTitle]);
    ui.heading(words[Word::StaffGoBack]);
    ui.body(words[Word::StaffNoBefore]);
    return usual_bar(ui, scene, {Slot::Back, Slot::Start});
}

// What the door says about itself.
Text door_text(const Scene& scene, const StaffView& view, const PinScreen& page) {
    const Words& words = words_of(scene);
    if (view.pin_length == 0) return words[Word::PinNone];
    if (page.state == PinState::Looking) return words[Word::PinWait];
    if (view.closed_until && *view.closed_until > scene.now) {
        const long seconds = ((*view.closed_until - scene.now).count() + 999) / 1000;
        return seconds <= 60 ? filled(words[Word::PinClosedSoon], std::to_string(seconds))
                             : filled(words[Word::PinClosed], std::to_string((seconds + 59) / 60));
    }
    if (page.state == PinState::Wrong && view.tries_left > 0)
        return filled(words[Word::PinWrong], std::to_string(view.tries_left));
    return filled(words[Word::PinEnter], std::to_string(view.pin_length));
}

}  // namespace

Asked pin_screen(Ui& ui, const Scene& scene, const PinScreen& page) {
    static const StaffView nothing{};
    const StaffView& view = scene.staff ? *scene.staff : nothing;
    const Words& words = words_of(scene);
    ui.begin(PageKind::Pin, 0);
    head(ui, scene, words[Word::StaffTitle]);
    ui.heading(words[Word::PinHeading]);
    ui.body(door_text(scene, view, page));
    ui.small(words[Word::PinNotStaff]);
    Asked asked;
    const bool closed = view.pin_length == 0 || (view.closed_until && *view.closed_until > scene.now);
    if (!closed) {
        ui.dots(static_cast<int>(page.digits.size()), static_cast<int>(view.pin_length));
        std::vector<Target> keys;
        for (const char digit : std::string{"1234567890"}) keys.push_back({"pin." + std::string{digit}, "", {digit}});
        keys.push_back({"pin.erase", "", words[Word::PinErase]});
        if (const auto touched = ui.keys(keys))
            asked = *touched < 10 ? StaffWish{PressKey{keys[*touched].label[0], static_cast<int>(view.pin_length)}}
                                  : StaffWish{EraseKey{}};
    }
    if (const Asked bar = usual_bar(ui, scene, {Slot::Back, Slot::Start})) asked = bar;
    return asked;
}

Asked staff_screen(Ui& ui, const Scene& scene, const StaffScreen& page) {
    static const StaffView nothing{};
    const StaffView& view = scene.staff ? *scene.staff : nothing;
    const Words& words = words_of(scene);
    switch (page.page) {
        case StaffPage::Status:
            return status(ui, scene, view, page);
        case StaffPage::Opinions:
            return opinions(ui, scene, view);
        case StaffPage::Log:
            return log(ui, scene, view, page);
        case StaffPage::Tests:
            return tests(ui, scene, view);
        case StaffPage::Touch:
            return touch_test(ui, scene, page);
        case StaffPage::Sound:
            return ask(ui, scene, words[Word::StaffSoundHeading], words[Word::StaffSoundText]);
        case StaffPage::Colours:
            return colour_test(ui, scene, page);
        case StaffPage::Code:
        case StaffPage::StatusCode:
            return code_page(ui, scene, view, page.page);
        case StaffPage::Cleaning:
            return cleaning(ui, scene);
        case StaffPage::Card:
            return size_page(ui, scene, view, page);
        case StaffPage::SetClock:
            return clock_page(ui, scene, page);
        case StaffPage::GoBack:
        case StaffPage::GoBackSurely:
            return go_back(ui, scene, view, page.page == StaffPage::GoBackSurely);
        case StaffPage::Restart:
            break;
    }
    return ask(ui, scene, words[Word::StaffRestart], words[Word::StaffRestartText]);
}

}  // namespace balai
