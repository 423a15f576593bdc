// Sizes and colours, once. (design 4, 5, 11; storyboard: grid, type, surfaces)
#pragma once

#include "kiosk/visit/visit.h"
#include "platform/glass/pictures.h"

namespace balai {

// The piece of glass: pixels, and how large they are. Never taken from what a panel says about itself.
struct Glass {
    int width = 1280, height = 800;  // pixels
    float ppi = 149;
    friend bool operator==(const Glass&, const Glass&) = default;
};

// Lengths on pages are units: millimetres on a 10" screen, up to 1.4 mm on larger ones, where people stand further
// away.
struct Scale {
    float pixels = 0;             // a unit
    float millimetres = 0;        // a unit
    float width = 0, height = 0;  // of the page, in units
    bool large = false;           // from 13": tiles carry their drawing above the word
};
Scale scale_of(const Glass& glass);

enum class Type { Invitation, Heading, Body, Small, Fine, Number, Countdown };
// Height of a capital letter, in units.
float cap_of(Type type, bool big);
// Size of the em square, in pixels.
int pixels_of(Type type, bool big, const Scale& scale);

struct SurfaceColours {
    Colour fill, edge, lip, shadow;
};

struct Palette {
    Colour page, bar;
    Colour text, soft, strong;  // running text, what stands back, headings
    Colour good, bad;           // headings that say how it ended
    Colour header, header_text, notice, header_line;
    Colour kawung_ground, kawung_petal;  // in the header
    Colour panel, panel_petal, disc;     // picture panels
    Colour invitation, invitation_first, invitation_second, invitation_ground, invitation_petal;
    SurfaceColours card, target, primary, pressed, primary_pressed, chosen;
    Colour target_text, primary_text, chosen_text;
    Colour well, primary_well, note, caution, grave, line;
    Colour step_done, step_to_come, face_fill;
    Colour focus;                    // a ring around what the keys stand on or what is being read
    Colour disc_number, disc_digit;  // the ground of a number and the number
    DrawingColours drawing, on_primary, on_header, sign_done, sign_stop;
    bool shadows = true;
};
const Palette& palette_of(const Modes& modes);

}  // namespace balai
