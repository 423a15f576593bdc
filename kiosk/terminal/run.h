// The terminal on a real display: one loop that sleeps in poll() until a finger, the window system or the next change
// wakes it.
#pragma once

#include <filesystem>

#include "kiosk/terminal/terminal.h"
#include "platform/base/turn.h"

namespace balai {

struct RunWish {
    Places places;
    TerminalStart start;
    std::optional<Date> date;      // rehearse a day
    std::filesystem::path events;  // empty: none
    Turn turn = Turn::None;        // how the panel hangs
    bool sound = true;             // whether it may be heard
};

// Nobody reads how a service is used, and nothing but the glass shows that it runs.
bool started_by_systemd();

// Again: staff asked for a new start, or a setting needs one.
enum class RunEnd { Asked, Again };
// Runs until SIGTERM or until the window is closed. Trouble::NoDevice when there is no display. A file for events that
// cannot be opened ends it, but not the service.
Result<RunEnd> run(const RunWish& wish);

}  // namespace balai
