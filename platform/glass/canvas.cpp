#include "platform/glass/canvas.h"

#include <algorithm>
#include <cstring>

namespace balai {

namespace {

// Exact for 0..255 * 0..255 and cheap: x / 255 rounded.
constexpr std::uint32_t by_255(std::uint32_t x) { return (x + 128 + ((x + 128) >> 8)) >> 8; }

std::uint32_t premultiplied(Colour c) {
    return (std::uint32_t{c.a} << 24) | (by_255(std::uint32_t{c.r} * c.a) << 16) |
           (by_255(std::uint32_t{c.g} * c.a) << 8) | by_255(std::uint32_t{c.b} * c.a);
}

// Scales all four channels by 0..255, two at a time.
std::uint32_t scaled(std::uint32_t pixel, std::uint32_t by) {
    const std::uint32_t odd = ((pixel >> 8) & 0x00FF00FFu) * by + 0x00800080u;
    const std::uint32_t even = (pixel & 0x00FF00FFu) * by + 0x00800080u;
    return ((odd + ((odd >> 8) & 0x00FF00FFu)) & 0xFF00FF00u) |
           (((even + ((even >> 8) & 0x00FF00FFu)) >> 8) & 0x00FF00FFu);
}

std::uint32_t over(std::uint32_t top, std::uint32_t below) { return top + scaled(below, 255 - (top >> 24)); }

// Which source column or row feeds each target one; computed once a quad, in the same way for both axes.
struct Steps {
    int first;   // of the source
    int source;  // how many
    int target;  // how many
    int at(int i) const { return source == target ? first + i : first + i * source / target; }
};

void fill(std::uint32_t* row, int count, std::uint32_t colour) {
    if ((colour >> 24) == 255) {
        std::fill_n(row, count, colour);
        return;
    }
    for (int i = 0; i < count; ++i) row[i] = over(colour, row[i]);
}

void cover(std::uint32_t* row, int count, const std::uint8_t* line, Steps columns, int skip, std::uint32_t colour) {
    for (int i = 0; i < count; ++i) {
        const std::uint32_t amount = line[columns.at(skip + i)];
        if (amount == 0) continue;
        const std::uint32_t top = amount == 255 ? colour : scaled(colour, amount);
        row[i] = (top >> 24) == 255 ? top : over(top, row[i]);
    }
}

void blend(std::uint32_t* row, int count, const std::uint32_t* line, Steps columns, int skip) {
    for (int i = 0; i < count; ++i) {
        const std::uint32_t top = line[columns.at(skip + i)];
        const std::uint32_t alpha = top >> 24;
        if (alpha == 255)
            row[i] = top;
        else if (alpha != 0)
            row[i] = over(top, row[i]);
    }
}

// The part of a row of runs that begins at column `first`.
void blend(std::uint32_t* row, int count, const Runs& runs, std::size_t line, int width, int first) {
    const auto part = [&](int x, int length, auto draw) {
        const int begin = std::max(x, first), end = std::min(x + length, first + count);
        if (begin < end) draw(row + (begin - first), end - begin, begin - x);
    };
    runs.walk(
        line, width,
        [&](int x, int length, std::uint32_t colour) {
            if (colour >> 24) part(x, length, [&](std::uint32_t* to, int many, int) { fill(to, many, colour); });
        },
        [&](int x, int length, const std::uint32_t* pixels) {
            part(x, length, [&](std::uint32_t* to, int many, int skip) {
                blend(to, many, pixels, Steps{0, many, many}, skip);
            });
        });
}

constexpr int shortest_run = 4;  // a shorter one costs more than its pixels

}  // namespace

void Runs::add_row(const std::uint32_t* row, int width) {
    rows.push_back(static_cast<std::uint32_t>(words.size()));
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

Box overlap(Box a, Box b) {
    const int x = std::max(a.x, b.x), y = std::max(a.y, b.y);
    return {x, y, std::max(0, std::min(a.right(), b.right()) - x), std::max(0, std::min(a.bottom(), b.bottom()) - y)};
}

Box around(Box a, Box b) {
    if (a.empty()) return b;
    if (b.empty()) return a;
    const int x = std::min(a.x, b.x), y = std::min(a.y, b.y);
    return {x, y, std::max(a.right(), b.right()) - x, std::max(a.bottom(), b.bottom()) - y};
}

Canvas::Canvas(int width, int height)
    : width_(width),
      height_(height),
      pixels_(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 0xFF000000u) {}

void Canvas::draw(std::span<const Quad> quads, Box only) {
    const Box limits = overlap(only, {0, 0, width_, height_});
    for (const Quad& quad : quads) {
        const Box seen = overlap(overlap(quad.to, quad.clip), limits);
        if (seen.empty()) continue;
        const std::uint32_t colour = premultiplied(quad.colour);
        if (!quad.picture) {
            for (int y = seen.y; y < seen.bottom(); ++y) fill(row(y) + seen.x, seen.w, colour);
            continue;
        }
        const Picture& picture = *quad.picture;
        const Box from = overlap(quad.from, {0, 0, picture.width, picture.height});
        if (from.empty()) continue;
        const Steps columns{from.x, from.w, quad.to.w}, rows{from.y, from.h, quad.to.h};
        const int skip = seen.x - quad.to.x;
        for (int y = seen.y; y < seen.bottom(); ++y) {
            const auto line =
                static_cast<std::size_t>(rows.at(y - quad.to.y)) * static_cast<std::size_t>(picture.width);
            std::uint32_t* target = row(y) + seen.x;
            if (!picture.runs.rows.empty())
                blend(target, seen.w, picture.runs, static_cast<std::size_t>(rows.at(y - quad.to.y)), picture.width,
                      columns.at(skip));
            else if (picture.colours.empty())
                cover(target, seen.w, picture.coverage.data() + line, columns, skip, colour);
            else if (picture.opaque && from.w == quad.to.w)
                std::memcpy(target, picture.colours.data() + line + columns.at(skip),
                            static_cast<std::size_t>(seen.w) * 4);
            else if (from.w == 2 && picture.colours[line + from.x] == picture.colours[line + from.x + 1])
                fill(target, seen.w,
                     picture.colours[line + from.x]);  // the middle of a surface: one colour, however wide
            else
                blend(target, seen.w, picture.colours.data() + line, columns, skip);
        }
    }
}

}  // namespace balai
