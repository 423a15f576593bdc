// The one privileged piece, from our side: a file asks, another answers. packaging/README.md, "Sticks", has the words.
#pragma once

#include <string>

#include "kiosk/terminal/places.h"
#include "platform/base/disk.h"

namespace balai {

// "ready", "unreadable", "writable", "protected", "busy", "safe"; empty when there is no such stick.
std::string state_of_stick(const Places& places, const std::string& device, Disk& disk);
// Asks for `write` or `done` and waits for the answer; false when it does not come. Without a helper everything is as
// it is, and that is fine.
bool ask_helper(const Places& places, const std::string& device, const std::string& wish, const std::string& answer,
                Disk& disk);

}  // namespace balai
