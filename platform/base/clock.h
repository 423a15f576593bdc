// Time is handed in. Intervals come from the boot clock, dates from a wall clock that may lie: a board without a
// battery starts in 1970, so every date carries how far it can be trusted.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace balai {

using Moment = std::chrono::milliseconds;  // since boot; never goes backwards, runs on while the board sleeps
using Date = std::chrono::year_month_day;

// Unknown: the date is certainly wrong. Floor: not earlier than this. Set: believed.
enum class Trust { Unknown, Floor, Set };

struct Today {
    Date date;
    Trust trust = Trust::Unknown;
};

class Clock {
public:
    virtual ~Clock() = default;
    virtual Moment now() const = 0;
    virtual Today today() const = 0;
    virtual int minute() const = 0;  // after midnight, as far as the date is to be trusted
};

// What a wall clock is worth: never a date earlier than `floor`, the newest that is known to have passed. It is trusted
// when the kernel says that its clock is synchronised or a battery-backed clock set it (both show as a date at or after
// the floor and within 20 years of it).
Today believed(Date wall, Date floor);

// The machine's clocks, in the time of Asia/Jakarta (UTC+7, no summer time).
class SystemClock : public Clock {
public:
    explicit SystemClock(Date floor) : floor_(floor) {}
    Moment now() const override;
    Today today() const override;
    int minute() const override;

private:
    Date floor_;
};

// A clock that moves only when told. Its wall clock may be set to anything, which no interval notices; it is believed
// as that of a machine whose floor is the first date.
class SimulatedClock : public Clock {
public:
    SimulatedClock(Date date, Trust trust);  // starts at 09:00 of that date
    Moment now() const override { return now_; }
    Today today() const override;
    int minute() const override;
    void advance(std::chrono::milliseconds by) { now_ += by; }
    void set_wall_by(std::chrono::milliseconds by) { set_by_ += by; }

private:
    std::chrono::milliseconds since_first_midnight() const { return std::chrono::hours{9} + now_ + set_by_; }

    Date start_;
    Trust trust_;
    Moment now_{0};
    std::chrono::milliseconds set_by_{0};
};

// "2026-11-23"; nothing else is a date.
std::optional<Date> parse_date(std::string_view text);
std::string to_string(Date date);
// ISO 8601 week of a date: "2026-W48".
std::string iso_week(Date date);
// The same, with '?' behind it when the clock is not trusted: "2026-W48?".
std::string week_label(Today today);
Date plus_days(Date date, int days);

}  // namespace balai
