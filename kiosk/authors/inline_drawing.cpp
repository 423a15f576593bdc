#include "kiosk/authors/inline_drawing.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

namespace balai {

namespace {

constexpr std::array<std::string_view, 8> elements{"svg", "g", "path", "rect", "line", "circle", "ellipse", "polyline"};
constexpr std::array<std::string_view, 16> attributes{"viewBox", "class", "d",  "x", "y",  "width", "height", "rx",
                                                      "ry",      "cx",    "cy", "r", "x1", "y1",    "x2",     "y2"};

template <typename List>
bool is_one_of(const List& list, std::string_view name) {
    return std::find(list.begin(), list.end(), name) != list.end();
}

bool is_space(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; }

// Numbers, letters of paths, names of classes: nothing that could end an attribute or name an address.
bool is_plain(std::string_view value) {
    return std::all_of(value.begin(), value.end(), [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) || is_space(c) || c == '.' || c == '-' || c == ',';
    });
}

// ` name="value"` for each attribute that may stay.
std::string kept_attributes(std::string_view inside) {
    std::string kept;
    while (!inside.empty()) {
        while (!inside.empty() && (is_space(inside[0]) || inside[0] == '/')) inside.remove_prefix(1);
        const auto equals = inside.find("=\"");
        if (equals == inside.npos) break;
        const auto end = inside.find('"', equals + 2);
        if (end == inside.npos) break;
        const std::string_view name = inside.substr(0, equals), value = inside.substr(equals + 2, end - equals - 2);
        if ((is_one_of(attributes, name) || name == "points") && is_plain(value))
            kept += " " + std::string{name} + "=\"" + std::string{value} + "\"";
        inside.remove_prefix(end + 1);
    }
    return kept;
}

}  // namespace

std::string inline_drawing(std::string_view svg) {
    std::string result;
    std::vector<std::string> open;
    while (true) {
        const auto begin = svg.find('<');
        const auto end = begin == svg.npos ? svg.npos : svg.find('>', begin);
        if (end == svg.npos) break;
        std::string_view tag = svg.substr(begin + 1, end - begin - 1);
        svg.remove_prefix(end + 1);
        const bool closes = tag.starts_with('/'), alone = tag.ends_with('/');
        if (closes) tag.remove_prefix(1);
        const auto length = static_cast<std::size_t>(
            std::find_if(tag.begin(), tag.end(), [](char c) { return is_space(c) || c == '/'; }) - tag.begin());
        const std::string name{tag.substr(0, length)};
        if (!is_one_of(elements, name) && name != "polygon") continue;
        if (closes) {
            if (open.empty() || open.back() != name) continue;
            open.pop_back();
            result += "</" + name + ">";
            if (open.empty()) break;
        } else if (open.empty() == (name == "svg")) {
            result += "<" + name + kept_attributes(tag.substr(length)) + (alone ? "/>" : ">");
            if (!alone) open.push_back(name);
        }
    }
    for (; !open.empty(); open.pop_back()) result += "</" + open.back() + ">";
    return result;
}

}  // namespace balai
