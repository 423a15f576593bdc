#include "kiosk/staff/first_run.h"

#include <charconv>
#include <cmath>
#include <sstream>

#include "kiosk/staff/pin.h"

namespace balai {

namespace {

constexpr double card_mm = 85.6, inch_mm = 25.4;
constexpr float least_density = 40, most_density = 600;

std::optional<double> number_in(std::string_view text) {
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
    if (error != std::errc{} || end != text.data() + text.size() || !(number > 0)) return std::nullopt;
    return number;
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r");
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

// `name = "value"`, and nothing behind it.
std::optional<std::string_view> value_of(std::string_view line, std::string_view name) {
    line = trimmed(line);
    if (!line.starts_with(name)) return std::nullopt;
    line = trimmed(line.substr(name.size()));
    if (!line.starts_with('=')) return std::nullopt;
    line = trimmed(line.substr(1));
    if (line.size() < 2 || line.front() != '"' || line.back() != '"') return std::string_view{};
    return line.substr(1, line.size() - 2);
}

// Whatever comes out; nothing when the words make no sense.
std::optional<double> raw_density(std::string_view measure, Pixels pixels) {
    measure = trimmed(measure);
    const auto blank = measure.find(' ');
    if (blank == measure.npos || pixels.width <= 0 || pixels.height <= 0) return std::nullopt;
    const auto number = number_in(measure.substr(0, blank));
    const std::string_view unit = trimmed(measure.substr(blank));
    if (!number) return std::nullopt;
    if (unit == "KTP" || unit == "ktp") return pixels.width * inch_mm / (*number * card_mm);
    if (unit == "mm") return pixels.width * inch_mm / *number;
    if (unit == "inci" || unit == "inch") return std::hypot(pixels.width, pixels.height) / *number;
    return std::nullopt;
}

}  // namespace

std::optional<Pixels> pixels_from(std::string_view mode) {
    Pixels pixels;
    const char* end = mode.data() + mode.size();
    const auto width = std::from_chars(mode.data(), end, pixels.width);
    if (width.ec != std::errc{} || width.ptr == end || *width.ptr != 'x') return std::nullopt;
    const auto height = std::from_chars(width.ptr + 1, end, pixels.height);
    // Interlaced modes end with an i.
    if (height.ec != std::errc{} || pixels.width <= 0 || pixels.height <= 0) return std::nullopt;
    return pixels;
}

std::optional<float> density_from(std::string_view measure, Pixels pixels) {
    const auto density = raw_density(measure, pixels);
    if (!density || *density < least_density || *density > most_density) return std::nullopt;
    return static_cast<float>(std::round(*density * 10) / 10);
}

std::optional<std::chrono::system_clock::time_point> time_from(std::string_view text) {
    using namespace std::chrono;
    if (text.size() != 16 || text[10] != ' ' || text[13] != ':') return std::nullopt;
    const auto date = parse_date(text.substr(0, 10));
    if (!date) return std::nullopt;
    const auto two = [&](std::size_t at) {
        const auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9' ? text[i] - '0' : 100; };
        return digit(at) * 10 + digit(at + 1);
    };
    const int hour = two(11), minute = two(14);
    if (hour > 23 || minute > 59) return std::nullopt;
    return sys_days{*date} + hours{hour - 7} + minutes{minute};
}

Result<Answers> answers_from(const std::string& text) {
    Answers answers;
    std::string settings;
    std::istringstream lines{text};
    int number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        const auto wrong = [&](const std::string& why) {
            return fail(Trouble::Damaged, "line " + std::to_string(number), why);
        };
        if (const auto screen = value_of(line, "screen")) {
            if (!raw_density(*screen, {1280, 800}))
                return wrong("screen wants \"2.53 KTP\", \"217 mm\" or \"10.1 inci\"");
            answers.screen = *screen;
            line.clear();
        } else if (const auto clock = value_of(line, "clock")) {
            answers.clock = time_from(*clock);
            if (!answers.clock) return wrong("clock wants \"2026-11-25 10:15\"");
            line.clear();
        } else if (const auto pin = value_of(line, "pin")) {
            if (fault_of_pin(*pin)) return wrong("pin wants 6 to 8 digits that nobody guesses");
            answers.pin = *pin;
            line.clear();
        }
        settings += line + "\n";
    }
    const auto read = settings_from(settings);
    if (!read) return tl::unexpected(read.error());
    answers.settings = *read;
    return answers;
}

}  // namespace balai
