// The grid of the 10" page, in units. (storyboard: grid)
#pragma once

namespace balai::grid {

constexpr float left = 6, wide = 206.2F;            // the useful width
constexpr float half = 101.1F, half_step = 105.1F;  // two columns
constexpr float share_above_reach = 0.45F;          // low reach: targets have the lower 55 % of the glass
constexpr float top_of_reach = 62;                  // on this page
constexpr float bar_width = 206, slot_width = 38, slot_step = 42;

// An upright glass: the same screen on its side.
namespace tall {
constexpr float left = 6, wide = 124.4F;
constexpr float pair = 60.2F, pair_step = 64.2F;  // two columns
constexpr float top_of_reach = 98.4F;
constexpr float slot_width = 38, slot_step = 42, bar_width = 122;
}  // namespace tall

}  // namespace balai::grid
