// Results folders of terminals that do not exist, made by the same rule as real ones, for training and tests: some
// late, some lost for ever, some on two sticks, some forged, some by strangers.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "platform/base/clock.h"
#include "platform/base/result.h"

namespace balai {

struct SimulateWish {
    int kiosks = 3, weeks = 12;
    int visits_a_day = 0;  // 0: from 20 to 200, by village
    unsigned seed = 1;
    bool mishaps = true;
    Date first{std::chrono::year{2026} / 1 / 5};
    std::vector<std::string> subjects;  // guides, the most asked first
    std::filesystem::path out;          // BALAI-RESULTS, keys, enrol.txt
};
struct Simulated {
    long folders = 0, cells = 0, opinions = 0, lost = 0, repeated = 0, forged = 0, strangers = 0;
};
Result<Simulated> simulate(const SimulateWish& wish);

}  // namespace balai
