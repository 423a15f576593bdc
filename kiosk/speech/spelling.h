// How a text is said aloud: money, telephone numbers, hours and signs become words, so that a clip speaks exactly what
// its name was made of and a reader in front of a microphone need not guess.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/content/text.h"

namespace balai {

struct Spelling {
    Language language = Language::Indonesian;
    std::set<std::string, std::less<>> short_phones;  // "110": read digit by digit, which no number would be
};

std::string spelled(std::string_view text, const Spelling& spelling);

// The parts of which a clip each exists: sentences and lines. A page that does not fit is cut between them and nowhere
// else, so a clip serves every size of type. Without markup.
std::vector<Text> sentences_of(std::string_view text);

}  // namespace balai
