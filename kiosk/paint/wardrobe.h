// Everything that is drawn once and then only copied: surfaces, coloured drawings, kawung strips, symbols of codes.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <tuple>

#include "platform/glass/pictures.h"

namespace balai {

class Wardrobe {
public:
    // Hands out the PNG of a drawing (three layers, see Drawing); a Problem leaves its place empty.
    using Drawings = std::function<Result<std::string>(const std::string& name)>;
    explicit Wardrobe(Drawings drawings) : drawings_(std::move(drawings)) {}

    // All live until the next trim().
    const Surface& surface(const SurfaceLook& look);
    const Picture& drawing(const std::string& name, int pixels, const DrawingColours& colours);
    // A strip of whole squares across `width`, what is left over is ground on both sides.
    const Picture& strip(int width, int side, Colour ground, Colour petal);
    // The corner pieces that turn a square foot into a round one: coverage of what lies outside the arc.
    const Picture& corner(int radius);
    // The symbol with its quiet zone, one pixel a module; nothing when the payload does not fit `max_version`.
    const Picture* code(const std::string& payload, int max_version);

    // Forgets what was not used lately once there is too much; call between frames.
    void trim();
    // Other content has other drawings under the same names.
    void forget_drawings() {
        coloured_.clear();
        missing_.clear();
    }
    // Which drawings could not be had, for the log; each is named once.
    const std::map<std::string, std::string>& missing() const { return missing_; }

private:
    template <typename T>
    struct Kept {
        T value;
        unsigned used = 0;
    };
    using Packed = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>;
    Drawings drawings_;
    std::map<std::vector<float>, Kept<Surface>> surfaces_;
    std::map<std::tuple<std::string, int, Packed>, Kept<Picture>> coloured_;
    std::map<std::tuple<int, int, std::uint32_t, std::uint32_t>, Kept<Picture>> strips_;
    std::map<int, Kept<Picture>> corners_;
    std::map<std::pair<std::string, int>, Kept<Picture>> codes_;
    std::map<std::string, std::string> missing_;
    unsigned now_ = 0;
};

}  // namespace balai
