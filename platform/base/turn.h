// How a panel hangs: one setting that turns what is shown and what is touched, so that the two can never disagree.
#pragma once

#include <optional>

namespace balai {

// By how much the picture is turned clockwise on the panel.
enum class Turn { None, Quarter, Half, ThreeQuarters };

constexpr std::optional<Turn> turn_of(int degrees) {
    switch (degrees) {
        case 0:
            return Turn::None;
        case 90:
            return Turn::Quarter;
        case 180:
            return Turn::Half;
        case 270:
            return Turn::ThreeQuarters;
        default:
            return std::nullopt;
    }
}

// True when the page is as wide as the panel is high.
constexpr bool lies_across(Turn turn) { return turn == Turn::Quarter || turn == Turn::ThreeQuarters; }

// Where a place on the panel lies on the page. `width` and `height` are of the panel, in the unit of the place; a
// whole pixel passes the last one (width - 1) instead.
template <typename Number>
struct Place {
    Number x, y;
};
template <typename Number>
constexpr Place<Number> on_page(Turn turn, Place<Number> panel, Number width, Number height) {
    switch (turn) {
        case Turn::None:
            break;
        case Turn::Quarter:
            return {panel.y, width - panel.x};
        case Turn::Half:
            return {width - panel.x, height - panel.y};
        case Turn::ThreeQuarters:
            return {height - panel.y, panel.x};
    }
    return panel;
}

}  // namespace balai
