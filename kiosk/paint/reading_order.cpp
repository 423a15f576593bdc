#include "kiosk/paint/reading_order.h"

#include <algorithm>

namespace balai {

std::vector<std::string> targets_in_order(const Page& page) {
    std::vector<const Element*> waiting;
    for (const Element& element : page.elements)
        if (is_target(element) && element.role != "glass") waiting.push_back(&element);
    std::stable_sort(waiting.begin(), waiting.end(),
                     [](const Element* a, const Element* b) { return a->rect.y < b->rect.y; });
    std::vector<std::string> order;
    while (!waiting.empty()) {
        // What begins beside the upper half of the topmost one stands in its line.
        const int line_ends = waiting.front()->rect.y + waiting.front()->rect.h / 2;
        const auto next_line = std::find_if(waiting.begin(), waiting.end(),
                                            [line_ends](const Element* one) { return one->rect.y >= line_ends; });
        std::stable_sort(waiting.begin(), next_line,
                         [](const Element* a, const Element* b) { return a->rect.x < b->rect.x; });
        for (auto at = waiting.begin(); at != next_line; ++at) order.push_back((*at)->id);
        waiting.erase(waiting.begin(), next_line);
    }
    return order;
}

std::string target_beside(const Page& page, const std::string& from, Direction direction) {
    const std::vector<std::string> order = targets_in_order(page);
    if (order.empty()) return {};
    const auto here = std::find(order.begin(), order.end(), from);
    if (direction == Direction::Forward)
        return here == order.end() || here + 1 == order.end() ? order.front() : *(here + 1);
    return here == order.end() || here == order.begin() ? order.back() : *(here - 1);
}

}  // namespace balai
