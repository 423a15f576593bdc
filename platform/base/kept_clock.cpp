#include "platform/base/kept_clock.h"

namespace balai {

using namespace std::chrono;

KeptClock::KeptClock(const Clock& machine, const std::filesystem::path& state, Disk& disk)
    : machine_(machine), file_(state / "clock"), disk_(disk) {
    if (const auto text = disk_.read(file_, 16); text && text->size() == 11 && text->back() == '\n')
        floor_ = parse_date(std::string_view{*text}.substr(0, 10));
}

Moment KeptClock::since_midnight(const ByHand& set) const { return minutes{set.minute} + (now() - set.at); }

Today KeptClock::today() const {
    Today today = machine_.today();
    if (by_hand_) {
        const auto passed = floor<days>(since_midnight(*by_hand_)).count();
        today = {plus_days(by_hand_->date, static_cast<int>(passed)), by_hand_->trust};
    }
    if (!by_hand_ && floor_ && today.date < *floor_) return {*floor_, Trust::Floor};
    return today;
}

int KeptClock::minute() const {
    if (!by_hand_) return machine_.minute();
    return static_cast<int>(floor<minutes>(since_midnight(*by_hand_)).count() % (24 * 60));
}

Result<void> KeptClock::set(Date date, int minute) {
    const bool back = floor_ && date < plus_days(*floor_, -1);
    by_hand_ = ByHand{now(), date, minute, back ? Trust::Floor : Trust::Set};
    floor_.reset();
    return raise(date);
}

Result<void> KeptClock::raise(Date date) {
    if (floor_ && date <= *floor_) return {};
    floor_ = date;
    return disk_.write_durably(file_, to_string(date) + "\n");
}

Result<void> KeptClock::keep() {
    const Today day = today();
    if (day.trust != Trust::Set) return {};
    return raise(day.date);
}

}  // namespace balai
