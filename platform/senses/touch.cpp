#include "platform/senses/touch.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace balai {

namespace {

// Ten fingers, two palms and some ghosts. A panel that claims more loses the oldest that owns nothing.
constexpr std::size_t most_held = 32;

bool finite(Point at) { return std::isfinite(at.x) && std::isfinite(at.y); }

float distance(Point a, Point b) { return std::hypot(a.x - b.x, a.y - b.y); }

}  // namespace

std::optional<TouchChange> Touch::report(const Contact& contact) {
    // What this tells ends the gesture in progress, so the contact itself cannot have a second change to tell: a finger
    // that lands right then is dropped.
    const auto overdue = tick(contact.when);
    const auto finger = held(contact.finger);
    const bool known = finger != down_.end();

    switch (contact.phase) {
        case Contact::Phase::Down:
            if (known && finger->part == Part::Pressing) return slide(*finger, contact);
            if (known) down_.erase(finger);  // its lift was lost
            if (!overdue) return land(contact);
            hold(contact, Part::Dropped);
            return overdue;
        case Contact::Phase::Move:
            if (!known) return overdue;
            return overdue ? overdue : slide(*finger, contact);
        case Contact::Phase::Up: {
            if (!known) return overdue;
            const auto change = lift(finger, contact);
            return overdue ? overdue : change;
        }
        case Contact::Phase::Cancel: {
            if (!known) return overdue;
            const Held gone = *finger;
            down_.erase(finger);
            if (gone.part == Part::Pressing) return TouchChange{TouchChange::Kind::Released, gone.landed};
            return overdue;
        }
    }
    return overdue;
}

std::optional<TouchChange> Touch::land(const Contact& contact) {
    const bool owned = std::any_of(down_.begin(), down_.end(), [](const Held& other) {
        return other.part == Part::Pressing || other.part == Part::Spent;
    });
    if (contact.size_mm > rules_.palm_mm) {
        hold(contact, Part::Ignored);
    } else if (swallowing_ || owned) {
        hold(contact, Part::Dropped);
    } else if (too_soon(contact) || !finite(contact.at)) {
        hold(contact, Part::Spent);
    } else {
        hold(contact, Part::Pressing);
        target_upper_left_ = target_lower_right_ = contact.at;  // until press_is_on() knows better
        return TouchChange{TouchChange::Kind::Pressed, contact.at};
    }
    return std::nullopt;
}

std::optional<TouchChange> Touch::slide(Held& finger, const Contact& contact) const {
    const bool palm = contact.size_mm > rules_.palm_mm;
    const bool was_pressing = finger.part == Part::Pressing;
    if (palm) {
        finger.part = Part::Ignored;
    } else if (was_pressing && !on_target(contact.at)) {
        finger.part = Part::Spent;  // coming back does not help: the person has changed their mind
    }
    if (was_pressing && finger.part != Part::Pressing) return TouchChange{TouchChange::Kind::Released, finger.landed};
    return std::nullopt;
}

std::optional<TouchChange> Touch::lift(std::vector<Held>::iterator finger, const Contact& contact) {
    auto change = slide(*finger, contact);  // a fast finger says only with its lift that it went elsewhere
    const Held lifted = *finger;
    down_.erase(finger);

    if (lifted.part == Part::Pressing) {
        const bool a_finger = contact.pointer || contact.when - lifted.down >= rules_.shortest;
        change = TouchChange{a_finger ? TouchChange::Kind::Tapped : TouchChange::Kind::Released, lifted.landed};
        if (a_finger) last_tap_ = LastTap{lifted.landed, contact.when};
    }
    if (swallowing_ && lifted.part != Part::Ignored && idle()) {
        swallowing_ = false;
        // People wake things by tapping twice; the second must not press what they could not see yet.
        last_tap_ = LastTap{lifted.landed, contact.when};
    }
    return change;
}

void Touch::press_is_on(Point upper_left, Point lower_right) {
    target_upper_left_ = upper_left;
    target_lower_right_ = lower_right;
}

std::optional<TouchChange> Touch::tick(Moment now) {
    auto change = std::exchange(owed_, std::nullopt);
    for (Held& finger : down_) {
        if (finger.part == Part::Ignored || now - finger.down < rules_.resting) continue;
        if (finger.part == Part::Pressing) change = TouchChange{TouchChange::Kind::Released, finger.landed};
        finger.part = Part::Ignored;
    }
    return change;
}

std::optional<Moment> Touch::next_tick() const {
    if (owed_) return Moment{0};
    std::optional<Moment> next;
    for (const Held& finger : down_) {
        if (finger.part == Part::Ignored) continue;
        const Moment due = finger.down + rules_.resting;
        next = next ? std::min(*next, due) : due;
    }
    return next;
}

void Touch::page_changed(Moment when) {
    guard_end_ = when + rules_.page_guard;
    let_go();
}

void Touch::swallow_until_lift() {
    swallowing_ = true;
    let_go();
}

bool Touch::idle() const {
    return std::all_of(down_.begin(), down_.end(), [](const Held& finger) { return finger.part == Part::Ignored; });
}

std::vector<Touch::Held>::iterator Touch::held(int finger) {
    return std::find_if(down_.begin(), down_.end(), [finger](const Held& one) { return one.finger == finger; });
}

void Touch::hold(const Contact& contact, Part part) {
    if (down_.size() >= most_held) {
        const auto owns_nothing = std::find_if(down_.begin(), down_.end(), [](const Held& finger) {
            return finger.part == Part::Dropped || finger.part == Part::Ignored;
        });
        down_.erase(owns_nothing);  // there is one: at most one contact owns the gesture
    }
    down_.push_back(Held{contact.finger, contact.at, contact.when, part});
}

void Touch::let_go() {
    for (Held& finger : down_) {
        if (finger.part != Part::Pressing) continue;
        finger.part = Part::Spent;
        owed_ = TouchChange{TouchChange::Kind::Released, finger.landed};
    }
}

bool Touch::on_target(Point at) const {
    const Point nearest{std::clamp(at.x, target_upper_left_.x, std::max(target_upper_left_.x, target_lower_right_.x)),
                        std::clamp(at.y, target_upper_left_.y, std::max(target_upper_left_.y, target_lower_right_.y))};
    return finite(at) && distance(at, nearest) <= rules_.slop_mm;
}

bool Touch::too_soon(const Contact& contact) const {
    if (guard_end_ && contact.when < *guard_end_) return true;
    return last_tap_ && distance(contact.at, last_tap_->at) <= rules_.same_place_mm &&
           std::chrono::abs(contact.when - last_tap_->when) < rules_.same_place_pause;
}

}  // namespace balai
