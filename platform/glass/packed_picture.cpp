#include "platform/glass/packed_picture.h"

#include <algorithm>
#include <cstring>

namespace balai {

namespace {

constexpr int band_height = 16;

}  // namespace

void PackedPicture::draw(std::span<const Quad> quads, int width, int height) {
    width_ = width;
    height_ = height;
    runs_.words.clear();
    runs_.rows.clear();
    // Room for the fullest picture: growing would copy it over and over, and room that is never written costs nothing.
    runs_.words.reserve(static_cast<std::size_t>(width + 1) * static_cast<std::size_t>(height));
    runs_.rows.reserve(static_cast<std::size_t>(height));
    const std::size_t row_bytes = static_cast<std::size_t>(width) * 4;
    std::vector<Quad> moved(quads.begin(), quads.end());
    Canvas band{width, band_height};
    for (int top = 0; top < height; top += band_height) {
        band.draw(moved);
        for (int y = 0; y < std::min(band_height, height - top); ++y) {
            if (y > 0 && std::memcmp(band.row(y), band.row(y - 1), row_bytes) == 0)
                runs_.rows.push_back(runs_.rows.back());
            else
                runs_.add_row(band.row(y), width);
        }
        for (Quad& quad : moved) {
            quad.to.y -= band_height;
            quad.clip.y -= band_height;
        }
    }
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
