#include "kiosk/staff/light.h"

namespace balai {

int light_for(const Settings& settings, std::optional<int> minute, const Onlooker& onlooker) {
    if (!minute || onlooker.code) return full_light;
    const bool gone = onlooker.invitation && onlooker.untouched >= dark_after;
    if (gone && settings.off && settings.off->holds(*minute)) return no_light;
    if (settings.dim && settings.dim->holds(*minute)) return dim_light;
    return full_light;
}

}  // namespace balai
