// A page as it lies on the glass: what is where, and the quads that draw it. The tour, the tests and the play scripts
// read the elements; the canvas draws the quads.
#pragma once

#include <string>
#include <vector>

#include "platform/glass/canvas.h"

namespace balai {

struct Element {
    std::string id;
    std::string role;   // heading body label date fact picture tile answer button bar face qr countdown notice glass
    Box rect;           // pixels
    std::string text;   // without markup
    std::string lines;  // the same as it was written, with its line ends: what a voice reads
    float cap_mm = 0;   // height of its capitals on the glass; 0 when it has no words
    Colour fg, bg;
    std::string drawing;  // of a target
    int drawn = 0;        // of a target: the side of its drawing, pixels; 0 when none stands on it
    Box words;            // where its words stand
    bool chosen = false;  // a setting that is on, a tab that is open
    bool enabled = true;
    bool overflow = false;  // words do not fit the box
    std::string payload;    // of a code, exactly
    int module_px = 0;      // of a code
};

bool is_target(const Element& element);

struct Page {
    std::vector<Element> elements;
    std::vector<Quad> quads;  // valid until the next page is laid out
    int parts = 1;

    const Element* find(std::string_view id) const;
    const Element* target_at(int x, int y) const;
};

}  // namespace balai
