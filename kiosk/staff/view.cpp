#include "kiosk/staff/view.h"

#include <algorithm>

namespace balai {

namespace {

std::optional<Date> day_from(std::int32_t number) {
    if (number < 0) return std::nullopt;
    const Date date{std::chrono::year{number / 10000} / static_cast<unsigned>(number / 100 % 100) /
                    static_cast<unsigned>(number % 100)};
    return date.ok() ? std::optional{date} : std::nullopt;
}

}  // namespace

std::vector<Attention> attention(const StaffView& view) {
    std::vector<Attention> found;
    const auto add = [&](bool is, Attention what) {
        if (is) found.push_back(what);
    };
    add(!view.touch_works, Attention::Touch);
    add(!view.counts, Attention::Counts);
    add(view.free_percent && *view.free_percent < fewest_free, Attention::Space);
    add(view.degrees && *view.degrees >= hot, Attention::Heat);
    add(view.today.trust != Trust::Set, Attention::Clock);
    add(view.on_trial, Attention::OnTrial);
    add(view.last_error.has_value(), Attention::Errors);
    add(view.settings.passed.empty(), Attention::NeverTested);
    return found;
}

std::vector<LogLine> with_days(const std::vector<Record>& newest_first) {
    std::vector<LogLine> lines;
    std::optional<Date> day;
    std::uint32_t run = 0;
    for (auto record = newest_first.rbegin(); record != newest_first.rend(); ++record) {
        if (record->run != run) day.reset();
        run = record->run;
        if (record->what == static_cast<std::uint16_t>(What::Day)) {
            day = day_from(record->first);
            continue;
        }
        lines.push_back({day, *record});
    }
    std::reverse(lines.begin(), lines.end());
    return lines;
}

int day_number(Date date) {
    return static_cast<int>(date.year()) * 10000 + static_cast<int>(static_cast<unsigned>(date.month())) * 100 +
           static_cast<int>(static_cast<unsigned>(date.day()));
}

}  // namespace balai
