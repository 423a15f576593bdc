#include "platform/senses/evdev_decoder.h"

#include <linux/input-event-codes.h>
#include <unistd.h>

#include <array>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "platform/senses/input_devices.h"
#include "tests/catch.h"

using namespace balai;
using namespace std::chrono_literals;
using Phase = Contact::Phase;

namespace {

constexpr GlassSize glass{200, 100};

DeviceShape panel(int slots = 10) { return {DeviceKind::MultiTouch, {0, 1000}, {0, 1000}, slots, glass, 64}; }

DeviceState empty_panel(int slots = 10) {
    DeviceState state;
    state.slots.resize(static_cast<std::size_t>(slots));
    return state;
}

// Feeds a device's events as the kernel would send them and keeps what they meant.
struct Cable {
    EvdevDecoder decoder;
    std::vector<SenseEvent> out;
    Moment now = 1000ms;

    Cable(const DeviceShape& shape, const DeviceState& state) : decoder(shape, state) {}
    explicit Cable(DeviceKind kind) : Cable({kind, {0, 1000}, {0, 1000}, 1, glass, 0}, {0, {SlotState{}}}) {}
    void send(int type, int code, int value) {
        decoder.feed({now, static_cast<std::uint16_t>(type), static_cast<std::uint16_t>(code), value}, out);
    }
    void slot(int number) { send(EV_ABS, ABS_MT_SLOT, number); }
    void id(int number) { send(EV_ABS, ABS_MT_TRACKING_ID, number); }
    void at(int x, int y) {
        send(EV_ABS, ABS_MT_POSITION_X, x);
        send(EV_ABS, ABS_MT_POSITION_Y, y);
    }
    void report() { send(EV_SYN, SYN_REPORT, 0); }
    void key(int code, int value = 1) {
        send(EV_KEY, code, value);
        report();
    }
    std::vector<Contact> contacts() {
        std::vector<Contact> found;
        for (const auto& event : out)
            if (const auto* contact = std::get_if<Contact>(&event)) found.push_back(*contact);
        out.clear();
        return found;
    }
};

bool near(float a, float b) { return std::abs(a - b) < 0.001f; }

void check(const Contact& contact, Phase phase, int finger, float x, float y) {
    CHECK(contact.phase == phase);
    CHECK(contact.finger == finger);
    CHECK(near(contact.at.x, x));
    CHECK(near(contact.at.y, y));
}

struct Folder {
    std::filesystem::path path;
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "balai-evdev-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()));
        path = name;
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
    void put(const std::string& name) const { std::ofstream{path / name} << "not a device"; }
};

std::vector<std::string> refused(const std::vector<SenseEvent>& events) {
    std::vector<std::string> nodes;
    for (const auto& event : events)
        if (const auto* one = std::get_if<DeviceRefused>(&event)) nodes.push_back(one->node);
    return nodes;
}

}  // namespace

TEST_CASE("A finger on the panel is told in millimetres of the glass, with the kernel's own time") {
    Cable cable{panel(), empty_panel()};
    cable.slot(0);
    cable.id(7);
    cable.at(500, 250);
    cable.send(EV_ABS, ABS_MT_TOUCH_MAJOR, 50);
    CHECK(cable.out.empty());
    cable.report();
    const auto landed = cable.contacts();
    REQUIRE(landed.size() == 1);
    check(landed[0], Phase::Down, 64, 100, 25);
    CHECK(near(landed[0].size_mm, 10));
    CHECK(landed[0].when == 1000ms);

    cable.now = 1100ms;
    cable.id(-1);
    cable.report();
    const auto lifted = cable.contacts();
    REQUIRE(lifted.size() == 1);
    check(lifted[0], Phase::Up, 64, 100, 25);
    CHECK(lifted[0].when == 1100ms);
}

TEST_CASE("Two fingers at once are two contacts") {
    Cable cable{panel(), empty_panel()};
    cable.slot(0);
    cable.id(7);
    cable.at(100, 100);
    cable.slot(1);
    cable.id(8);
    cable.at(900, 900);
    cable.report();
    auto told = cable.contacts();
    REQUIRE(told.size() == 2);
    check(told[0], Phase::Down, 64, 20, 10);
    check(told[1], Phase::Down, 65, 180, 90);

    cable.at(800, 900);
    cable.report();
    told = cable.contacts();
    REQUIRE(told.size() == 1);
    check(told[0], Phase::Move, 65, 160, 90);

    cable.id(-1);
    cable.slot(0);
    cable.id(-1);
    cable.report();
    told = cable.contacts();
    REQUIRE(told.size() == 2);
    CHECK(told[0].phase == Phase::Up);
    CHECK(told[1].phase == Phase::Up);
}

TEST_CASE("A finger exchanged for another within one report lifts where it was and lands anew") {
    Cable cable{panel(), empty_panel()};
    cable.id(7);
    cable.at(100, 100);
    cable.report();
    cable.contacts();
    cable.id(8);
    cable.at(900, 900);
    cable.report();
    const auto told = cable.contacts();
    REQUIRE(told.size() == 2);
    check(told[0], Phase::Up, 64, 20, 10);
    check(told[1], Phase::Down, 64, 180, 90);
}

TEST_CASE("A contact that comes and goes within one report is nothing") {
    Cable cable{panel(), empty_panel()};
    cable.id(7);
    cable.at(100, 100);
    cable.id(-1);
    cable.report();
    CHECK(cable.contacts().empty());
}

TEST_CASE("After a restart a touch on the old place is found there although the kernel keeps silent about it") {
    auto state = empty_panel();
    state.slots[0] = {-1, 500, 250, 0};
    Cable cable{panel(), state};
    cable.id(9);
    cable.report();
    const auto told = cable.contacts();
    REQUIRE(told.size() == 1);
    check(told[0], Phase::Down, 64, 100, 25);
}

TEST_CASE("After a restart the first event belongs to the slot that was in use before") {
    auto state = empty_panel();
    state.slot = 3;
    Cable cable{panel(), state};
    cable.id(9);
    cable.report();
    const auto told = cable.contacts();
    REQUIRE(told.size() == 1);
    CHECK(told[0].finger == 67);
}

TEST_CASE("A finger that was held through a restart is silent until it lifts, and its next touch works") {
    auto state = empty_panel();
    state.slots[0] = {5, 500, 250, 0};
    Cable cable{panel(), state};
    cable.at(510, 250);
    cable.report();
    cable.id(-1);
    cable.report();
    CHECK(cable.contacts().empty());
    cable.id(5);
    cable.report();
    const auto told = cable.contacts();
    REQUIRE(told.size() == 1);
    CHECK(told[0].phase == Phase::Down);
}

TEST_CASE("When the kernel lost events nothing counts until the state was read again") {
    Cable cable{panel(), empty_panel()};
    cable.send(EV_SYN, SYN_DROPPED, 0);
    cable.id(7);
    cable.at(100, 100);
    CHECK_FALSE(cable.decoder.wants_state());
    cable.report();
    CHECK(cable.decoder.wants_state());
    cable.id(-1);
    cable.report();
    CHECK(cable.contacts().empty());
    cable.decoder.catch_up(empty_panel(), cable.out);
    CHECK_FALSE(cable.decoder.wants_state());
    cable.id(8);
    cable.report();
    CHECK(cable.contacts().size() == 1);
}

TEST_CASE("A finger whose lift was lost by the kernel is cancelled, never tapped") {
    Cable cable{panel(), empty_panel()};
    cable.id(7);
    cable.at(100, 100);
    cable.report();
    cable.contacts();
    cable.send(EV_SYN, SYN_DROPPED, 0);
    cable.report();
    cable.decoder.catch_up(empty_panel(), cable.out);
    const auto told = cable.contacts();
    REQUIRE(told.size() == 1);
    check(told[0], Phase::Cancel, 64, 20, 10);
}

TEST_CASE("A finger that outlasts lost events goes on from where it is now") {
    Cable cable{panel(), empty_panel()};
    cable.id(7);
    cable.at(100, 100);
    cable.report();
    cable.contacts();
    cable.send(EV_SYN, SYN_DROPPED, 0);
    cable.report();
    auto state = empty_panel();
    state.slots[0] = {7, 200, 100, 0};
    cable.decoder.catch_up(state, cable.out);
    cable.id(-1);
    cable.report();
    const auto told = cable.contacts();
    REQUIRE(told.size() == 2);
    check(told[0], Phase::Move, 64, 40, 10);
    check(told[1], Phase::Up, 64, 40, 10);
}

TEST_CASE("A finger exchanged while events were lost is cancelled, and the new one is silent until it lifts") {
    Cable cable{panel(), empty_panel()};
    cable.id(7);
    cable.report();
    cable.contacts();
    cable.send(EV_SYN, SYN_DROPPED, 0);
    cable.report();
    auto state = empty_panel();
    state.slots[0] = {9, 900, 900, 0};
    cable.decoder.catch_up(state, cable.out);
    cable.at(910, 900);
    cable.report();
    cable.id(-1);
    cable.report();
    const auto told = cable.contacts();
    REQUIRE(told.size() == 1);
    CHECK(told[0].phase == Phase::Cancel);
}

TEST_CASE("Fingers in slots that the panel never announced are not followed and disturb nobody") {
    Cable cable{panel(2), empty_panel(2)};
    for (const int far : {2, 63, 1000000, -1, std::numeric_limits<int>::min()}) {
        cable.slot(far);
        cable.id(7);
        cable.at(100, 100);
        cable.report();
    }
    CHECK(cable.contacts().empty());
    cable.slot(1);
    cable.id(8);
    cable.report();
    CHECK(cable.contacts().size() == 1);
}

TEST_CASE("A value outside the panel's own range stays on the glass") {
    Cable cable{panel(), empty_panel()};
    cable.id(7);
    cable.at(std::numeric_limits<int>::max(), std::numeric_limits<int>::min());
    cable.send(EV_ABS, ABS_MT_TOUCH_MAJOR, std::numeric_limits<int>::min());
    cable.report();
    const auto told = cable.contacts();
    REQUIRE(told.size() == 1);
    check(told[0], Phase::Down, 64, 200, 0);
    CHECK(told[0].size_mm == 0);
}

TEST_CASE("A panel without a range is heard and does no harm") {
    DeviceShape shape = panel();
    shape.x = {5, 5};
    shape.y = {9, -9};
    Cable cable{shape, empty_panel()};
    cable.id(7);
    cable.at(5, 5);
    cable.report();
    const auto told = cable.contacts();
    REQUIRE(told.size() == 1);
    check(told[0], Phase::Down, 64, 0, 0);
}

TEST_CASE("A panel that repeats itself for single-touch programs is heard once") {
    Cable cable{panel(), empty_panel()};
    cable.id(7);
    cable.at(100, 100);
    cable.send(EV_KEY, BTN_TOUCH, 1);
    cable.send(EV_ABS, ABS_X, 100);
    cable.send(EV_ABS, ABS_Y, 100);
    cable.report();
    CHECK(cable.contacts().size() == 1);
}

TEST_CASE("The pointer of a virtual machine is one finger while its left button is down") {
    Cable cable{DeviceKind::Tablet};
    cable.send(EV_ABS, ABS_X, 500);
    cable.send(EV_ABS, ABS_Y, 250);
    cable.report();
    CHECK(cable.contacts().empty());
    cable.key(BTN_LEFT, 1);
    cable.send(EV_ABS, ABS_X, 600);
    cable.report();
    cable.key(BTN_LEFT, 0);
    cable.key(BTN_RIGHT, 1);
    const auto told = cable.contacts();
    REQUIRE(told.size() == 3);
    check(told[0], Phase::Down, 0, 100, 25);
    check(told[1], Phase::Move, 0, 120, 25);
    check(told[2], Phase::Up, 0, 120, 25);
}

TEST_CASE("A panel that knows one finger only taps like any other") {
    Cable cable{DeviceKind::SingleTouch};
    cable.send(EV_ABS, ABS_X, 500);
    cable.send(EV_ABS, ABS_Y, 250);
    cable.key(BTN_TOUCH, 1);
    cable.key(BTN_TOUCH, 2);
    cable.key(BTN_LEFT, 0);
    CHECK(cable.out.size() == 1);
    cable.key(BTN_TOUCH, 0);
    const auto told = cable.contacts();
    REQUIRE(told.size() == 2);
    check(told[0], Phase::Down, 0, 100, 25);
    check(told[1], Phase::Up, 0, 100, 25);
}

TEST_CASE("A single-touch panel held through a restart or a gap never taps") {
    Cable held{{DeviceKind::SingleTouch, {0, 1000}, {0, 1000}, 1, glass, 0}, {0, {SlotState{0, 500, 250, 0}}}};
    held.key(BTN_TOUCH, 0);
    CHECK(held.contacts().empty());
    held.key(BTN_TOUCH, 1);
    CHECK(held.contacts().size() == 1);
    held.send(EV_SYN, SYN_DROPPED, 0);
    held.report();
    held.decoder.catch_up({0, {SlotState{0, 500, 250, 0}}}, held.out);
    held.key(BTN_TOUCH, 0);
    const auto told = held.contacts();
    REQUIRE(told.size() == 1);
    CHECK(told[0].phase == Phase::Cancel);
}

TEST_CASE("A device that is pulled out cancels every finger on it") {
    Cable cable{panel(), empty_panel()};
    cable.slot(0);
    cable.id(7);
    cable.slot(4);
    cable.id(8);
    cable.report();
    cable.contacts();
    cable.decoder.cancel_all(cable.out);
    const auto told = cable.contacts();
    REQUIRE(told.size() == 2);
    CHECK(told[0].phase == Phase::Cancel);
    CHECK(told[0].finger == 64);
    CHECK(told[1].phase == Phase::Cancel);
    CHECK(told[1].finger == 68);
    cable.decoder.cancel_all(cable.out);
    CHECK(cable.out.empty());
}

TEST_CASE("Of all keys in the world a few mean one of five things and the rest mean nothing") {
    Cable cable{DeviceKind::Keys};
    std::map<Key, int> meanings;
    for (int code = 0; code < KEY_CNT; ++code) cable.key(code);
    for (const auto& event : cable.out) {
        REQUIRE(std::holds_alternative<Key>(event));
        ++meanings[std::get<Key>(event)];
    }
    CHECK(meanings ==
          std::map<Key, int>{{Key::Next, 4}, {Key::Previous, 3}, {Key::Select, 5}, {Key::Repeat, 4}, {Key::Help, 3}});
}

TEST_CASE("Letters, Escape, Control and Delete do nothing") {
    Cable cable{DeviceKind::Keys};
    for (const int code : {KEY_A, KEY_Q, KEY_1, KEY_ESC, KEY_LEFTCTRL, KEY_LEFTALT, KEY_DELETE, KEY_SYSRQ, KEY_POWER})
        cable.key(code);
    CHECK(cable.out.empty());
}

TEST_CASE("A key that is held or let go means nothing more") {
    Cable cable{DeviceKind::Keys};
    cable.key(KEY_RIGHT, 1);
    cable.key(KEY_RIGHT, 2);
    cable.key(KEY_RIGHT, 2);
    cable.key(KEY_RIGHT, 0);
    REQUIRE(cable.out.size() == 1);
    CHECK(std::get<Key>(cable.out[0]) == Key::Next);
}

TEST_CASE("A key pressed while the kernel lost events is forgotten") {
    Cable cable{DeviceKind::Keys};
    cable.send(EV_KEY, KEY_ENTER, 1);
    cable.send(EV_SYN, SYN_DROPPED, 0);
    cable.report();
    cable.decoder.catch_up({}, cable.out);
    cable.report();
    CHECK(cable.out.empty());
}

TEST_CASE("A mouse is heard and means nothing") {
    Cable cable{DeviceKind::Other};
    cable.send(EV_REL, REL_X, 5);
    cable.key(BTN_LEFT);
    CHECK(cable.out.empty());
}

TEST_CASE("A device is known by what it can do") {
    Abilities can;
    CHECK(kind_of(can) == DeviceKind::Other);
    can.keys = true;
    CHECK(kind_of(can) == DeviceKind::Keys);
    can.places = can.left_button = true;
    CHECK(kind_of(can) == DeviceKind::Tablet);
    can.touch_button = true;
    CHECK(kind_of(can) == DeviceKind::SingleTouch);
    can.slots = can.slot_places = true;
    CHECK(kind_of(can) == DeviceKind::MultiTouch);
}

TEST_CASE("A touch pad on a keyboard is not the glass, but its keys work") {
    Abilities pad;
    pad.slots = pad.slot_places = pad.places = pad.touch_button = pad.left_button = pad.points_elsewhere = true;
    CHECK(kind_of(pad) == DeviceKind::Other);
    pad.keys = true;
    CHECK(kind_of(pad) == DeviceKind::Keys);
}

TEST_CASE("Whatever a broken cable sends, every finger that lands lifts or is cancelled") {
    std::mt19937 dice{20261123};
    const auto roll = [&](int sides) { return static_cast<int>(dice() % static_cast<unsigned>(sides)); };
    const std::array<int, 5> axes{ABS_MT_SLOT, ABS_MT_TRACKING_ID, ABS_MT_POSITION_X, ABS_MT_POSITION_Y,
                                  ABS_MT_TOUCH_MAJOR};
    for (int round = 0; round < 50; ++round) {
        Cable cable{panel(5), empty_panel(5)};
        for (int i = 0; i < 5000; ++i) {
            const int dealt = roll(20);
            if (dealt < 14) {
                cable.send(EV_ABS, axes[static_cast<std::size_t>(roll(5))],
                           roll(100) == 0 ? roll(2000000000) : roll(8) - 1);
            } else if (dealt < 19) {
                cable.report();
            } else {
                cable.send(roll(5), roll(20) == 0 ? SYN_DROPPED : roll(700), roll(3));
            }
            if (cable.decoder.wants_state()) {
                auto state = empty_panel(5);
                for (auto& slot : state.slots) slot = {roll(4) - 1, roll(1000), roll(1000), roll(50)};
                state.slot = roll(7) - 1;
                cable.decoder.catch_up(state, cable.out);
            }
        }
        cable.decoder.cancel_all(cable.out);
        std::map<int, bool> down;
        for (const auto& contact : cable.contacts()) {
            REQUIRE(down[contact.finger] == (contact.phase != Phase::Down));
            down[contact.finger] = contact.phase == Phase::Down || contact.phase == Phase::Move;
            REQUIRE((contact.at.x >= 0 && contact.at.x <= glass.width_mm));
        }
        for (const auto& [finger, still] : down) CHECK_FALSE(still);
    }
}

TEST_CASE("Something in the device folder that is no device is refused once and read never") {
    const Folder folder;
    folder.put("event0");
    folder.put("mouse0");
    folder.put("event");
    folder.put("event1x");
    auto devices = InputDevices::open(glass, folder.path);
    REQUIRE(devices);
    CHECK(refused(devices->read()) == std::vector<std::string>{"event0"});
    CHECK(devices->descriptors().size() == 1);
    std::filesystem::permissions(folder.path / "event0", std::filesystem::perms::owner_read);
    CHECK(refused(devices->read()).empty());
}

TEST_CASE("A node that comes later is looked at when it comes, and again after it was pulled and put back") {
    const Folder folder;
    auto devices = InputDevices::open(glass, folder.path);
    REQUIRE(devices);
    CHECK(devices->read().empty());
    folder.put("event5");
    CHECK(refused(devices->read()) == std::vector<std::string>{"event5"});
    std::filesystem::remove(folder.path / "event5");
    folder.put("event5");
    CHECK(refused(devices->read()) == std::vector<std::string>{"event5"});
}

TEST_CASE("A board without any device waits for the folder to appear, go and appear again") {
    const Folder folder;
    const auto input = folder.path / "input";
    auto devices = InputDevices::open(glass, input);
    REQUIRE(devices);
    CHECK(devices->read().empty());
    for (int round = 0; round < 3; ++round) {
        std::filesystem::create_directory(input);
        std::ofstream{input / "event2"} << "not a device";
        CHECK(refused(devices->read()) == std::vector<std::string>{"event2"});
        std::filesystem::remove_all(input);
        CHECK(refused(devices->read()).empty());
    }
}

TEST_CASE("A device folder that can never appear is a problem with a name") {
    const auto devices = InputDevices::open(glass, "/nowhere/at/all/input");
    REQUIRE_FALSE(devices);
    CHECK(devices.error().trouble == Trouble::NoDevice);
}
