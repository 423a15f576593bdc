// The way out when no GPU driver works: a plain ("dumb") frame buffer of the kernel's display driver, no Mesa, no SDL.
#pragma once

#include <memory>

#include "platform/glass/window.h"

namespace balai {

// Takes the first connected screen of the first card that has one, in its preferred mode. Trouble::NoDevice when there
// is none or it is taken.
Result<std::unique_ptr<Window>> open_frame_buffer();

}  // namespace balai
