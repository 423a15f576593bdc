#include "kiosk/paint/theme.h"

#include <algorithm>
#include <cmath>

#include "platform/glass/type.h"

namespace balai {

namespace {

constexpr float least_length = 218.2F,
                least_breadth = 136.35F;       // units of a page: a 10" screen, and what it may be off
constexpr float height_of_reference = 136.4F;  // the 10" screen for which the pages were drawn
constexpr Colour none{0, 0, 0, 0};

constexpr Palette normal_palette() {
    constexpr Colour nila = rgb(0x12355B), nila_dark = rgb(0x0B2440), white = rgb(0xFFFFFF), sand_tone = rgb(0xE9CF9F),
                     well = rgb(0xE6EEF7), edge = rgb(0x6B6358), pale = rgb(0xE6DAC2), lip = rgb(0xDCCFB6),
                     shadow = rgb(0xEADFCB);
    Palette p;
    p.page = rgb(0xFBF6EC);
    p.bar = white;
    p.text = rgb(0x1B1B1B);
    p.soft = rgb(0x4A4A4A);
    p.strong = nila;
    p.good = rgb(0x0B5230);
    p.bad = rgb(0x9A1119);
    p.header = rgb(0x5A3418);
    p.header_text = white;
    p.notice = rgb(0xFFF1C2);
    p.header_line = rgb(0xD9A441);
    p.kawung_ground = rgb(0x4A2A13);
    p.kawung_petal = rgb(0x93703A);
    p.panel = well;
    p.panel_petal = rgb(0xC6D5E8);
    p.disc = white;
    p.invitation = nila;
    p.invitation_first = white;
    p.invitation_second = rgb(0xFFD24A);
    p.invitation_ground = nila_dark;
    p.invitation_petal = rgb(0x35608F);
    p.card = {white, pale, none, shadow};
    p.target = {white, edge, lip, shadow};
    p.primary = {nila, nila, nila_dark, shadow};
    p.pressed = {well, edge, none, none};
    p.primary_pressed = {nila_dark, nila_dark, none, none};
    p.chosen = {nila, nila, none, none};
    p.target_text = nila;
    p.primary_text = white;
    p.chosen_text = white;
    p.well = well;
    p.primary_well = white;
    p.note = rgb(0xF5EBD8);
    p.caution = rgb(0xFFF1C2);
    p.grave = rgb(0xFDE7E6);
    p.line = pale;
    p.step_done = nila;
    p.step_to_come = pale;
    p.face_fill = white;
    p.focus = rgb(0xB8500F);
    p.disc_number = nila;
    p.disc_digit = white;
    p.drawing = {nila, sand_tone, white};
    p.on_primary = {white, none, none};
    p.on_header = {white, rgb(0x8A5A30), none};
    p.sign_done = {p.good, rgb(0xE4F3E8), white};
    p.sign_stop = {p.bad, p.bad, white};
    return p;
}

// Black ground; shapes and words carry every state, colour only repeats it. (design 5, last paragraph)
constexpr Palette contrast_palette() {
    constexpr Colour black = rgb(0x000000), white = rgb(0xFFFFFF), yellow = rgb(0xFFE14D), light = rgb(0x9FE3FF),
                     grey = rgb(0x8C8C8C);
    Palette p;
    p.page = p.bar = p.header = p.panel = p.disc = p.invitation = p.invitation_ground = black;
    p.kawung_ground = black;
    p.kawung_petal = p.panel_petal = p.invitation_petal = rgb(0x4A4A4A);
    p.text = p.soft = p.strong = p.header_text = p.notice = p.invitation_first = white;
    p.invitation_second = yellow;
    p.good = p.bad = white;
    p.header_line = p.line = grey;
    p.card = {black, grey, none, none};
    p.target = {black, light, none, none};
    p.primary = {yellow, yellow, none, none};
    p.pressed = {rgb(0x1F4A5C), light, none, none};
    p.primary_pressed = {white, white, none, none};
    p.chosen = {light, light, none, none};
    p.target_text = white;
    p.primary_text = p.chosen_text = black;
    p.well = p.note = p.caution = p.grave = p.face_fill = black;
    p.primary_well = yellow;
    p.step_done = p.disc_number = yellow;
    p.disc_digit = black;
    p.step_to_come = rgb(0x4A4A4A);
    p.drawing = {light, none, none};
    p.on_primary = {black, none, none};
    p.on_header = {white, none, none};
    p.focus = rgb(0xFFB3AD);
    p.sign_done = p.drawing;
    p.sign_stop = {p.focus, none, none};
    p.shadows = false;
    return p;
}

}  // namespace

Scale scale_of(const Glass& glass) {
    const float per_mm = glass.ppi / 25.4F;
    const float larger =
        std::clamp(static_cast<float>(std::min(glass.width, glass.height)) / per_mm / height_of_reference, 1.0F, 1.4F);
    // On a glass smaller than the smallest page, or one whose size was set up wrongly, everything is smaller, never
    // cut.
    const auto longer = static_cast<float>(std::max(glass.width, glass.height));
    const auto shorter = static_cast<float>(std::min(glass.width, glass.height));
    const float whole_page = std::min(longer / least_length, shorter / least_breadth);
    Scale scale;
    scale.pixels = std::min(per_mm * larger, whole_page);
    scale.millimetres = scale.pixels / per_mm;
    scale.width = static_cast<float>(glass.width) / scale.pixels;
    scale.height = static_cast<float>(glass.height) / scale.pixels;
    scale.large = larger > 1.25F;
    return scale;
}

float cap_of(Type type, bool big) {
    switch (type) {
        case Type::Invitation:
            return 10.0F;
        case Type::Heading:
            return big ? 8.4F : 8.0F;
        case Type::Body:
            return big ? 7.0F : 4.8F;
        case Type::Small:
            return big ? 5.5F : 4.2F;
        case Type::Fine:
            return big ? 4.8F : 3.5F;
        case Type::Number:
            return 12.0F;
        case Type::Countdown:
            break;
    }
    return 14.0F;
}

int pixels_of(Type type, bool big, const Scale& scale) {
    return static_cast<int>(std::lround(cap_of(type, big) / cap_height * scale.pixels));
}

const Palette& palette_of(const Modes& modes) {
    static constexpr Palette normal = normal_palette(), contrast = contrast_palette();
    return modes.contrast ? contrast : normal;
}

}  // namespace balai
