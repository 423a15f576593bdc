// What is on the glass: the page of a visit, said in the words of Ui. A screen shows and asks, and changes nothing.
#pragma once

#include <optional>

#include "kiosk/screens/ui.h"
#include "kiosk/staff/view.h"
#include "kiosk/visit/visit.h"

namespace balai {

struct Scene {
    const Visit& visit;
    const Content& content;
    Today today;
    Moment now;
    const StaffView* staff =
        nullptr;  // what is known of the machine; for the staff's pages, and for the officer's name on "Ask"
};

// Says the page and returns what the finger asked for, if it left a target just now.
std::optional<Intent> show(Ui& ui, const Scene& scene);

}  // namespace balai
