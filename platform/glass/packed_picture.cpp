#include "platform/glass/packed_picture.h"

#include <algorithm>
#include <cstring>

namespace balai {

namespace {

constexpr int band_height = 32;

}  // namespace

PackedPicture PackedPicture::of(std::span<const Quad> quads, int width, int height) {
    PackedPicture packed;
    packed.width_ = width;
    packed.height_ = height;
    std::vector<Quad> moved(quads.begin(), quads.end());
    Canvas band{width, band_height};
    for (int top = 0; top < height; top += band_height) {
        band.draw(moved);
        for (int y = 0; y < std::min(band_height, height - top); ++y) packed.runs_.add_row(band.row(y), width);
        for (Quad& quad : moved) {
            quad.to.y -= band_height;
            quad.clip.y -= band_height;
        }
    }
    packed.runs_.words.shrink_to_fit();
    return packed;
}

void PackedPicture::unpack(Canvas& canvas) const {
    if (canvas.width() != width_ || canvas.height() != height_) return;
    for (int y = 0; y < height_; ++y) {
        std::uint32_t* const row = canvas.row(y);
        runs_.walk(
            static_cast<std::size_t>(y), width_,
            [&](int x, int length, std::uint32_t colour) { std::fill_n(row + x, length, colour); },
            [&](int x, int length, const std::uint32_t* pixels) {
                std::memcpy(row + x, pixels, static_cast<std::size_t>(length) * 4);
            });
    }
}

}  // namespace balai
