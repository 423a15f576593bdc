// A picture in memory made of axis-aligned quads on whole pixels, nothing else: what is drawn here is the same on every
// machine, whatever carries it to the glass. (ui-findings 3: anti-aliased triangles look bad in software, quads do not)
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace balai {

struct Colour {
    std::uint8_t r = 0, g = 0, b = 0, a = 255;
    friend bool operator==(const Colour&, const Colour&) = default;
};

constexpr Colour rgb(std::uint32_t hex) {
    return {static_cast<std::uint8_t>(hex >> 16), static_cast<std::uint8_t>(hex >> 8), static_cast<std::uint8_t>(hex),
            255};
}

struct Box {
    int x = 0, y = 0, w = 0, h = 0;
    int right() const { return x + w; }
    int bottom() const { return y + h; }
    bool empty() const { return w <= 0 || h <= 0; }
    bool holds(int px, int py) const { return px >= x && py >= y && px < right() && py < bottom(); }
    friend bool operator==(const Box&, const Box&) = default;
};

Box overlap(Box a, Box b);
Box around(Box a, Box b);  // the smallest box that holds both; an empty one counts for nothing

// Rows of a picture as runs of one colour, and what lies between them.
struct Runs {
    std::vector<std::uint32_t> words;  // (length, with the highest bit for a run), then one colour or `length` pixels
    std::vector<std::uint32_t> rows;   // where each row begins in words
    std::size_t bytes() const { return (words.size() + rows.size()) * 4; }
    void add_row(const std::uint32_t* row, int width);
    // Calls run(x, length, colour) and pixels(x, length, first) for the parts of one row, from left to right.
    template <typename Run, typename Pixels>
    void walk(std::size_t row, int width, Run run, Pixels pixels) const {
        const std::uint32_t* at = words.data() + rows[row];
        for (int x = 0; x < width;) {
            const int length = static_cast<int>(*at & ~run_bit);
            if (*at & run_bit) {
                run(x, length, at[1]);
                at += 2;
            } else {
                pixels(x, length, at + 1);
                at += 1 + length;
            }
            x += length;
        }
    }
    static constexpr std::uint32_t run_bit = 0x80000000U;
};

// What quads are filled with. Coverage takes the colour of the quad; Colours bring their own, premultiplied.
struct Picture {
    int width = 0, height = 0;
    std::vector<std::uint8_t> coverage;  // either this
    std::vector<std::uint32_t> colours;  // or this: 0xAARRGGBB, premultiplied
    Runs runs;                           // or this: the same colours in a fifth of the room; drawn at its own size only
    bool opaque = false;                 // every pixel of `colours` covers what lies beneath
};

struct Quad {
    Box to;
    Box from;                          // part of the picture; stretched to `to` by nearest pixel
    const Picture* picture = nullptr;  // null: a flat fill
    Colour colour;
    Box clip;
};

class Canvas {
public:
    Canvas(int width, int height);
    int width() const { return width_; }
    int height() const { return height_; }
    const std::uint32_t* row(int y) const {
        return pixels_.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width_);
    }
    std::uint32_t* row(int y) {
        return pixels_.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width_);
    }

    // Draws the quads in their order; nothing outside `only` changes.
    void draw(std::span<const Quad> quads, Box only);
    void draw(std::span<const Quad> quads) { draw(quads, {0, 0, width_, height_}); }

private:
    int width_, height_;
    std::vector<std::uint32_t> pixels_;  // 0xFFRRGGBB
};

}  // namespace balai
