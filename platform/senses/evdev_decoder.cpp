#include "platform/senses/evdev_decoder.h"

#include <linux/input-event-codes.h>

#include <algorithm>

namespace balai {

namespace {

std::optional<Key> meaning(std::uint16_t code) {
    switch (code) {
        case KEY_RIGHT:
        case KEY_DOWN:
        case KEY_PAGEDOWN:
        case KEY_TAB:
            return Key::Next;
        case KEY_LEFT:
        case KEY_UP:
        case KEY_PAGEUP:
            return Key::Previous;
        case KEY_ENTER:
        case KEY_KPENTER:
        case KEY_SPACE:
        case KEY_SELECT:
        case KEY_OK:
            return Key::Select;
        case KEY_F5:
        case KEY_PLAY:
        case KEY_PLAYPAUSE:
        case KEY_MEDIA_REPEAT:
            return Key::Repeat;
        case KEY_F1:
        case KEY_HELP:
        case KEY_MENU:
            return Key::Help;
        default:
            return std::nullopt;
    }
}

double length(Range range) { return static_cast<double>(range.highest) - range.lowest; }

float part_of(int value, Range range) {
    const double span = length(range);
    if (span <= 0) return 0;
    return static_cast<float>(std::clamp((static_cast<double>(value) - range.lowest) / span, 0.0, 1.0));
}

bool same(const SlotState& a, const SlotState& b) { return a.x == b.x && a.y == b.y && a.size == b.size; }

}  // namespace

DeviceKind kind_of(const Abilities& can) {
    if (can.slots && can.slot_places && !can.points_elsewhere) return DeviceKind::MultiTouch;
    if (can.places && can.touch_button && !can.points_elsewhere) return DeviceKind::SingleTouch;
    // A touch pad has a left button too, but only fingers on it set BTN_TOUCH.
    if (can.places && can.left_button && !can.touch_button) return DeviceKind::Tablet;
    return can.keys ? DeviceKind::Keys : DeviceKind::Other;
}

EvdevDecoder::EvdevDecoder(const DeviceShape& shape, const DeviceState& state)
    : shape_(shape), slots_(static_cast<std::size_t>(std::max(shape.slots, 1))), current_(state.slot) {
    for (std::size_t i = 0; i < std::min(slots_.size(), state.slots.size()); ++i) {
        slots_[i].now = state.slots[i];
        slots_[i].not_ours = state.slots[i].contact;
    }
}

void EvdevDecoder::feed(const RawEvent& event, std::vector<SenseEvent>& out) {
    last_ = event.when;
    if (event.type == EV_SYN && event.code == SYN_DROPPED) {
        gap_ = Gap::UntilReport;
        keys_.clear();
        return;
    }
    if (gap_ != Gap::None) {
        if (event.type == EV_SYN && event.code == SYN_REPORT) gap_ = Gap::NeedsState;
        return;
    }
    if (event.type == EV_ABS) absolute(event);
    if (event.type == EV_KEY) button(event);
    if (event.type == EV_SYN && event.code == SYN_REPORT) finish_report(out);
}

void EvdevDecoder::absolute(const RawEvent& event) {
    if (shape_.kind == DeviceKind::SingleTouch || shape_.kind == DeviceKind::Tablet) {
        if (event.code == ABS_X) slots_[0].now.x = event.value;
        if (event.code == ABS_Y) slots_[0].now.y = event.value;
        return;
    }
    if (shape_.kind != DeviceKind::MultiTouch) return;
    const bool followed = current_ >= 0 && static_cast<std::size_t>(current_) < slots_.size();
    Slot& slot = followed ? slots_[static_cast<std::size_t>(current_)] : waste_;
    switch (event.code) {
        case ABS_MT_SLOT:
            current_ = event.value;
            break;
        case ABS_MT_TRACKING_ID:
            contact(slot, event.value);
            break;
        case ABS_MT_POSITION_X:
            slot.now.x = event.value;
            break;
        case ABS_MT_POSITION_Y:
            slot.now.y = event.value;
            break;
        case ABS_MT_TOUCH_MAJOR:
            slot.now.size = event.value;
            break;
        default:
            break;
    }
}

void EvdevDecoder::button(const RawEvent& event) {
    constexpr int pressed = 1, released = 0;  // 2 is the kernel's own repetition of a key that is held
    if (event.value != pressed && event.value != released) return;
    const bool finger = (shape_.kind == DeviceKind::SingleTouch && event.code == BTN_TOUCH) ||
                        (shape_.kind == DeviceKind::Tablet && event.code == BTN_LEFT);
    if (finger) {
        contact(slots_[0], event.value == pressed ? next_contact_ : -1);
        next_contact_ = next_contact_ % 65535 + 1;
    } else if (const auto key = meaning(event.code); key && event.value == pressed) {
        keys_.push_back(*key);
    }
}

void EvdevDecoder::contact(Slot& slot, int number) {
    if (number == slot.now.contact) return;
    if (slot.now.contact >= 0) slot.exchanged = true;
    slot.now.contact = number;
}

void EvdevDecoder::finish_report(std::vector<SenseEvent>& out) {
    // Lifts first: a finger that lands while another lifts is then the first on the glass, not a second one.
    for (std::size_t i = 0; i < slots_.size(); ++i) {
        Slot& slot = slots_[i];
        const bool empty = slot.now.contact < 0;
        if (slot.told && (empty || slot.exchanged)) {
            tell(Contact::Phase::Up, i, empty ? slot.now : *slot.told, out);
            slot.told.reset();
        }
        if (empty || slot.exchanged) slot.not_ours = -1;
        slot.exchanged = false;
    }
    for (std::size_t i = 0; i < slots_.size(); ++i) {
        Slot& slot = slots_[i];
        if (slot.now.contact < 0 || slot.now.contact == slot.not_ours) continue;
        if (slot.told && same(*slot.told, slot.now)) continue;
        tell(slot.told ? Contact::Phase::Move : Contact::Phase::Down, i, slot.now, out);
        slot.told = slot.now;
    }
    out.insert(out.end(), keys_.begin(), keys_.end());
    keys_.clear();
}

void EvdevDecoder::catch_up(const DeviceState& state, std::vector<SenseEvent>& out) {
    gap_ = Gap::None;
    current_ = state.slot;
    for (std::size_t i = 0; i < slots_.size(); ++i) {
        Slot& slot = slots_[i];
        slot.exchanged = false;
        const SlotState before = slot.now;
        if (i < state.slots.size()) slot.now = state.slots[i];
        if (slot.told && slot.now.contact == slot.told->contact) {
            if (!same(*slot.told, slot.now)) tell(Contact::Phase::Move, i, slot.now, out);
            slot.told = slot.now;
            continue;
        }
        if (slot.told) tell(Contact::Phase::Cancel, i, before, out);
        slot.told.reset();
        slot.not_ours = slot.now.contact;
    }
}

void EvdevDecoder::cancel_all(std::vector<SenseEvent>& out) {
    for (std::size_t i = 0; i < slots_.size(); ++i) {
        if (slots_[i].told) tell(Contact::Phase::Cancel, i, *slots_[i].told, out);
        slots_[i] = Slot{};
    }
    keys_.clear();
}

void EvdevDecoder::tell(Contact::Phase phase, std::size_t slot, const SlotState& state,
                        std::vector<SenseEvent>& out) const {
    Contact contact;
    contact.phase = phase;
    contact.finger = shape_.first_finger + static_cast<int>(slot);
    contact.at = {part_of(state.x, shape_.x) * shape_.glass.width_mm,
                  part_of(state.y, shape_.y) * shape_.glass.height_mm};
    if (length(shape_.x) > 0)
        contact.size_mm = static_cast<float>(std::max(0, state.size) / length(shape_.x)) * shape_.glass.width_mm;
    contact.when = last_;
    contact.pointer = shape_.kind == DeviceKind::Tablet;
    out.emplace_back(contact);
}

}  // namespace balai
