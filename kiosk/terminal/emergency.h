// What is compiled in, for when everything else is broken: ask the village officer, 110, 129. Nothing else. (decision
// 21)
#pragma once

#include "kiosk/content/content.h"
#include "platform/glass/canvas.h"

namespace balai {

// The words of the emergency page, in Indonesian, and nothing else.
Content emergency_content();
// The same page as a finished picture, for a machine without fonts; scaled to the glass.
void draw_emergency_picture(Canvas& canvas);

}  // namespace balai
