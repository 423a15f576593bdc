// What comes home on sticks: once, whole, from the right terminal, or by name not at all.
#include "kiosk/feedback/export.h"
#include "kiosk/office/export.h"
#include "kiosk/office/marks.h"
#include "kiosk/office/progress.h"
#include "kiosk/office/report.h"
#include "kiosk/office/simulate.h"
#include "tests/office_folders.h"

using namespace balai;
namespace fs = std::filesystem;

namespace {

const Date today = *parse_date("2026-11-24");
const std::vector<Cell> two_cells = {{2940, 2940, true, "paspor-baru", "face", "4", 9},
                                     {2940, 2942, true, "paspor-baru", "reason", "read", 5}};

ImportSummary taken(Sql& office, std::vector<fs::path> folders) {
    auto summary = import(office, {std::move(folders), today, std::nullopt, {}}, real_disk());
    REQUIRE(summary);
    return *summary;
}
std::string total(Sql& office) {
    return office.value("SELECT count(*) || '/' || coalesce(sum(count), 0) FROM cell").value();
}
std::string page_of(Sql& office) { return report(office, {today, {}}).value(); }

// An office with one terminal, and what it says about one stick after the other.
struct Desk {
    Scratch scratch;
    SecretKey key = generate_key();
    std::unique_ptr<Sql> office = office_of(file_address(scratch));
    int sticks = 0;
    Desk() { REQUIRE(enrol(*office, {"desa-1", "Desa Satu", key.public_key()})); }

    fs::path new_stick() { return scratch.folder / ("stick-" + std::to_string(++sticks)); }
    std::string why(const fs::path& stick) {
        const ImportSummary summary = taken(*office, {stick});
        return summary.refused.size() == 1 ? std::string{word(summary.refused[0].why)}
               : summary.repeated          ? "known"
                                           : "imported";
    }
    std::string why(const SignedFolder& folder, int serial = 1, const std::string& kiosk = "desa-1") {
        const auto stick = new_stick();
        put(stick, folder, serial, kiosk);
        return why(stick);
    }
};

std::string with(std::string text, const std::string& from, const std::string& to) {
    return text.replace(text.find(from), from.size(), to);
}
const std::string good = results_text("desa-1", 1, two_cells);

}  // namespace

TEST_CASE("A folder counts once, however often it comes") {
    Scratch scratch;
    const SecretKey key = generate_key();
    auto office = office_of(file_address(scratch));
    REQUIRE(enrol(*office, {"desa-1", "Desa Satu", key.public_key()}));
    put(scratch.folder / "stick", folder_of(key, results_text("desa-1", 1, two_cells)));
    CHECK(taken(*office, {scratch.folder / "stick"}).imported == 1);
    CHECK(taken(*office, {scratch.folder / "stick"}).repeated == 1);
    CHECK(taken(*office, {scratch.folder / "stick/BALAI-RESULTS/desa-1/1", scratch.folder / "stick"}).repeated == 2);
    CHECK(total(*office) == "2/14");
}

TEST_CASE("What is wrong with a folder is said by name, and nothing of it is counted") {
    Desk desk;
    const SecretKey other = generate_key();
    CHECK(desk.why(folder_of(other, good)) == "forged");
    CHECK(desk.why(folder_of(desk.key, good), 1, "desa-2") == "stranger");
    CHECK(desk.why(folder_of(desk.key, good), 2) == "other-folder");
    CHECK(desk.why(folder_of(desk.key, with(good, "paspor\x2d", "paspor\xff"))) == "not-utf8");
    CHECK(desk.why(folder_of(desk.key, with(good, "paspor-", "paspor\xE2\x80\xAE"))) == "not-utf8");
    CHECK(desk.why(folder_of(desk.key, with(good, ",9\n", ",4\n"))) == "small-cell");
    CHECK(desk.why(folder_of(desk.key, with(good, ",9\n", ",09\n"))) == "malformed");
    CHECK(desk.why(folder_of(desk.key, with(good, ",9\n", ",99999999999999999999\n"))) == "malformed");
    CHECK(desk.why(folder_of(desk.key, with(good, "2026-W", "2026-X"))) == "malformed");
    CHECK(desk.why(folder_of(desk.key, good.substr(0, good.size() - 1))) == "malformed");
    CHECK(desk.why(folder_of(desk.key, good + good.substr(good.find("desa-1")))) == "malformed");
    CHECK(total(*desk.office) == "0/0");
    CHECK(desk.office->value("SELECT count(*) FROM folder").value() == "0");
    CHECK(desk.why(folder_of(desk.key, good)) == "imported");
    CHECK(desk.why(folder_of(desk.key, results_text("desa-1", 1, {two_cells[0]}))) == "conflict");
    CHECK(total(*desk.office) == "2/14");
}

TEST_CASE("Nothing that a spreadsheet or a database would run comes in") {
    Desk desk;
    for (const char* formula : {"=1+1", "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1)", "\tx", "\rx", "|x", "%0a"})
        CHECK(desk.why(folder_of(desk.key, with(good, "paspor-baru", formula))) == "formula");
    for (const char* name :
         {"'; DROP TABLE cell; --", "x' OR '1'='1", "$1", "\"x\"", "paspor baru", "PASPOR", "a;b", ""})
        CHECK(desk.why(folder_of(desk.key, with(good, "paspor-baru", name))) == "not-an-id");
    // Control characters are no text at all.
    for (const char* control : {"\x1b[2J", "\x01"})
        CHECK(desk.why(folder_of(desk.key, with(good, "paspor-baru", control))) == "not-utf8");
    CHECK(desk.why(folder_of(desk.key, good), 1, "=1+1") == "stranger");
    CHECK(desk.why(folder_of(desk.key, good), 1, "'; DROP TABLE kiosk; --") == "stranger");
    CHECK(total(*desk.office) == "0/0");
    CHECK(terminals(*desk.office)->size() == 1);
}

TEST_CASE("What was cut short, is too large or is no file is refused and never blocks") {
    Desk desk;
    const SignedFolder whole = folder_of(desk.key, good);
    for (const std::size_t length :
         {std::size_t{0}, std::size_t{1}, whole.receipt.size() / 2, whole.receipt.size() - 1}) {
        SignedFolder cut = whole;
        cut.receipt.resize(length);
        CHECK(desk.why(cut) == "forged");
    }
    for (const std::size_t length : {std::size_t{0}, std::size_t{60}, whole.signature.size() - 1}) {
        SignedFolder cut = whole;
        cut.signature.resize(length);
        CHECK(desk.why(cut) == "forged");
    }
    SignedFolder changed = whole;
    changed.results = with(good, ",9\n", ",8\n");
    CHECK(desk.why(changed) == "changed");
    changed.results = good.substr(0, good.find(",9\n") + 3);
    CHECK(desk.why(changed) == "changed");
    SignedFolder large = whole;
    large.receipt += std::string(largest_receipt, ' ');
    CHECK(desk.why(large) == "too-large");
    large = whole;
    large.signature += std::string(largest_signature, ' ');
    CHECK(desk.why(large) == "too-large");
    CHECK(desk.why(folder_of(desk.key, good + std::string(largest_results, 'a'))) == "too-large");
    for (const char* name : {results_file, receipt_file, signature_file}) {
        const auto missing = desk.new_stick(), folder = desk.new_stick();
        put(missing, whole);
        fs::remove(missing / results_folder / "desa-1/1" / name);
        CHECK(desk.why(missing) == "incomplete");
        put(folder, whole);
        fs::remove(folder / results_folder / "desa-1/1" / name);
        fs::create_directory(folder / results_folder / "desa-1/1" / name);
        CHECK(desk.why(folder) == "incomplete");
    }
    CHECK(total(*desk.office) == "0/0");
    CHECK(desk.why(whole) == "imported");
}

TEST_CASE("A forged or damaged copy of a folder that came is named, whichever comes first") {
    Desk desk;
    const SignedFolder whole = folder_of(desk.key, good);
    SignedFolder forged = whole, damaged = whole;
    forged.signature = sign(hash512(forged.receipt), "balai results", generate_key());
    damaged.results = with(good, ",9\n", ",8\n");
    CHECK(desk.why(forged) == "forged");
    CHECK(desk.why(damaged) == "changed");
    CHECK(desk.why(whole) == "imported");
    const std::string page = page_of(*desk.office);
    CHECK(desk.why(whole) == "known");
    CHECK(desk.why(forged) == "forged");
    CHECK(desk.why(damaged) == "changed");
    CHECK(page_of(*desk.office) == page);
}

TEST_CASE("Of two different folders with one serial the first counts and the other is named, also within one import") {
    Desk desk;
    const auto one = desk.new_stick(), two = desk.new_stick();
    put(one, folder_of(desk.key, good));
    put(two, folder_of(desk.key, results_text("desa-1", 1, {two_cells[0]})));
    // The second one is looked at before the first one is in the database.
    ImportWish wish{{two, one}, today, std::nullopt, {}};
    wish.at_once = 1;
    const auto summary = import(*desk.office, wish, real_disk());
    REQUIRE(summary);
    CHECK(summary->imported == 1);
    REQUIRE(summary->refused.size() == 1);
    CHECK(word(summary->refused[0].why) == "conflict");
}

TEST_CASE("Serials that did not come and clocks in doubt are named") {
    Desk desk;
    const SecretKey key = generate_key();
    REQUIRE(enrol(*desk.office, {"desa-2", "Desa Dua", key.public_key()}));
    REQUIRE(enrol(*desk.office, {"desa-3", "Desa Tiga", key.public_key()}));
    const auto stick = desk.new_stick();
    put(stick, folder_of(desk.key, results_text("desa-1", 4, two_cells), 4), 4);
    put(stick, folder_of(desk.key, results_text("desa-1", 6, two_cells), 6), 6);
    put(stick, folder_of(key, results_text("desa-2", 1, {}), 1, "desa-2", false), 1, "desa-2");
    put(stick, folder_of(key, results_text("desa-3", 1, {}), 1, "desa-3"), 1, "desa-3");
    ImportSummary summary = taken(*desk.office, {stick});
    CHECK(summary.missing == std::map<std::string, std::vector<int>>{{"desa-1", {1, 2, 3, 5}}});
    CHECK(summary.doubtful == std::set<std::string>{"desa-2"});
    // What was written in a week that has not come yet is in doubt as well.
    auto early = import(*desk.office, {{stick}, *parse_date("2026-01-05"), std::nullopt, {}}, real_disk());
    CHECK(early->doubtful == std::set<std::string>{"desa-1", "desa-2", "desa-3"});
}

TEST_CASE("A bar says how far an import is and what it found") {
    ImportSummary summary;
    summary.found = 200;
    CHECK(progress_line(summary, 0).find("0/200") != std::string::npos);
    summary.folders = 50;
    summary.imported = 40;
    summary.repeated = 8;
    summary.refused.resize(2);
    const std::string line = progress_line(summary, 10);
    CHECK(line == "[##########..............................] 50/200  40 new, 8 known, 2 refused  0:30 left");
    summary.folders = 250;  // a stick that was filled meanwhile
    CHECK(progress_line(summary, 10).find("[########################################] 250/250") == 0);
}

TEST_CASE("Only who waits is counted for") {
    Desk desk;
    put(desk.scratch.folder / "a", folder_of(desk.key, good));
    put(desk.scratch.folder / "b", folder_of(desk.key, good));
    CHECK(taken(*desk.office, {desk.scratch.folder}).found == 0);
    std::vector<std::pair<long, long>> told;
    ImportWish wish{{desk.scratch.folder}, today, std::nullopt, {}};
    wish.progress = [&told](const ImportSummary& summary) { told.push_back({summary.folders, summary.found}); };
    wish.at_once = 1;
    REQUIRE(import(*desk.office, wish, real_disk()));
    CHECK(told == std::vector<std::pair<long, long>>{{1, 2}, {2, 2}});
}

TEST_CASE("A terminal writes the same folder again until the office's word comes back, and counts nothing twice") {
    Scratch scratch;
    const SecretKey key = generate_key(), office_key = generate_key();
    auto tallies = Tallies::open(scratch.folder / "state", real_disk());
    REQUIRE(tallies);
    for (int i = 0; i < 7; ++i) REQUIRE(tallies->add({"2026-W40", 1, "id", "paspor-baru", "face", "4"}));
    const ExportState state{"desa-1", {today, Trust::Set}, 1, "0.1.0", {}};
    const auto stick = scratch.folder / "stick";
    CHECK(export_results(*tallies, state, key, stick, real_disk())->new_serial == 1);
    CHECK(export_results(*tallies, state, key, stick, real_disk())->new_serial == 0);
    CHECK(take_acknowledgement(*tallies, "desa-1", office_key.public_key(), stick, real_disk())->folders == 0);
    auto office = office_of(file_address(scratch));
    REQUIRE(enrol(*office, {"desa-1", "Desa Satu", key.public_key()}));
    REQUIRE(import(*office, {{stick}, today, office_key, {}}, real_disk()));
    CHECK_FALSE(take_acknowledgement(*tallies, "desa-1", key.public_key(), stick, real_disk()));
    const auto word_of_office = take_acknowledgement(*tallies, "desa-1", office_key.public_key(), stick, real_disk());
    CHECK(word_of_office->folders == 1);
    CHECK(word_of_office->date == today);
    CHECK(export_results(*tallies, state, key, scratch.folder / "next", real_disk())->folders == 0);
    CHECK(office->value("SELECT sum(count) FROM cell WHERE question = 'face'").value() == "7");
}

TEST_CASE("The table for a spreadsheet runs nothing and comes with its columns") {
    Scratch scratch;
    const SecretKey key = generate_key();
    auto office = office_of(file_address(scratch));
    REQUIRE(enrol(*office, {"desa-1", "=HYPERLINK(\"x\")", key.public_key()}));
    put(scratch.folder, folder_of(key, results_text("desa-1", 1, two_cells)));
    taken(*office, {scratch.folder});
    CHECK(export_cells(*office, scratch.folder / "all.csv").value() == 2);
    const std::string table = real_disk().read(scratch.folder / "all.csv", 1 << 20).value();
    CHECK(table.find(",\"'=HYPERLINK(\"\"x\"\")\",") != std::string::npos);
    CHECK(fs::exists(scratch.folder / "all.md"));
    CHECK(page_of(*office).find("<script") == std::string::npos);
}

TEST_CASE("Small counts have wide intervals") {
    CHECK(wilson(5, 5).low < 0.6);
    CHECK(wilson(500, 500).low > 0.99);
    CHECK(wilson(0, 0).high == 1);
}
