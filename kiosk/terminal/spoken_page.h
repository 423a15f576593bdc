// What is said about a page that was laid out, in the order of reading.
#pragma once

#include "kiosk/paint/page.h"
#include "kiosk/speech/script.h"

namespace balai {

std::vector<Utterance> spoken_page(const Page& page, const Content& content, Language language);
// What one element says when it is reached alone.
std::vector<Utterance> spoken_element(const Element& element, const Content& content, Language language);
// Where their clips lie, in order, "id/3f2a…" each; nothing when one of them is missing or nothing is said.
std::string clips_of(const Element& element, const Content& content, Language language);

}  // namespace balai
