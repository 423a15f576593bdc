// What the staff's pages show of this machine: looked at when a page is opened, a value from then on.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/staff/happenings.h"
#include "kiosk/staff/pin.h"
#include "kiosk/staff/settings.h"

namespace balai {

struct LogLine {
    std::optional<Date> day;  // as far as the log knows it
    Record record;
    bool operator==(const LogLine&) const = default;
};

struct StaffView {
    // The door.
    std::size_t pin_length = 0;  // 0: none was set
    int tries_left = free_tries;
    std::optional<Moment> closed_until;

    Settings settings;
    std::string program;  // its version
    int edition = 0;
    Date content_date{};
    bool on_trial = false;
    std::optional<int> edition_before;
    Today today;
    int minute = 0;  // after midnight
    std::optional<int> free_percent;
    std::optional<int> degrees;
    bool touch_works = true;
    bool has_sound = false;
    int power_cuts = 0, crashes = 0;  // as far back as the log reaches
    std::vector<LogLine> log;         // newest first
    std::optional<LogLine> last_error;
    bool counts = true;           // opinions can be kept
    std::array<long, 4> faces{};  // best first, all weeks together
    bool operator==(const StaffView&) const = default;
};

inline constexpr long fewest_shown = 10;  // fewer opinions than this could be somebody's
inline constexpr int hot = 75;            // degrees; from 80 the board slows down
inline constexpr int fewest_free = 10;    // percent

// What somebody should look at. Staff see it, residents do not.
enum class Attention { OnTrial, Clock, Space, Heat, Touch, Errors, Counts, NeverTested };
std::vector<Attention> attention(const StaffView& view);

// Newest first, each with the day that the log told last before it in the same run.
std::vector<LogLine> with_days(const std::vector<Record>& newest_first);
int day_number(Date date);  // 20261125

}  // namespace balai
