// What a person takes home without internet: the list as plain letters in a code, and a number that a phone dials.
// (design 13)
#pragma once

#include <optional>
#include <set>
#include <string>

#include "kiosk/content/content.h"
#include "kiosk/visit/freshness.h"

namespace balai {

constexpr std::size_t longest_code_text = 331;  // bytes: a code of version 13, level M, whose modules a phone can see
constexpr int largest_list_code = 13, largest_link_code = 5;  // versions

// ASCII, lines of at most 32 letters: title, numbered papers, what else counts, numbers to call, last the source's
// month. Holds papers and numbers, never an answer or a verdict. Where it would be too long, the lines of [[more]] with
// the lowest `drop` go first; nothing when it is too long even then.
std::optional<std::string> code_text(const QuestionSet& set, const Answers& answers, const Content& content,
                                     Language language, Today today);

// What is still to be done of a guide, in the same letters and with the same limits: title, numbered steps, the number
// of the office, the source's month. The last two are left out when there is no room for them.
std::optional<std::string> code_text(const Guide& guide, const std::set<int>& to_do, const Content& content,
                                     Language language, Today today);

}  // namespace balai
