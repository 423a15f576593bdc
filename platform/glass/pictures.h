// Where pictures come from: PNG files, drawings in three layers, rounded surfaces, the kawung strip.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>

#include "platform/base/result.h"
#include "platform/glass/canvas.h"

namespace balai {

// Reads a PNG from memory as premultiplied colours. At most 4096 x 4096.
Result<Picture> decode_png(std::string_view bytes);
// Writes the canvas as a PNG.
Result<void> write_png(const Canvas& canvas, const std::filesystem::path& file);

// A drawing as it was rasterised at build time: ink, tone and paper are the red, green and blue of a premultiplied
// picture, so that it can be coloured for any ground and scaled to any size without fringes.
struct Drawing {
    int size = 0;  // square
    std::vector<std::uint32_t> layers;
};
struct DrawingColours {
    Colour ink, tone, paper;  // an alpha of 0 leaves that layer out
};
Result<Drawing> decode_drawing(std::string_view png);
// The drawing at exactly that many pixels a side.
// It is kept as runs.
Picture coloured(const Drawing& drawing, int pixels, const DrawingColours& colours);

// Scales a picture to a new size by averaging areas: the emergency picture on a screen of another shape.
Picture scaled_to(const Picture& picture, int width, int height);

// A rounded rectangle with edge, lip and soft shadow as a picture in nine parts. Lengths are pixels.
struct SurfaceLook {
    Colour fill;
    Colour edge;
    float edge_width = 0;
    float radius = 0;
    float lip = 0;  // a hard lower edge of that height
    Colour lip_colour;
    float shadow_down = 0;  // offset of the soft shadow
    float shadow_blur = 0;
    Colour shadow;
    friend bool operator==(const SurfaceLook&, const SurfaceLook&) = default;
};
struct Surface {
    Picture picture;
    int border = 0;  // width of the outer eight parts; the middle is 2 x 2 pixels
    int margin = 0;  // how far edge parts reach outside the box: room for lip and shadow
};
Surface make_surface(const SurfaceLook& look);
// The quads that put the surface around `box`.
void add_surface(std::vector<Quad>& quads, const Surface& surface, Box box, Box clip);

// One square of the batik pattern kawung: four petals on the diagonals, a seed in each.
Picture kawung(int side, Colour ground, Colour petal, Colour seed);

}  // namespace balai
