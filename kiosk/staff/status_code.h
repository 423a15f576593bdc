// The state of a terminal in one line that fits a code: photographed in the hall, explained in the office.
// BALAI1 kiosk=balai-sukorejo program=0.1.0 edition=7 trial=1 before=6 day=20261125 clock=2 free=62 heat=48 touch=1
//        counts=1 cuts=3 crashes=0 error=14/1 tests=touch:20261101,code:20261101
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/staff/view.h"

namespace balai {

std::string status_code(const StaffView& view);

enum class Reader { Indonesian, English };
// One sentence a fact; nothing when the text is not a status code or is not whole.
std::optional<std::vector<std::string>> explained(std::string_view code, Reader reader);

// What a record says, in a few words.
std::string_view in_words(What what, Reader reader);

}  // namespace balai
