// When a terminal lets its screen go dim or dark, and what brings it back.
#include "kiosk/terminal/terminal.h"

namespace balai {

Onlooker Terminal::onlooker() const {
    bool code = false;
    for (const Element& element : page_.elements) code = code || element.role == "qr";
    return {code, std::holds_alternative<AttractScreen>(visit_.screen) && !visit_.began, clock_.now() - visit_.touched};
}

std::optional<int> Terminal::minute() const {
    if (clock_.today().trust != Trust::Set) return std::nullopt;
    return clock_.minute();
}

void Terminal::tend_light() {
    const int light = light_for(backroom_.settings(), minute(), onlooker());
    if (light == light_) return;
    light_ = light;
    if (places_.light.empty()) return;
    // A request is an empty file; whoever turns the light takes it away. A screen that cannot be turned stays as it is.
    if (auto request = folders_.create(places_.light / std::to_string(light))) (void)(*request)->finish();
}

// The touch that wakes presses nothing, and nobody has begun a visit by it.
void Terminal::wake() {
    visit_.touched = visit_.shown = clock_.now();
    tend_light();
    draw();
}

}  // namespace balai
