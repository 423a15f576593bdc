// What comes home on sticks: once, whole, from the right terminal, or by name not at all.
#include <algorithm>
#include <fstream>
#include <random>
#include <thread>

#include "kiosk/feedback/export.h"
#include "kiosk/office/export.h"
#include "kiosk/office/import.h"
#include "kiosk/office/report.h"
#include "kiosk/office/simulate.h"
#include "platform/sign/signature.h"
#include "tests/catch.h"
#include "tests/postgres.h"
#include "tests/scratch.h"

using namespace balai;
namespace fs = std::filesystem;

namespace {

const Date today = *parse_date("2026-11-24");
const std::vector<Cell> two_cells = {{2940, 2940, true, "paspor-baru", "face", "4", 9},
                                     {2940, 2942, true, "paspor-baru", "reason", "read", 5}};

std::string file_address(const Scratch& scratch) { return "sqlite:" + (scratch.folder / "office.db").string(); }

std::unique_ptr<Sql> office_of(const std::string& address) {
    auto office = open_office(address);
    REQUIRE(office);
    return std::move(*office);
}

struct Folder {
    std::string results, receipt, signature;
};
Folder folder_of(const SecretKey& key, std::string results, int serial = 1, const std::string& kiosk = "desa-1") {
    Folder folder{std::move(results), {}, {}};
    folder.receipt = receipt_text({kiosk, serial, 2943, true, 1, "0.1.0", {{"starts", 2}}, digest(folder.results)});
    folder.signature = sign(hash512(folder.receipt), "balai results", key);
    return folder;
}
void put(const fs::path& stick, const Folder& folder, int serial = 1, const std::string& kiosk = "desa-1") {
    const auto place = stick / results_folder / kiosk / std::to_string(serial);
    fs::create_directories(place);
    std::ofstream{place / results_file, std::ios::binary} << folder.results;
    std::ofstream{place / receipt_file, std::ios::binary} << folder.receipt;
    std::ofstream{place / signature_file, std::ios::binary} << folder.signature;
}
ImportSummary taken(Sql& office, std::vector<fs::path> folders) {
    auto summary = import(office, {std::move(folders), today, std::nullopt}, real_disk());
    REQUIRE(summary);
    return *summary;
}
std::string total(Sql& office) {
    return office.value("SELECT count(*) || '/' || coalesce(sum(count), 0) FROM cell").value();
}
void enrol_all(Sql& office, const fs::path& keys) {
    for (const auto& entry : fs::directory_iterator{keys}) {
        const auto text = real_disk().read(entry.path(), 4096);
        REQUIRE(
            enrol(office, {entry.path().stem().string(), entry.path().stem().string(), *public_key_from_file(*text)}));
    }
}
std::string page_of(Sql& office) { return report(office, {today, {}}).value(); }

int number_from(const char* name, int otherwise) {
    const char* text = std::getenv(name);
    return text ? std::atoi(text) : otherwise;
}

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
    Scratch scratch;
    const SecretKey key = generate_key(), other = generate_key();
    auto office = office_of(file_address(scratch));
    REQUIRE(enrol(*office, {"desa-1", "Desa Satu", key.public_key()}));
    const std::string good = results_text("desa-1", 1, two_cells);
    const auto with = [&good](const std::string& from, const std::string& to) {
        std::string text = good;
        text.replace(text.find(from), from.size(), to);
        return text;
    };
    const auto why = [&](const Folder& folder, int serial = 1, const std::string& kiosk = "desa-1") {
        static int number = 0;
        const auto stick = scratch.folder / ("stick-" + std::to_string(++number));
        put(stick, folder, serial, kiosk);
        const ImportSummary summary = taken(*office, {stick});
        return summary.refused.size() == 1 ? std::string{word(summary.refused[0].why)} : "imported";
    };
    CHECK(why(folder_of(other, good)) == "forged");
    CHECK(why(folder_of(key, good), 1, "desa-2") == "stranger");
    CHECK(why(folder_of(key, good), 2) == "other-folder");
    CHECK(why(folder_of(key, with("paspor-baru", "=cmd|' /C calc'!A0"))) == "formula");
    CHECK(why(folder_of(key, with("paspor-baru", "'; DROP TABLE cell; --"))) == "not-an-id");
    CHECK(why(folder_of(key, with("paspor-baru", "paspor\xff"))) == "not-utf8");
    CHECK(why(folder_of(key, with(",9\n", ",4\n"))) == "small-cell");
    CHECK(why(folder_of(key, with(",9\n", ",09\n"))) == "malformed");
    CHECK(why(folder_of(key, with("2026-W", "2026-X"))) == "malformed");
    CHECK(why(folder_of(key, good.substr(0, good.size() - 1))) == "malformed");
    CHECK(why(folder_of(key, good + std::string(largest_results, 'a'))) == "too-large");
    Folder changed = folder_of(key, good);
    changed.results = with(",9\n", ",8\n");
    CHECK(why(changed) == "changed");
    Folder cut = folder_of(key, good);
    cut.receipt.resize(cut.receipt.size() / 2);
    CHECK(why(cut) == "forged");
    CHECK(total(*office) == "0/0");
    CHECK(why(folder_of(key, good)) == "imported");
    CHECK(why(folder_of(key, results_text("desa-1", 1, {two_cells[0]}))) == "conflict");
    CHECK(total(*office) == "2/14");
}

TEST_CASE("Serials that did not come and clocks in doubt are named") {
    Scratch scratch;
    const SecretKey key = generate_key();
    auto office = office_of(file_address(scratch));
    REQUIRE(enrol(*office, {"desa-1", "Desa Satu", key.public_key()}));
    put(scratch.folder, folder_of(key, results_text("desa-1", 4, two_cells), 4), 4);
    const ImportSummary summary = taken(*office, {scratch.folder});
    CHECK(summary.missing.at("desa-1") == std::vector<int>{1, 2, 3});
    CHECK(summary.doubtful.empty());
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
    REQUIRE(import(*office, {{stick}, today, office_key}, real_disk()));
    CHECK_FALSE(take_acknowledgement(*tallies, "desa-1", key.public_key(), stick, real_disk()));
    const auto word_of_office = take_acknowledgement(*tallies, "desa-1", office_key.public_key(), stick, real_disk());
    CHECK(word_of_office->folders == 1);
    CHECK(word_of_office->date == today);
    CHECK(export_results(*tallies, state, key, scratch.folder / "next", real_disk())->folders == 0);
    CHECK(office->value("SELECT sum(count) FROM cell WHERE question = 'face'").value() == "7");
}

TEST_CASE("In any order, repeated, and by two imports at once, totals are the truth; file and server say the same") {
    Scratch scratch;
    SimulateWish wish;
    wish.kiosks = 4;
    wish.weeks = 20;
    wish.subjects = {"paspor-baru", "anak", "balai"};
    wish.out = scratch.folder / "home";
    REQUIRE(simulate(wish));
    auto truth = office_of(file_address(scratch));
    enrol_all(*truth, wish.out / "keys");
    taken(*truth, {wish.out});
    const std::string expected = total(*truth), page = page_of(*truth);
    std::vector<fs::path> folders;
    for (const auto& entry : fs::recursive_directory_iterator{wish.out})
        if (entry.path().filename() == receipt_file) folders.push_back(entry.path().parent_path());
    std::optional<Postgres> server;
    if (const auto programs = Postgres::programs()) server.emplace(*programs);
    if (server) REQUIRE(server->good());
    std::mt19937 random{11};
    for (int schedule = 0; schedule < number_from("BALAI_SCHEDULES", 6); ++schedule) {
        std::string address = "sqlite:" + (scratch.folder / (std::to_string(schedule) + ".db")).string();
        if (server && schedule % 2) {
            const std::string name = "s" + std::to_string(schedule);
            REQUIRE((*open_sql(server->address()))->run("CREATE DATABASE " + name));
            address = server->address(name);
        }
        auto office = office_of(address);
        enrol_all(*office, wish.out / "keys");
        std::shuffle(folders.begin(), folders.end(), random);
        const auto middle = folders.begin() + static_cast<long>(random() % folders.size());
        std::vector<fs::path> one{folders.begin(), middle}, two{middle, folders.end()};
        for (int again = 0; again < 5; ++again) one.push_back(folders[random() % folders.size()]);
        std::thread beside{[&] {
            auto second = open_office(address);
            if (second) (void)import(**second, {two, today, std::nullopt}, real_disk());
        }};
        if (server && schedule % 4 == 3) {  // the server is taken away in the middle and comes back
            (void)import(*office, {one, today, std::nullopt}, real_disk());
            server->stop("immediate");
            beside.join();
            REQUIRE(server->start());
            office = office_of(address);
        } else {
            (void)import(*office, {one, today, std::nullopt}, real_disk());
            beside.join();
        }
        taken(*office, {wish.out});
        CHECK(total(*office) == expected);
        CHECK(page_of(*office) == page);
    }
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
