#include "platform/base/clock.h"

#include <algorithm>
#include <cstdio>
#include <ctime>

namespace balai {

using namespace std::chrono;

namespace {

constexpr hours jakarta{7};

Date date_of(system_clock::time_point time) { return Date{floor<days>(time + jakarta)}; }

}  // namespace

Moment SystemClock::now() const {
    timespec time{};
    clock_gettime(CLOCK_BOOTTIME, &time);
    return seconds{time.tv_sec} + duration_cast<milliseconds>(nanoseconds{time.tv_nsec});
}

Today believed(Date wall, Date floor) {
    const Date latest = plus_days(floor, 20 * 366);
    if (wall < floor || wall > latest) return {floor, Trust::Floor};
    return {wall, Trust::Set};
}

Today SystemClock::today() const { return believed(date_of(system_clock::now()), floor_); }

int SystemClock::minute() const {
    const auto local = system_clock::now() + jakarta;
    return static_cast<int>(floor<minutes>(local - floor<days>(local)).count());
}

SimulatedClock::SimulatedClock(Date date, Trust trust) : start_(date), trust_(trust) {}

Today SimulatedClock::today() const {
    const auto passed = floor<days>(since_first_midnight()).count();
    const Today today = believed(plus_days(start_, static_cast<int>(passed)), start_);
    return {today.date, std::min(trust_, today.trust)};
}

int SimulatedClock::minute() const {
    const auto since = since_first_midnight();
    return static_cast<int>(floor<minutes>(since - floor<days>(since)).count());
}

std::optional<Date> parse_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    int digits[10]{};
    for (const int at : {0, 1, 2, 3, 5, 6, 8, 9}) {
        if (text[at] < '0' || text[at] > '9') return std::nullopt;
        digits[at] = text[at] - '0';
    }
    const Date date{year{digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3]},
                    month{static_cast<unsigned>(digits[5] * 10 + digits[6])},
                    day{static_cast<unsigned>(digits[8] * 10 + digits[9])}};
    if (!date.ok()) return std::nullopt;
    return date;
}

std::string to_string(Date date) {
    char text[16];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return text;
}

std::string iso_week(Date date) {
    // The week belongs to the year in which its Thursday lies.
    const sys_days day{date};
    const auto from_monday = weekday{day}.iso_encoding() - 1;
    const sys_days thursday = day - days{from_monday} + days{3};
    const year_month_day of_thursday{thursday};
    const auto first = sys_days{of_thursday.year() / January / 1};
    const auto week = (thursday - first).count() / 7 + 1;
    char text[24];
    std::snprintf(text, sizeof text, "%04d-W%02d", static_cast<int>(of_thursday.year()), static_cast<int>(week));
    return text;
}

std::string week_label(Today today) { return iso_week(today.date) + (today.trust == Trust::Set ? "" : "?"); }

Date plus_days(Date date, int count) { return Date{sys_days{date} + days{count}}; }

}  // namespace balai
