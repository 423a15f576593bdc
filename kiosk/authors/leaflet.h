// A guide on paper, for people without a phone: one A5 sheet as a page of HTML that needs no script, no network and no
// other file. It says what the glass says, with the same sample mark and the same freshness of facts. It looks the same
// in black and white: no meaning in colour alone, no ground that a printer might leave out.
#pragma once

#include <functional>
#include <string>

#include "kiosk/content/content.h"

namespace balai {

// The SVG file of a drawing; empty when there is none, then its words stand alone.
using DrawingText = std::function<std::string(const std::string& name)>;

std::string leaflet(const Guide& guide, const Content& content, Language language, Today today,
                    const DrawingText& drawing);

// "Sen-Kam 08.00-15.00, Jum 08.00-11.30": days of equal hours together, closed days left out.
std::string week_of_hours(const std::array<std::string, 7>& hours, const Words& words);

}  // namespace balai
