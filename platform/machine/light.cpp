#include "platform/machine/light.h"

#include <algorithm>
#include <charconv>
#include <fstream>

namespace balai {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_requests = 64;
// As the kernel counts: lit, and switched off.
constexpr int lit = 0, switched_off = 4;

std::optional<int> number_in(const fs::path& file) {
    int number = 0;
    return std::ifstream{file} >> number ? std::optional{number} : std::nullopt;
}

// The kernel's files are written in place.
bool set(const fs::path& file, int number) {
    std::ofstream out{file};
    out << number << "\n" << std::flush;
    return out.good();
}

bool turn(const fs::path& screen, int percent) {
    const auto most = number_in(screen / "max_brightness");
    if (!most || *most <= 0 || !set(screen / "brightness", steps_for(percent, *most))) return false;
    std::error_code error;
    if (fs::exists(screen / "bl_power", error)) set(screen / "bl_power", percent == 0 ? switched_off : lit);
    return true;
}

}  // namespace

std::optional<int> percent_from(std::string_view name) {
    int percent = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), percent);
    if (error != std::errc{} || end != name.data() + name.size() || percent < 0 || percent > 100 ||
        name != std::to_string(percent))
        return std::nullopt;
    return percent;
}

int steps_for(int percent, int most) {
    if (percent == 0) return 0;
    return std::max(1, (most * percent + 50) / 100);
}

LightAnswer answer_light(const LightPlaces& places, Folders& folders) {
    std::optional<int> percent;
    fs::file_time_type newest = fs::file_time_type::min();
    const auto names = folders.names(places.requests, most_requests);
    if (!names) return LightAnswer::TooMany;
    for (const std::string& name : *names) {
        std::error_code error;
        const auto asked = percent_from(name);
        const auto when = fs::last_write_time(places.requests / name, error);
        if (asked && !error && when >= newest) {
            percent = asked;
            newest = when;
        }
        (void)folders.remove_all(places.requests / name);
    }
    if (!percent) return LightAnswer::Nothing;
    bool turned = false;
    std::error_code error;
    for (const auto& screen : fs::directory_iterator{places.screens, error})
        turned = turn(screen.path(), *percent) || turned;
    return turned ? LightAnswer::Done : LightAnswer::NoScreen;
}

}  // namespace balai
