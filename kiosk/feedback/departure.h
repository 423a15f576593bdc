// Which closed cells leave the terminal: a pure function of the counters and of what has left already. Everything that
// leaves is a part of a partition: each opinion is in one cell, once, and in one sum by language and one by edition,
// and no cell and no sum is ever smaller than `least_cell`. So whatever is added to or taken from whatever, nothing
// below that number can come out. RESULTS.md has the rule in words. (decision 19)
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/feedback/tally.h"
#include "platform/base/clock.h"

namespace balai {

constexpr long least_cell = 5;
constexpr int weeks_in_block = 8;

// The names in a row that is a sum.
constexpr const char* all_subjects = "*";
constexpr const char* by_language = "language";
constexpr const char* by_edition = "edition";
constexpr const char* not_counted = "dropped";

struct Cell {
    int from = 0, to = 0;   // weeks; with an untrusted clock the opinions came in or after `from`
    bool clock_set = true;  // false: the weeks are only a floor
    std::string subject, question, answer;
    long count = 0;

    friend auto operator<=>(const Cell&, const Cell&) = default;
};

struct Departure {
    std::vector<Cell> cells;  // sorted
    Departed left;            // by these cells only; to be added to what had left before
};

// Opinions that were not counted take part as counters of the question `not_counted`.
Opinion as_opinion(const Tallies::DroppedCount& dropped);

// Cells do not depend on the day on which a stick comes: the longer it stays away, the more of them leave at once.
// Sums by language cover the blocks since the last ones, sums by edition these cells.
Departure depart(const std::vector<Count>& counts, const Departed& before, Today today, int block = weeks_in_block,
                 long least = least_cell);

void add(Departed& to, const Departed& more);

}  // namespace balai
