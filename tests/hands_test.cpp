// Ten thousand hands and ten thousand ghosts at the glass: made by rule, always the same ones, so that what helps
// trembling hands and what keeps ghosts out are tried together and neither spoils the other.
#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <random>
#include <string>

#include "platform/senses/touch.h"
#include "tests/catch.h"

using namespace balai;
using namespace std::chrono_literals;
using Phase = Contact::Phase;
using Kind = TouchChange::Kind;

namespace {

constexpr int crowd = 10000;

// A page of targets as large as the smallest of ours, 4 mm apart; what is tapped is written down.
class Pane {
public:
    void feed(const Contact& contact) {
        if (const auto overdue = touch_.tick(contact.when)) note(*overdue);
        if (const auto change = touch_.report(contact)) note(*change);
    }
    void page_changed(Moment when) { touch_.page_changed(when); }
    int taps() const { return taps_; }
    Point tapped() const { return tapped_; }

    static constexpr float step_x = 49, step_y = 24, width = 45, height = 20;
    static Point corner_of(Point at) {
        return {std::floor(at.x / step_x) * step_x, std::floor(at.y / step_y) * step_y};
    }

private:
    void note(const TouchChange& change) {
        if (change.kind == Kind::Pressed) {
            const Point corner = corner_of(change.at);
            touch_.press_is_on(corner, {corner.x + width, corner.y + height});
        }
        if (change.kind != Kind::Tapped) return;
        ++taps_;
        tapped_ = change.at;
    }

    Touch touch_;
    int taps_ = 0;
    Point tapped_{};
};

class Dice {
public:
    explicit Dice(unsigned seed) : random_(seed) {}
    float between(float low, float high) { return low + (high - low) * static_cast<float>(random_() % 10001) / 10000; }
    Moment time(int low, int high) {
        return Moment{low + static_cast<int>(random_() % static_cast<unsigned>(high - low + 1))};
    }
    bool one_in(unsigned many) { return random_() % many == 0; }
    unsigned below(unsigned end) { return static_cast<unsigned>(random_() % end); }

private:
    std::mt19937 random_;
};

// Somewhere on a target, as far from its edge as people aim.
Point aimed(Dice& dice) {
    const float column = static_cast<float>(dice.below(4)), row = static_cast<float>(dice.below(5));
    return {column * Pane::step_x + dice.between(2, Pane::width - 2),
            row * Pane::step_y + dice.between(2, Pane::height - 2)};
}

Point inside(Point at, Point landed) {
    const Point corner = Pane::corner_of(landed);
    return {std::clamp(at.x, corner.x - 2.5F, corner.x + Pane::width + 2.5F),
            std::clamp(at.y, corner.y - 2.5F, corner.y + Pane::height + 2.5F)};
}

constexpr Moment report_every = 8ms;  // 120 reports a second

// One press of a person, from landing to lift: where the finger is after so many milliseconds.
struct Hand {
    const char* name;
    Moment shortest, longest;
    std::function<Point(Dice&, Point landed, float ms)> moves;
};

const Hand hands[] = {
    {"a quick tap", 60ms, 140ms, [](Dice&, Point at, float) { return at; }},
    {"a long press", 600ms, 9000ms, [](Dice&, Point at, float) { return at; }},
    {"a tremor of 4 to 12 Hz", 300ms, 4000ms,
     [](Dice& dice, Point at, float ms) {
         const float hertz = 4 + std::fmod(at.x * 7, 8.0F);
         const float swing = 2.4F * std::sin(6.2832F * hertz * ms / 1000);
         return Point{at.x + swing, at.y + swing * dice.between(0.4F, 0.6F)};
     }},
    {"a finger that rolls to its tip", 200ms, 1500ms,
     [](Dice&, Point at, float ms) {
         return Point{at.x + 1, at.y + std::min(6.0F, ms / 60)};
     }},
    {"a hand that drifts", 800ms, 5000ms,
     [](Dice&, Point at, float ms) {
         return Point{at.x + ms / 700, at.y - ms / 1500};
     }},
    {"a panel with noise at 120 Hz", 150ms, 2500ms,
     [](Dice& dice, Point at, float) {
         return Point{at.x + dice.between(-0.8F, 0.8F), at.y + dice.between(-0.8F, 0.8F)};
     }},
};

enum class Company { Alone, SecondFinger };

void press(Pane& pane, Dice& dice, const Hand& hand, Point landed, Moment from, int finger,
           Company company = Company::Alone) {
    const Moment held = dice.time(static_cast<int>(hand.shortest.count()), static_cast<int>(hand.longest.count()));
    const float size = dice.between(4, 18);
    pane.feed({Phase::Down, finger, landed, size, from});
    Point at = landed;
    for (Moment passed = report_every; passed < held; passed += report_every) {
        at = inside(hand.moves(dice, landed, static_cast<float>(passed.count())), landed);
        pane.feed({Phase::Move, finger, at, size, from + passed});
        if (company == Company::Alone) continue;
        if (passed == 16ms) pane.feed({Phase::Down, finger + 1, {180, 100}, 8, from + passed});
        if (passed == 48ms) pane.feed({Phase::Up, finger + 1, {180, 100}, 8, from + passed});
    }
    pane.feed({Phase::Up, finger, at, size, from + held});
}

}  // namespace

TEST_CASE("Of ten thousand presses by quick, slow, trembling, rolling and drifting hands none is lost or doubled") {
    Dice dice{20261123};
    std::map<std::string, int> lost;
    for (int i = 0; i < crowd; ++i) {
        const Hand& hand = hands[dice.below(std::size(hands))];
        Pane pane;
        const Point at = aimed(dice);
        // Half of them with a palm or a second finger on the glass, as hands come.
        const bool palm = dice.one_in(4), second = !palm && dice.one_in(4);
        if (palm) pane.feed({Phase::Down, 8, {200, 120}, 34, 900ms});
        press(pane, dice, hand, at, 1000ms, 1, second ? Company::SecondFinger : Company::Alone);
        const bool there = pane.taps() == 1 && pane.tapped().x == at.x && pane.tapped().y == at.y;
        if (!there) ++lost[hand.name];
    }
    for (const auto& [name, count] : lost) UNSCOPED_INFO(name << ": " << count);
    CHECK(lost.empty());
}

TEST_CASE("Five thousand double taps of hands that tremble act once each") {
    Dice dice{7};
    int wrong = 0;
    for (int i = 0; i < crowd / 2; ++i) {
        Pane pane;
        const Point at = aimed(dice);
        press(pane, dice, hands[0], at, 1000ms, 1);
        press(pane, dice, hands[0], inside({at.x + dice.between(-3, 3), at.y + dice.between(-3, 3)}, at),
              1140ms + dice.time(40, 200), 1);
        wrong += pane.taps() != 1;
    }
    CHECK(wrong == 0);
}

TEST_CASE("Of ten thousand ghosts of discharge, water, palms and stuck contacts none is taken for a finger") {
    Dice dice{19};
    std::map<std::string, int> accepted;
    for (int i = 0; i < crowd; ++i) {
        Pane pane;
        const Point at = aimed(dice);
        const Moment from = 1000ms;
        std::string name;
        switch (dice.below(6)) {
            case 0: {
                name = "a discharge of up to 50 ms";
                pane.feed({Phase::Down, 1, at, dice.between(1, 6), from});
                pane.feed({Phase::Up, 1, at, 0, from + dice.time(0, 50)});
                break;
            }
            case 1: {
                name = "a contact that flickers at 120 Hz";
                Moment now = from;
                for (int n = 0; n < 40; ++n) {
                    pane.feed({Phase::Down, 1, at, 5, now});
                    now += dice.time(1, 5) * 8;
                    pane.feed({Phase::Up, 1, at, 5, now});
                    now += 8ms;
                }
                break;
            }
            case 2: {
                name = "a palm";
                pane.feed({Phase::Down, 1, at, dice.between(26, 60), from});
                for (Moment passed = 8ms; passed < 600ms; passed += 8ms)
                    pane.feed(
                        {Phase::Move, 1, {at.x + dice.between(-2, 2), at.y}, dice.between(10, 60), from + passed});
                pane.feed({Phase::Up, 1, at, 5, from + 600ms});
                break;
            }
            case 3: {
                name = "a contact that is stuck";
                pane.feed({Phase::Down, 1, at, 7, from});
                for (int minutes = 1; minutes < 20; ++minutes)
                    pane.feed({Phase::Move, 1, at, 7, from + minutes * 1min});
                pane.feed({Phase::Up, 1, at, 7, from + 48h});
                break;
            }
            case 4: {
                name = "water that spreads";
                pane.feed({Phase::Down, 1, at, 6, from});
                pane.feed({Phase::Move, 1, {at.x + 60, at.y}, 12, from + 300ms});
                pane.feed({Phase::Up, 1, {at.x + 90, at.y + 10}, 12, from + 900ms});
                break;
            }
            default: {
                name = "a touch that was meant for the page before";
                pane.page_changed(from - dice.time(0, 349));
                pane.feed({Phase::Down, 1, at, 8, from});
                pane.feed({Phase::Up, 1, at, 8, from + 120ms});
            }
        }
        if (pane.taps() != 0) ++accepted[name];
    }
    for (const auto& [name, count] : accepted) UNSCOPED_INFO(name << ": " << count);
    CHECK(accepted.empty());
}

TEST_CASE("Whoever touches beside a drop that is stuck for 48 hours is heard every time") {
    Dice dice{5};
    Pane pane;
    pane.feed({Phase::Down, 7, {4, 4}, 7, 0ms});
    int hour = 0;
    for (Moment now = 1min; now < 48h; now += 1h, ++hour) {
        pane.feed({Phase::Move, 7, {4, 4}, 7, now});
        press(pane, dice, hands[2], {70, 60}, now + 1s, 1);
    }
    CHECK(pane.taps() == hour);
}
