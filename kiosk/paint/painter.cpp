#include "kiosk/paint/painter.h"

#include "kiosk/paint/tall_page.h"

namespace balai {

namespace {

// Staff work in one size of type: a telephone's keys and a machine's state keep their places.
Modes modes_of(const Visit& visit) {
    Modes modes = visit.modes;
    if (is_for_staff(visit.screen) && !visit.warned) modes.big = false;
    return modes;
}

}  // namespace

Painter::Laid Painter::lay_out(const Scene& scene, const Glass& glass, std::optional<Finger> finger,
                               const std::string& as_if, const Marks& marks) {
    return lay(scene, glass, finger, as_if, marks, false);
}

Page Painter::measure(const Scene& scene, const Glass& glass) { return lay(scene, glass, {}, {}, {}, true).page; }

Painter::Laid Painter::lay(const Scene& scene, const Glass& glass, std::optional<Finger> finger,
                           const std::string& as_if, const Marks& marks, bool only_measured) {
    // Between pages: the quads of the last one are no longer used.
    type_.trim();
    wardrobe_.trim();
    stage_.begin(glass.width, glass.height, finger, as_if, only_measured);
    Laid laid;
    const auto say = [&](PageUi& ui) {
        ui.ring(marks.read.empty() ? scene.visit.ring : marks.read);
        laid.asked = show(ui, scene);
        if (marks.missed) ui.ripple(marks.missed->x, marks.missed->y);
        laid.pressed = ui.pressed();
        laid.page = ui.finish();
    };
    if (glass.height > glass.width) {
        TallPage page{stage_, type_, wardrobe_, glass, modes_of(scene.visit)};
        say(page);
    } else {
        PageUi page{stage_, type_, wardrobe_, glass, modes_of(scene.visit)};
        say(page);
    }
    laid.page.quads = stage_.end();
    return laid;
}

}  // namespace balai
