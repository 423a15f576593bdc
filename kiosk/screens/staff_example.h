// A machine as staff might find it, in the longest words it can have: for pictures and tests of the staff's pages.
#pragma once

#include "kiosk/staff/view.h"

namespace balai {

const StaffView& staff_example();

}  // namespace balai
