// What a technician answers when a terminal is set up, by hand or in a file: the lines of the settings, and a few that
// are no settings.
//
//   kiosk = "balai-sukorejo"       and the other lines of settings.toml
//   screen = "2.53 KTP"            how wide the picture is; or "217 mm", or its diagonal "10.1 inci": instead of ppi
//   clock = "2026-11-25 10:15"     the time of the hall
//   pin = "407213"                 left out: one is drawn
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/staff/settings.h"

namespace balai {

struct Pixels {
    int width = 0, height = 0;
    bool operator==(const Pixels&) const = default;
};
// "1280x800", as the kernel lists it.
std::optional<Pixels> pixels_from(std::string_view mode);

// How dense the glass is when its picture is as wide as said. An identity card (KTP) is 85.6 mm wide and lies in every
// pocket; a ruler does not.
std::optional<float> density_from(std::string_view measure, Pixels pixels);

// "2026-11-25 10:15" in Asia/Jakarta.
std::optional<std::chrono::system_clock::time_point> time_from(std::string_view text);

struct Answers {
    Settings settings;
    std::optional<std::string> screen, pin;
    std::optional<std::chrono::system_clock::time_point> clock;
};
// The Problem names the line.
Result<Answers> answers_from(const std::string& text);

}  // namespace balai
