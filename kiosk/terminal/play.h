// Play scripts: touches on a simulated clock, and what must be seen. The terminal runs in a process of its own, so that
// `kill` is a real SIGKILL on real files. (the words are listed in tests/tasks/README.md)
#pragma once

#include <filesystem>
#include <string>

#include "kiosk/terminal/terminal.h"

namespace balai {

struct PlayWish {
    std::filesystem::path script;
    Places places;
    TerminalStart start;             // what the options of the program said; `start` in the script says more
    std::optional<Date> date;        // none: an untrusted clock
    std::filesystem::path events;    // empty: standard output
    std::filesystem::path pictures;  // where `shot` puts them
};

// 0 when every expectation held, 1 with the failing line on standard error, 3 when the machine is at fault: the state
// cannot be written, the file for events cannot be opened.
int play(const PlayWish& wish);

}  // namespace balai
