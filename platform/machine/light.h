// How bright the screen is. Whoever wants it otherwise makes an empty file that is named after the percentage; of
// several the newest counts.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

#include "platform/base/folders.h"

namespace balai {

struct LightPlaces {
    std::filesystem::path requests = "/run/balai/light", screens = "/sys/class/backlight";
};

// "0" to "100".
std::optional<int> percent_from(std::string_view name);
// On a screen that knows `most` steps. Dim is never dark: only 0 is.
int steps_for(int percent, int most);

enum class LightAnswer { Nothing, Done, NoScreen, TooMany };
// Takes what lies in the folder, empties it, and turns every screen that can be turned. A screen on HDMI cannot.
LightAnswer answer_light(const LightPlaces& places, Folders& folders);

}  // namespace balai
