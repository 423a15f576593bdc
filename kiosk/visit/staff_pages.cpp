#include "kiosk/visit/staff_pages.h"

#include <algorithm>
#include <utility>

#include "kiosk/visit/staff_walk.h"
#include "platform/base/match.h"

namespace balai {

namespace {

constexpr std::uint64_t every_cell = (std::uint64_t{1} << (cell_columns * cell_rows)) - 1;

Visit show(Visit visit, Screen screen, Moment now) {
    visit.screen = std::move(screen);
    visit.shown = now;
    visit.voice.reading = Reading::No;
    visit.voice.reads_at.reset();
    return visit;
}

Outcome open(Visit visit, const OpenStaffPage& wish, Moment now) {
    visit.way_back.push_back(visit.screen);
    visit = show(std::move(visit), StaffScreen{wish.page, 0, 0, wish.value}, now);
    switch (wish.page) {
        case StaffPage::Cleaning:
            return {std::move(visit), {StaffDeed{BeginCleaning{}}}};
        case StaffPage::Sound:
            return {std::move(visit), {StaffDeed{SaySomething{}}}};
        default:
            return {std::move(visit), {StaffDeed{LookAtMachine{}}}};
    }
}

// Back to the list of tests, whatever lay between.
Outcome end_test(Visit visit, StaffPage test, bool passed, Moment now) {
    while (!visit.way_back.empty() && visit.screen != Screen{StaffScreen{StaffPage::Tests}}) {
        visit.screen = visit.way_back.back();
        visit.way_back.pop_back();
    }
    Screen list = visit.screen;
    return {show(std::move(visit), std::move(list), now),
            {StaffDeed{EndTest{test, passed}}, StaffDeed{LookAtMachine{}}}};
}

Outcome agreed(Visit visit, const StaffScreen& page, Moment now) {
    switch (page.page) {
        case StaffPage::Sound:
        case StaffPage::Colours:
        case StaffPage::Code:
            return end_test(std::move(visit), page.page, true, now);
        case StaffPage::GoBack:
            return open(std::move(visit), {StaffPage::GoBackSurely}, now);
        case StaffPage::GoBackSurely:
            return {std::move(visit), {StaffDeed{ShowEditionBefore{}}}};
        case StaffPage::Restart:
            return {std::move(visit), {StaffDeed{StartAgain{}}}};
        default:
            return {std::move(visit), {}};
    }
}

}  // namespace

std::string_view code(StaffPage page) {
    switch (page) {
        case StaffPage::Status:
            return "status";
        case StaffPage::Opinions:
            return "opinions";
        case StaffPage::Log:
            return "log";
        case StaffPage::Tests:
            return "tests";
        case StaffPage::Touch:
            return "touch";
        case StaffPage::Sound:
            return "sound";
        case StaffPage::Colours:
            return "screen";
        case StaffPage::Code:
            return "code";
        case StaffPage::StatusCode:
            return "status-code";
        case StaffPage::Cleaning:
            return "cleaning";
        case StaffPage::Card:
            return "size";
        case StaffPage::SetClock:
            return "clock";
        case StaffPage::GoBack:
            return "go-back";
        case StaffPage::GoBackSurely:
            return "go-back/2";
        case StaffPage::Restart:
            break;
    }
    return "restart";
}

Outcome after_wish(Visit visit, const StaffWish& wish, Moment now) {
    if (std::holds_alternative<OpenDoor>(wish)) {
        visit.way_back.push_back(visit.screen);
        return {show(std::move(visit), PinScreen{}, now), {StaffDeed{LookAtDoor{}}}};
    }
    if (auto* door = std::get_if<PinScreen>(&visit.screen)) {
        if (door->state == PinState::Looking) return {std::move(visit), {}};
        if (std::holds_alternative<EraseKey>(wish)) {
            if (!door->digits.empty()) door->digits.pop_back();
            door->state = PinState::Typing;
        }
        const auto* key = std::get_if<PressKey>(&wish);
        if (!key) return {std::move(visit), {}};
        door->digits += key->digit;
        door->state = PinState::Typing;
        if (static_cast<int>(door->digits.size()) < key->of) return {std::move(visit), {}};
        const std::string digits = std::exchange(door->digits, {});
        door->state = PinState::Looking;
        return {std::move(visit), {StaffDeed{TryPin{digits}}}};
    }
    const auto* at = std::get_if<StaffScreen>(&visit.screen);
    if (!at) return {std::move(visit), {}};  // a late touch, meant for a page that is gone
    StaffScreen page = *at;
    return std::visit(
        Match{[&](const OpenStaffPage& to) -> Outcome { return open(std::move(visit), to, now); },
              [&](const TouchCell& cell) -> Outcome {
                  if (page.page != StaffPage::Touch || cell.number < 0 || cell.number >= cell_columns * cell_rows)
                      return {std::move(visit), {}};
                  page.cells |= std::uint64_t{1} << cell.number;
                  if (page.cells == every_cell) return end_test(std::move(visit), page.page, true, now);
                  visit.screen = page;
                  return {std::move(visit), {}};
              },
              [&](const SetValue& to) -> Outcome {
                  page.value = to.value;
                  visit.screen = page;
                  return {std::move(visit), {}};
              },
              [&](const Keep&) -> Outcome {
                  const StaffDeed deed = page.page == StaffPage::Card
                                             ? StaffDeed{KeepSize{static_cast<float>(page.value) / 10}}
                                             : StaffDeed{KeepClock{page.value}};
                  return {show(std::move(visit), StaffScreen{}, now), {deed, StaffDeed{LookAtMachine{}}}};
              },
              [&](const Agree&) -> Outcome { return agreed(std::move(visit), page, now); },
              [&](const Refuse&) -> Outcome {
                  if (page.page == StaffPage::Sound || page.page == StaffPage::Colours || page.page == StaffPage::Code)
                      return end_test(std::move(visit), page.page, false, now);
                  return {show(std::move(visit), StaffScreen{}, now), {}};
              },
              [&](const TurnGlass&) -> Outcome {
                  return {std::move(visit), {StaffDeed{KeepTurned{}}, StaffDeed{LookAtMachine{}}}};
              },
              [&](const auto&) -> Outcome {
                  return {std::move(visit), {}};
              }},
        wish);
}

Outcome after_pin(Visit visit, bool right, Moment now) {
    const auto* door = std::get_if<PinScreen>(&visit.screen);
    if (!door || door->state != PinState::Looking) return {std::move(visit), {}};  // left meanwhile
    visit.touched = now;
    if (!right) {
        visit.screen = PinScreen{{}, PinState::Wrong};
        return {std::move(visit), {StaffDeed{LookAtDoor{}}}};
    }
    return {show(std::move(visit), StaffScreen{}, now), {StaffDeed{LookAtMachine{}}}};
}

std::optional<Outcome> staff_passed(const Visit& visit, Moment now) {
    const auto* page = std::get_if<StaffScreen>(&visit.screen);
    if (!page || visit.warned) return std::nullopt;
    if (page->page == StaffPage::Cleaning && now >= visit.shown + cleaning_lasts) {
        Visit after = show(visit, StaffScreen{}, now);
        after.touched = now;
        return Outcome{std::move(after), {}};
    }
    if (page->page == StaffPage::Touch && now >= visit.touched + touch_test_waits)
        return end_test(visit, page->page, false, now);
    return std::nullopt;
}

int cleaning_seconds(const Visit& visit, Moment now) {
    const long left = (visit.shown + cleaning_lasts - now).count();
    return static_cast<int>(left <= 0 ? 0 : (left + 999) / 1000);
}

std::optional<Moment> staff_next_change(const Visit& visit, Moment now) {
    const auto* page = std::get_if<StaffScreen>(&visit.screen);
    if (!page || visit.warned) return std::nullopt;
    if (page->page == StaffPage::Touch) return visit.touched + touch_test_waits;
    if (page->page != StaffPage::Cleaning) return std::nullopt;
    return visit.shown + cleaning_lasts - std::chrono::seconds{std::max(0, cleaning_seconds(visit, now) - 1)};
}

void close_door_behind(Visit& visit) {
    const auto is_inside = [](const Screen& screen) {
        return std::holds_alternative<StaffScreen>(screen) || std::holds_alternative<PinScreen>(screen);
    };
    if (std::holds_alternative<StaffScreen>(visit.screen))
        std::erase_if(visit.way_back, [](const Screen& screen) { return std::holds_alternative<PinScreen>(screen); });
    else
        std::erase_if(visit.way_back, is_inside);
}

}  // namespace balai
