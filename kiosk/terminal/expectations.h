// What a play script expects of the terminal: `expect screen home`, `expect tally subject=balai face=4`.
#pragma once

#include "kiosk/terminal/play_words.h"
#include "kiosk/terminal/terminal.h"

namespace balai {

// `words` are those of the whole line.
Complaint expect(Terminal& terminal, const std::vector<std::string>& words);

// Every element that was read aloud on this page, and what was said: for a complaint.
std::string everything_heard(const Terminal& terminal);

}  // namespace balai
