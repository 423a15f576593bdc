// The staff's side of a visit: the door with its PIN, and what lies behind it. Pure, as everything in a visit; what has
// to be done about the machine is a deed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "platform/base/clock.h"

namespace balai {

enum class PinState { Typing, Looking, Wrong };
struct PinScreen {
    std::string digits;  // typed so far; never said, never logged
    PinState state = PinState::Typing;
    friend bool operator==(const PinScreen&, const PinScreen&) = default;
};

enum class StaffPage {
    Status,
    Opinions,
    Log,
    Tests,
    Touch,
    Sound,
    Colours,
    Code,
    StatusCode,
    Cleaning,
    Card,
    SetClock,
    GoBack,
    GoBackSurely,
    Restart
};
std::string_view code(StaffPage page);  // "status", as the tour and the play scripts call it

inline constexpr int cell_columns = 8, cell_rows = 5;  // of the touch test
inline constexpr int test_colours = 5;                 // of the screen test

struct StaffScreen {
    StaffPage page = StaffPage::Status;
    int part = 0;
    std::uint64_t cells = 0;  // touch test: which were touched
    int value = 0;            // card: tenths of a pixel an inch; clock: minutes since 1970; screen test: which colour
    friend bool operator==(const StaffScreen&, const StaffScreen&) = default;
};

inline constexpr Moment cleaning_lasts = std::chrono::seconds{60};
inline constexpr Moment touch_test_waits = std::chrono::seconds{20};

// What staff ask for by touching.
struct OpenDoor {};
struct PressKey {
    char digit;
    int of;  // how many digits the PIN has
};
struct EraseKey {};
struct OpenStaffPage {
    StaffPage page;
    int value = 0;
};
struct TouchCell {
    int number;
};
struct SetValue {
    int value;
};
struct Keep {};   // what is on the page: the size, the clock
struct Agree {};  // yes: it was seen, heard, read; do it
struct Refuse {};
struct TurnGlass {};
using StaffWish =
    std::variant<OpenDoor, PressKey, EraseKey, OpenStaffPage, TouchCell, SetValue, Keep, Agree, Refuse, TurnGlass>;

// What has to be done about it outside.
struct LookAtDoor {  // whether there is a PIN, and whether one may try
    friend bool operator==(const LookAtDoor&, const LookAtDoor&) = default;
};
struct TryPin {
    std::string digits;
    friend bool operator==(const TryPin&, const TryPin&) = default;
};
struct LookAtMachine {
    friend bool operator==(const LookAtMachine&, const LookAtMachine&) = default;
};
struct KeepSize {
    float ppi;
    friend bool operator==(const KeepSize&, const KeepSize&) = default;
};
struct KeepTurned {  // a quarter further
    friend bool operator==(const KeepTurned&, const KeepTurned&) = default;
};
struct KeepClock {
    int minutes;  // since 1970, local
    friend bool operator==(const KeepClock&, const KeepClock&) = default;
};
struct EndTest {
    StaffPage test;
    bool passed;
    friend bool operator==(const EndTest&, const EndTest&) = default;
};
struct SaySomething {
    friend bool operator==(const SaySomething&, const SaySomething&) = default;
};
struct ShowEditionBefore {
    friend bool operator==(const ShowEditionBefore&, const ShowEditionBefore&) = default;
};
struct StartAgain {
    friend bool operator==(const StartAgain&, const StartAgain&) = default;
};
struct BeginCleaning {
    friend bool operator==(const BeginCleaning&, const BeginCleaning&) = default;
};
using StaffDeed = std::variant<LookAtDoor, TryPin, LookAtMachine, KeepSize, KeepTurned, KeepClock, EndTest,
                               SaySomething, ShowEditionBefore, StartAgain, BeginCleaning>;

}  // namespace balai
