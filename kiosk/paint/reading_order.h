// The order in which somebody without a finger comes to the targets of a page.
#pragma once

#include "kiosk/paint/page.h"

namespace balai {

// As one reads: line by line from the top, each line from the left. The glass itself is left out: what a touch on it
// opens offers nothing that the other targets do not.
std::vector<std::string> targets_in_order(const Page& page);

enum class Direction { Forward, Backward };
// The target after `from`, round in a circle; the first or the last one when `from` is not on the page. Empty when
// there is none.
std::string target_beside(const Page& page, const std::string& from, Direction direction);

}  // namespace balai
