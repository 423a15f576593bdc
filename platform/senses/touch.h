// From raw contacts to one calm tap. Pure: no device, no window, time is handed in.
// Old hands press long, roll and tremble; panels send ghosts; the first contact owns the gesture. (design 6)
#pragma once

#include <optional>
#include <vector>

#include "platform/base/clock.h"

namespace balai {

struct Point {
    float x = 0, y = 0;  // millimetres on the glass, from the upper left corner
};

// One report of a panel, in the order in which the kernel stamped them.
struct Contact {
    enum class Phase { Down, Move, Up, Cancel } phase = Phase::Down;  // Cancel: the device went away, or palm rejection
    int finger = 0;                                                   // the same number from Down to Up
    Point at;
    float size_mm = 0;  // major axis of the contact, 0 when the panel does not say
    Moment when{0};
    bool pointer = false;  // a mouse or the pointer of a virtual machine: nothing discharges into it
};

struct TouchRules {
    float slop_mm = 3;             // beyond the target (or, on bare page, from where the finger landed)
    Moment shortest{51};           // shorter is a discharge, not a finger (complaint 3: 50 ms hurt nobody)
    Moment same_place_pause{400};  // a second tap on the same place counts only after this
    float same_place_mm = 10;      // how near is the same place
    Moment page_guard{350};        // after a page change nobody can have aimed at what is new
    float palm_mm = 25;            // a contact larger than this is a palm: ignored, blocks nobody
    Moment resting{15000};         // a contact that never lifts is stuck: given up, blocks nobody
};

// What the finger does, for the page: pressed look at `at`, then a tap there or nothing.
struct TouchChange {
    enum class Kind { Pressed, Released, Tapped } kind = Kind::Pressed;  // Released: the press ended without a tap
    Point at;                                                            // always where the finger first landed
};

class Touch {
public:
    explicit Touch(TouchRules rules = {}) : rules_(rules) {}

    // At most one change a report, judged by the contact's own time stamp. A second finger while one is down is dropped
    // until it lifts. Every Pressed is followed by exactly one Tapped or Released.
    std::optional<TouchChange> report(const Contact& contact);
    // The target under the finger that was just reported as Pressed: lifting anywhere inside it plus the slop is a tap,
    // sliding further off gives it up for good.
    void press_is_on(Point upper_left, Point lower_right);
    // Call when time passes without reports: gives up a contact that rests for ever, and tells of a press that was let
    // go between two reports. Report what the panel already said first: it may hold the lift in time.
    std::optional<TouchChange> tick(Moment now);
    // When tick() has something to do, if ever. A moment in the past means at once.
    std::optional<Moment> next_tick() const;
    // The page has changed at that moment: presses in progress are let go without a tap (their Released comes with the
    // next tick or report), the guard starts.
    void page_changed(Moment when);
    // The glass was dark: everything until the first full lift wakes it and presses nothing. A palm or a stuck contact
    // is not that lift.
    void swallow_until_lift();
    // Nothing is down (used before sleeping and after a device is lost). Palms and stuck contacts do not count: a drop
    // of glue on the glass must not keep the hall lit.
    bool idle() const;

private:
    // What a contact on the glass can still do.
    enum class Part {
        Pressing,  // lifting it taps
        Spent,     // cannot tap any more, but the gesture is still its own: others are dropped
        Dropped,   // came while another finger owned the gesture, or woke the glass
        Ignored,   // a palm or a stuck contact
    };
    struct Held {
        int finger = 0;
        Point landed;
        Moment down{0};
        Part part = Part::Dropped;
    };
    struct LastTap {
        Point at;
        Moment when{0};
    };

    std::vector<Held>::iterator held(int finger);
    std::optional<TouchChange> land(const Contact& contact);
    std::optional<TouchChange> slide(Held& finger, const Contact& contact) const;
    std::optional<TouchChange> lift(std::vector<Held>::iterator finger, const Contact& contact);
    void hold(const Contact& contact, Part part);
    void let_go();
    bool on_target(Point at) const;
    bool too_soon(const Contact& contact) const;

    TouchRules rules_;
    std::vector<Held> down_;  // in the order of landing; at most one of them owns the gesture
    Point target_upper_left_, target_lower_right_;
    std::optional<LastTap> last_tap_;
    std::optional<Moment> guard_end_;
    std::optional<TouchChange> owed_;  // the Released of a press that was let go between two reports
    bool swallowing_ = false;
};

}  // namespace balai
