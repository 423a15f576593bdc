// Villages that never existed, to find out whether the rule of what leaves a terminal is good: do the opinions arrive
// in time, and does a curious analyst find anything small? BALAI_VILLAGES and BALAI_WEEKS make it long.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <set>

#include "kiosk/feedback/departure.h"
#include "kiosk/feedback/weeks.h"
#include "tests/attacker.h"
#include "tests/catch.h"

using namespace balai;

namespace {

int number_from(const char* name, int otherwise) {
    const char* text = std::getenv(name);
    return text ? std::atoi(text) : otherwise;
}

struct Village {
    int visits_a_day;
    bool battery;  // its clock goes on while the power is away
    bool stick_every_week;
};

struct Outcome {
    long given = 0, in_time = 0, left = 0, lost_to_cuts = 0, cells = 0, single_week = 0, named = 0, small = 0,
         wrong = 0;
    void operator+=(const Outcome& more) {
        given += more.given, in_time += more.in_time, left += more.left, lost_to_cuts += more.lost_to_cuts;
        cells += more.cells, single_week += more.single_week, named += more.named, small += more.small;
        wrong += more.wrong;
    }
};

// One village from its first week to its last. Weeks of the world count on; the terminal's own depend on its clock.
Outcome live(const Village& village, int weeks, int block, unsigned seed) {
    std::mt19937 random{seed};
    const auto chance = [&](double share) { return std::uniform_real_distribution<>{0, 1}(random) < share; };
    // A few guides are asked for most of the time, as everywhere.
    std::vector<double> popularity;
    for (int i = 0; i < 25; ++i) popularity.push_back(1.0 / (1 + i * 0.6));
    std::discrete_distribution<int> subject{popularity.begin(), popularity.end()};
    std::discrete_distribution<int> face{7, 11, 32, 50}, reason{3, 3, 2, 2}, language{60, 35, 5};
    const int start = week_of(*parse_date("2026-01-05"));
    // Opinions of the last weeks have had no time to arrive.
    const auto counts_in = [&](int week) { return week < start + weeks - 9 ? 1 : 0; };
    std::map<Opinion, long> counts;
    std::map<Opinion, std::vector<int>> born;  // the true week of each opinion, in order
    Departed departed;
    Attacker attacker;
    Outcome outcome;
    int floor = start, edition = 1;
    struct Folder {
        Departed left;
        bool arrived = false;
    };
    std::vector<Folder> folders;
    for (int week = start; week < start + weeks; ++week) {
        if (chance(0.08)) floor = week, ++edition;  // new content came, with its date
        bool clock_set = village.battery;
        for (int day = 0; day < 7; ++day) {
            if (!village.battery && chance(0.2)) clock_set = chance(0.3);  // after a cut somebody may set it
            if (clock_set) floor = week;
            std::poisson_distribution<int> visits{static_cast<double>(village.visits_a_day)};
            for (int visit = visits(random); visit > 0; --visit) {
                if (!chance(0.25)) continue;
                if (chance(0.002)) {  // the plug was pulled before thanks
                    ++outcome.lost_to_cuts;
                    continue;
                }
                Opinion one{week_name(clock_set ? week : floor) + (clock_set ? "" : "?"),
                            edition,
                            std::vector<const char*>{"id", "jv", "en"}[language(random)],
                            "guide-" + std::to_string(subject(random)),
                            "face",
                            std::to_string(face(random) + 1)};
                ++counts[one];
                born[one].push_back(week);
                outcome.given += counts_in(week);
                if (one.answer > "2" || !chance(0.6)) continue;
                one.question = "reason";
                one.answer = std::vector<const char*>{"long", "words", "missing", "other"}[reason(random)];
                ++counts[one];
                born[one].push_back(week);
                outcome.given += counts_in(week);
            }
        }
        if (!village.stick_every_week && !chance(0.4)) continue;
        // The stick carries the office's acknowledgement, a week or two old; its date has certainly passed.
        floor = std::max(floor, week - (chance(0.5) ? 1 : 2));
        std::vector<Count> all;
        for (const auto& [opinion, count] : counts) all.push_back({opinion, count});
        const Today today{monday_of(clock_set ? week + 1 : floor), clock_set ? Trust::Set : Trust::Floor};
        const Departure departure = depart(all, departed, today, block);
        outcome.wrong += !attacker.sees(departure);
        for (const Cell& cell : departure.cells) {
            ++outcome.cells;
            if (cell.question != "face" && cell.question != "reason") continue;
            outcome.single_week += cell.from == cell.to ? cell.count : 0;
            outcome.named += cell.subject != all_subjects ? cell.count : 0;
        }
        add(departed, departure.left);
        folders.push_back({departure.left});
        if (chance(0.1)) continue;  // the stick is lost; all that nobody has acknowledged comes again next time
        for (Folder& folder : folders) {
            if (folder.arrived) continue;
            folder.arrived = true;
            for (const auto& [opinion, left] : folder.left) {
                auto& queue = born[opinion];
                for (long i = 0; i < left.in_cell; ++i) {
                    if (week - queue.front() <= 8) outcome.in_time += counts_in(queue.front());
                    queue.erase(queue.begin());
                    ++outcome.left;
                }
            }
        }
    }
    outcome.small = attacker.finds_below(least_cell);
    return outcome;
}

}  // namespace

TEST_CASE("Four of five opinions arrive within eight weeks, and nothing below five can be worked out") {
    const int villages = number_from("BALAI_VILLAGES", 6), weeks = number_from("BALAI_WEEKS", 26);
    const int longest = number_from("BALAI_BLOCK", 0);
    for (const int visits : {20, 50, 100, 200}) {
        for (const int block : longest ? std::vector<int>{2, 4, 6, 8} : std::vector<int>{weeks_in_block}) {
            Outcome all;
            long late = 0;
            for (int i = 0; i < villages; ++i) {
                Outcome one = live({visits, i % 2 == 0, i % 3 == 0}, weeks, block, 1000u * visits + i);
                // What arrived was counted whenever it was given; the last nine weeks are left out of both.
                late += one.left;
                all += one;
            }
            const auto share_of = [](long part, long whole) {
                return static_cast<double>(part) / static_cast<double>(std::max(1L, whole));
            };
            const double share = share_of(all.in_time, all.given);
            std::printf(
                "%3d visits a day, block %d: %4.1f %% in 8 weeks, %4.1f %% of what left names its guide, %4.1f %% its "
                "week, %ld cells, %ld below five\n",
                visits, block, 100 * share, 100 * share_of(all.named, late), 100 * share_of(all.single_week, late),
                all.cells, all.small);
            CHECK(all.small == 0);
            CHECK(all.wrong == 0);
            if (block == weeks_in_block) CHECK(share >= 0.8);
        }
    }
}

TEST_CASE("The attacker finds what careless rules give away") {
    SECTION("Running totals: the later one minus the earlier one") {
        Attacker attacker;
        const int earlier = attacker.learns(9), later = attacker.learns(11);
        attacker.meets({{earlier, later}, 0, 9});
        attacker.meets({{later}, 0, 2});
        CHECK(attacker.finds_below(least_cell) > 0);
    }
    SECTION("A total beside its parts, of which only one is held back") {
        Attacker attacker;
        const int total = attacker.learns(25), one = attacker.learns(12), two = attacker.learns(10);
        attacker.meets({{total, one}, 0, 12});
        attacker.meets({{total, two}, 0, 10});
        attacker.meets({{total}, 0, 3});
        CHECK(attacker.finds_below(least_cell) > 0);
    }
    SECTION("Sums in two ways that do not cover the same people") {
        Attacker attacker;
        const int face = attacker.learns(20), reason = attacker.learns(18), indonesian = attacker.learns(30),
                  javanese = attacker.learns(6);
        attacker.meets({{face, indonesian}, 0, 17});
        attacker.meets({{face, javanese}, 0, 3});
        attacker.meets({{reason, indonesian}, 0, 13});
        attacker.meets({{reason, javanese}, 0, 3});
        attacker.meets({{reason}, 0, 2});  // English: too few for a sum, so only those were left out
        CHECK(attacker.finds_below(least_cell) > 0);
    }
    SECTION("Sums by edition that divide a cell, when all other cells lie in one edition or the other") {
        Attacker attacker;
        const int before = attacker.learns(9), after = attacker.learns(12), fold = attacker.learns(7),
                  fourth = attacker.learns(12), fifth = attacker.learns(16);
        attacker.meets({{before, fourth}, 0, 9});
        attacker.meets({{after, fifth}, 0, 12});
        attacker.meets({{fold, fourth}, 0, 3});
        attacker.meets({{fold, fifth}, 0, 4});
        CHECK(attacker.finds_below(least_cell) > 0);
    }
    SECTION("A group that needs a row twice") {
        Attacker attacker;
        const int a = attacker.learns(10), b = attacker.learns(12), c = attacker.learns(8);
        attacker.meets({{a, b}, 0, 7});
        attacker.meets({{a, c}, 0, 3});
        attacker.meets({{b, c}, 0, 5});
        CHECK(attacker.finds_below(least_cell) > 0);
    }
    SECTION("A fold of parts that are all as large as they can be") {
        Attacker attacker;
        const int fold = attacker.learns(8);
        attacker.meets({{fold}, 1, 4});
        attacker.meets({{fold}, 2, 4});
        CHECK(attacker.finds_below(least_cell) > 0);
    }
    SECTION("The rule with a smaller number") {
        const std::vector<Count> counts = {{{"2026-W02", 1, "id", "anak", "face", "4"}, 3}};
        const Departure careless = depart(counts, {}, {*parse_date("2026-04-01"), Trust::Set}, weeks_in_block, 2);
        Attacker attacker;
        CHECK(attacker.sees(careless));
        CHECK(attacker.finds_below(least_cell) > 0);
    }
    SECTION("Nothing in whole cells, a mixed fold and their languages") {
        Attacker attacker;
        const int one = attacker.learns(9), fold = attacker.learns(7), indonesian = attacker.learns(10),
                  javanese = attacker.learns(6);
        attacker.meets({{one, indonesian}, 0, 6});
        attacker.meets({{one, javanese}, 0, 3});
        attacker.meets({{fold, indonesian}, 1, 4});
        attacker.meets({{fold, javanese}, 2, 3});
        CHECK(attacker.finds_below(least_cell) == 0);
    }
}
