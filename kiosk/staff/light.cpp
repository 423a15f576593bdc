#include "kiosk/staff/light.h"

#include <algorithm>

namespace balai {

int light_for(const Settings& settings, std::optional<int> minute, const Onlooker& onlooker) {
    if (!minute || onlooker.code) return full_light;
    const bool gone = onlooker.invitation && onlooker.untouched >= dark_after;
    if (gone && settings.off && settings.off->holds(*minute)) return no_light;
    if (settings.dim && settings.dim->holds(*minute)) return dim_light;
    return full_light;
}

std::optional<Moment> light_changes_in(const Settings& settings, std::optional<int> minute, const Onlooker& onlooker) {
    if (!minute || (!settings.dim && !settings.off)) return std::nullopt;
    constexpr int day = 24 * 60;
    int nearest = day;
    for (const auto& hours : {settings.dim, settings.off})
        if (hours)
            for (const int edge : {hours->from, hours->until}) {
                const int away = (edge - *minute + day) % day;
                nearest = std::min(nearest, away == 0 ? day : away);
            }
    const Moment edge = std::chrono::minutes{nearest};
    const bool will_be_dark = settings.off && settings.off->holds(*minute) && onlooker.invitation && !onlooker.code;
    if (will_be_dark && onlooker.untouched < dark_after) return std::min<Moment>(edge, dark_after - onlooker.untouched);
    return edge;
}

}  // namespace balai
