#include "platform/glass/pictures.h"

#include <png.h>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace balai {

namespace {

constexpr int longest_side = 4096;

std::uint32_t pack(float r, float g, float b, float a) {
    const auto byte = [](float v) { return static_cast<std::uint32_t>(std::clamp(v, 0.0F, 255.0F) + 0.5F); };
    return (byte(a) << 24) | (byte(r) << 16) | (byte(g) << 8) | byte(b);
}

// A colour that covers a part of a pixel, laid over what the pixel holds. All premultiplied, 0..255.
struct Light {
    float r = 0, g = 0, b = 0, a = 0;
    void lay(Colour colour, float amount) {
        const float alpha = amount * static_cast<float>(colour.a) / 255.0F;
        const float rest = 1 - alpha;
        r = static_cast<float>(colour.r) * alpha + r * rest;
        g = static_cast<float>(colour.g) * alpha + g * rest;
        b = static_cast<float>(colour.b) * alpha + b * rest;
        a = 255 * alpha + a * rest;
    }
};

// Distance from the edge of a rounded box, negative inside.
float distance(float x, float y, float left, float top, float right, float bottom, float radius) {
    const float dx = std::abs(x - (left + right) / 2) - (right - left) / 2 + radius;
    const float dy = std::abs(y - (top + bottom) / 2) - (bottom - top) / 2 + radius;
    return std::hypot(std::max(dx, 0.0F), std::max(dy, 0.0F)) + std::min(std::max(dx, dy), 0.0F) - radius;
}

float covered(float from_edge) { return std::clamp(0.5F - from_edge, 0.0F, 1.0F); }

// Averages the pixels of a picture over a target pixel; exact at the borders.
class AreaScale {
public:
    AreaScale(const std::uint32_t* pixels, int width, int height, int to_width, int to_height)
        : pixels_(pixels),
          width_(width),
          height_(height),
          x_(static_cast<float>(width) / static_cast<float>(to_width)),
          y_(static_cast<float>(height) / static_cast<float>(to_height)) {}

    Light at(int column, int row) const {
        const float left = static_cast<float>(column) * x_, right = left + x_;
        const float top = static_cast<float>(row) * y_, bottom = top + y_;
        const int first_x = static_cast<int>(left), last_x = std::min(width_, static_cast<int>(std::ceil(right)));
        const int last_y = std::min(height_, static_cast<int>(std::ceil(bottom)));
        // Whole pixels are summed as integers, two channels in a word; only the border ones are weighed.
        Light sum;
        float weight = 0;
        for (int y = static_cast<int>(top); y < last_y; ++y) {
            const float part_y = std::min(bottom, static_cast<float>(y + 1)) - std::max(top, static_cast<float>(y));
            const std::uint32_t* line = pixels_ + static_cast<std::size_t>(y) * static_cast<std::size_t>(width_);
            const auto weigh = [&](int x) {
                const float part =
                    part_y * (std::min(right, static_cast<float>(x + 1)) - std::max(left, static_cast<float>(x)));
                const std::uint32_t p = line[x];
                sum.a += static_cast<float>(p >> 24) * part;
                sum.r += static_cast<float>((p >> 16) & 255) * part;
                sum.g += static_cast<float>((p >> 8) & 255) * part;
                sum.b += static_cast<float>(p & 255) * part;
                weight += part;
            };
            if (first_x < last_x) weigh(first_x);
            std::uint64_t alpha_green = 0, red_blue = 0;
            const int from = first_x + 1, to = last_x - 1;
            for (int x = from; x < to; ++x) {
                const std::uint64_t p = line[x];
                alpha_green += ((p & 0xFF000000u) << 8) | ((p >> 8) & 0xFF);
                red_blue += ((p & 0xFF0000u) << 16) | (p & 0xFF);
            }
            if (to > from) {
                sum.a += static_cast<float>(alpha_green >> 32) * part_y;
                sum.g += static_cast<float>(alpha_green & 0xFFFFFFFF) * part_y;
                sum.r += static_cast<float>(red_blue >> 32) * part_y;
                sum.b += static_cast<float>(red_blue & 0xFFFFFFFF) * part_y;
                weight += static_cast<float>(to - from) * part_y;
            }
            if (last_x - 1 > first_x) weigh(last_x - 1);
        }
        if (weight > 0) {
            sum.r /= weight;
            sum.g /= weight;
            sum.b /= weight;
            sum.a /= weight;
        }
        return sum;
    }

private:
    const std::uint32_t* pixels_;
    int width_, height_;
    float x_, y_;
};

Picture sheet(int width, int height) {
    Picture picture;
    picture.width = width;
    picture.height = height;
    picture.colours.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    return picture;
}

}  // namespace

Result<Picture> decode_png(std::string_view bytes) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    if (!png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()))
        return fail(Trouble::Damaged, "gambar", image.message);
    if (image.width == 0 || image.height == 0 || image.width > longest_side || image.height > longest_side) {
        png_image_free(&image);
        return fail(Trouble::Damaged, "gambar", "larger than 4096 x 4096");
    }
    image.format = PNG_FORMAT_BGRA;
    Picture picture = sheet(static_cast<int>(image.width), static_cast<int>(image.height));
    if (!png_image_finish_read(&image, nullptr, picture.colours.data(), 0, nullptr)) {
        png_image_free(&image);
        return fail(Trouble::Damaged, "gambar", image.message);
    }
    picture.opaque = true;
    for (std::uint32_t& pixel : picture.colours) {
        const std::uint32_t alpha = pixel >> 24;
        if (alpha == 255) continue;
        picture.opaque = false;
        const auto times = [alpha](std::uint32_t channel) { return (channel * alpha + 127) / 255; };
        pixel =
            (alpha << 24) | (times((pixel >> 16) & 255) << 16) | (times((pixel >> 8) & 255) << 8) | times(pixel & 255);
    }
    return picture;
}

Result<void> write_png(const Canvas& canvas, const std::filesystem::path& file) {
    std::vector<png_byte> rgb;
    rgb.reserve(static_cast<std::size_t>(canvas.width()) * static_cast<std::size_t>(canvas.height()) * 3);
    for (int y = 0; y < canvas.height(); ++y)
        for (int x = 0; x < canvas.width(); ++x) {
            const std::uint32_t p = canvas.row(y)[x];
            for (const int shift : {16, 8, 0}) rgb.push_back(static_cast<png_byte>(p >> shift));
        }
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(canvas.width());
    image.height = static_cast<png_uint_32>(canvas.height());
    image.format = PNG_FORMAT_RGB;
    image.flags = PNG_IMAGE_FLAG_FAST;
    if (!png_image_write_to_file(&image, file.c_str(), 0, rgb.data(), 0, nullptr))
        return fail(Trouble::NotWritable, file.string(), image.message);
    return {};
}

Result<Drawing> decode_drawing(std::string_view png) {
    auto picture = decode_png(png);
    if (!picture) return tl::unexpected(picture.error());
    if (picture->width != picture->height) return fail(Trouble::Damaged, "gambar", "a drawing is square");
    return Drawing{picture->width, std::move(picture->colours)};
}

Picture coloured(const Drawing& drawing, int pixels, const DrawingColours& colours) {
    Picture picture;
    picture.width = picture.height = pixels;
    std::vector<std::uint32_t> row(static_cast<std::size_t>(pixels));
    const AreaScale scale{drawing.layers.data(), drawing.size, drawing.size, pixels, pixels};
    for (int y = 0; y < pixels; ++y) {
        for (int x = 0; x < pixels; ++x) {
            const Light layers = scale.at(x, y);
            Light light;
            const auto add = [&light](Colour colour, float amount) {
                const float part = amount / 255 * static_cast<float>(colour.a) / 255;
                light.r += static_cast<float>(colour.r) * part;
                light.g += static_cast<float>(colour.g) * part;
                light.b += static_cast<float>(colour.b) * part;
                light.a += 255 * part;
            };
            add(colours.ink, layers.r);
            add(colours.tone, layers.g);
            add(colours.paper, layers.b);
            row[static_cast<std::size_t>(x)] = pack(light.r, light.g, light.b, light.a);
        }
        picture.runs.add_row(row.data(), pixels);
    }
    picture.runs.words.shrink_to_fit();
    return picture;
}

Picture scaled_to(const Picture& picture, int width, int height) {
    Picture result = sheet(width, height);
    result.opaque = picture.opaque;
    const AreaScale scale{picture.colours.data(), picture.width, picture.height, width, height};
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const Light light = scale.at(x, y);
            result.colours[static_cast<std::size_t>(y * width + x)] = pack(light.r, light.g, light.b, light.a);
        }
    return result;
}

Surface make_surface(const SurfaceLook& look) {
    Surface surface;
    const float reach = std::max(look.lip, look.shadow_blur > 0 ? look.shadow_down + look.shadow_blur : 0);
    surface.margin = static_cast<int>(std::ceil(reach));
    surface.border = surface.margin + static_cast<int>(std::ceil(std::max(look.radius, look.edge_width))) + 1;
    const int side = 2 * surface.border + 2;
    surface.picture = sheet(side, side);
    const auto low = static_cast<float>(surface.margin), high = static_cast<float>(side - surface.margin);
    for (int row = 0; row < side; ++row)
        for (int column = 0; column < side; ++column) {
            const float x = static_cast<float>(column) + 0.5F, y = static_cast<float>(row) + 0.5F;
            Light light;
            if (look.shadow_blur > 0) {
                // The blurred edge of a box is the error function of the distance; a page shadow needs no more.
                const float away = distance(x, y - look.shadow_down, low, low, high, high, look.radius);
                light.lay(look.shadow, 0.5F * std::erfc(away / (look.shadow_blur * 0.5F * 1.41421356F)));
            }
            if (look.lip > 0)
                light.lay(look.lip_colour,
                          covered(distance(x, y, low, low + look.lip, high, high + look.lip, look.radius)));
            const float from_edge = distance(x, y, low, low, high, high, look.radius);
            if (look.edge_width > 0) light.lay(look.edge, covered(from_edge));
            light.lay(look.fill, covered(from_edge + look.edge_width));
            surface.picture.colours[static_cast<std::size_t>(row * side + column)] =
                pack(light.r, light.g, light.b, light.a);
        }
    return surface;
}

void add_surface(std::vector<Quad>& quads, const Surface& surface, Box box, Box clip) {
    const int b = surface.border, side = surface.picture.width;
    const Box outer{box.x - surface.margin, box.y - surface.margin, box.w + 2 * surface.margin,
                    box.h + 2 * surface.margin};
    const int to_x[4] = {outer.x, outer.x + b, outer.right() - b, outer.right()};
    const int to_y[4] = {outer.y, outer.y + b, outer.bottom() - b, outer.bottom()};
    const int from[4] = {0, b, side - b, side};
    for (int row = 0; row < 3; ++row)
        for (int column = 0; column < 3; ++column)
            quads.push_back({{to_x[column], to_y[row], to_x[column + 1] - to_x[column], to_y[row + 1] - to_y[row]},
                             {from[column], from[row], from[column + 1] - from[column], from[row + 1] - from[row]},
                             &surface.picture,
                             {255, 255, 255, 255},
                             clip});
}

Picture kawung(int side, Colour ground, Colour petal, Colour seed) {
    Picture picture = sheet(side, side);
    picture.opaque = true;
    const auto p = static_cast<float>(side);
    constexpr int fine = 4;  // samples a side of a pixel
    for (int row = 0; row < side; ++row)
        for (int column = 0; column < side; ++column) {
            int petals = 0, seeds = 0;
            for (int sample = 0; sample < fine * fine; ++sample) {
                const float x = static_cast<float>(column) + (static_cast<float>(sample % fine) + 0.5F) / fine - p / 2;
                const float y = static_cast<float>(row) + (static_cast<float>(sample / fine) + 0.5F) / fine - p / 2;
                const float dx = std::abs(x) - p / 4, dy = std::abs(y) - p / 4;
                const float along = (dx + dy) * 0.70710678F / (0.30F * p),
                            across = (dx - dy) * 0.70710678F / (0.155F * p);
                if (std::hypot(dx, dy) < 0.045F * p)
                    ++seeds;
                else if (along * along + across * across < 1)
                    ++petals;
            }
            Light light;
            light.lay(ground, 1);
            // Petals and seeds never overlap within a sample, so their parts simply add.
            const float of_petal = static_cast<float>(petals) / (fine * fine),
                        of_seed = static_cast<float>(seeds) / (fine * fine);
            light.lay(petal, of_petal);
            light.lay(seed, of_seed);
            picture.colours[static_cast<std::size_t>(row * side + column)] = pack(light.r, light.g, light.b, light.a);
        }
    return picture;
}

}  // namespace balai
