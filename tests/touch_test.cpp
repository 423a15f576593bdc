#include "platform/senses/touch.h"

#include <cmath>
#include <limits>
#include <random>
#include <string>

#include "tests/catch.h"

using namespace balai;
using namespace std::chrono_literals;
using Phase = Contact::Phase;
using Kind = TouchChange::Kind;

namespace {

constexpr Point on_button{50, 50};

// A pane of glass with one button of 45 x 20 mm under every press that lands on it. Writes down what the page is told:
// p for Pressed, r for Released, t for Tapped.
struct Pane {
    Touch touch;
    std::string told;
    Point last{};

    void note(const std::optional<TouchChange>& change) {
        if (!change) return;
        told += change->kind == Kind::Pressed ? 'p' : change->kind == Kind::Released ? 'r' : 't';
        last = change->at;
        const bool inside = change->at.x >= 40 && change->at.x <= 85 && change->at.y >= 40 && change->at.y <= 60;
        if (change->kind == Kind::Pressed && inside) touch.press_is_on({40, 40}, {85, 60});
    }
    void down(Moment when, Point at = on_button, int finger = 0, float size = 8) {
        note(touch.report({Phase::Down, finger, at, size, when}));
    }
    void move(Moment when, Point at, int finger = 0, float size = 8) {
        note(touch.report({Phase::Move, finger, at, size, when}));
    }
    void up(Moment when, Point at = on_button, int finger = 0) { note(touch.report({Phase::Up, finger, at, 0, when})); }
    void cancel(Moment when, int finger = 0) { note(touch.report({Phase::Cancel, finger, on_button, 0, when})); }
    void tap(Moment when, Point at = on_button, int finger = 0) {
        down(when, at, finger);
        up(when + 100ms, at, finger);
    }
};

}  // namespace

TEST_CASE("A touch acts when the finger leaves the glass, not when it lands") {
    Pane pane;
    pane.down(1000ms);
    CHECK(pane.told == "p");
    pane.up(1100ms);
    CHECK(pane.told == "pt");
}

TEST_CASE("A tap counts where the finger first landed") {
    Pane pane;
    pane.down(1000ms, {44, 44});
    pane.up(1200ms, {80, 58});
    CHECK(pane.told == "pt");
    CHECK(pane.last.x == 44);
    CHECK(pane.last.y == 44);
}

TEST_CASE("A press of eight seconds still taps") {
    Pane pane;
    pane.down(1000ms);
    pane.up(9000ms);
    CHECK(pane.told == "pt");
}

TEST_CASE("A hand that trembles by two millimetres for two seconds taps once") {
    const float hertz = GENERATE(4.f, 7.f, 12.f);
    const Point landed = GENERATE(on_button, Point{41, 41}, Point{200, 90});  // middle, corner, bare page
    Pane pane;
    pane.down(1000ms, landed);
    for (int ms = 8; ms < 2000; ms += 8) {
        const float swing = 2 * std::sin(6.2832f * hertz * static_cast<float>(ms) / 1000);
        pane.move(1000ms + Moment{ms}, {landed.x + swing, landed.y + swing / 2});
    }
    pane.up(3000ms, landed);
    CHECK(pane.told == "pt");
}

TEST_CASE("A finger that rolls five millimetres inside its button taps") {
    Pane pane;
    pane.down(1000ms);
    for (int i = 0; i <= 5; ++i) pane.move(1050ms + Moment{i * 20}, {50 + static_cast<float>(i), 50});
    pane.up(1300ms, {55, 50});
    CHECK(pane.told == "pt");
}

TEST_CASE("A lift just beside the button, within the slop, still taps") {
    Pane pane;
    pane.down(1000ms, {84, 50});
    pane.up(1300ms, {87, 50});
    CHECK(pane.told == "pt");
}

TEST_CASE("On bare page the slop is counted from where the finger landed") {
    Pane pane;
    pane.down(1000ms, {200, 90});
    pane.up(1300ms, {204, 90});
    CHECK(pane.told == "pr");
}

TEST_CASE("Sliding off the button gives the press up at once") {
    Pane pane;
    pane.down(1000ms, {84, 50});
    pane.move(1100ms, {89, 50});
    CHECK(pane.told == "pr");
    pane.up(1200ms, {89, 50});
    CHECK(pane.told == "pr");
}

TEST_CASE("Who slid off and came back has changed their mind and taps nothing") {
    Pane pane;
    pane.down(1000ms);
    pane.move(1100ms, {50, 100});
    pane.move(1200ms, on_button);
    pane.up(1300ms);
    CHECK(pane.told == "pr");
    pane.tap(1500ms);
    CHECK(pane.told == "prpt");
}

TEST_CASE("A lift far away without a move in between taps nothing") {
    Pane pane;
    pane.down(1000ms);
    pane.up(1100ms, {200, 90});
    CHECK(pane.told == "pr");
}

TEST_CASE("A discharge of 50 milliseconds presses nothing, a finger of 60 does") {
    Pane pane;
    pane.down(1000ms);
    pane.up(1050ms);
    CHECK(pane.told == "pr");
    pane.down(2000ms);
    pane.up(2060ms);
    CHECK(pane.told == "prpt");
}

TEST_CASE("A mouse has no discharges: its shortest click counts") {
    Pane pane;
    pane.down(1000ms);
    pane.note(pane.touch.report({Phase::Up, 0, on_button, 0, 1010ms, true}));
    CHECK(pane.told == "pt");
}

TEST_CASE("After a discharge the same place can be tapped at once") {
    Pane pane;
    pane.down(1000ms);
    pane.up(1020ms);
    pane.tap(1060ms);
    CHECK(pane.told == "prpt");
}

TEST_CASE("A double tap advances once") {
    Pane pane;
    pane.tap(1000ms);
    pane.tap(1250ms);
    CHECK(pane.told == "pt");
}

TEST_CASE("The same place counts again after 400 milliseconds") {
    Pane pane;
    pane.tap(1000ms);  // lifts at 1100
    pane.tap(1499ms, {55, 50});
    CHECK(pane.told == "pt");
    pane.tap(1600ms, {55, 50});
    CHECK(pane.told == "ptpt");
}

TEST_CASE("Another place counts at once") {
    Pane pane;
    pane.tap(1000ms);
    pane.tap(1150ms, {61, 50});
    CHECK(pane.told == "ptpt");
}

TEST_CASE("A second finger does nothing while the first is down") {
    Pane pane;
    pane.down(1000ms);
    pane.down(1050ms, {200, 90}, 1);
    pane.move(1060ms, {210, 90}, 1);
    pane.up(1200ms, {210, 90}, 1);
    CHECK(pane.told == "p");
    pane.up(1300ms);
    CHECK(pane.told == "pt");
}

TEST_CASE("A second finger that stays after the first lifted still does nothing") {
    Pane pane;
    pane.down(1000ms);
    pane.down(1050ms, {200, 90}, 1);
    pane.up(1300ms);
    pane.up(2000ms, {200, 90}, 1);
    CHECK(pane.told == "pt");
    CHECK(pane.touch.idle());
}

TEST_CASE("A finger that slid off keeps the glass until it lifts") {
    Pane pane;
    pane.down(1000ms);
    pane.move(1100ms, {50, 100});
    pane.tap(1200ms, {200, 90}, 1);
    CHECK(pane.told == "pr");
    pane.up(1500ms, {50, 100});
    pane.tap(1600ms, {200, 90}, 1);
    CHECK(pane.told == "prpt");
}

TEST_CASE("After a page change nothing counts for 350 milliseconds") {
    Pane pane;
    pane.touch.page_changed(1000ms);
    pane.tap(1349ms);
    CHECK(pane.told.empty());
    pane.tap(1350ms, {200, 90});
    CHECK(pane.told == "pt");
}

TEST_CASE("A finger that landed before the guard ended does not count however late it lifts") {
    Pane pane;
    pane.touch.page_changed(1000ms);
    pane.down(1200ms);
    pane.up(2500ms);
    CHECK(pane.told.empty());
}

TEST_CASE("A touch that waited behind a slow page is judged by when it was made") {
    Pane pane;
    pane.touch.page_changed(1000ms);
    pane.tap(900ms);  // read only now
    CHECK(pane.told.empty());
}

TEST_CASE("A press under way when the page changes is let go and taps nothing on the new page") {
    Pane pane;
    pane.down(1000ms);
    pane.touch.page_changed(1500ms);
    REQUIRE(pane.touch.next_tick());
    CHECK(*pane.touch.next_tick() <= 1500ms);
    pane.note(pane.touch.tick(1501ms));
    CHECK(pane.told == "pr");
    pane.up(3000ms);
    CHECK(pane.told == "pr");
}

TEST_CASE("A press let go by a page change is told even when nobody ticks") {
    Pane pane;
    pane.down(1000ms);
    pane.touch.page_changed(1500ms);
    pane.up(1600ms);
    CHECK(pane.told == "pr");
    CHECK(pane.touch.idle());
    CHECK_FALSE(pane.touch.next_tick());
}

TEST_CASE("A palm on the glass presses nothing and a finger works beside it") {
    Pane pane;
    pane.down(1000ms, {120, 100}, 0, 40);
    CHECK(pane.told.empty());
    CHECK(pane.touch.idle());
    pane.tap(1500ms, on_button, 1);
    CHECK(pane.told == "pt");
    pane.move(1700ms, {121, 100}, 0, 5);
    pane.up(1800ms, {121, 100}, 0);
    CHECK(pane.told == "pt");
}

TEST_CASE("A finger that grows into a palm lets its button go and blocks nobody") {
    Pane pane;
    pane.down(1000ms);
    pane.move(1200ms, on_button, 0, 30);
    CHECK(pane.told == "pr");
    pane.tap(1300ms, {200, 90}, 1);
    CHECK(pane.told == "prpt");
    pane.up(1500ms);
    CHECK(pane.told == "prpt");
}

TEST_CASE("A contact that rests fifteen seconds is given up and a later finger works") {
    Pane pane;
    pane.down(1000ms);
    REQUIRE(pane.touch.next_tick());
    CHECK(*pane.touch.next_tick() == 16000ms);
    pane.note(pane.touch.tick(15999ms));
    CHECK(pane.told == "p");
    pane.note(pane.touch.tick(16000ms));
    CHECK(pane.told == "pr");
    CHECK_FALSE(pane.touch.next_tick());
    CHECK(pane.touch.idle());
    pane.tap(17000ms, {200, 90}, 1);
    CHECK(pane.told == "prpt");
    pane.up(18000ms);
    CHECK(pane.told == "prpt");
}

TEST_CASE("A finger that slid off and stays there blocks nobody after fifteen seconds") {
    Pane pane;
    pane.down(1000ms);
    pane.move(1100ms, {50, 100});
    pane.tap(16500ms, {200, 90}, 1);
    CHECK(pane.told == "prpt");
}

TEST_CASE("A contact given up by its own late lift taps nothing") {
    Pane pane;
    pane.down(1000ms);
    pane.up(16000ms);
    CHECK(pane.told == "pr");
}

TEST_CASE("A drop of glue that reports for 48 hours blocks nobody") {
    Pane pane;
    pane.down(0ms, {10, 10}, 7);
    std::string expected = "p";
    for (Moment now = 1s; now < 48h; now += 1s) {
        pane.move(now, {10 + static_cast<float>(now.count() / 1000 % 2) * 0.1f, 10}, 7);
        if (now == 15s) expected += "r";
        if (now % 1h == 0s) {
            pane.tap(now + 100ms, on_button, 1);
            expected += "pt";
        }
    }
    CHECK(pane.told == expected);
    CHECK(pane.touch.idle());
    pane.up(48h, {10, 10}, 7);
    pane.tap(48h + 1s, {10, 10}, 7);
    CHECK(pane.told == expected + "pt");
}

TEST_CASE("The touch that wakes the glass presses nothing and the next one works") {
    Pane pane;
    pane.touch.swallow_until_lift();
    pane.tap(1000ms);
    CHECK(pane.told.empty());
    pane.tap(2000ms);
    CHECK(pane.told == "pt");
}

TEST_CASE("Waking the glass with two fingers presses nothing until both have lifted") {
    Pane pane;
    pane.touch.swallow_until_lift();
    pane.down(1000ms, on_button, 0);
    pane.down(1100ms, {200, 90}, 1);
    pane.up(1200ms, on_button, 0);
    pane.tap(1300ms, {120, 20}, 2);
    CHECK(pane.told.empty());
    pane.up(1500ms, {200, 90}, 1);
    pane.tap(1600ms, {120, 20}, 2);
    CHECK(pane.told == "pt");
}

TEST_CASE("Waking the glass with a double tap presses nothing") {
    Pane pane;
    pane.touch.swallow_until_lift();
    pane.tap(1000ms);
    pane.tap(1250ms);
    CHECK(pane.told.empty());
}

TEST_CASE("When the glass goes dark under a finger its press is let go") {
    Pane pane;
    pane.down(1000ms);
    pane.touch.swallow_until_lift();
    pane.note(pane.touch.tick(1100ms));
    CHECK(pane.told == "pr");
    pane.up(1200ms);
    CHECK(pane.told == "pr");
}

TEST_CASE("A palm does not count as the touch that wakes the glass") {
    Pane pane;
    pane.touch.swallow_until_lift();
    pane.down(1000ms, on_button, 0, 40);
    pane.up(1500ms);
    pane.tap(3000ms);
    CHECK(pane.told.empty());
}

TEST_CASE("A device that goes away while a finger is down never taps") {
    Pane pane;
    pane.down(1000ms);
    pane.cancel(1500ms);
    CHECK(pane.told == "pr");
    CHECK(pane.touch.idle());
    pane.up(1600ms);
    CHECK(pane.told == "pr");
}

TEST_CASE("Lifting, moving or cancelling a finger that never landed does nothing") {
    Pane pane;
    pane.up(1000ms, on_button, 3);
    pane.move(1100ms, on_button, -4);
    pane.cancel(1200ms, std::numeric_limits<int>::min());
    CHECK(pane.told.empty());
    pane.tap(1300ms);
    CHECK(pane.told == "pt");
}

TEST_CASE("A finger that lands twice without lifting taps at most once") {
    Pane pane;
    pane.down(1000ms);
    pane.down(1100ms);
    pane.up(1200ms);
    pane.up(1300ms);
    CHECK(pane.told == "pt");
}

TEST_CASE("A finger whose lift was lost elsewhere lets go and works again afterwards") {
    Pane pane;
    pane.down(1000ms, {200, 90});
    pane.down(3000ms);  // the lift at the other place never came
    CHECK(pane.told == "pr");
    pane.up(3100ms);
    pane.tap(3200ms);
    CHECK(pane.told == "prpt");
}

TEST_CASE("A second finger whose lift was lost works when it lands anew") {
    Pane pane;
    pane.down(1000ms);
    pane.down(1050ms, {200, 90}, 1);
    pane.up(1300ms);
    pane.tap(2000ms, {200, 90}, 1);
    CHECK(pane.told == "ptpt");
}

TEST_CASE("A clock that steps back while a finger is down taps nothing and blocks nothing") {
    Pane pane;
    pane.down(5000ms);
    pane.move(4000ms, on_button);
    pane.up(3000ms);
    CHECK(pane.told == "pr");
    pane.tap(2000ms);
    CHECK(pane.told == "prpt");
    pane.tap(100ms);
    CHECK(pane.told == "prptpt");
}

TEST_CASE("A place that is not a number is no place to tap") {
    const float nowhere = std::numeric_limits<float>::quiet_NaN();
    Pane pane;
    pane.tap(1000ms, {nowhere, 50});
    CHECK(pane.told.empty());
    pane.down(2000ms);
    pane.move(2100ms, {50, nowhere});
    CHECK(pane.told == "pr");
}

TEST_CASE("A page that names a target while nothing is pressed changes nothing") {
    Pane pane;
    pane.touch.press_is_on({0, 0}, {500, 500});
    pane.down(1000ms, {200, 90});
    pane.up(1100ms, {220, 90});
    CHECK(pane.told == "pr");
}

TEST_CASE("A panel that reports more contacts than hands have is still heard") {
    Pane pane;
    for (int finger = 0; finger < 500; ++finger) pane.down(1000ms + Moment{finger}, {10, 10}, finger);
    CHECK(pane.told == "p");
    for (int finger = 0; finger < 500; ++finger) pane.up(2000ms + Moment{finger}, {10, 10}, finger);
    CHECK(pane.told == "pt");
    CHECK(pane.touch.idle());
}

TEST_CASE("Of a thousand ghosts that never lift only the latest few are remembered") {
    Pane pane;
    for (int finger = 0; finger < 1000; ++finger) pane.down(1000ms, {10, 10}, finger);
    pane.up(1100ms, {10, 10}, 0);
    for (int finger = 900; finger < 1000; ++finger) pane.up(1100ms, {10, 10}, finger);
    CHECK(pane.told == "pt");
    CHECK(pane.touch.idle());
}

TEST_CASE("A panel gone mad never breaks the order of press and release, and the glass recovers when it calms down") {
    std::mt19937 dice{20261123};
    const auto roll = [&](int sides) { return static_cast<int>(dice() % static_cast<unsigned>(sides)); };
    for (int round = 0; round < 100; ++round) {
        Pane pane;
        Moment now = 1000ms;
        for (int report = 0; report < 120 * 20; ++report) {
            now += roll(200) == 0 ? Moment{roll(40000) - 20000} : Moment{8};
            const Contact contact{static_cast<Phase>(roll(4)),
                                  roll(12) - 1,
                                  {static_cast<float>(roll(220)), static_cast<float>(roll(140))},
                                  static_cast<float>(roll(30)),
                                  now};
            pane.note(pane.touch.report(contact));
            if (roll(50) == 0) pane.note(pane.touch.tick(now));
            if (roll(300) == 0) pane.touch.page_changed(now);
            if (roll(500) == 0) pane.touch.swallow_until_lift();
        }
        for (int finger = -1; finger < 11; ++finger) pane.up(now, on_button, finger);
        CHECK(pane.touch.idle());
        CHECK_FALSE(pane.touch.next_tick());
        now += 1min;
        pane.tap(now);  // wakes the glass if it was dark
        pane.tap(now + 1s);
        REQUIRE(pane.told.size() >= 2);
        CHECK(pane.told.substr(pane.told.size() - 2) == "pt");
        for (std::size_t i = 0; i < pane.told.size(); ++i) {
            const bool press_expected = i % 2 == 0;
            REQUIRE((pane.told[i] == 'p') == press_expected);
        }
    }
}
