// What the voice may do in a visit: what it reads, how loud and how quick, and whether private pages may be heard.
#pragma once

#include <optional>

#include "platform/base/clock.h"

namespace balai {

enum class Reading { No, Aloud, NoVoice };  // NoVoice: it was asked for and there is none
enum class Aloud { NotAsked, Yes, No };     // whether private pages may be heard
inline constexpr int softest_step = 1, usual_step = 3, loudest_step = 5;
inline constexpr int slow_pace = -1, usual_pace = 0, quick_pace = 1;

// The setting of a hall is percent; a visit knows steps.
constexpr int step_of_volume(int percent) {
    constexpr int percent_a_step = 100 / loudest_step;
    const int step = (percent + percent_a_step / 2) / percent_a_step;
    return step < softest_step ? softest_step : step > loudest_step ? loudest_step : step;
}

struct Voice {
    bool on = false;  // every new page reads itself
    Reading reading = Reading::No;
    std::optional<Moment> reads_at;  // when this page begins to read itself
    Aloud aloud = Aloud::NotAsked;
    int volume = usual_step;
    int pace = usual_pace;
    friend bool operator==(const Voice&, const Voice&) = default;
};

}  // namespace balai
