#include "kiosk/office/marks.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "kiosk/feedback/weeks.h"

namespace balai {

namespace {

// Faces by week: the week is known, only a span is known, the week is only the earliest one.
using Columns = std::map<long, std::array<double, 3>>;

Columns columns_of(const ReportData& data, long from, long to) {
    Columns columns;
    const auto spread = [&](const std::map<std::pair<long, long>, long>& spans, bool trusted) {
        for (const auto& [span, count] : spans) {
            const std::size_t part = !trusted ? 2 : span.first == span.second ? 0 : 1;
            const double each = static_cast<double>(count) / static_cast<double>(span.second - span.first + 1);
            for (long week = std::max(span.first, from); week <= span.second && week < to; ++week)
                columns[week][part] += each;
        }
    };
    spread(data.spans, true);
    spread(data.floor_spans, false);
    return columns;
}

}  // namespace

std::string escaped(std::string_view text) {
    std::string out;
    for (const char letter : text) switch (letter) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            default:
                out += letter;
        }
    return out;
}

std::string both(const std::string& indonesian, const std::string& english) {
    if (indonesian == english) return indonesian;
    return "<span class=id lang=id>" + indonesian + "</span><span class=en lang=en>" + english + "</span>";
}

std::string number(long value) {
    std::string digits = std::to_string(std::abs(value));
    for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, "\u202F");
    return (value < 0 ? "-" : "") + digits;
}

std::string fixed(double value, int digits) {
    char text[32];
    std::snprintf(text, sizeof text, "%.*f", digits, value);
    return text;
}

std::string percent(double share) { return fixed(100 * share, 0) + "\u202F%"; }

double share_of(const Faces& faces) {
    return faces.all() ? static_cast<double>(faces.happy()) / static_cast<double>(faces.all()) : 0;
}

std::string bar(const Faces& faces) {
    std::string svg = "<svg class=bar viewBox='0 0 400 20' preserveAspectRatio=none role=img aria-label='";
    for (int i = 0; i < 4; ++i)
        svg += (i ? ", " : "") + std::to_string(4 - i) + ": " + std::to_string(faces.of[static_cast<std::size_t>(i)]);
    svg += "'>";
    double x = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        const double width =
            faces.all() ? 400.0 * static_cast<double>(faces.of[i]) / static_cast<double>(faces.all()) : 0;
        if (width > 0)
            svg += "<rect x='" + fixed(x) + "' width='" + fixed(std::max(0.0, width - 1.5)) + "' height=20 fill='" +
                   face_colour[i] + "'/>";
        x += width;
    }
    return svg + "</svg>";
}

std::string share_text(const Faces& faces) {
    if (!faces.all()) return "<span class=share>–</span>";
    const Interval sure = wilson(faces.happy(), faces.all());
    return "<span class=share><b>" + percent(share_of(faces)) + "</b> <small>" + percent(sure.low) + "–" +
           percent(sure.high) + "</small><small>" + number(faces.all()) + " " + both("wajah", "faces") +
           "</small></span>";
}

std::string spark(const std::map<long, Faces>& trend, long first, long last) {
    std::string svg =
        "<svg class=spark viewBox='0 0 200 38' preserveAspectRatio=none aria-hidden=true>"
        "<path d='M0 19H200' stroke='#D8DEE2' stroke-dasharray='2 3'/>";
    const double step = 200.0 / static_cast<double>(last - first + 1);
    std::string line;
    for (const auto& [block, faces] : trend) {
        if (faces.all() < least_cell || block < first || block > last) continue;
        const double x = (static_cast<double>(block - first) + 0.5) * step;
        const auto y = [](double share) { return 36 - 34 * share; };
        const Interval sure = wilson(faces.happy(), faces.all());
        svg += "<path d='M" + fixed(x) + " " + fixed(y(sure.high)) + "V" + fixed(y(sure.low)) +
               "' stroke='#B9C6D0' stroke-width=5 />";
        line += (line.empty() ? "M" : "L") + fixed(x) + " " + fixed(y(share_of(faces)));
    }
    if (!line.empty())
        svg += "<path d='" + line +
               "' fill=none stroke='#12355B' stroke-width=2 stroke-linejoin=round stroke-linecap=round "
               "vector-effect=non-scaling-stroke />";
    return svg + "</svg>";
}

Interval wilson(long part, long whole) {
    if (whole <= 0) return {};
    const double n = static_cast<double>(whole), p = static_cast<double>(part) / n, z = 1.959964, zz = z * z;
    const double middle = (p + zz / (2 * n)) / (1 + zz / n),
                 half = z / (1 + zz / n) * std::sqrt(p * (1 - p) / n + zz / (4 * n * n));
    return {std::max(0.0, middle - half), std::min(1.0, middle + half)};
}

std::string trend_chart(const ReportData& data, long first, long last) {
    const long from = first * weeks_in_block, to = (last + 1) * weeks_in_block;
    const double left = 44, width = 940, step = width / static_cast<double>(to - from);
    const auto x = [&](double week) { return left + (week - static_cast<double>(from)) * step; };
    const auto y = [](double share) { return 168 - 150 * share; };
    std::string svg = "<svg viewBox='0 0 1000 330' role=img>";
    for (int grid = 0; grid <= 100; grid += 25)
        svg += "<path d='M44 " + fixed(y(grid / 100.0)) + "H984' stroke='#D8DEE2'/><text x=38 y='" +
               fixed(y(grid / 100.0) + 4) + "' text-anchor=end>" + std::to_string(grid) + "</text>";
    std::string band, back, line, dots;
    for (const auto& [block, faces] : data.trend) {
        if (faces.all() < least_cell) continue;
        const Interval sure = wilson(faces.happy(), faces.all());
        const double middle = x((static_cast<double>(block) + 0.5) * weeks_in_block);
        band += (band.empty() ? "M" : "L") + fixed(middle) + " " + fixed(y(sure.high));
        back = "L" + fixed(middle) + " " + fixed(y(sure.low)) + back;
        line += (line.empty() ? "M" : "L") + fixed(middle) + " " + fixed(y(share_of(faces)));
        dots += "<path d='M" + fixed(middle) + " " + fixed(y(sure.high)) + "V" + fixed(y(sure.low)) +
                "' stroke='#8DA2B5' stroke-width=2 /><circle cx='" + fixed(middle) + "' cy='" +
                fixed(y(share_of(faces))) + "' r=5 fill='#12355B'/><text x='" + fixed(middle) + "' y='" +
                fixed(y(sure.high) - 6) + "' text-anchor=middle>" + percent(share_of(faces)) + "</text>";
    }
    svg += "<path d='" + band + back + "Z' fill='#C9D6E0'/><path d='" + line +
           "' fill=none stroke='#12355B' stroke-width=2.5 />" + dots;
    const Columns columns = columns_of(data, from, to);
    double most = 1;
    for (const auto& [week, parts] : columns) most = std::max(most, parts[0] + parts[1] + parts[2]);
    for (const auto& [week, parts] : columns) {
        double bottom = 294;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            const double height = 90 * parts[i] / most;
            bottom -= height;
            if (height > 0)
                svg += "<rect x='" + fixed(x(static_cast<double>(week)) + 1) + "' y='" + fixed(bottom) + "' width='" +
                       fixed(step - 2) + "' height='" + fixed(height) + "' fill='" + week_colour[i] + "'/>";
        }
    }
    svg += "<text x=38 y=208 text-anchor=end>" + number(std::lround(most)) +
           "</text><text x=38 y=298 text-anchor=end>0</text><path d='M44 294H984' stroke='#8DA2B5'/>";
    const long labels = std::max(1L, (last - first + 8) / 8);
    for (long block = first; block <= last; ++block)
        if ((block - first) % labels == 0)
            svg += "<path d='M" + fixed(x(static_cast<double>(block) * weeks_in_block)) +
                   " 294V300' stroke='#8DA2B5'/><text x='" + fixed(x(static_cast<double>(block) * weeks_in_block)) +
                   "' y=316>" + week_name(static_cast<int>(block * weeks_in_block)) + "</text>";
    return svg + "</svg>";
}

}  // namespace balai
