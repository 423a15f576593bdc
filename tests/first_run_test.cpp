// What a technician answers: the size of the screen by an identity card, the time of the hall, the lines of a file.
#include "kiosk/staff/first_run.h"
#include "tests/catch.h"

using namespace balai;

TEST_CASE("Identity cards side by side, a ruler or the diagonal say how dense the glass is") {
    const Pixels a{1280, 800};
    CHECK(density_from("2.535 KTP", a) == 149.8F);
    CHECK(density_from("217 mm", a) == 149.8F);
    CHECK(density_from("10.1 inci", a) == 149.4F);
    CHECK(density_from(" 15.6 inch", {1920, 1080}) == 141.2F);
}

TEST_CASE("A screen that nobody could have measured is refused") {
    for (const char* measure : {"", "10.1", "KTP", "-2 KTP", "0 mm", "nan mm", "1e3 mm", "2,5 KTP", "2.5 m", "2.5KTP",
                                "900 KTP", "1 mm", "2.5 KTP x"})
        CHECK_FALSE(density_from(measure, {1280, 800}));
    CHECK_FALSE(density_from("217 mm", {0, 0}));
}

TEST_CASE("Sizes are read as the kernel lists them") {
    CHECK(pixels_from("1280x800") == Pixels{1280, 800});
    CHECK(pixels_from("1920x1080i") == Pixels{1920, 1080});
    for (const char* mode : {"", "x", "1280", "1280x", "x800", "-1x5", "0x0"}) CHECK_FALSE(pixels_from(mode));
}

TEST_CASE("The time of the hall is seven hours ahead") {
    using namespace std::chrono;
    CHECK(*time_from("2026-11-25 10:15") == sys_days{year{2026} / 11 / 25} + hours{3} + minutes{15});
    CHECK(*time_from("2027-01-01 00:00") == sys_days{year{2026} / 12 / 31} + hours{17});
    for (const char* text : {"", "2026-11-25", "2026-02-30 10:00", "2026-11-25 24:00", "2026-11-25 10:60",
                             "2026-11-25T10:15", "2026-11-25 1:15 ", "2026-11-25 ab:cd"})
        CHECK_FALSE(time_from(text));
}

TEST_CASE("A file of answers holds settings and what is no setting") {
    const auto answers = answers_from(
        "kiosk = \"balai-sukorejo\"\nscreen = \"2.5 KTP\"\nofficer = \"Pak Karyo\"\n"
        "  pin = \"407213\"\nclock = \"2026-11-25 10:15\"\nvolume = 40\n");
    REQUIRE(answers);
    CHECK(answers->settings.kiosk == "balai-sukorejo");
    CHECK(answers->settings.officer == "Pak Karyo");
    CHECK(answers->settings.volume == 40);
    CHECK(answers->pin == "407213");
    CHECK(answers->screen == "2.5 KTP");
    CHECK(answers->clock.has_value());
}

TEST_CASE("A wrong answer in a file is named by its line, and nothing is taken from that file") {
    for (const char* wrong : {"pin = \"123456\"", "pin = 407213", "pin = \"40721\"", "clock = \"yesterday\"",
                              "screen = \"large\"", "screen = 10.1"}) {
        const auto answers = answers_from(std::string{"kiosk = \"a\"\n"} + wrong + "\n");
        REQUIRE_FALSE(answers);
        CHECK(answers.error().subject == "line 2");
    }
    const auto setting = answers_from("pin = \"407213\"\nvolume = 101\n");
    REQUIRE_FALSE(setting);
    CHECK(setting.error().detail.find(":2:") != std::string::npos);
    CHECK_FALSE(answers_from("colour = \"red\"\n"));
}
