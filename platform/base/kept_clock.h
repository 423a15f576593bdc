// A clock for a board without a battery: it can be set by hand until power goes, and it remembers on disk which day has
// certainly come, so that it never tells an earlier one.
#pragma once

#include <filesystem>

#include "platform/base/clock.h"
#include "platform/base/disk.h"

namespace balai {

class KeptClock : public Clock {
public:
    // <state>/clock holds the day. A file that is not one is as good as none.
    KeptClock(const Clock& machine, const std::filesystem::path& state, Disk& disk);

    Moment now() const override { return machine_.now(); }
    Today today() const override;
    int minute() const override;

    // By hand, until power goes; then that day is the one that has certainly come. Who goes back by more than a day
    // corrects a mistake or makes one: the date is shown, and only believed as a Floor.
    Result<void> set(Date date, int minute);
    // This day has come: somebody signed it.
    Result<void> raise(Date date);
    // Writes the day down when it is a new one and it is believed; once a day.
    Result<void> keep();

private:
    struct ByHand {
        Moment at{0};
        Date date{};
        int minute = 0;
        Trust trust = Trust::Set;
    };
    Moment since_midnight(const ByHand& set) const;

    const Clock& machine_;
    std::filesystem::path file_;
    Disk& disk_;
    std::optional<Date> floor_;
    std::optional<ByHand> by_hand_;
};

}  // namespace balai
