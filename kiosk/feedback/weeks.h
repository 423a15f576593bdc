// ISO weeks as numbers, so that spans can be counted: "2026-W48", and "2026-W48?" when the clock was not trusted.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/base/clock.h"

namespace balai {

// Weeks since the Monday of 1970-W01, neighbours differ by one; nothing when this is no ISO week that exists.
std::optional<int> week_number(std::string_view name);
std::string week_name(int number);
int week_of(Date date);
Date monday_of(int week);

struct Label {
    int week = 0;
    bool clock_set = false;
};
// A label of a counter, with or without '?'.
std::optional<Label> parse_label(std::string_view label);

}  // namespace balai
