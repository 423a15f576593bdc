#include "platform/glass/packed_picture.h"

#include <algorithm>
#include <cstring>

namespace balai {

namespace {

constexpr std::uint32_t run_bit = 0x80000000u;
constexpr int band_height = 32;
constexpr int shortest_run = 4;  // a shorter one costs more than its pixels

void pack_row(const std::uint32_t* row, int width, std::vector<std::uint32_t>& words) {
    int from = 0;  // of what has not been written yet
    const auto literal = [&](int end) {
        if (end == from) return;
        words.push_back(static_cast<std::uint32_t>(end - from));
        words.insert(words.end(), row + from, row + end);
    };
    for (int x = 0; x < width;) {
        int end = x + 1;
        while (end < width && row[end] == row[x]) ++end;
        if (end - x >= shortest_run) {
            literal(x);
            words.push_back(run_bit | static_cast<std::uint32_t>(end - x));
            words.push_back(row[x]);
            from = end;
        }
        x = end;
    }
    literal(width);
}

}  // namespace

PackedPicture PackedPicture::of(std::span<const Quad> quads, int width, int height) {
    PackedPicture packed;
    packed.width_ = width;
    packed.height_ = height;
    std::vector<Quad> moved(quads.begin(), quads.end());
    Canvas band{width, band_height};
    for (int top = 0; top < height; top += band_height) {
        band.draw(moved);
        for (int y = 0; y < std::min(band_height, height - top); ++y) pack_row(band.row(y), width, packed.words_);
        for (Quad& quad : moved) {
            quad.to.y -= band_height;
            quad.clip.y -= band_height;
        }
    }
    packed.words_.shrink_to_fit();
    return packed;
}

void PackedPicture::unpack(Canvas& canvas) const {
    if (canvas.width() != width_ || canvas.height() != height_) return;
    std::uint32_t* to = canvas.row(0);
    for (std::size_t at = 0; at < words_.size();) {
        const std::uint32_t length = words_[at] & ~run_bit;
        if (words_[at] & run_bit) {
            std::fill_n(to, length, words_[at + 1]);
            at += 2;
        } else {
            std::memcpy(to, words_.data() + at + 1, std::size_t{length} * 4);
            at += 1 + length;
        }
        to += length;
    }
}

}  // namespace balai
