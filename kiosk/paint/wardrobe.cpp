#include "kiosk/paint/wardrobe.h"

#include <algorithm>

#include "platform/qr/qr_code.h"

namespace balai {

namespace {

constexpr std::size_t most_bytes = 640 << 10;  // of coloured drawings
constexpr std::size_t most_strips = 8;
constexpr std::size_t most_codes = 4;

std::uint32_t packed(Colour c) {
    return (std::uint32_t{c.a} << 24) | (std::uint32_t{c.r} << 16) | (std::uint32_t{c.g} << 8) | c.b;
}

std::vector<float> key_of(const SurfaceLook& look) {
    const auto number = [](Colour c) { return static_cast<float>(packed(c) & 0xFFFFFF) + (c.a ? 0.0F : 0.5F); };
    return {number(look.fill),       number(look.edge), look.edge_width,  look.radius,        look.lip,
            number(look.lip_colour), look.shadow_down,  look.shadow_blur, number(look.shadow)};
}

template <typename Map, typename Size>
void forget_oldest(Map& map, std::size_t most, Size size) {
    std::size_t total = 0;
    for (const auto& [key, kept] : map) total += size(kept.value);
    while (total > most && map.size() > 1) {
        const auto oldest = std::min_element(
            map.begin(), map.end(), [](const auto& a, const auto& b) { return a.second.used < b.second.used; });
        total -= size(oldest->second.value);
        map.erase(oldest);
    }
}

}  // namespace

const Surface& Wardrobe::surface(const SurfaceLook& look) {
    auto [at, fresh] = surfaces_.try_emplace(key_of(look));
    if (fresh) at->second.value = make_surface(look);
    at->second.used = ++now_;
    return at->second.value;
}

const Picture& Wardrobe::drawing(const std::string& name, int pixels, const DrawingColours& colours) {
    auto [at, fresh] =
        coloured_.try_emplace({name, pixels, {packed(colours.ink), packed(colours.tone), packed(colours.paper)}});
    if (fresh) {
        auto file = drawings_(name);
        auto drawing = file ? decode_drawing(*file) : Result<Drawing>{tl::unexpected(file.error())};
        if (drawing)
            at->second.value = coloured(*drawing, pixels, colours);
        else
            missing_.try_emplace(name, drawing.error().detail);
    }
    at->second.used = ++now_;
    return at->second.value;
}

const Picture& Wardrobe::strip(int width, int side, Colour ground, Colour petal) {
    auto [at, fresh] = strips_.try_emplace({width, side, packed(ground), packed(petal)});
    if (fresh) {
        const Picture square = kawung(side, ground, petal, ground);
        Canvas canvas{width, side};
        std::vector<Quad> quads{{{0, 0, width, side}, {}, nullptr, ground, {0, 0, width, side}}};
        const int count = width / side;
        for (int i = 0; i < count; ++i)
            quads.push_back({{(width - count * side) / 2 + i * side, 0, side, side},
                             {0, 0, side, side},
                             &square,
                             {},
                             {0, 0, width, side}});
        canvas.draw(quads);
        Picture& picture = at->second.value;
        picture.width = width;
        picture.height = side;
        picture.opaque = true;
        picture.colours.assign(canvas.row(0),
                               canvas.row(0) + static_cast<std::size_t>(width) * static_cast<std::size_t>(side));
    }
    at->second.used = ++now_;
    return at->second.value;
}

const Picture& Wardrobe::corner(int radius) {
    auto [at, fresh] = corners_.try_emplace(radius);
    if (fresh) {
        // A filled disc of that radius, turned inside out: its four quarters are the four corners.
        SurfaceLook look;
        look.fill = {255, 255, 255, 255};
        look.radius = static_cast<float>(radius);
        const Surface disc = make_surface(look);
        Picture& picture = at->second.value;
        picture.width = picture.height = disc.picture.width;
        for (const std::uint32_t pixel : disc.picture.colours)
            picture.coverage.push_back(static_cast<std::uint8_t>(255 - (pixel >> 24)));
    }
    at->second.used = ++now_;
    return at->second.value;
}

const Picture* Wardrobe::code(const std::string& payload, int max_version) {
    constexpr int quiet = 4;  // modules of white on every side, as the standard asks
    auto [at, fresh] = codes_.try_emplace({payload, max_version});
    if (fresh && !payload.empty()) {
        if (const auto symbol = QrCode::encode(payload, max_version)) {
            Picture& picture = at->second.value;
            picture.width = picture.height = symbol->width() + 2 * quiet;
            picture.opaque = true;
            picture.colours.assign(static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.width),
                                   0xFFFFFFFF);
            for (int row = 0; row < symbol->width(); ++row)
                for (int column = 0; column < symbol->width(); ++column)
                    if (symbol->is_dark(column, row))
                        picture.colours[static_cast<std::size_t>((row + quiet) * picture.width + column + quiet)] =
                            0xFF000000;
        }
    }
    at->second.used = ++now_;
    return at->second.value.width > 0 ? &at->second.value : nullptr;
}

void Wardrobe::trim() {
    forget_oldest(coloured_, most_bytes, [](const Picture& picture) { return picture.runs.bytes(); });
    forget_oldest(strips_, most_strips, [](const Picture&) { return std::size_t{1}; });
    forget_oldest(codes_, most_codes, [](const Picture&) { return std::size_t{1}; });
}

}  // namespace balai
