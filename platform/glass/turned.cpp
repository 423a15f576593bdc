#include "platform/glass/turned.h"

#include <algorithm>

namespace balai {

namespace {

// Where a box of the page lies on the panel.
Box on_panel(Box part, Turn turn, const Canvas& panel) {
    switch (turn) {
        case Turn::None:
            break;
        case Turn::Quarter:
            return {panel.width() - part.bottom(), part.x, part.h, part.w};
        case Turn::Half:
            return {panel.width() - part.right(), panel.height() - part.bottom(), part.w, part.h};
        case Turn::ThreeQuarters:
            return {part.y, panel.height() - part.right(), part.h, part.w};
    }
    return part;
}

}  // namespace

Box put_turned(const Canvas& page, Box part, Turn turn, Canvas& panel) {
    const Box whole{0, 0, panel.width(), panel.height()};
    const Box to = overlap(on_panel(overlap(part, {0, 0, page.width(), page.height()}), turn, panel), whole);
    const int last_x = panel.width() - 1, last_y = panel.height() - 1;
    // Square by square: columns of one picture are rows of the other, and a square of both fits the cache.
    constexpr int square = 32;
    for (int top = to.y; top < to.bottom(); top += square)
        for (int left = to.x; left < to.right(); left += square)
            for (int y = top; y < std::min(top + square, to.bottom()); ++y)
                for (int x = left; x < std::min(left + square, to.right()); ++x) {
                    const auto [page_x, page_y] = on_page(turn, Place<int>{x, y}, last_x, last_y);
                    if (page_x >= 0 && page_x < page.width() && page_y >= 0 && page_y < page.height())
                        panel.row(y)[x] = page.row(page_y)[page_x];
                }
    return to;
}

}  // namespace balai
