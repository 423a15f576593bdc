// The terminal reads aloud: what, when, and how it stops. The speaker is the only part that is not real.
#include <fstream>

#include "kiosk/terminal/narrator.h"
#include "kiosk/terminal/spoken_page.h"
#include "tests/rehearsal.h"
#include "tests/scratch.h"

using namespace balai;
using namespace std::chrono_literals;

namespace {

// Every clip takes two seconds.
struct Ears : Speaker {
    std::vector<std::string> played;
    int volume = 0, stops = 0, rests = 0;
    Pace pace = Pace::Normal;
    bool deaf = false;
    std::optional<Moment> play(const std::filesystem::path& clip, int with_volume, Pace with_pace) override {
        if (deaf) return std::nullopt;
        played.push_back(clip.string());
        volume = with_volume;
        pace = with_pace;
        return 2s;
    }
    void stop() override { ++stops; }
    void tick() override {}
    void rest() override { ++rests; }
};

std::vector<Utterance> three() {
    return {{"heading", Language::Indonesian, "satu"},
            {"body", Language::Indonesian, "dua"},
            {"bar.next", Language::Indonesian, "tiga"}};
}

std::filesystem::path every(const Utterance& one) { return one.words; }

Visit visiting(Screen screen) {
    Visit visit;
    visit.screen = std::move(screen);
    visit.began = 0s;
    visit.touched = visit.shown = 60s;
    return visit;
}

}  // namespace

TEST_CASE("A page is read part after part, and the ring goes with the voice") {
    Ears ears;
    Narrator narrator{&ears, every};
    CHECK(narrator.begin(three(), {}, 10s));
    CHECK(narrator.element() == "heading");
    CHECK_FALSE(narrator.time_passed(12s));
    CHECK(narrator.element() == "heading");
    CHECK_FALSE(narrator.time_passed(*narrator.next_change()));
    CHECK(narrator.element() == "body");
    CHECK_FALSE(narrator.time_passed(*narrator.next_change()));
    CHECK(narrator.element() == "bar.next");
    CHECK(narrator.time_passed(*narrator.next_change()));
    CHECK_FALSE(narrator.speaks());
    CHECK(narrator.element().empty());
    CHECK(ears.played == std::vector<std::string>{"satu", "dua", "tiga"});
}

TEST_CASE("The sound card is let go some time after the last word, and then nothing wakes the terminal") {
    Ears ears;
    Narrator narrator{&ears, every};
    CHECK_FALSE(narrator.next_change());
    REQUIRE(narrator.begin(three(), {}, 0s));
    narrator.stop(1s);
    CHECK(ears.stops == 1);
    CHECK(narrator.next_change() == 11s);
    narrator.time_passed(11s);
    CHECK(ears.rests == 1);
    CHECK_FALSE(narrator.next_change());
}

TEST_CASE("Words without a clip are passed over; without any clip nothing begins") {
    Ears ears;
    Narrator some{&ears, [](const Utterance& one) { return one.words == "dua" ? every(one) : ""; }};
    CHECK(some.begin(three(), {}, 0s));
    CHECK(some.element() == "body");
    Narrator none{&ears, [](const Utterance&) { return std::filesystem::path{}; }};
    CHECK_FALSE(none.begin(three(), {}, 0s));
    CHECK_FALSE(none.speaks());
    Narrator without_card{nullptr, every};
    CHECK_FALSE(without_card.begin(three(), {}, 0s));
    ears.deaf = true;
    Narrator refused{&ears, every};
    CHECK_FALSE(refused.begin(three(), {}, 0s));
}

TEST_CASE("Listening is being there: no warning while the voice speaks, all of the time after it") {
    Visit visit = after_beginning_to_read(visiting(GuideScreen{"paspor-baru", 0}), true);
    CHECK_FALSE(passed(visit, shipped_content(), 60s + 500s).visit.warned);
    visit = after_reading(std::move(visit), 560s);
    CHECK_FALSE(passed(visit, shipped_content(), 560s + 179s).visit.warned);
    CHECK(passed(visit, shipped_content(), 560s + 180s).visit.warned);
}

TEST_CASE("The warning is spoken where the voice is on, and its speaking holds nobody back") {
    Visit visit = visiting(HomeScreen{});
    visit.voice.on = true;
    Outcome warned = passed(visit, shipped_content(), 60s + 180s);
    CHECK(warned.visit.warned);
    CHECK(warned.effects == std::vector<Effect>{ReadAloud{}});
    const Visit speaking = after_beginning_to_read(warned.visit, true);
    CHECK(passed(speaking, shipped_content(), 60s + 225s).effects == std::vector<Effect>{Reset{}});
    visit.voice.on = false;
    CHECK(passed(visit, shipped_content(), 60s + 180s).effects.empty());
}

TEST_CASE("With the voice on every new page reads itself, a moment after it is seen") {
    Visit visit = visiting(LanguageScreen{});
    visit = after(visit, ToggleVoice{}, shipped_content(), 61s).visit;
    CHECK(visit.voice.reads_at == 61'600ms);
    visit = after(visit, ChooseLanguage{Language::English}, shipped_content(), 62s).visit;
    CHECK(next_change(visit, 62s) == 62'600ms);
    Outcome read = passed(visit, shipped_content(), 62'600ms);
    CHECK(read.effects == std::vector<Effect>{ReadAloud{}});
    CHECK(passed(read.visit, shipped_content(), 63s).effects.empty());
    visit = after(read.visit, OpenTile{"paspor-baru"}, shipped_content(), 70s).visit;
    CHECK(visit.voice.reads_at == 70'600ms);
}

TEST_CASE("A second touch on the ear stops, a third reads again; the next visitor finds everything as it was") {
    Visit visit = visiting(HomeScreen{});
    CHECK(after(visit, Listen{}, shipped_content(), 61s).effects == std::vector<Effect>{ReadAloud{}});
    visit = after_beginning_to_read(visit, true);
    const Outcome stopped = after(visit, Listen{}, shipped_content(), 62s);
    CHECK(stopped.effects.empty());
    CHECK(stopped.visit.voice.reading == Reading::No);
    CHECK(after(stopped.visit, Listen{}, shipped_content(), 63s).effects == std::vector<Effect>{ReadAloud{}});
    visit = after(stopped.visit, ChangeVoice{1, 1}, shipped_content(), 64s).visit;
    CHECK(visit.voice.volume == 4);
    CHECK(visit.voice.pace == quick_pace);
    for (int i = 0; i < 9; ++i) visit = after(visit, ChangeVoice{1, 1}, shipped_content(), 65s).visit;
    CHECK(visit.voice.volume == loudest_step);
    CHECK(after(visit, Finish{}, shipped_content(), 66s).visit.voice == Voice{});
}

TEST_CASE("The job check asks before it speaks, and takes no for an answer") {
    Visit visit = visiting(HomeScreen{});
    visit.voice.on = true;
    Visit asked = after(visit, OpenTile{"kerja-cek"}, shipped_content(), 61s).visit;
    CHECK(std::holds_alternative<AloudScreen>(asked.screen));
    CHECK(subject_of(asked.screen) == "suara");
    CHECK(asked.voice.reads_at);  // that question is asked aloud

    const Visit quiet = after(asked, StaySilent{}, shipped_content(), 62s).visit;
    CHECK(name_of(quiet.screen) == "job");
    CHECK_FALSE(quiet.voice.reads_at);
    const Visit turned_away = after(asked, Back{}, shipped_content(), 62s).visit;
    CHECK(std::holds_alternative<QuestionScreen>(turned_away.screen));
    CHECK_FALSE(turned_away.voice.reads_at);
    CHECK(std::holds_alternative<AloudScreen>(after(quiet, Listen{}, shipped_content(), 63s).visit.screen));

    const Visit spoken = after(asked, ReadHere{}, shipped_content(), 62s).visit;
    CHECK(std::holds_alternative<QuestionScreen>(spoken.screen));
    CHECK(spoken.voice.reads_at == 62'600ms);
    // Whoever comes to it again is asked again.
    const Visit home = after(spoken, GoHome{}, shipped_content(), 63s).visit;
    CHECK(std::holds_alternative<AloudScreen>(after(home, OpenTile{"kerja-cek"}, shipped_content(), 64s).visit.screen));
}

TEST_CASE("The ear asks on private pages when the voice is off, too") {
    Visit visit = after(visiting(HomeScreen{}), OpenTile{"kerja-cek"}, shipped_content(), 61s).visit;
    CHECK(std::holds_alternative<QuestionScreen>(visit.screen));
    const Outcome asked = after(visit, Listen{}, shipped_content(), 62s);
    CHECK(asked.effects.empty());
    CHECK(std::holds_alternative<AloudScreen>(asked.visit.screen));
    CHECK(std::holds_alternative<GuideScreen>(after(asked.visit, Close{}, shipped_content(), 63s).visit.screen));
}

TEST_CASE("Everything on every page is in the script: nothing in Indonesian and English is silent") {
    Rehearsal rehearsal;
    for (const Language language : {Language::Indonesian, Language::English}) {
        std::set<std::string> clips;
        for (const Language of : {Language::Indonesian, Language::English})
            for (const ScriptLine& line : script_of(rehearsal.content, of)) clips.insert(line.clip);
        for (const Modes& modes : {Modes{}, Modes{.big = true}})
            for (const auto& [name, page] : rehearsal.every_page({}, language, modes)) {
                if (name.starts_with("pin") || name.starts_with("staff")) continue;  // officers read for themselves
                for (const Element& element : page.elements) {
                    const auto said = spoken_element(element, rehearsal.content, language);
                    INFO(code(language) << " " << name << " " << element.id << ": " << element.text);
                    if (is_target(element) && element.role != "glass") CHECK_FALSE(said.empty());
                    for (const Utterance& one : said) {
                        INFO(one.words);
                        CHECK(clips.contains(clip_name(one.language, one.words)));
                    }
                }
            }
    }
}
