// What a window of the desktop sends: a mouse or a touch panel as one finger, the five keys, and the wish to close.
// SDL's names stay here.
#pragma once

#include <variant>
#include <vector>

#include "platform/senses/sense_event.h"

namespace balai {

struct CloseAsked {};
struct Uncovered {};  // the window system lost what we showed
using WindowEvent = std::variant<Contact, Key, CloseAsked, Uncovered>;

// Everything that has arrived, in its order; never waits. `now` is the moment of reading, in which the desktop's stamps
// are converted. Sizes are of the window, in pixels; positions come back in millimetres.
std::vector<WindowEvent> read_window(int width, int height, float ppi, Moment now);

}  // namespace balai
