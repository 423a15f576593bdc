// What the machine does about a terminal that falls again and again.
#include "platform/machine/ladder.h"
#include "tests/catch.h"

using namespace balai;
using namespace std::chrono_literals;

namespace {

constexpr Moment late = 1h;

Rung falls_in_a_row(int count, Moment from, Restarts restarts = {}) {
    Rung rung{{}, std::move(restarts), false, false};
    for (int i = 0; i < count; ++i) rung = after_fall(rung.falls, rung.restarts, from + i * 2s, "2026-11-25");
    return rung;
}

}  // namespace

TEST_CASE("One fall changes nothing, the third leaves the graphics driver out, the ninth starts the machine again") {
    CHECK_FALSE(falls_in_a_row(1, late).plain_glass);
    CHECK_FALSE(falls_in_a_row(2, late).plain_glass);
    CHECK(falls_in_a_row(3, late).plain_glass);
    CHECK_FALSE(falls_in_a_row(8, late).restart);
    CHECK(falls_in_a_row(9, late).restart);
}

TEST_CASE("A minute of calm between two falls makes them two single ones") {
    Rung rung = falls_in_a_row(8, late);
    rung = after_fall(rung.falls, rung.restarts, rung.falls.last + 60s, "2026-11-25");
    CHECK(rung.falls.count == 1);
    CHECK_FALSE(rung.plain_glass);
    CHECK_FALSE(rung.restart);
    rung = falls_in_a_row(8, late);
    CHECK(after_fall(rung.falls, rung.restarts, rung.falls.last + 59s, "2026-11-25").restart);
}

TEST_CASE("A machine that has just started is not started again") {
    CHECK_FALSE(falls_in_a_row(20, 0s).restart);
    CHECK_FALSE(falls_in_a_row(9, 9min).restart);
    CHECK(falls_in_a_row(9, 10min).restart);
}

TEST_CASE("Six restarts a day, then the terminal stays on what it can show") {
    Restarts restarts;
    for (int day_part = 0; day_part < 6; ++day_part) {
        const Rung rung = falls_in_a_row(9, late, restarts);
        CHECK(rung.restart);
        restarts = rung.restarts;
    }
    CHECK(restarts.count == 6);
    CHECK_FALSE(falls_in_a_row(30, late, restarts).restart);
    CHECK(falls_in_a_row(30, late, restarts).plain_glass);
    restarts.day = "2026-11-24";
    CHECK(falls_in_a_row(9, late, restarts).restart);
}

TEST_CASE("A missing screen and a wish to stop are no falls; a signal, a frozen loop and a failed start are") {
    CHECK_FALSE(is_fall({"success", "exited", "0"}));
    CHECK_FALSE(is_fall({"success", "killed", "TERM"}));
    CHECK_FALSE(is_fall({"exit-code", "exited", "3"}));
    CHECK(is_fall({"exit-code", "exited", "1"}));
    CHECK(is_fall({"signal", "killed", "KILL"}));
    CHECK(is_fall({"core-dump", "dumped", "SEGV"}));
    CHECK(is_fall({"watchdog", "killed", "KILL"}));
    CHECK(is_fall({"timeout", "killed", "TERM"}));
}

TEST_CASE("What is remembered comes back, and anything else counts as nothing") {
    const Falls falls{7, 123456ms};
    CHECK(falls_from(to_text(falls)) == falls);
    const Restarts restarts{"2026-11-25", 4};
    CHECK(restarts_from(to_text(restarts)) == restarts);
    for (const char* text : {"", "\n", "7", "7 123", "-1 5\n", "7 -5\n", "x 5\n", "7 5 \n", "7 5", " \n"})
        CHECK(falls_from(text) == Falls{});
    for (const char* text : {"", "2026-11-25 4", "2026-13-25 4\n", "today 4\n", "2026-11-25 x\n", "2026-11-25 -1\n"})
        CHECK(restarts_from(text) == Restarts{});
}
