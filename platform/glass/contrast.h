// How well things stand out, measured on finished pixels: the ratio of the accessibility guidelines, 1 to 21.
#pragma once

#include "platform/glass/canvas.h"

namespace balai {

// Between the lightest and the darkest colour that fill a fair part of the box: a ground and the strokes on it, not
// their soft edges. 1 when there is only one.
double contrast_in(const Canvas& canvas, Box box);
// Between the strongest line along the left side of the box and what surrounds it there.
double contrast_of_edge(const Canvas& canvas, Box box);

}  // namespace balai
