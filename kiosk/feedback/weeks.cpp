#include "kiosk/feedback/weeks.h"

namespace balai {

using namespace std::chrono;

namespace {

constexpr sys_days first_monday = sys_days{1969y / December / 29};

}  // namespace

int week_of(Date date) { return static_cast<int>(floor<weeks>(sys_days{date} - first_monday).count()); }

Date monday_of(int week) { return Date{first_monday + weeks{week}}; }

std::string week_name(int number) { return iso_week(monday_of(number)); }

std::optional<int> week_number(std::string_view name) {
    if (name.size() != 8 || name[4] != '-' || name[5] != 'W') return std::nullopt;
    int year_number = 0, week = 0;
    for (const std::size_t at : {0u, 1u, 2u, 3u, 6u, 7u}) {
        if (name[at] < '0' || name[at] > '9') return std::nullopt;
        (at < 4 ? year_number : week) = (at < 4 ? year_number : week) * 10 + (name[at] - '0');
    }
    if (year_number < 2000 || year_number > 2199 || week < 1 || week > 53) return std::nullopt;
    // The fourth of January always lies in the first week.
    const int number = week_of(Date{year{year_number} / January / 4}) + week - 1;
    if (week_name(number) != name) return std::nullopt;  // a 53rd week of a year that has 52
    return number;
}

std::optional<Label> parse_label(std::string_view label) {
    const bool doubtful = label.ends_with('?');
    if (doubtful) label.remove_suffix(1);
    const auto number = week_number(label);
    if (!number) return std::nullopt;
    return Label{*number, !doubtful};
}

}  // namespace balai
