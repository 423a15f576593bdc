// A finished page kept for later in a tenth of its size.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "platform/glass/canvas.h"

namespace balai {

class PackedPicture {
public:
    // Draws the quads as Canvas would, a band at a time, so that no second canvas is ever needed. What was kept before
    // gives its room to the new picture.
    void draw(std::span<const Quad> quads, int width, int height);

    // Puts the picture on a canvas of the same size.
    void unpack(Canvas& canvas) const;
    std::size_t bytes() const { return runs_.bytes(); }

private:
    int width_ = 0, height_ = 0;
    Runs runs_;
};

}  // namespace balai
