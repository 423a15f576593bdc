// The staff's side of the whole terminal: the door, the log, the settings, on a real disk and on failing ones.
#include "kiosk/terminal/terminal.h"

#include <algorithm>
#include <cmath>

#include "kiosk/visit/staff_walk.h"
#include "platform/senses/board.h"
#include "platform/senses/wait.h"
#include "tests/rehearsal.h"
#include "tests/scratch.h"

using namespace balai;
using namespace std::chrono_literals;

namespace {

const Date day{std::chrono::year{2026} / 11 / 25};

struct Hall {
    Scratch scratch;
    SimulatedClock clock;
    Events events;
    std::vector<std::string> log;
    Places places = [this] {
        Places of_test = test_places();
        of_test.state = scratch.folder / "state";
        return of_test;
    }();
    TerminalStart start;
    std::unique_ptr<Terminal> terminal;

    explicit Hall(Trust trust = Trust::Set) : clock(day, trust) {
        start.on_home = true;
        REQUIRE(write_pin("749162", places.state, real_disk()));
        begin();
    }
    void begin() {
        terminal.reset();
        terminal = std::make_unique<Terminal>(places, start, real_disk(), clock, events,
                                              [this](const std::string& line) { log.push_back(line); });
        terminal->canvas();
        terminal->open_tallies();
    }
    void wait(Moment by) {
        const Moment until = clock.now() + by;
        while (const auto next = terminal->next_change()) {
            if (*next > until) break;
            clock.advance(std::max(*next - clock.now(), Moment{1}));
            terminal->time_passed();
        }
        clock.advance(std::max(until - clock.now(), Moment{0}));
        terminal->time_passed();
    }
    void touch(const std::string& id) {
        wait(600ms);
        const Element* element = terminal->page().find(id);
        INFO(id << " on " << screen());
        REQUIRE(element);
        const float per_mm = terminal->glass().ppi / 25.4F;
        const Point at{static_cast<float>(element->rect.x + element->rect.w / 2) / per_mm,
                       static_cast<float>(element->rect.y + element->rect.h / 2) / per_mm};
        terminal->contact({Contact::Phase::Down, 1, at, 0, clock.now()});
        wait(100ms);
        terminal->contact({Contact::Phase::Up, 1, at, 0, clock.now()});
    }
    void type(const std::string& digits) {
        for (const char digit : digits) touch(std::string{"pin."} + digit);
    }
    void come_in() {
        touch("bar.help");
        touch("button.staff");
        type("749162");
        REQUIRE(screen() == "staff status");
    }
    std::string screen() {
        const Screen& shown = terminal->visit().screen;
        return name_of(shown) + " " + subject_of(shown);
    }
    std::string text(const std::string& id) {
        const Element* element = terminal->page().find(id);
        return element ? element->text : "";
    }
    std::vector<What> logged() {
        auto kept = EventLog::open(places.state);
        std::vector<What> all;
        if (kept)
            for (const Record& record : kept->newest(100)) all.push_back(static_cast<What>(record.what));
        std::reverse(all.begin(), all.end());
        return all;
    }
    int count(What what) {
        const auto all = logged();
        return static_cast<int>(std::count(all.begin(), all.end(), what));
    }
};

}  // namespace

TEST_CASE("Without a PIN nobody comes in, and the page says why") {
    Hall hall;
    std::filesystem::remove(hall.places.state / "pin");
    hall.touch("bar.help");
    hall.touch("button.staff");
    CHECK(hall.text("body").find("PIN belum dibuat") == 0);
    CHECK_FALSE(hall.terminal->page().find("pin.1"));
    CHECK_FALSE(hall.terminal->page().find("dots"));
}

TEST_CASE("The officer whom the settings name stands on \"Ask\" from the first visit on, before anybody came in") {
    Hall hall;
    hall.touch("bar.help");
    CHECK(hall.text("officer").empty());
    Settings settings;
    settings.officer = "Pak Karyo";
    REQUIRE(write_settings(settings, hall.places.state, real_disk()));
    hall.begin();
    hall.touch("bar.help");
    CHECK(hall.text("officer") == "Petugas: Pak Karyo");
}

TEST_CASE("What was typed is neither said nor remembered") {
    Hall hall;
    hall.touch("bar.help");
    hall.touch("button.staff");
    hall.type("7491");
    CHECK(hall.screen() == "pin ");
    for (const Element& element : hall.terminal->page().elements)
        if (!is_target(element)) CHECK(element.text.find("7491") == std::string::npos);
    CHECK(hall.text("dots") == "4/6");
    hall.touch("bar.back");
    hall.touch("button.staff");
    CHECK(hall.text("dots") == "0/6");
}

TEST_CASE("A wrong PIN is a warning in the log before anything else can happen, the right one opens and is noted") {
    Hall hall;
    hall.touch("bar.help");
    hall.touch("button.staff");
    hall.type("749163");
    CHECK(hall.screen() == "pin wrong");
    // A second reader sees only what is on the disk.
    CHECK(hall.count(What::PinWrong) == 1);
    hall.type("749162");
    CHECK(hall.screen() == "staff status");
    hall.terminal.reset();
    CHECK(hall.count(What::StaffCame) == 1);
    CHECK(hall.logged().back() == What::Stopped);
}

TEST_CASE("A PIN is looked at beside the loop, which hears of it where it sleeps") {
    Hall hall;
    hall.start.aside = true;
    hall.begin();
    hall.touch("bar.help");
    hall.touch("button.staff");
    CHECK(hall.terminal->descriptor() == -1);
    hall.type("749162");
    CHECK(hall.screen() == "pin wait");
    CHECK(hall.text("body") == "Tunggu sebentar.");
    REQUIRE(hall.terminal->descriptor() >= 0);
    auto waiter = Waiter::open();
    REQUIRE(waiter);
    (*waiter)->add(hall.terminal->descriptor());
    CHECK_FALSE((*waiter)->wait(std::nullopt).empty());
    hall.terminal->time_passed();
    CHECK(hall.screen() == "staff status");
    CHECK(hall.terminal->descriptor() == -1);
}

TEST_CASE("Who leaves while the PIN is looked at is not taken back in") {
    Hall hall;
    hall.start.aside = true;
    hall.begin();
    hall.touch("bar.help");
    hall.touch("button.staff");
    hall.type("749162");
    hall.touch("bar.start");
    auto waiter = Waiter::open();
    REQUIRE(waiter);
    if (hall.terminal->descriptor() >= 0) {
        (*waiter)->add(hall.terminal->descriptor());
        (*waiter)->wait(std::nullopt);
    }
    hall.terminal->time_passed();
    CHECK(hall.screen() == "home ");
}

TEST_CASE("Outside the staff area no page behind is the way back") {
    Hall hall;
    hall.come_in();
    hall.touch("button.tests");
    hall.touch("bar.start");
    CHECK(hall.terminal->visit().way_back.empty());
    hall.come_in();
    hall.touch("button.log");
    hall.touch("bar.back");
    CHECK(hall.screen() == "staff status");
    hall.touch("bar.back");
    CHECK(hall.screen() == "help ");
    hall.touch("bar.back");
    CHECK(hall.screen() == "home ");
}

TEST_CASE("A wish that belongs behind the door means nothing in front of it") {
    Rehearsal rehearsal;
    for (const Screen& screen : {Screen{HomeScreen{}}, Screen{PinScreen{}}, Screen{HelpScreen{}}}) {
        Visit visit;
        visit.screen = screen;
        for (const StaffWish& wish :
             {StaffWish{OpenStaffPage{StaffPage::Restart}}, StaffWish{Agree{}}, StaffWish{Keep{}},
              StaffWish{TurnGlass{}}, StaffWish{TouchCell{3}}, StaffWish{SetValue{7}}}) {
            const Outcome outcome = after(visit, wish, rehearsal.content, 1s);
            CHECK(outcome.effects.empty());
            CHECK(outcome.visit.screen == screen);
        }
    }
}

TEST_CASE("The clock set by hand counts weeks at once and is the floor after a power cut") {
    Hall hall{Trust::Unknown};
    hall.come_in();
    CHECK(hall.text("state.2").find("25 Nov 09.00") != std::string::npos);
    hall.touch("bar.next");
    hall.touch("bar.next");
    hall.touch("button.clock");
    hall.touch("button.step-2");  // a day later
    hall.touch("button.step-4");  // a month later
    hall.touch("button.step-6");  // an hour later
    CHECK(hall.text("hotline.1") == "26 Des ");
    CHECK(hall.text("hotline.2") == "2026 ");
    CHECK(hall.text("hotline.3").find("10.") == 0);
    hall.touch("button.keep");
    CHECK(hall.screen() == "staff status");
    CHECK(hall.text("state.2").find("26 Des 10.0") != std::string::npos);
    hall.touch("bar.start");
    hall.touch("bar.help");
    hall.touch("button.opinion");
    hall.touch("face.4");
    const auto counts = hall.terminal->tallies()->all();
    REQUIRE(counts);
    REQUIRE(counts->size() == 1);
    CHECK(counts->front().opinion.week == "2026-W52");
    // The machine's own clock knows nothing of it after a cut, but that day has certainly come.
    hall.begin();
    hall.come_in();
    CHECK(hall.text("state.2").find("26 Des") != std::string::npos);
}

TEST_CASE("Every cell of the glass has to be touched") {
    Hall hall;
    hall.come_in();
    hall.touch("button.tests");
    hall.touch("button.test-touch");
    for (int cell = 1; cell <= 40; ++cell) {
        CHECK(hall.screen() == "staff touch");
        hall.touch("cell." + std::to_string(cell));
    }
    CHECK(hall.screen() == "staff tests");
    CHECK(hall.text("button.test-touch").find("25 Nov 2026") != std::string::npos);
    const auto settings = read_settings(hall.places.state, real_disk());
    REQUIRE(settings);
    CHECK(settings->passed.at(SelfTest::Touch) == day);
    CHECK(settings->passed.size() == 1);
}

TEST_CASE("The outline of a card is a card's size at the density that would be kept") {
    Hall hall;
    hall.come_in();
    hall.touch("bar.next");
    hall.touch("button.size");
    const auto card = [&] { return hall.terminal->page().find("card")->rect; };
    CHECK(std::abs(static_cast<float>(card().w) - 85.6F * 149 / 25.4F) <= 1.5F);
    CHECK(std::abs(static_cast<float>(card().h) - 53.98F * 149 / 25.4F) <= 1.5F);
    const int before = card().w;
    hall.touch("button.larger");
    hall.touch("button.larger");
    CHECK(card().w > before);
    hall.touch("button.smaller");
    hall.touch("button.keep");
    CHECK(hall.terminal->restart_asked());
    const auto settings = read_settings(hall.places.state, real_disk());
    REQUIRE(settings);
    CHECK(settings->ppi > 149);
    CHECK(settings->ppi < 151);
}

TEST_CASE("Settings that cannot be believed leave a line in the log and the built-in ones in force") {
    Hall hall;
    REQUIRE(real_disk().write_durably(hall.places.state / "settings.toml", "ppi = 3"));
    hall.begin();
    CHECK(hall.count(What::SettingsDamaged) == 1);
    CHECK(hall.log.back().find("settings.toml:1: ppi") != std::string::npos);
    hall.come_in();
    CHECK(hall.text("state.5").find("Pengaturan rusak") != std::string::npos);
}

TEST_CASE("The log says how the run before ended") {
    Hall hall;
    hall.wait(1min);
    hall.begin();
    hall.terminal.reset();
    const auto kept = EventLog::open(hall.places.state);
    REQUIRE(kept);
    std::vector<int> how;
    for (const Record& record : kept->newest(100))
        if (record.what == static_cast<std::uint16_t>(What::Started)) how.push_back(record.first);
    CHECK(how == std::vector<int>{static_cast<int>(Ended::Asked), static_cast<int>(Ended::First)});
}

TEST_CASE("Without a place to write the terminal serves residents, and keeps strangers out") {
    Hall hall;
    hall.terminal.reset();
    hall.places.state = hall.scratch.folder / "file";
    REQUIRE(real_disk().write_durably(hall.places.state, "not a folder"));
    hall.begin();
    hall.touch("tile.paspor-baru");
    CHECK(hall.screen() == "guide paspor-baru");
    hall.touch("bar.help");
    hall.touch("button.staff");
    CHECK(hall.text("body").find("PIN belum dibuat") == 0);
}

TEST_CASE("Heat and supply are read from where the kernel tells them, and not known where it does not") {
    Scratch scratch;
    CHECK_FALSE(look_at_board(scratch.folder).degrees);
    CHECK_FALSE(look_at_board(scratch.folder).supply_weak);
    const auto put = [&](const std::string& file, std::string_view text) {
        REQUIRE(real_disk().make_folder((scratch.folder / file).parent_path()));
        REQUIRE(real_disk().write_durably(scratch.folder / file, text));
    };
    put("class/thermal/thermal_zone0/temp", "48312\n");
    put("class/hwmon/hwmon0/name", "cpu_thermal\n");
    put("class/hwmon/hwmon1/name", "rpi_volt\n");
    put("class/hwmon/hwmon1/in0_lcrit_alarm", "1\n");
    CHECK(look_at_board(scratch.folder).degrees == 48);
    CHECK(look_at_board(scratch.folder).supply_weak == true);
    put("class/thermal/thermal_zone0/temp", "no\n");
    put("class/hwmon/hwmon1/in0_lcrit_alarm", "0\n");
    CHECK_FALSE(look_at_board(scratch.folder).degrees);
    CHECK(look_at_board(scratch.folder).supply_weak == false);
}
