// Dates, durable files, strict text.
#include <sys/stat.h>

#include <fstream>

#include "platform/base/clock.h"
#include "platform/base/disk.h"
#include "platform/base/kept_clock.h"
#include "platform/base/toml.h"
#include "platform/base/utf8.h"
#include "tests/catch.h"
#include "tests/scratch.h"

using namespace balai;

namespace {

Date day(int year, unsigned month, unsigned of_month) {
    return Date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{of_month}};
}

void put(const std::filesystem::path& file, std::string_view bytes) { std::ofstream{file, std::ios::binary} << bytes; }

}  // namespace

TEST_CASE("A date is read as it is written, and nothing else is a date") {
    CHECK(parse_date("2026-11-23") == day(2026, 11, 23));
    CHECK(to_string(day(2026, 1, 2)) == "2026-01-02");
    for (const char* wrong :
         {"", "2026-11-3", "2026-02-29", "2026-13-01", "26-11-2023", "2026/11/23", "2026-11-23 ", "x026-11-23"})
        CHECK_FALSE(parse_date(wrong));
    CHECK(parse_date("2028-02-29"));
}

TEST_CASE("A week belongs to the year of its Thursday") {
    CHECK(iso_week(day(2026, 11, 23)) == "2026-W48");
    CHECK(iso_week(day(2026, 11, 22)) == "2026-W47");
    CHECK(iso_week(day(2027, 1, 1)) == "2026-W53");
    CHECK(iso_week(day(2025, 12, 29)) == "2026-W01");
    CHECK(iso_week(day(1970, 1, 1)) == "1970-W01");
    CHECK(iso_week(day(2021, 1, 3)) == "2020-W53");
}

TEST_CASE("The week of a clock that is not trusted carries a question mark") {
    CHECK(week_label({day(2026, 11, 23), Trust::Set}) == "2026-W48");
    CHECK(week_label({day(2026, 11, 23), Trust::Floor}) == "2026-W48?");
    CHECK(week_label({day(2026, 11, 23), Trust::Unknown}) == "2026-W48?");
}

TEST_CASE("The machine's clock is not believed before the floor or decades after it") {
    const SystemClock from_the_future{day(2090, 1, 1)};
    CHECK(from_the_future.today().trust == Trust::Floor);
    CHECK(from_the_future.today().date == day(2090, 1, 1));
    const SystemClock from_the_past{day(1980, 1, 1)};
    CHECK(from_the_past.today().trust == Trust::Floor);
}

TEST_CASE("A simulated clock moves only when told and turns the day at midnight") {
    using namespace std::chrono_literals;
    SimulatedClock clock{day(2026, 12, 31), Trust::Set};
    CHECK(clock.today().date == day(2026, 12, 31));
    clock.advance(14h + 59min);
    CHECK(clock.today().date == day(2026, 12, 31));
    clock.advance(1min);
    CHECK(clock.today().date == day(2027, 1, 1));
}

TEST_CASE("A clock that is set wrong tells no impossible day, and is right again when it is set right") {
    using namespace std::chrono_literals;
    SimulatedClock clock{day(2026, 12, 31), Trust::Set};
    const auto years = [](int count) { return count * 365 * 24h; };
    clock.set_wall_by(-10h);
    CHECK(clock.today().date == day(2026, 12, 31));
    CHECK(clock.today().trust == Trust::Floor);
    CHECK(clock.minute() == 23 * 60);
    clock.set_wall_by(10h + years(2));
    CHECK(clock.today().date == day(2028, 12, 30));
    CHECK(clock.today().trust == Trust::Set);
    clock.set_wall_by(years(30));
    CHECK(clock.today().trust == Trust::Floor);
    clock.set_wall_by(-years(32));
    CHECK(clock.today().date == day(2026, 12, 31));
    CHECK(clock.today().trust == Trust::Set);
    CHECK(clock.now() == 0ms);
}

TEST_CASE("A file is written whole, and nothing is left beside it") {
    Scratch scratch;
    const auto file = scratch.folder / "setting";
    REQUIRE(real_disk().write_durably(file, "old"));
    REQUIRE(real_disk().write_durably(file, "new and longer"));
    CHECK(real_disk().read(file, 100).value() == "new and longer");
    int files = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator{scratch.folder}) ++files;
    CHECK(files == 1);
}

TEST_CASE("A file that cannot be written leaves the old one as it was") {
    Scratch scratch;
    const auto file = scratch.folder / "setting";
    REQUIRE(real_disk().write_durably(file, "old"));
    std::filesystem::create_directory(scratch.folder / "setting.baru");  // in the way of the new one
    CHECK_FALSE(real_disk().write_durably(file, "new"));
    CHECK(real_disk().read(file, 100).value() == "old");
}

TEST_CASE("Reading stops at its limit and names what is missing") {
    Scratch scratch;
    const auto file = scratch.folder / "long";
    put(file, std::string(101, 'x'));
    CHECK(real_disk().read(file, 100).error().trouble == Trouble::Damaged);
    CHECK(real_disk().read(file, 101).has_value());
    CHECK(real_disk().read(scratch.folder / "none", 100).error().trouble == Trouble::NotFound);
}

TEST_CASE("A pipe, a folder or a device under a file's name is refused at once") {
    Scratch scratch;
    const auto pipe = scratch.folder / "pipe";
    REQUIRE(mkfifo(pipe.c_str(), 0600) == 0);
    CHECK(real_disk().read(pipe, 100).error().trouble == Trouble::Damaged);
    CHECK_FALSE(real_disk().read(scratch.folder, 100));
    CHECK(real_disk().read("/dev/zero", 100).error().trouble == Trouble::Damaged);
}

TEST_CASE("What is set aside keeps its companions and is never written over") {
    Scratch scratch;
    const auto file = scratch.folder / "feedback.db";
    for (int round = 1; round <= 2; ++round) {
        put(file, "round " + std::to_string(round));
        put(scratch.folder / "feedback.db-wal", "log");
        const auto aside = real_disk().set_aside(file);
        REQUIRE(aside);
        CHECK(real_disk().read(*aside, 100).value() == "round " + std::to_string(round));
        CHECK(std::filesystem::exists(aside->string() + "-wal"));
        CHECK_FALSE(std::filesystem::exists(file));
    }
    CHECK(std::filesystem::exists(scratch.folder / "feedback.db.rusak-1"));
    CHECK(std::filesystem::exists(scratch.folder / "feedback.db.rusak-2"));
}

TEST_CASE("A folder cannot be made where a file stands") {
    Scratch scratch;
    put(scratch.folder / "file", "");
    CHECK_FALSE(real_disk().make_folder(scratch.folder / "file" / "state"));
    CHECK_FALSE(real_disk().make_folder(scratch.folder / "file"));
    CHECK(real_disk().make_folder(scratch.folder / "a" / "b"));
}

TEST_CASE("Ordinary text of three languages is clean") {
    for (const char* text : {"", "Bapak/Ibu mau urus apa?", "Mangga mbeta KTP, KK — “asli” lan fotokopi…",
                             "é ü ñ ē\tand\nlines", "10\u00a0tahun"})
        CHECK_FALSE(text_fault(text));
}

TEST_CASE("Text with tricks is refused by the name of the trick and its place") {
    const auto is = [](std::string_view text, TextFault fault, std::size_t offset) {
        const auto found = text_fault(text);
        INFO(offset);
        REQUIRE(found);
        CHECK(found->fault == fault);
        CHECK(found->offset == offset);
    };
    is("a\xC0\x80", TextFault::NotUtf8, 1);           // overlong zero
    is("\xED\xA0\x80", TextFault::NotUtf8, 0);        // half of a surrogate pair
    is("ab\xF5\x80\x80\x80", TextFault::NotUtf8, 2);  // beyond the last character
    is("\xE2\x82", TextFault::NotUtf8, 0);            // cut off
    is("x\x80", TextFault::NotUtf8, 1);
    is("a\x07", TextFault::Control, 1);
    is(std::string_view{"a\0b", 3}, TextFault::Control, 1);
    is("a\u202eb", TextFault::Bidirectional, 1);
    is("a\u2067b", TextFault::Bidirectional, 1);
    is("pass\u200bport", TextFault::ZeroWidth, 4);
    is("\ufeffa", TextFault::ZeroWidth, 0);
    is("\ue000", TextFault::NotACharacter, 0);
    is("\U000E0041", TextFault::NotACharacter, 0);
    is("e\u0301\u0301\u0301\u0301\u0301", TextFault::TooManyMarks, 9);
    CHECK_FALSE(text_fault("e\u0301\u0301\u0301\u0301"));
}

TEST_CASE("No bytes at all crash the reading of text") {
    std::uint32_t random = 1;
    for (int round = 0; round < 20000; ++round) {
        std::string bytes;
        for (int i = 0; i < 12; ++i) bytes += static_cast<char>((random = random * 1664525u + 1013904223u) >> 24);
        (void)text_fault(bytes);
        for (std::size_t at = 0; at < bytes.size();) (void)next_character(bytes, at);
    }
    SUCCEED();
}

TEST_CASE("A clock set by hand is believed until power goes, and that day has certainly come afterwards") {
    Scratch scratch;
    const Date built{std::chrono::year{2026} / 11 / 23}, set{std::chrono::year{2027} / 2 / 28};
    SimulatedClock machine{built, Trust::Floor};
    {
        KeptClock clock{machine, scratch.folder, real_disk()};
        CHECK(clock.today().trust == Trust::Floor);
        REQUIRE(clock.set(set, 23 * 60 + 50));
        CHECK(clock.today().date == set);
        CHECK(clock.today().trust == Trust::Set);
        machine.advance(std::chrono::minutes{11});
        CHECK(clock.today().date == Date{std::chrono::year{2027} / 3 / 1});
        CHECK(clock.minute() == 1);
    }
    KeptClock clock{machine, scratch.folder, real_disk()};
    CHECK(clock.today().date == set);
    CHECK(clock.today().trust == Trust::Floor);
    REQUIRE(clock.raise(built));  // an older day teaches nothing
    CHECK(clock.today().date == set);
}

TEST_CASE("A clock that is set back is shown and only half believed") {
    Scratch scratch;
    SimulatedClock machine{Date{std::chrono::year{2026} / 11 / 23}, Trust::Floor};
    KeptClock clock{machine, scratch.folder, real_disk()};
    REQUIRE(clock.set(Date{std::chrono::year{2036} / 1 / 1}, 0));
    REQUIRE(clock.set(Date{std::chrono::year{2026} / 11 / 25}, 0));
    CHECK(clock.today().date == Date{std::chrono::year{2026} / 11 / 25});
    CHECK(clock.today().trust == Trust::Floor);
    KeptClock later{machine, scratch.folder, real_disk()};
    CHECK(later.today().date == Date{std::chrono::year{2026} / 11 / 25});
}

TEST_CASE("A day that was not written whole is as good as none") {
    for (const char* text : {"", "2036-01-01", "2036-13-01\n", "2036-01-01\n\n", "x\n"}) {
        Scratch scratch;
        REQUIRE(real_disk().write_durably(scratch.folder / "clock", text));
        const Date built{std::chrono::year{2026} / 11 / 23};
        SimulatedClock machine{built, Trust::Floor};
        CHECK(KeptClock{machine, scratch.folder, real_disk()}.today().date == built);
    }
}

TEST_CASE("Letters beyond ASCII come out of a TOML text as they went in") {
    for (const char* value :
         {"\"Pak Séto\" # é", "'é'", "\"\\\"é\"", "\"\"\"\né\n\"é\"\"\"\"", "\"\\u00e9\"", "\"… 🙂\""}) {
        INFO(value);
        const auto table = read_toml(std::string{"a = "} + value + "\n");
        REQUIRE(table);
        const std::string read = *table->get("a")->value_exact<std::string>();
        CHECK_FALSE(text_fault(read));
        CHECK((read.find("é") != read.npos || read == "… 🙂"));
    }
}

TEST_CASE("Outside of quotes a letter beyond ASCII is named with its line") {
    for (const char* text : {"\né = 1\n", "\na = \"b\" é\n", "\na = 'b\\' é\n", "\na = -\"é = 1\n", "\na = -''é = 1\n",
                             "\na = “b”\n", "\n\"é\" = 1\n", "\na = 1.'é'\n", "\n[é]\n"}) {
        INFO(text);
        const auto table = read_toml(text);
        REQUIRE_FALSE(table);
        CHECK(table.error().line == 2);
        CHECK_FALSE(table.error().why.empty());
    }
    CHECK(read_toml("a = “b”\n").error().why.find("beyond ASCII") != std::string::npos);
}

TEST_CASE("An escape in a TOML text makes no character that a file may not hold") {
    CHECK(read_toml("a = [ { b = \"x\\u202Ey\" } ]\n").error().trick == TextFault::Bidirectional);
    CHECK(read_toml("a = \"\\u0088\\u0080\"\n").error().trick == TextFault::NotUtf8);
    CHECK(read_toml("a = \"\\u0000\"\n").error().trick == TextFault::Control);
    CHECK(read_toml("a = \"\\t\\n\\\\u202E\"\n"));
}
