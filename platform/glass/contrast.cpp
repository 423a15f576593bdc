#include "platform/glass/contrast.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace balai {

namespace {

double luminance(std::uint32_t pixel) {
    const auto linear = [](std::uint32_t v) {
        const double c = v / 255.0;
        return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear((pixel >> 16) & 255) + 0.7152 * linear((pixel >> 8) & 255) + 0.0722 * linear(pixel & 255);
}

double ratio(double a, double b) { return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05); }

}  // namespace

double contrast_in(const Canvas& canvas, Box box) {
    box = overlap(box, {0, 0, canvas.width(), canvas.height()});
    if (box.empty()) return 1;
    std::unordered_map<std::uint32_t, int> colours;
    for (int y = box.y; y < box.bottom(); ++y)
        for (int x = box.x; x < box.right(); ++x) ++colours[canvas.row(y)[x]];
    double darkest = 1, lightest = 0;
    for (const auto& [colour, count] : colours) {
        if (count < std::max(8, box.w * box.h / 2000)) continue;
        darkest = std::min(darkest, luminance(colour));
        lightest = std::max(lightest, luminance(colour));
    }
    return lightest < darkest ? 1 : ratio(darkest, lightest);
}

double contrast_of_edge(const Canvas& canvas, Box box) {
    constexpr int outside = 8, inside = 6;
    const int y = std::clamp(box.y + box.h / 2, 0, canvas.height() - 1);
    const double ground = luminance(canvas.row(y)[std::clamp(box.x - outside, 0, canvas.width() - 1)]);
    double strongest = 1;
    for (int x = std::max(0, box.x - 1); x < std::min(box.x + inside, canvas.width()); ++x)
        strongest = std::max(strongest, ratio(ground, luminance(canvas.row(y)[x])));
    return strongest;
}

}  // namespace balai
