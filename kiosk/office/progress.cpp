#include "kiosk/office/progress.h"

#include <algorithm>
#include <cmath>

namespace balai {

namespace {

constexpr long width = 40;

std::string minutes(double seconds) {
    const long whole = std::lround(seconds);
    const std::string rest = std::to_string(whole % 60);
    return std::to_string(whole / 60) + (rest.size() < 2 ? ":0" : ":") + rest;
}

}  // namespace

std::string progress_line(const ImportSummary& summary, double seconds) {
    const long all = std::max({summary.found, summary.folders, 1L});
    const long full = width * summary.folders / all;
    std::string line = "[" + std::string(static_cast<std::size_t>(full), '#') +
                       std::string(static_cast<std::size_t>(width - full), '.') + "] ";
    line += std::to_string(summary.folders) + "/" + std::to_string(all) + "  " + std::to_string(summary.imported) +
            " new, " + std::to_string(summary.repeated) + " known, " + std::to_string(summary.refused.size()) +
            " refused";
    if (summary.folders > 0 && summary.folders < all)
        line += "  " +
                minutes(seconds * static_cast<double>(all - summary.folders) / static_cast<double>(summary.folders)) +
                " left";
    return line;
}

}  // namespace balai
