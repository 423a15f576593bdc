#include "kiosk/paint/painter.h"

namespace balai {

Painter::Laid Painter::lay_out(const Scene& scene, const Glass& glass, std::optional<Finger> finger,
                               const std::string& as_if) {
    // Between pages: the quads of the last one are no longer used.
    type_.trim();
    wardrobe_.trim();
    stage_.begin(glass.width, glass.height, finger, as_if);
    PageUi ui{stage_, type_, wardrobe_, glass, scene.visit.modes};
    Laid laid;
    laid.asked = show(ui, scene);
    laid.pressed = ui.pressed();
    laid.page = ui.finish();
    laid.page.quads = stage_.end();
    return laid;
}

}  // namespace balai
