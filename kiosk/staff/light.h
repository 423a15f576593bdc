// How bright the screen shall be: as the hall has set it, but never dim while a phone reads a code, and never dark
// before people have gone.
#pragma once

#include <chrono>

#include "kiosk/staff/settings.h"

namespace balai {

inline constexpr int full_light = 100, dim_light = 50, no_light = 0;
inline constexpr std::chrono::seconds dark_after{60};

struct Onlooker {
    bool code = false;        // a code is on the glass
    bool invitation = false;  // the page that waits for people
    Moment untouched{0};
};

// `minute` after midnight; nothing when the clock is not to be trusted, and then the light stays on.
int light_for(const Settings& settings, std::optional<int> minute, const Onlooker& onlooker);
// After how long it may be another one; never early. Nothing where it stays as it is.
std::optional<Moment> light_changes_in(const Settings& settings, std::optional<int> minute, const Onlooker& onlooker);

}  // namespace balai
