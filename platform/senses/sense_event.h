// What reaches us from the people at the glass, and which devices it came through.
#pragma once

#include <string>
#include <variant>

#include "platform/senses/touch.h"

namespace balai {

// All that a key can mean, on any device. No text and no modifiers, so a keyboard dressed up as a stick can do nothing
// that a finger cannot.
enum class Key { Next, Previous, Select, Repeat, Help };

enum class DeviceKind {
    Other,        // heard and thrown away: mice, power buttons, lids
    Keys,         // a keyboard or a pad of five keys
    Tablet,       // absolute places and a left button: the pointer of a virtual machine
    SingleTouch,  // a panel that knows one finger
    MultiTouch,   // a panel that tells its fingers apart (protocol B)
};

struct DeviceFound {
    std::string node;  // "event3"
    std::string name;  // as the device calls itself
    DeviceKind kind = DeviceKind::Other;
    bool grabbed = true;  // false: somebody else listens too, and keys reach the console; staff should know
};

struct DeviceLost {
    std::string node;
    std::string name;
};

// A node is there but cannot be read. Usual for a moment after plugging in, until its rights are set; told once.
struct DeviceRefused {
    std::string node;
    std::string why;
};

using SenseEvent = std::variant<Contact, Key, DeviceFound, DeviceLost, DeviceRefused>;

}  // namespace balai
