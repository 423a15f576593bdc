// The words of a line of a play script, and how numbers and times are written in them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/base/clock.h"

namespace balai {

// What is said about a line: nothing when it went well.
using Complaint = std::optional<std::string>;

// A comment begins with '#'; a line of nothing else has no words.
std::vector<std::string> words_of_line(const std::string& line);

// "2000ms", "225s", "3m", "2h", "1d"
std::optional<Moment> duration(const std::string& text);
// "+3h", "-400d": how far a clock is set.
std::optional<Moment> correction(const std::string& text);
std::optional<int> whole(const std::string& text);
// Everything behind "key=" among the words.
std::optional<std::string> value(const std::vector<std::string>& words, const std::string& key);
std::string rest_of(const std::vector<std::string>& words, std::size_t from);

}  // namespace balai
