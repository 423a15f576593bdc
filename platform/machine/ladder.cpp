#include "platform/machine/ladder.h"

#include <charconv>

namespace balai {

namespace {

template <typename Number>
std::optional<Number> number_in(std::string_view text) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number < 0) return std::nullopt;
    return number;
}

// "first second\n"
std::optional<std::pair<std::string_view, std::string_view>> two_words(std::string_view text) {
    if (!text.ends_with('\n')) return std::nullopt;
    text.remove_suffix(1);
    const auto blank = text.find(' ');
    if (blank == text.npos) return std::nullopt;
    return std::pair{text.substr(0, blank), text.substr(blank + 1)};
}

}  // namespace

bool is_fall(const Ending& ending) {
    constexpr std::string_view no_screen = "3";
    if (ending.result == "success") return false;
    return !(ending.code == "exited" && ending.status == no_screen);
}

Rung after_fall(Falls falls, Restarts restarts, Moment since_boot, const std::string& day) {
    falls.count = falls.count > 0 && since_boot - falls.last < calm ? falls.count + 1 : 1;
    falls.last = since_boot;
    if (restarts.day != day) restarts = {day, 0};
    Rung rung{falls, restarts, falls.count >= falls_to_plain_glass, false};
    const bool high_enough = falls.count >= falls_to_restart;
    if (high_enough && since_boot >= between_restarts && restarts.count < most_restarts) {
        ++rung.restarts.count;
        rung.restart = true;
    }
    return rung;
}

std::string to_text(const Falls& falls) {
    return std::to_string(falls.count) + " " + std::to_string(falls.last.count()) + "\n";
}

std::string to_text(const Restarts& restarts) { return restarts.day + " " + std::to_string(restarts.count) + "\n"; }

Falls falls_from(std::string_view text) {
    const auto words = two_words(text);
    if (!words) return {};
    const auto count = number_in<int>(words->first);
    const auto last = number_in<Moment::rep>(words->second);
    return count && last ? Falls{*count, Moment{*last}} : Falls{};
}

Restarts restarts_from(std::string_view text) {
    const auto words = two_words(text);
    if (!words || !parse_date(words->first)) return {};
    const auto count = number_in<int>(words->second);
    return count ? Restarts{std::string{words->first}, *count} : Restarts{};
}

}  // namespace balai
