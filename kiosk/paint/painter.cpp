#include "kiosk/paint/painter.h"

#include "kiosk/paint/tall_page.h"

namespace balai {

Painter::Laid Painter::lay_out(const Scene& scene, const Glass& glass, std::optional<Finger> finger,
                               const std::string& as_if, std::optional<Finger> missed) {
    // Between pages: the quads of the last one are no longer used.
    type_.trim();
    wardrobe_.trim();
    stage_.begin(glass.width, glass.height, finger, as_if);
    Laid laid;
    const auto lay = [&](PageUi& ui) {
        ui.ring(scene.visit.ring);
        laid.asked = show(ui, scene);
        if (missed) ui.ripple(missed->x, missed->y);
        laid.pressed = ui.pressed();
        laid.page = ui.finish();
    };
    if (glass.height > glass.width) {
        TallPage page{stage_, type_, wardrobe_, glass, scene.visit.modes};
        lay(page);
    } else {
        PageUi page{stage_, type_, wardrobe_, glass, scene.visit.modes};
        lay(page);
    }
    laid.page.quads = stage_.end();
    return laid;
}

}  // namespace balai
