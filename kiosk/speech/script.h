// Everything that the terminal can say in a language: what is recorded, or synthesised until somebody records it.
#pragma once

#include "kiosk/screens/screen.h"
#include "kiosk/speech/reading.h"

namespace balai {

// With the emergency numbers of this content read digit by digit.
Spelling spelling_of(const Content& content, Language language);

struct ScriptLine {
    std::string clip;   // its name
    std::string words;  // as they are to be said
    std::string page;   // where they are met first: "step paspor-baru/2"
};
// Each clip once, in the order in which a visitor meets them; with fresh facts, and with those that gave way.
std::vector<ScriptLine> script_of(const Content& content, Language language);

}  // namespace balai
