// The whole terminal without a window: fingers in, pages and counted opinions out, and everything that can be broken.
#include "kiosk/terminal/terminal.h"

#include <fstream>
#include <random>

#include "tests/rehearsal.h"
#include "tests/scratch.h"

using namespace balai;
using namespace std::chrono_literals;

namespace {

const Date day{std::chrono::year{2026} / 11 / 23};

struct Hall {
    Scratch scratch;
    SimulatedClock clock{day, Trust::Set};
    Events events;
    std::vector<std::string> log;
    Places places = [this] {
        Places of_test = test_places();
        of_test.state = scratch.folder / "state";
        return of_test;
    }();
    std::unique_ptr<Terminal> terminal;

    explicit Hall(TerminalStart start = {}) { begin(start); }
    Hall(const Places& of, TerminalStart start = {}) : places(of) { begin(start); }

    void begin(TerminalStart start) {
        terminal = std::make_unique<Terminal>(places, start, real_disk(), clock, events,
                                              [this](const std::string& line) { log.push_back(line); });
        terminal->canvas();
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
    Point middle_of(const std::string& id) {
        const Element* element = terminal->page().find(id);
        INFO(id);
        REQUIRE(element);
        constexpr float per_mm = 149 / 25.4F;
        return {(static_cast<float>(element->rect.x) + static_cast<float>(element->rect.w) / 2) / per_mm,
                (static_cast<float>(element->rect.y) + static_cast<float>(element->rect.h) / 2) / per_mm};
    }
    void press(Point at) { terminal->contact({Contact::Phase::Down, 1, at, 0, clock.now()}); }
    void lift(Point at) { terminal->contact({Contact::Phase::Up, 1, at, 0, clock.now()}); }
    void touch(const std::string& id) {
        wait(2s);
        const Point at = middle_of(id);
        press(at);
        terminal->prepare();
        wait(120ms);
        lift(at);
    }
    std::string screen() { return terminal->visit().warned ? "warning" : name_of(terminal->visit().screen); }
    void give_face(const std::string& face) {
        touch("language.id");
        touch("bar.help");
        touch("button.opinion");
        touch(face);
    }
    std::uint64_t picture() {
        std::uint64_t hash = 1469598103934665603ULL;
        const Canvas& canvas = terminal->canvas();
        for (int y = 0; y < canvas.height(); ++y)
            for (int x = 0; x < canvas.width(); ++x) hash = (hash ^ canvas.row(y)[x]) * 1099511628211ULL;
        return hash;
    }
};

}  // namespace

TEST_CASE("From the first touch to the thanks everything is reached by touching") {
    Hall hall;
    CHECK(hall.screen() == "attract");
    hall.touch("language.id");
    hall.touch("tile.paspor-baru");
    hall.touch("button.begin");
    while (hall.screen() == "step") hall.touch("bar.next");
    CHECK(hall.screen() == "end");
    hall.touch("button.done");
    hall.touch("face.4");
    CHECK(hall.screen() == "thanks");
    hall.wait(20s);
    CHECK(hall.screen() == "attract");
    const auto counts = hall.terminal->tallies()->all();
    REQUIRE(counts);
    CHECK(*counts == std::vector<Count>{{{"2026-W48", 1, "id", "paspor-baru", "face", "4"}, 1}});
}

TEST_CASE("A press shows at once and only changes the target under the finger") {
    Hall hall;
    hall.touch("language.id");
    hall.wait(1s);
    hall.terminal->take_changed();
    const std::uint64_t before = hall.picture();
    const Point at = hall.middle_of("tile.paspor-baru");
    hall.press(at);
    const Box changed = hall.terminal->take_changed();
    CHECK(hall.picture() != before);
    CHECK(changed.w < 500);
    CHECK(changed.h < 250);
    // Sliding off gives the press up and leaves the page exactly as it was.
    hall.wait(100ms);
    hall.terminal->contact({Contact::Phase::Move, 1, {at.x, at.y + 60}, 0, hall.clock.now()});
    hall.lift({at.x, at.y + 60});
    CHECK(hall.screen() == "home");
    CHECK(hall.picture() == before);
}

TEST_CASE("A page prepared under the finger is the page that would have been drawn after it") {
    Hall prepared, plain;
    for (Hall* hall : {&prepared, &plain}) hall->touch("language.id");
    plain.wait(2s);
    const Point at = plain.middle_of("tile.office");
    plain.press(at);  // no prepare() here
    plain.wait(120ms);
    plain.lift(at);
    prepared.touch("tile.office");
    CHECK(prepared.screen() == "office");
    CHECK(prepared.picture() == plain.picture());
}

TEST_CASE("The same walk gives the same pictures, however often it is walked") {
    std::vector<std::uint64_t> first;
    Hall hall;
    for (int round = 0; round < 3; ++round) {
        std::vector<std::uint64_t> pictures{hall.picture()};
        for (const char* id :
             {"language.jv", "tile.paspor-baru", "button.begin", "bar.next", "bar.help", "button.finish"}) {
            hall.touch(id);
            pictures.push_back(hall.picture());
        }
        hall.wait(48s);  // the invitation has come round to its first picture
        if (round == 0) first = pictures;
        for (std::size_t i = 1; i + 1 < pictures.size(); ++i) CHECK(pictures[i] == first[i]);
    }
}

TEST_CASE("A finger that lifts the moment after the next page was prepared is not forgotten") {
    Hall hall;
    hall.wait(2s);
    const Point at = hall.middle_of("language.id");
    hall.press(at);
    hall.clock.advance(120ms);
    hall.terminal->prepare();
    hall.lift(at);  // no time_passed() in between: a slow screen reads both at once
    CHECK(hall.screen() == "home");
}

TEST_CASE("Touching in the guard after a page change does nothing") {
    Hall hall;
    hall.touch("language.id");
    const Point at = hall.middle_of("tile.paspor-baru");
    hall.press(at);
    hall.clock.advance(100ms);
    hall.lift(at);
    CHECK(hall.screen() == "home");
}

TEST_CASE("The idle warning comes, and yes goes on with the page") {
    Hall hall;
    hall.touch("language.id");
    hall.touch("tile.paspor-baru");
    hall.wait(181s);
    CHECK(hall.screen() == "warning");
    hall.touch("button.stay");
    CHECK(hall.screen() == "guide");
    hall.wait(226s);
    CHECK(hall.screen() == "attract");
}

TEST_CASE("Nothing of one visit is left for the next") {
    Hall used, fresh;
    used.touch("button.big");
    used.touch("language.en");
    used.touch("bar.help");
    used.touch("set.contrast");
    used.touch("button.finish");
    used.wait(48s);
    fresh.wait(48s);
    CHECK(used.screen() == "attract");
    CHECK(used.terminal->visit().modes == Modes{});
    CHECK(used.terminal->visit().language == Language::Indonesian);
    while (!(used.terminal->visit().screen == Screen{AttractScreen{0}})) used.wait(12s);
    while (!(fresh.terminal->visit().screen == Screen{AttractScreen{0}})) fresh.wait(12s);
    CHECK(used.picture() == fresh.picture());
}

TEST_CASE("Without content the emergency guide is shown, and the terminal tries again by itself") {
    Scratch scratch;
    Places places = test_places();
    places.content = scratch.folder / "content";
    places.state = scratch.folder / "state";
    Hall hall{places};
    CHECK(hall.screen() == "emergency");
    CHECK(hall.terminal->page().find("heading")->text == "Maaf, layar ini sedang rusak.");
    CHECK(hall.terminal->page().find("hotline.1")->text.find("110") == 0);
    CHECK(hall.terminal->page().find("hotline.2")->text.find("129") == 0);
    CHECK_FALSE(hall.log.empty());
    std::filesystem::copy(test_places().content, places.content, std::filesystem::copy_options::recursive);
    hall.wait(31s);
    CHECK(hall.screen() == "attract");
}

TEST_CASE("Content of which half is missing shows what there is") {
    Scratch scratch;
    Places places = test_places();
    places.content = scratch.folder / "content";
    places.state = scratch.folder / "state";
    std::filesystem::copy(test_places().content, places.content, std::filesystem::copy_options::recursive);
    std::filesystem::remove_all(places.content / "guides");
    std::filesystem::remove(places.content / "words" / "jv.toml");
    std::filesystem::remove(places.content / "links.toml");
    Hall hall{places};
    hall.touch("language.id");
    hall.touch("tile.paspor-baru");
    CHECK(hall.screen() == "guide");
    CHECK(hall.terminal->page().find("number")->text.find("321628") != std::string::npos);
    hall.touch("bar.back");
    hall.touch("tile.mpaspor");
    CHECK(hall.terminal->page().find("qr.link") == nullptr);
    CHECK(hall.terminal->page().find("qr.none") != nullptr);
    CHECK_FALSE(hall.log.empty());
}

TEST_CASE("Drawings that are missing leave their place empty and the words in theirs") {
    Scratch scratch;
    Places places = test_places();
    places.content = scratch.folder / "content";
    places.share = scratch.folder / "share";
    places.state = scratch.folder / "state";
    std::filesystem::create_directories(places.share);
    std::filesystem::copy(test_places().share / "fonts", places.share / "fonts",
                          std::filesystem::copy_options::recursive);
    std::filesystem::copy(test_places().content, places.content, std::filesystem::copy_options::recursive);
    std::filesystem::remove_all(places.content / "drawings");
    Hall hall{places};
    hall.touch("language.id");
    CHECK(hall.terminal->page().find("tile.paspor-baru") != nullptr);
}

TEST_CASE("Without fonts the emergency guide is a finished picture") {
    Scratch scratch;
    Places places = test_places();
    places.share = scratch.folder;
    places.state = scratch.folder / "state";
    Hall hall{places};
    const Canvas& canvas = hall.terminal->canvas();
    int dark_blue = 0;
    for (int y = 0; y < canvas.height(); ++y)
        for (int x = 0; x < canvas.width(); ++x) dark_blue += canvas.row(y)[x] == 0xFF12355B;
    CHECK(dark_blue > 5000);  // the words and numbers are there
    hall.press({100, 60});
    hall.wait(1s);
    hall.lift({100, 60});
    hall.wait(1h);
    CHECK_FALSE(hall.log.empty());
}

TEST_CASE("When the state folder cannot be made, a face is answered honestly and counted as lost") {
    Scratch scratch;
    std::ofstream{scratch.folder / "file"} << "not a folder";
    Places places = test_places();
    places.state = scratch.folder / "file" / "state";
    Hall hall{places};
    hall.give_face("face.4");
    CHECK(hall.screen() == "thanks");
    CHECK(subject_of(hall.terminal->visit().screen) == "not-saved");
    CHECK_FALSE(hall.log.empty());
    // The disk comes back: the next answer is kept, and the office learns how many were not.
    std::filesystem::remove(scratch.folder / "file");
    hall.wait(21s);
    hall.give_face("face.3");
    CHECK(subject_of(hall.terminal->visit().screen).empty());
    const auto dropped = hall.terminal->tallies()->all_dropped();
    REQUIRE(dropped);
    CHECK(*dropped == std::vector<Tallies::DroppedCount>{{"2026-W48", "not-saved", 1}});
}

TEST_CASE("Counters that another program holds make the terminal honest, not broken") {
    Scratch scratch;
    Places places = test_places();
    places.state = scratch.folder;
    auto other = Tallies::open(places.state, real_disk());
    REQUIRE(other);
    Hall hall{places};
    hall.give_face("face.4");
    CHECK(subject_of(hall.terminal->visit().screen) == "not-saved");
}

TEST_CASE("A touch beside every target is answered by a ripple that goes by itself and costs nothing afterwards") {
    Hall hall;
    hall.touch("language.id");
    hall.wait(2s);
    hall.terminal->take_changed();
    const std::uint64_t before = hall.picture();
    hall.press({109, 27});  // between the heading and the tiles
    CHECK(hall.picture() != before);
    const Box changed = hall.terminal->take_changed();
    CHECK(changed.w < 150);
    hall.wait(100ms);
    hall.lift({109, 27});
    hall.wait(700ms);
    CHECK(hall.picture() == before);
    CHECK(hall.screen() == "home");
    CHECK(*hall.terminal->next_change() > hall.clock.now() + 100s);
}

TEST_CASE("A touch beside every target ticks, a touch on one does not, and the sound card is let go again") {
    struct CountingSpeaker : Speaker {
        int ticks = 0, rests = 0;
        std::optional<Moment> play(const std::filesystem::path&, int, Pace) override { return std::nullopt; }
        void stop() override {}
        void tick() override { ++ticks; }
        void rest() override { ++rests; }
    } speaker;
    Hall hall;
    hall.terminal = std::make_unique<Terminal>(
        hall.places, TerminalStart{}, real_disk(), hall.clock, hall.events, [](const std::string&) {}, real_folders(),
        &speaker);
    hall.terminal->canvas();
    hall.touch("language.id");
    hall.wait(2s);
    CHECK(speaker.ticks == 0);
    hall.press({109, 27});
    hall.wait(100ms);
    hall.lift({109, 27});
    CHECK(speaker.ticks == 1);
    CHECK(speaker.rests == 0);
    hall.wait(11s);
    CHECK(speaker.rests == 1);
}

TEST_CASE("At night the screen goes dark once people have gone and sleeps; the touch that wakes it presses nothing") {
    Hall hall;
    const auto light = hall.scratch.folder / "light";
    std::filesystem::create_directories(light);
    Settings settings;
    settings.off = Hours{8 * 60, 20 * 60};  // the simulated clock begins at nine
    std::filesystem::create_directories(hall.places.state);
    REQUIRE(write_settings(settings, hall.places.state, real_disk()));
    hall.places.light = light;
    hall.begin({});
    hall.terminal->open_tallies();
    hall.wait(30s);
    CHECK_FALSE(std::filesystem::exists(light / "0"));
    const Point middle = hall.middle_of("language.id");
    hall.wait(40s);
    CHECK(std::filesystem::exists(light / "0"));
    CHECK(hall.terminal->page().elements.empty());
    const Canvas& canvas = hall.terminal->canvas();
    bool black = true;
    for (int y = 0; y < canvas.height(); ++y)
        for (int x = 0; x < canvas.width(); ++x) black = black && (canvas.row(y)[x] & 0xFFFFFF) == 0;
    CHECK(black);
    REQUIRE(hall.terminal->next_change());
    CHECK(*hall.terminal->next_change() - hall.clock.now() > 5min);  // to see how the machine is; no scene changes
    hall.press(middle);
    hall.wait(120ms);
    CHECK(std::filesystem::exists(light / "100"));
    hall.lift(middle);
    CHECK(hall.screen() == "attract");
    CHECK(hall.terminal->page().find("language.id"));
    hall.wait(1s);
    hall.touch("language.id");
    CHECK(hall.screen() == "home");
}

TEST_CASE("A list that has changed since it was last shown is drawn anew") {
    Hall hall;
    hall.touch("language.id");
    hall.touch("bar.help");
    hall.touch("set.together");
    hall.touch("bar.back");
    hall.touch("tile.paspor-baru");
    hall.touch("button.begin");
    const auto to_the_answers = [&] {
        while (!hall.terminal->page().find("answer.step.to_do")) hall.touch("bar.next");
    };
    while (hall.screen() != "take") {
        to_the_answers();
        hall.touch("answer.step.to_do");
    }
    const std::uint64_t everything = hall.picture();
    hall.touch("bar.back");
    hall.touch("answer.step.done");
    CHECK(hall.screen() == "take");
    CHECK(hall.picture() != everything);
}

TEST_CASE("Keys go through a page as one reads it, and the ring is all that changes") {
    Hall hall;
    hall.touch("language.id");
    hall.wait(2s);
    const std::uint64_t before = hall.picture();
    hall.terminal->take_changed();
    hall.terminal->key(Key::Next);
    CHECK(hall.terminal->visit().ring == "tile.paspor-baru");
    CHECK(hall.picture() != before);
    CHECK(hall.terminal->take_changed().w < 500);
    hall.terminal->key(Key::Previous);
    CHECK(hall.terminal->visit().ring == "bar.help");
    hall.terminal->key(Key::Next);
    hall.terminal->key(Key::Next);
    CHECK(hall.terminal->visit().ring == "tile.perpanjang");
    // A finger needs no ring: a touch on bare page takes it away.
    hall.press({109, 27});
    hall.wait(100ms);
    hall.lift({109, 27});
    hall.wait(1s);
    CHECK(hall.picture() == before);
}

TEST_CASE("Select without a ring only shows it, with one it opens what a finger would open") {
    Hall hall;
    hall.touch("language.id");
    hall.wait(2s);
    hall.terminal->key(Key::Select);
    CHECK(hall.screen() == "home");
    CHECK(hall.terminal->visit().ring == "tile.paspor-baru");
    hall.wait(1s);
    hall.terminal->key(Key::Select);
    CHECK(hall.screen() == "guide");
    CHECK(hall.terminal->visit().ring.empty());
}

TEST_CASE("A key that is pressed twice by a trembling hand selects once") {
    Hall hall;
    hall.touch("language.id");
    hall.wait(2s);
    hall.terminal->key(Key::Next);
    hall.terminal->key(Key::Select);
    REQUIRE(hall.screen() == "guide");
    hall.wait(390ms);
    hall.terminal->key(Key::Help);
    CHECK(hall.screen() == "guide");
    hall.wait(50ms);
    hall.terminal->key(Key::Help);
    CHECK(hall.screen() == "help");
}

TEST_CASE("Whoever uses keys is not sent away, and the warning is answered by keys too") {
    Hall hall;
    hall.touch("language.id");
    for (int i = 0; i < 10; ++i) {
        hall.wait(100s);
        hall.terminal->key(Key::Next);
        CHECK(hall.screen() == "home");
    }
    hall.wait(181s);
    REQUIRE(hall.screen() == "warning");
    hall.terminal->key(Key::Next);
    CHECK(hall.screen() == "warning");
    hall.wait(1s);
    CHECK(hall.terminal->visit().ring == "button.stay");
    hall.terminal->key(Key::Select);
    CHECK(hall.screen() == "home");
}

TEST_CASE("When nothing that takes fingers is left the page says whom to ask, until something is there again") {
    Hall hall;
    hall.touch("language.id");
    hall.terminal->hands_lost();
    hall.wait(9s);
    CHECK(hall.screen() == "home");
    hall.terminal->hands_found();  // a panel that only reset itself
    hall.wait(1min);
    CHECK(hall.screen() == "home");
    hall.terminal->hands_lost();
    hall.wait(11s);
    CHECK(hall.screen() == "emergency");
    hall.wait(1h);
    CHECK(hall.screen() == "emergency");
    hall.terminal->hands_found();
    CHECK(hall.screen() == "attract");
    hall.touch("language.id");
    CHECK(hall.screen() == "home");
}

TEST_CASE("A terminal that starts without a panel soon says whom to ask; a panel that wakes later is no trouble") {
    Hall hall;
    hall.terminal->hands_awaited();
    hall.wait(9s);
    hall.terminal->hands_found();
    hall.wait(1min);
    CHECK(hall.screen() == "attract");
    hall.terminal->hands_awaited();
    hall.wait(11s);
    CHECK(hall.screen() == "emergency");
    hall.terminal->hands_found();
    CHECK(hall.screen() == "attract");
}

TEST_CASE("Who presses a key needs no panel: the page that says whom to ask goes, and does not come back") {
    Hall hall;
    hall.terminal->hands_awaited();
    hall.wait(11s);
    REQUIRE(hall.screen() == "emergency");
    hall.terminal->key(Key::Next);
    CHECK(hall.screen() == "attract");
    hall.wait(1min);
    CHECK(hall.screen() == "attract");
}

TEST_CASE("Every visit begins as loud as the hall has set it, whatever the one before chose") {
    for (const auto& [percent, step] : {std::pair{0, 1}, {10, 1}, {20, 1}, {50, 3}, {60, 3}, {75, 4}, {100, 5}})
        CHECK(step_of_volume(percent) == step);
    TerminalStart start;
    start.volume = step_of_volume(20);
    Hall hall{start};
    CHECK(hall.terminal->visit().voice.volume == 1);
    hall.touch("language.id");
    hall.touch("bar.help");
    hall.touch("set.voice");
    hall.touch("set.louder");
    CHECK(hall.terminal->visit().voice.volume == 2);
    hall.wait(1h);
    CHECK(hall.screen() == "attract");
    CHECK(hall.terminal->visit().voice.volume == 1);
    hall.terminal->hands_lost();
    hall.wait(11s);
    hall.terminal->hands_found();
    CHECK(hall.screen() == "attract");
    CHECK(hall.terminal->visit().voice.volume == 1);
}

TEST_CASE("A visit shorter than five seconds is dropped and counted apart") {
    Hall hall;
    for (const char* id : {"language.id", "bar.help", "button.opinion", "face.4"}) {
        const Point at = hall.middle_of(id);
        hall.press(at);
        hall.wait(100ms);
        hall.lift(at);
        hall.wait(500ms);
    }
    CHECK(hall.screen() == "thanks");
    CHECK(hall.terminal->tallies()->all()->empty());
    CHECK(hall.terminal->tallies()->all_dropped()->at(0).why == "short-visit");
}

TEST_CASE("A clock of 1970 is not believed: the week carries a question mark and nothing breaks") {
    Scratch scratch;
    Places places = test_places();
    places.state = scratch.folder;
    Hall hall{places};
    SimulatedClock wrong{day, Trust::Floor};
    Events silent;
    Terminal terminal{places, {}, real_disk(), wrong, silent, [](const std::string&) {}};
    CHECK(week_label(wrong.today()) == "2026-W48?");
    wrong.advance(std::chrono::hours{24 * 365 * 60});
    terminal.time_passed();
    CHECK(name_of(terminal.visit().screen) == "attract");
}

TEST_CASE("A crowd of random touches breaks nothing and memory stays where it was") {
    const char* wanted = std::getenv("BALAI_TOUCHES");
    const int touches = wanted ? std::atoi(wanted) : 10000;
    Hall hall;
    std::mt19937 random{20261123};
    const auto number = [&random](int below) { return static_cast<int>(random() % static_cast<unsigned>(below)); };
    std::map<std::string, int> seen;
    for (int i = 0; i < touches; ++i) {
        const Point at{static_cast<float>(number(2240)) / 10, static_cast<float>(number(1400)) / 10};
        const int finger = number(12) == 0 ? 2 : 1;
        hall.terminal->contact({Contact::Phase::Down, finger, at, number(40) == 0 ? 40.0F : 8.0F, hall.clock.now()});
        if (number(3) == 0) hall.terminal->prepare();
        hall.wait(Moment{number(400)});
        if (number(6) == 0)
            hall.terminal->contact({Contact::Phase::Move,
                                    finger,
                                    {at.x + static_cast<float>(number(60) - 30), at.y},
                                    8,
                                    hall.clock.now()});
        if (number(50) != 0)
            hall.terminal->contact(
                {number(30) == 0 ? Contact::Phase::Cancel : Contact::Phase::Up, finger, at, 8, hall.clock.now()});
        hall.wait(number(200) == 0 ? Moment{number(300000)} : Moment{number(900)});
        ++seen[hall.screen()];
    }
    for (const auto& [name, count] : seen) WARN(name << ": " << count);
    for (const char* name : {"attract", "language", "home", "guide", "step", "mpaspor", "office", "help", "warning"})
        CHECK(seen[name] > 0);
    hall.wait(1h);
    CHECK(hall.screen() == "attract");
}
