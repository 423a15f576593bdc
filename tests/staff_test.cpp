// What staff set and what keeps others out: settings that are believed whole or not at all, a PIN that may be guessed a
// few times an hour, whatever somebody does to the plug.
#include <algorithm>

#include "kiosk/staff/pin.h"
#include "kiosk/staff/settings.h"
#include "kiosk/staff/status_code.h"
#include "platform/sign/secrets.h"
#include "tests/catch.h"
#include "tests/scratch.h"

using namespace balai;
using namespace std::chrono_literals;

namespace {

Settings of_a_hall() {
    Settings settings;
    settings.kiosk = "balai-sukorejo";
    settings.office = "wonosobo";
    settings.officer = "Bu \"Sri\" \\ Pak Karyo";
    settings.hall = Hours{7 * 60 + 30, 15 * 60};
    settings.dim = Hours{18 * 60, 7 * 60};
    settings.ppi = 141.5F;
    settings.rotation = 90;
    settings.sound = false;
    settings.volume = 35;
    settings.passed[SelfTest::Touch] = Date{std::chrono::year{2026} / 11 / 25};
    return settings;
}

// A disk on which one kind of step fails.
class Failing : public Disk {
public:
    bool writes_fail = false;
    Result<std::string> read(const std::filesystem::path& file, std::uint64_t limit) override {
        return real_disk().read(file, limit);
    }
    Result<void> write_durably(const std::filesystem::path& file, std::string_view bytes) override {
        if (writes_fail) return fail(Trouble::NotWritable, "pin.tries", "read-only");
        return real_disk().write_durably(file, bytes);
    }
    Result<void> make_folder(const std::filesystem::path& folder) override { return real_disk().make_folder(folder); }
    Result<std::filesystem::path> set_aside(const std::filesystem::path& file) override {
        return real_disk().set_aside(file);
    }
};

}  // namespace

TEST_CASE("Settings come back as they were written") {
    Scratch scratch;
    CHECK(read_settings(scratch.folder, real_disk()).error().trouble == Trouble::NotFound);
    const Settings settings = of_a_hall();
    REQUIRE(write_settings(settings, scratch.folder, real_disk()));
    const auto read = read_settings(scratch.folder, real_disk());
    REQUIRE(read);
    CHECK(*read == settings);
    CHECK(*settings_from("") == Settings{});
}

TEST_CASE("Settings with one wrong line are not believed at all, and the line is named") {
    for (const char* wrong : {"ppi = 20.0",
                              "ppi = 149",
                              "ppi = \"149\"",
                              "ppi = nan",
                              "rotation = 45",
                              "rotation = 90.0",
                              "volume = 101",
                              "volume = -1",
                              "sound = 1",
                              "kiosk = \"Balai\"",
                              "kiosk = \"\"",
                              "kiosk = \"../x\"",
                              "kiosk = \"a23456789012345678901234567890123\"",
                              "hall = \"7:30-15:00\"",
                              "hall = \"07:30-24:00\"",
                              "hall = \"07:30-07:30\"",
                              "hall = \"07:60-08:00\"",
                              "officer = \"\\u202E\"",
                              "officer = \"a\\nb\"",
                              "pin = \"123456\"",
                              "[passed]\ntouch = 2026-02-30",
                              "[passed]\ntouch = \"2026-02-03\"",
                              "[passed]\nsmell = 2026-02-03",
                              "passed = 3",
                              "sound = true\nsound = true",
                              "= 3",
                              "ppi"}) {
        INFO(wrong);
        const auto read = settings_from(wrong);
        REQUIRE_FALSE(read);
        CHECK(read.error().trouble == Trouble::Damaged);
        CHECK(read.error().detail.find("settings.toml:") == 0);
    }
    CHECK(settings_from("sound = true\nrotation = 7").error().detail.find("settings.toml:2: rotation") == 0);
    // Cut off anywhere it is whole lines or nothing.
    const std::string text = to_text(of_a_hall());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto read = settings_from(text.substr(0, i));
        if (read) CHECK(read->volume <= 100);
    }
}

TEST_CASE("Hours may reach over midnight") {
    const Hours night = *hours_from("21:00-05:00"), day = *hours_from("07:30-15:00");
    CHECK(night.holds(21 * 60));
    CHECK(night.holds(0));
    CHECK(night.holds(5 * 60 - 1));
    CHECK_FALSE(night.holds(5 * 60));
    CHECK(day.holds(450));
    CHECK_FALSE(day.holds(449));
    CHECK_FALSE(day.holds(900));
    CHECK(to_string(night) == "21:00-05:00");
}

TEST_CASE("A PIN that people would guess first is not allowed") {
    for (const char* weak : {"123456", "987654", "012345", "135791", "111111", "112211", "121212", "274274", "27427427",
                             "274472", "170845", "17081945", "19450817", "251199", "991125"}) {
        INFO(weak);
        CHECK(fault_of_pin(weak) == PinFault::Weak);
    }
    CHECK(fault_of_pin("27491") == PinFault::Length);
    CHECK(fault_of_pin("274915836") == PinFault::Length);
    CHECK(fault_of_pin("") == PinFault::Length);
    CHECK(fault_of_pin("27491a") == PinFault::NotDigits);
    CHECK(fault_of_pin("27 491") == PinFault::NotDigits);
    for (const char* good : {"749162", "5820974", "74916285"}) CHECK_FALSE(fault_of_pin(good));
    for (const std::size_t length : {6, 7, 8}) {
        const std::string pin = random_pin(length);
        CHECK(pin.size() == length);
        CHECK_FALSE(fault_of_pin(pin));
        CHECK(pin != random_pin(length));
    }
}

TEST_CASE("The right PIN opens, every other one does not, and the file does not say which it is") {
    Scratch scratch;
    CHECK(read_pin(scratch.folder, real_disk()).error().trouble == Trouble::NotFound);
    CHECK_FALSE(write_pin("123456", scratch.folder, real_disk()));
    REQUIRE(write_pin("749162", scratch.folder, real_disk()));
    const auto kept = read_pin(scratch.folder, real_disk());
    REQUIRE(kept);
    CHECK(kept->length == 6);
    CHECK(opens(*kept, "749162"));
    for (const char* other : {"749163", "649162", "7491620", "74916", ""}) CHECK_FALSE(opens(*kept, other));
    CHECK(kept->seal.find("749162") == std::string::npos);
    CHECK(kept->seal.find("$argon2id$v=19$m=65536,t=3,p=1$") == 0);
}

TEST_CASE("A PIN file that was not written here opens for nobody") {
    Scratch scratch;
    for (const char* text : {"", "6", "6 \n", "5 x\n", "9 x\n", "6 $argon2id$\n", "6x$argon2id$\n", "749162\n"}) {
        INFO(text);
        REQUIRE(real_disk().write_durably(scratch.folder / "pin", text));
        const auto kept = read_pin(scratch.folder, real_disk());
        if (kept) CHECK_FALSE(opens(*kept, "749162"));
    }
    // A seal that asks for a week of work is not even begun.
    auto costly = sealed("749162");
    REQUIRE(costly);
    costly->replace(costly->find("t=3"), 3, "t=9999999");
    CHECK_FALSE(unseals(*costly, "749162"));
}

TEST_CASE("Five tries are free, then waits double from fifteen seconds to an hour and never end in a lock") {
    CHECK(wait_after(0) == 0ms);
    CHECK(wait_after(4) == 0ms);
    CHECK(wait_after(5) == 15s);
    CHECK(wait_after(6) == 30s);
    CHECK(wait_after(7) == 60s);
    CHECK(wait_after(12) == 32min);
    CHECK(wait_after(13) == 1h);
    CHECK(wait_after(1000000) == 1h);

    Scratch scratch;
    PinGuard guard{scratch.folder, real_disk(), 0ms};
    for (int i = 0; i < 4; ++i) {
        CHECK_FALSE(guard.closed_until(1s));
        REQUIRE(guard.begin_try(1s));
    }
    CHECK(guard.tries_left() == 1);
    REQUIRE(guard.begin_try(10s));
    CHECK(guard.closed_until(10s) == 25s);
    CHECK(guard.closed_until(25s - 1ms) == 25s);
    CHECK_FALSE(guard.closed_until(25s));
    REQUIRE(guard.begin_try(30s));
    CHECK(guard.closed_until(30s) == 60s);
    REQUIRE(guard.was_right());
    CHECK_FALSE(guard.closed_until(30s));
    CHECK(guard.tries_left() == 5);
}

TEST_CASE("Pulling the plug buys no try and no time") {
    Scratch scratch;
    {
        PinGuard guard{scratch.folder, real_disk(), 0ms};
        for (int i = 0; i < 5; ++i) REQUIRE(guard.begin_try(1s));
    }
    {
        // A guess was begun and the power went before it was looked at: it counts.
        PinGuard guard{scratch.folder, real_disk(), 8s};
        CHECK(guard.closed_until(8s) == 23s);
        CHECK_FALSE(guard.closed_until(23s));
        REQUIRE(guard.begin_try(23s));
    }
    PinGuard guard{scratch.folder, real_disk(), 3s};
    CHECK(guard.closed_until(3s) == 33s);
}

TEST_CASE("A count of tries that is not a count is a count of five") {
    for (const char* text : {"", "\n", "x\n", "-1\n", "4", "0x1\n", "99999999999"}) {
        INFO(text);
        Scratch scratch;
        REQUIRE(real_disk().write_durably(scratch.folder / "pin.tries", text));
        PinGuard guard{scratch.folder, real_disk(), 0ms};
        CHECK(guard.closed_until(0ms) == 15s);
    }
}

TEST_CASE("On a disk that takes nothing every try is followed by a wait") {
    Scratch scratch;
    Failing disk;
    disk.writes_fail = true;
    PinGuard guard{scratch.folder, disk, 0ms};
    CHECK_FALSE(guard.begin_try(1s));
    CHECK(guard.closed_until(1s) == 16s);
    CHECK_FALSE(guard.begin_try(16s));
    CHECK(guard.closed_until(16s) == 46s);
}

TEST_CASE("Two readers of one log know the days that the log told") {
    const auto record = [](std::uint64_t sequence, std::uint32_t run, What what, int first) {
        return Record{sequence, run, 1, static_cast<std::uint16_t>(what), Gravity::Note, first, 0};
    };
    const auto lines =
        with_days({record(5, 2, What::StaffCame, 0), record(4, 2, What::Started, 0), record(3, 1, What::PinWrong, 0),
                   record(2, 1, What::Day, 20261125), record(1, 1, What::Started, 0)});
    REQUIRE(lines.size() == 4);
    CHECK_FALSE(lines[0].day);  // the day of a run that was not told
    CHECK(lines[2].day == Date{std::chrono::year{2026} / 11 / 25});
    CHECK_FALSE(lines[3].day);
    CHECK(with_days({record(2, 1, What::PinWrong, 0), record(1, 1, What::Day, 20261399)}).front().day == std::nullopt);
}

TEST_CASE("What wants to be looked at is named, and nothing else") {
    StaffView view;
    view.settings.passed[SelfTest::Touch] = Date{std::chrono::year{2026} / 11 / 25};
    view.today.trust = Trust::Set;
    view.free_percent = 10;
    view.degrees = 74;
    CHECK(attention(view).empty());
    view.free_percent = 9;
    view.degrees = 75;
    view.touch_works = false;
    CHECK(attention(view) == std::vector{Attention::Touch, Attention::Space, Attention::Heat});
}

TEST_CASE("A status code is explained in both languages, fact by fact") {
    StaffView view;
    view.settings = of_a_hall();
    view.program = "0.1.0";
    view.edition = 7;
    view.on_trial = true;
    view.edition_before = 6;
    view.today = {Date{std::chrono::year{2026} / 11 / 25}, Trust::Floor};
    view.free_percent = 4;
    view.degrees = 81;
    view.touch_works = false;
    view.counts = false;
    view.power_cuts = 12;
    view.crashes = 3;
    view.last_error = LogLine{std::nullopt, Record{9, 1, 1, 16, Gravity::Error, 0, 0}};
    const std::string code = status_code(view);
    CHECK(code.find("BALAI1 kiosk=balai-sukorejo program=0.1.0 edition=7 trial=1 before=6 day=20261125 clock=1") == 0);
    CHECK(code.size() < 334);  // what the largest code holds
    for (const Reader reader : {Reader::Indonesian, Reader::English}) {
        const auto sentences = explained(code, reader);
        REQUIRE(sentences);
        std::string all;
        for (const std::string& sentence : *sentences) all += sentence + "\n";
        for (const char* fact : {"balai-sukorejo", "0.1.0", "2026-11-25", "81", "4 %", "12", "3", "7", "6"})
            CHECK(all.find(fact) != std::string::npos);
        CHECK(all.find(reader == Reader::English ? "touch panel was lost" : "panel sentuh lepas") != std::string::npos);
        CHECK(all.find("{0}") == std::string::npos);
    }
}

TEST_CASE("Every happening can be said in both languages") {
    for (int what = static_cast<int>(What::Started); what <= static_cast<int>(What::Acknowledged); ++what)
        for (const Reader reader : {Reader::Indonesian, Reader::English})
            CHECK_FALSE(in_words(static_cast<What>(what), reader).empty());
}

TEST_CASE("A status code that lost or gained a piece is not explained") {
    const std::string code = status_code([] {
        StaffView view;
        view.edition = 7;
        view.today = {Date{std::chrono::year{2026} / 11 / 25}, Trust::Set};
        view.settings = of_a_hall();
        return view;
    }());
    REQUIRE(explained(code, Reader::Indonesian));
    for (const std::string& wrong : {std::string{}, std::string{"BALAI1"}, std::string{"BALAI1 "}, code.substr(1),
                                     code + " x", code + " more=1", code + " edition=8", code + " heat=",
                                     code + " heat=hot", code + " heat=9999", std::string{"BALAI1 edition=7"},
                                     code.substr(0, code.find(" day=")) + " day=20261399", "BALAI2" + code.substr(6)}) {
        INFO(wrong);
        CHECK_FALSE(explained(wrong, Reader::Indonesian));
    }
    // Whatever is cut off or flipped: an answer or none, never a fault.
    for (std::size_t i = 0; i < code.size(); ++i) {
        (void)explained(code.substr(0, i), Reader::English);
        std::string flipped = code;
        flipped[i] = static_cast<char>(flipped[i] ^ 0x55);
        (void)explained(flipped, Reader::English);
    }
}
