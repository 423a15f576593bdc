#include "kiosk/staff/light.h"

#include <algorithm>

namespace balai {

namespace {

// When the hall is closed nobody stands before the screen; hours of a dark screen that were set win.
std::optional<Hours> dark_hours(const Settings& settings) {
    if (settings.off || !settings.hall) return settings.off;
    return Hours{settings.hall->until, settings.hall->from};
}

}  // namespace

int light_for(const Settings& settings, std::optional<int> minute, const Onlooker& onlooker) {
    if (!minute || onlooker.code) return full_light;
    const bool gone = onlooker.invitation && onlooker.untouched >= dark_after;
    const auto dark = dark_hours(settings);
    if (gone && dark && dark->holds(*minute)) return no_light;
    if (settings.dim && settings.dim->holds(*minute)) return dim_light;
    return full_light;
}

std::optional<Moment> light_changes_in(const Settings& settings, std::optional<int> minute, const Onlooker& onlooker) {
    const auto dark = dark_hours(settings);
    if (!minute || (!settings.dim && !dark)) return std::nullopt;
    constexpr int day = 24 * 60;
    int nearest = day;
    for (const auto& hours : {settings.dim, dark})
        if (hours)
            for (const int edge : {hours->from, hours->until}) {
                const int away = (edge - *minute + day) % day;
                nearest = std::min(nearest, away == 0 ? day : away);
            }
    const Moment edge = std::chrono::minutes{nearest};
    const bool will_be_dark = dark && dark->holds(*minute) && onlooker.invitation && !onlooker.code;
    if (will_be_dark && onlooker.untouched < dark_after) return std::min<Moment>(edge, dark_after - onlooker.untouched);
    return edge;
}

}  // namespace balai
