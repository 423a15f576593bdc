// The kernel's input events of one device -> contacts and keys. Pure: the device is opened and read elsewhere.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "platform/senses/sense_event.h"

namespace balai {

// The size of the picture behind the glass.
struct GlassSize {
    float width_mm = 0, height_mm = 0;
};

// What a device says of itself, as far as it decides what it is.
struct Abilities {
    bool slots = false, slot_places = false;  // ABS_MT_SLOT; ABS_MT_POSITION_X and _Y
    bool places = false;                      // ABS_X and ABS_Y
    bool touch_button = false, left_button = false, keys = false;
    bool points_elsewhere = false;  // a touch pad: its places are not places on the glass
};
DeviceKind kind_of(const Abilities& can);

struct Range {
    int lowest = 0, highest = 0;
};

struct DeviceShape {
    DeviceKind kind = DeviceKind::Other;
    Range x, y;
    int slots = 1;  // fingers in higher slots are not followed
    GlassSize glass;
    int first_finger = 0;  // slot n is finger first_finger + n
};

// The kernel sends a value only when it differs from the last one, so what a device held before we came is part of
// every later event.
struct SlotState {
    int contact = -1;  // the kernel's number of the contact, negative when the slot is empty
    int x = 0, y = 0;
    int size = 0;  // in the units of x
};

struct DeviceState {
    int slot = 0;  // the one that the next event belongs to
    std::vector<SlotState> slots;
};

struct RawEvent {
    Moment when{0};
    std::uint16_t type = 0, code = 0;
    std::int32_t value = 0;
};

class EvdevDecoder {
public:
    // Fingers that are already down in `state` were not put there for us: they are silent until they lift.
    EvdevDecoder(const DeviceShape& shape, const DeviceState& state);

    // Adds what the event completes to `out`. Nothing counts before its SYN_REPORT.
    void feed(const RawEvent& event, std::vector<SenseEvent>& out);
    // The kernel has thrown events away. Nothing counts until catch_up() brings the state of the device, which is to be
    // read once no more events wait.
    bool wants_state() const { return gap_ == Gap::NeedsState; }
    // Fingers that were lifted or exchanged unseen are cancelled: when and where they lifted nobody knows.
    void catch_up(const DeviceState& state, std::vector<SenseEvent>& out);
    // The device is gone: none of its fingers ever taps.
    void cancel_all(std::vector<SenseEvent>& out);

private:
    struct Slot {
        SlotState now;
        std::optional<SlotState> told;  // what was last told of a contact whose Down was told
        int not_ours = -1;              // a contact that was there before we looked
        bool exchanged = false;         // the contact ended within this report, whatever stands there now
    };
    enum class Gap { None, UntilReport, NeedsState };

    void absolute(const RawEvent& event);
    void button(const RawEvent& event);
    void contact(Slot& slot, int number);
    void finish_report(std::vector<SenseEvent>& out);
    void tell(Contact::Phase phase, std::size_t slot, const SlotState& state, std::vector<SenseEvent>& out) const;

    DeviceShape shape_;
    std::vector<Slot> slots_;
    Slot waste_;
    int current_ = 0;
    int next_contact_ = 1;  // for devices without numbers of their own
    std::vector<Key> keys_;
    Gap gap_ = Gap::None;
    Moment last_{0};
};

}  // namespace balai
