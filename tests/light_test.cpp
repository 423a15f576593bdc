// How bright the screen is, by the hall's hours, by what stands on the glass, and by what the machine can turn.
#include <fstream>

#include "kiosk/staff/light.h"
#include "platform/machine/light.h"
#include "tests/catch.h"
#include "tests/scratch.h"

using namespace balai;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

constexpr int noon = 12 * 60, evening = 19 * 60, night = 23 * 60;

Settings of_a_hall() {
    Settings settings;
    settings.dim = Hours{18 * 60, 7 * 60};
    settings.off = Hours{21 * 60, 5 * 60};
    return settings;
}

struct Screens {
    Scratch scratch;
    LightPlaces places{scratch.folder / "light", scratch.folder / "backlight"};
    Screens() {
        fs::create_directory(places.requests);
        fs::create_directory(places.screens);
    }
    void plug(const std::string& name, int most) {
        fs::create_directory(places.screens / name);
        std::ofstream{places.screens / name / "max_brightness"} << most << "\n";
        for (const char* file : {"brightness", "bl_power"}) std::ofstream{places.screens / name / file} << "1\n";
    }
    int number(const std::string& name, const char* file) const {
        int number = -1;
        std::ifstream{places.screens / name / file} >> number;
        return number;
    }
    LightAnswer ask(const std::string& name) {
        std::ofstream{places.requests / name};
        return answer_light(places, real_folders());
    }
};

}  // namespace

TEST_CASE("By day the screen is bright, in the evening dim, at night dark once people have gone") {
    const Settings settings = of_a_hall();
    const Onlooker gone{false, true, 61s};
    CHECK(light_for(settings, noon, gone) == full_light);
    CHECK(light_for(settings, evening, gone) == dim_light);
    CHECK(light_for(settings, night, gone) == no_light);
    CHECK(light_for(settings, 4 * 60, gone) == no_light);
    CHECK(light_for(settings, 6 * 60, gone) == dim_light);
}

TEST_CASE("A hall that is closed has a dark screen, unless hours of a dark screen were set") {
    Settings settings;
    settings.hall = Hours{7 * 60 + 30, 15 * 60};
    const Onlooker gone{false, true, 61s};
    CHECK(light_for(settings, noon, gone) == full_light);
    CHECK(light_for(settings, evening, gone) == no_light);
    CHECK(light_for(settings, 7 * 60, gone) == no_light);
    CHECK(light_for(settings, evening, {false, true, 5s}) == full_light);
    CHECK(light_changes_in(settings, noon, gone) == Moment{3h});
    settings.off = Hours{21 * 60, 5 * 60};
    CHECK(light_for(settings, evening, gone) == full_light);
}

TEST_CASE("A touch at night brings the light back, and it stays while a page is open") {
    const Settings settings = of_a_hall();
    CHECK(light_for(settings, night, {false, true, 0s}) == dim_light);
    CHECK(light_for(settings, night, {false, true, 59s}) == dim_light);
    CHECK(light_for(settings, night, {false, false, 2h}) == dim_light);
}

TEST_CASE("A code is always shown in full light") {
    CHECK(light_for(of_a_hall(), night, {true, false, 5min}) == full_light);
    CHECK(light_for(of_a_hall(), evening, {true, false, 0s}) == full_light);
}

TEST_CASE("A clock that cannot be trusted, and a hall that has set no hours, leave the light on") {
    CHECK(light_for(of_a_hall(), std::nullopt, {false, true, 2h}) == full_light);
    CHECK(light_for(Settings{}, night, {false, true, 2h}) == full_light);
}

TEST_CASE("The light is looked at again only when it can be another one") {
    const Settings settings = of_a_hall();
    CHECK_FALSE(light_changes_in({}, noon, {false, true, 0s}));
    CHECK_FALSE(light_changes_in(settings, std::nullopt, {false, true, 0s}));
    CHECK(light_changes_in(settings, noon, {false, true, 5s}) == Moment{6h});
    CHECK(light_changes_in(settings, 18 * 60, {false, true, 5s}) == Moment{3h});
    CHECK(light_changes_in(settings, night, {false, true, 20s}) == Moment{40s});
    CHECK(light_changes_in(settings, night, {false, true, 90s}) == Moment{6h});
    CHECK(light_changes_in(settings, night, {true, false, 20s}) == Moment{6h});
}

TEST_CASE("Every screen with a light is turned") {
    Screens screens;
    screens.plug("10-0045", 255);
    screens.plug("rpi_backlight", 31);
    CHECK(screens.ask("50") == LightAnswer::Done);
    CHECK(screens.number("10-0045", "brightness") == 128);
    CHECK(screens.number("rpi_backlight", "brightness") == 16);
    CHECK(screens.ask("0") == LightAnswer::Done);
    CHECK(screens.number("10-0045", "brightness") == 0);
    CHECK(screens.number("10-0045", "bl_power") == 4);
    CHECK(screens.ask("100") == LightAnswer::Done);
    CHECK(screens.number("10-0045", "brightness") == 255);
    CHECK(screens.number("10-0045", "bl_power") == 0);
    CHECK(fs::is_empty(screens.places.requests));
}

TEST_CASE("Dim is never dark") {
    CHECK(steps_for(1, 15) == 1);
    CHECK(steps_for(50, 1) == 1);
    CHECK(steps_for(0, 15) == 0);
    CHECK(steps_for(100, 15) == 15);
}

TEST_CASE("A screen without a light, a broken one, and a wish that makes no sense change nothing") {
    Screens screens;
    CHECK(screens.ask("50") == LightAnswer::NoScreen);
    screens.plug("broken", 0);
    CHECK(screens.ask("50") == LightAnswer::NoScreen);
    screens.plug("good", 255);
    for (const char* name : {"101", "-1", "050", "half", "50 ", "1e2", "x"})
        CHECK(screens.ask(name) == LightAnswer::Nothing);
    CHECK(screens.number("good", "brightness") == 1);
    CHECK(fs::is_empty(screens.places.requests));
}
