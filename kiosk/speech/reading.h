// How a page is read aloud: what stands on it, in the order in which a neighbour would read it out.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "kiosk/speech/spelling.h"

namespace balai {

// One piece of words on a page, by the names of the layout: id, role, and the text with its line ends.
struct PagePiece {
    std::string id, role;
    Text text;
};

// What one clip says.
struct Utterance {
    std::string element;  // around which the ring lies meanwhile
    Language language = Language::Indonesian;
    std::string words;  // spelled
    friend bool operator==(const Utterance&, const Utterance&) = default;
};

// What one piece says when it is touched or reached alone; nothing where nothing is said, as for drawings.
std::vector<Utterance> said_by(const PagePiece& piece, const Spelling& spelling);

// Heading, words, each choice, then the bar with the way on first, then how old the page is.
std::vector<Utterance> reading_of(std::span<const PagePiece> page, const Spelling& spelling);

// The name of the clip that speaks these words in this language and no others: changed words have no clip.
std::string clip_name(Language language, std::string_view words);

}  // namespace balai
