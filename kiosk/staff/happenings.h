// What the event log of a terminal can say. Numbers are for ever: one that is no longer used is not given out again.
// What visitors do is not among them.
#pragma once

#include <cstdint>
#include <string_view>

#include "platform/store/event_log.h"

namespace balai {

enum class What : std::uint16_t {
    Started = 1,          // how the run before ended (Ended), seconds since the machine was switched on
    Stopped = 2,          // asked to
    Day = 3,              // 20261125, how far it is trusted
    ContentBroken = 4,    // how many faults; the emergency page is shown
    ContentBack = 5,      // edition
    EditionChanged = 6,   // from, to
    EditionBack = 7,      // from, to: it kept failing
    WentBack = 8,         // from, to: staff asked for it
    StickRefused = 9,     // the reason's place in the closed list
    StickInstalled = 10,  // edition
    StickPulled = 11,     // too early
    ResultsWritten = 12,  // folders, newest serial
    ResultsFailed = 13,   // Trouble
    CountersFailed = 14,  // Trouble
    CountersAside = 15,   // a damaged database was set aside
    InputLost = 16,
    InputFound = 17,
    InputRefused = 18,
    PinWrong = 19,  // tries in a row
    StaffCame = 20,
    SettingsDamaged = 21,
    SettingsChanged = 22,
    SettingsNotKept = 23,  // Trouble
    ClockSet = 24,         // 20261125, minutes after midnight
    TestPassed = 25,       // SelfTest
    TestFailed = 26,       // SelfTest
    Cleaned = 27,
    SoundFailed = 28,
    FontsMissing = 29,
    VoltageLow = 30,
    Hot = 31,  // degrees
    RestartAsked = 32,
    DiskFull = 33,
    Acknowledged = 34,  // folders that the office has
};

// How the run before this one ended.
enum class Ended { First, Asked, Crashed, PowerCut };

Gravity gravity_of(What what);
// Nothing for a number that this program does not know.
bool is_known(std::uint16_t what);
// From the newest record of the run before, if any, and how long the machine has been on.
Ended ended(const std::optional<Record>& last, Moment now);

}  // namespace balai
