// How a visit goes on behind the staff's door.
#pragma once

#include "kiosk/visit/visit.h"

namespace balai {

Outcome after_wish(Visit visit, const StaffWish& wish, Moment now);
// The PIN was looked at.
Outcome after_pin(Visit visit, bool right, Moment now);
// Something that ends by itself: a pause for cleaning, a touch test that nobody goes on with.
std::optional<Outcome> staff_passed(const Visit& visit, Moment now);
std::optional<Moment> staff_next_change(const Visit& visit, Moment now);
int cleaning_seconds(const Visit& visit, Moment now);
// No way leads back in: outside the staff area nothing behind the door is remembered.
void close_door_behind(Visit& visit);

}  // namespace balai
