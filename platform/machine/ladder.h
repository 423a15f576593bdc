// What is done about a terminal that falls again and again. The program itself goes back to an older edition and to its
// emergency page; the machine leaves out the graphics driver, and then starts again as a whole, but not for ever: a
// page that flickers is worth more than a machine that only boots.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "platform/base/clock.h"

namespace balai {

// Falls in a row, each within a minute of the one before. Forgotten when the machine starts.
struct Falls {
    int count = 0;
    Moment last{0};
    bool operator==(const Falls&) const = default;
};
// Restarts of the machine on one day of its clock. A clock that stands still counts as one day.
struct Restarts {
    std::string day;
    int count = 0;
    bool operator==(const Restarts&) const = default;
};

inline constexpr std::chrono::seconds calm{60};
inline constexpr int falls_to_plain_glass = 3, falls_to_restart = 9, most_restarts = 6;
inline constexpr std::chrono::minutes between_restarts{10};

// How the service ended, as systemd puts it into the environment of ExecStopPost.
struct Ending {
    std::string result, code, status;  // "success", "signal", "watchdog"; "exited", "killed"; "3", "SEGV"
};
// A missing screen is no fall, and neither is being told to stop.
bool is_fall(const Ending& ending);

struct Rung {
    Falls falls;
    Restarts restarts;
    bool plain_glass = false, restart = false;
};
Rung after_fall(Falls falls, Restarts restarts, Moment since_boot, const std::string& day);

std::string to_text(const Falls& falls);
std::string to_text(const Restarts& restarts);
// Nothing that was not written by to_text() counts.
Falls falls_from(std::string_view text);
Restarts restarts_from(std::string_view text);

}  // namespace balai
