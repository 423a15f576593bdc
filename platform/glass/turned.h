// The page as it lies on a panel that hangs another way.
#pragma once

#include "platform/base/turn.h"
#include "platform/glass/canvas.h"

namespace balai {

// Copies that part of the page, turned, onto the panel and returns where it came to lie there.
Box put_turned(const Canvas& page, Box part, Turn turn, Canvas& panel);

}  // namespace balai
