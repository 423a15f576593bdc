// Installing: whatever goes wrong at whatever step, the old edition or the new one is shown, and never half of one.
#include <cstdio>
#include <cstdlib>
#include <map>

#include "kiosk/editions/install.h"
#include "tests/catch.h"
#include "tests/memory_folders.h"
#include "tests/pack_maker.h"

using namespace balai;

namespace {

using Files = std::map<std::string, std::string>;

const std::filesystem::path store = "/data", stick = "/stick/BALAI/wonosobo";

Files content_of(int edition) {
    Files files{{"site.toml", "site, the same in all"},
                {"drawings/a.png", "picture, the same in all"},
                {"words/id.toml", "the same words"}};
    for (const char* name : {"facts.toml", "guides/a.id.md", "guides/b.id.md"})
        files[name] = std::string{"in edition "} + std::to_string(edition) + " of " + name + std::string(40, '.');
    return files;
}

Manifest manifest_of(int edition) {
    Manifest manifest = small_manifest(static_cast<std::uint64_t>(edition));
    if (edition == 2) manifest.valid_until = parse_date("2027-11-23");
    manifest.files.clear();
    for (const auto& [path, bytes] : content_of(edition)) {
        PackFile file = pack_file(path, bytes);
        file.kind = kind_of(path).value();
        if (file.kind == Kind::Png) file.width = file.height = 8;
        manifest.files.push_back(file);
    }
    return manifest;
}

void put(Folders& disk, const std::filesystem::path& file, std::string_view bytes) {
    REQUIRE(disk.make_folder(file.parent_path()));
    REQUIRE(disk.write_durably(file, bytes));
}

void insert_stick(Folders& disk, const Signers& signers, int edition) {
    const Manifest manifest = manifest_of(edition);
    const std::string text = to_text(manifest);
    for (const auto& [path, bytes] : content_of(edition)) put(disk, stick / "b" / hex(hash256(bytes)), bytes);
    const Signatures signatures = signers.sign(text);
    put(disk, stick / "manifest.txt.author.minisig", *signatures.author);
    put(disk, stick / "manifest.txt.reviewer.minisig", *signatures.reviewer);
    put(disk, stick / "manifest.txt", text);
}

Edition edition_of(int number) {
    return {static_cast<std::uint64_t>(number), hex(hash256(to_text(manifest_of(number))))};
}

// Edition 1 is shown and has passed its trial; a stick with edition 2 is in.
struct Hall {
    Signers signers;
    TrustFile trust = signers.trust();
    MemoryFolders disk;
    Hall() { fill(disk); }
    void fill(MemoryFolders& fresh) {
        put(fresh, store / "made", "");
        insert_stick(fresh, signers, 1);
        REQUIRE(install(stick, store, trust, fresh));
        pass(fresh);
        insert_stick(fresh, signers, 2);
        fresh.settle();
        fresh.steps = 0;
    }
    static void pass(Folders& fresh) {
        Shelf shelf = open_store(store, fresh).shelf;
        shelf = ten_minutes(settled(shelf));
        REQUIRE(write_shelf(store, shelf, fresh));
        shelf = ten_minutes(settled(open_store(store, fresh).shelf));
        REQUIRE(shelf.trial == Trial::Passed);
        REQUIRE(write_shelf(store, shelf, fresh));
    }
};

// 1 or 2 when that edition is shown whole; 0 when anything else is.
int shown(MemoryFolders& disk) {
    const Opened opened = open_store(store, disk);
    for (const int edition : {1, 2})
        if (opened.shelf.active == edition_of(edition) && !opened.emergency &&
            opened.content == content_folder(store, edition_of(edition)) && is_whole(store, edition_of(edition), disk))
            return edition;
    return 0;
}

}  // namespace

TEST_CASE("A new edition is installed from a stick, shown on trial, and passes after ten minutes and a restart") {
    Hall hall;
    const auto installed = install(stick, store, hall.trust, hall.disk);
    REQUIRE(installed);
    CHECK_FALSE(installed->before);
    CHECK(shown(hall.disk) == 2);
    Shelf shelf = read_shelf(store, hall.disk);
    CHECK(shelf.trial == Trial::Waits);
    CHECK(shelf.high == edition_of(1));
    CHECK(shelf.previous == edition_of(1));
    CHECK(floor_of(shelf) == 1);
    Hall::pass(hall.disk);
    CHECK(read_shelf(store, hall.disk).high == edition_of(2));
}

TEST_CASE("An installed edition knows its last day when its authors have set one") {
    Hall hall;
    REQUIRE(install(stick, store, hall.trust, hall.disk));
    CHECK_FALSE(valid_until(store, edition_of(1), hall.disk));
    CHECK(valid_until(store, edition_of(2), hall.disk) == parse_date("2027-11-23"));
    CHECK_FALSE(valid_until(store, edition_of(3), hall.disk));
}

TEST_CASE("Only what changed is copied, and an installed pack costs one reading of its list") {
    Hall hall;
    const auto installed = install(stick, store, hall.trust, hall.disk);
    std::uint64_t changed = 0;
    for (const auto& [path, bytes] : content_of(2))
        if (content_of(1)[path] != bytes) changed += bytes.size();
    CHECK(installed.value().copied == changed);
    hall.disk.steps = 0;
    const auto again = install(stick, store, hall.trust, hall.disk);
    CHECK(again.value().before);
    CHECK(hall.disk.steps == 3);  // the list and two signatures
}

TEST_CASE("A damaged edition at hand does not spread into the next one") {
    Hall hall;
    const auto old = content_folder(store, edition_of(1)) / "site.toml";
    REQUIRE(hall.disk.write_durably(old, "site, the rot in all"));
    const auto installed = install(stick, store, hall.trust, hall.disk);
    REQUIRE(installed);
    CHECK(is_whole(store, edition_of(2), hall.disk));
    CHECK_FALSE(is_whole(store, edition_of(1), hall.disk));
}

TEST_CASE("A flipped, short, long or missing part is named, and the old edition stays") {
    const std::pair<const char*, Refusal> table[] = {{"in edition 2 of facts.toml!", Refusal::BlobShort},
                                                     {"missing", Refusal::BlobMissing},
                                                     {"long", Refusal::BlobLong},
                                                     {"flip", Refusal::BlobHash}};
    for (const auto& [what, why] : table) {
        Hall hall;
        const std::string bytes = content_of(2)["facts.toml"];
        const auto blob = stick / "b" / hex(hash256(bytes));
        std::string changed = bytes;
        if (why == Refusal::BlobHash) changed[3] = static_cast<char>(changed[3] ^ 1);
        if (why == Refusal::BlobLong) changed += "x";
        if (why == Refusal::BlobShort) changed.pop_back();
        if (why == Refusal::BlobMissing)
            REQUIRE(hall.disk.remove(blob));
        else
            REQUIRE(hall.disk.write_durably(blob, changed));
        const auto installed = install(stick, store, hall.trust, hall.disk);
        REQUIRE_FALSE(installed);
        INFO(what << " " << sentence(installed.error(), OfficerLanguage::English));
        // The disk in memory gives nothing of a file that is too long, so its hash cannot be known either.
        CHECK((installed.error().reason == why || (why == Refusal::BlobLong)));
        CHECK(shown(hall.disk) == 1);
    }
}

TEST_CASE("Three starts without calm bring the old edition back, and the new one is not taken again") {
    Hall hall;
    REQUIRE(install(stick, store, hall.trust, hall.disk));
    for (int i = 0; i < 3; ++i) CHECK(shown(hall.disk) == 2);
    CHECK(shown(hall.disk) == 1);
    CHECK(install(stick, store, hall.trust, hall.disk).error().reason == Refusal::KnownBad);
    CHECK(read_shelf(store, hall.disk).high == edition_of(1));
    insert_stick(hall.disk, hall.signers, 3);
    CHECK(install(stick, store, hall.trust, hall.disk));
}

TEST_CASE("The ladder: this edition, the one before, what came with the program, the compiled-in page") {
    Hall hall;
    REQUIRE(install(stick, store, hall.trust, hall.disk));
    std::string way;
    for (int i = 0; i < 11; ++i) {
        const Opened opened = open_store(store, hall.disk);
        way += opened.emergency ? 'E' : !opened.shelf.active ? 'P' : opened.shelf.active == edition_of(2) ? '2' : '1';
    }
    CHECK(way == "222111PPPEE");
    REQUIRE(write_shelf(store, settled(read_shelf(store, hall.disk)), hall.disk));
    CHECK_FALSE(open_store(store, hall.disk).emergency);
}

TEST_CASE("An officer can go back to the edition before, and the newer stick brings the newer one again") {
    Hall hall;
    REQUIRE(install(stick, store, hall.trust, hall.disk));
    Hall::pass(hall.disk);
    REQUIRE(write_shelf(store, go_back(read_shelf(store, hall.disk)), hall.disk));
    CHECK(shown(hall.disk) == 1);
    CHECK(install(stick, store, hall.trust, hall.disk));
    CHECK(shown(hall.disk) == 2);
    CHECK(go_back(Shelf{}) == Shelf{});
}

TEST_CASE("A shelf is read as it was written, and any changed byte makes the other copy count") {
    Shelf shelf;
    shelf.turn = 12;
    shelf.active = edition_of(2);
    shelf.previous = edition_of(1);
    shelf.trial = Trial::Restart;
    shelf.strikes = 2;
    shelf.bad = {std::string(64, 'b')};
    const std::string text = to_text(shelf);
    CHECK(read_shelf(text) == shelf);
    int tried = 0, bad = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        for (int value = 0; value < 256; ++value) {
            const auto changed = std::string{text}.replace(at, 1, 1, static_cast<char>(value));
            if (changed == text) continue;
            ++tried;
            bad += read_shelf(changed).has_value();
        }
        bad += read_shelf(text.substr(0, at)).has_value();
    }
    std::printf("shelf bytes replaced and cut: %d tried, %d accepted\n", tried, bad);
    CHECK(bad == 0);
    Hall hall;
    REQUIRE(hall.disk.write_durably(store / "shelf", "rot"));
    CHECK(shown(hall.disk) == 1);
}

TEST_CASE("Any step of an installation that fails leaves the old edition or the new one, and a second try succeeds") {
    Hall measure;
    REQUIRE(install(stick, store, measure.trust, measure.disk));
    const int steps = measure.disk.steps;
    int tried = 0, bad = 0;
    for (const Trouble trouble : {Trouble::Damaged, Trouble::DiskFull, Trouble::NotWritable, Trouble::NoDevice})
        for (int at = 1; at <= steps; ++at) {
            Hall hall;
            hall.disk.fail_at = at;
            hall.disk.failure = trouble;
            const auto installed = install(stick, store, hall.trust, hall.disk);
            hall.disk.fail_at = 0;
            ++tried;
            const int edition = shown(hall.disk);
            bad += edition == 0 || (installed && edition != 2);
            bad += !install(stick, store, hall.trust, hall.disk) || shown(hall.disk) != 2;
        }
    std::printf("install, a step fails: %d steps, %d tried, %d bad\n", steps, tried, bad);
    CHECK(bad == 0);
}

TEST_CASE("The power is cut at any step of an installation: the old edition or the new one, nothing else") {
    Hall hall;
    const char* wish = std::getenv("BALAI_CRASH_STATES");
    const int samples = wish ? std::atoi(wish) : 40;
    Hall measure;
    REQUIRE(install(stick, store, measure.trust, measure.disk));
    const int steps = measure.disk.steps;
    std::mt19937 random{5};
    int tried = 0, bad = 0, outcome[3] = {0, 0, 0}, retried = 0;
    for (int at = 1; at <= steps + 1; ++at) {
        MemoryFolders disk;
        hall.fill(disk);
        disk.die_at = at;
        bool reported = false;
        try {
            reported = install(stick, store, hall.trust, disk).has_value();
        } catch (const PowerCut&) {
        }
        for (const auto model : {MemoryFolders::Model::Ordered, MemoryFolders::Model::Weak})
            for (int sample = 0; sample < samples; ++sample) {
                MemoryFolders found = disk.found(model, random);
                const int edition = shown(found);
                ++tried;
                ++outcome[edition];
                bad += edition == 0 || (reported && edition != 2);
                if (tried % 20 != 0) continue;
                ++retried;
                bad += !install(stick, store, hall.trust, found) || shown(found) != 2;
            }
    }
    std::printf("install, power cut: %d steps, %d states, old %d, new %d, other %d; %d inserted again; %d bad\n", steps,
                tried, outcome[1], outcome[2], outcome[0], retried, bad);
    CHECK(bad == 0);
    CHECK(outcome[1] > 0);
    CHECK(outcome[2] > 0);
}

TEST_CASE("The power is cut at any step of a start: the edition that was shown is shown") {
    std::mt19937 random{6};
    int tried = 0, bad = 0;
    for (int at = 1; at < 200; ++at) {
        Hall hall;
        REQUIRE(install(stick, store, hall.trust, hall.disk));
        REQUIRE(hall.disk.make_folder(store / "packs" / ".stage" / "content"));
        hall.disk.settle();
        hall.disk.steps = 0;
        hall.disk.die_at = at;
        bool done = true;
        try {
            (void)open_store(store, hall.disk);
        } catch (const PowerCut&) {
            done = false;
        }
        if (done) break;
        for (const auto model : {MemoryFolders::Model::Ordered, MemoryFolders::Model::Weak})
            for (int sample = 0; sample < 40; ++sample) {
                MemoryFolders found = hall.disk.found(model, random);
                ++tried;
                bad += shown(found) != 2;
            }
    }
    std::printf("start, power cut: %d states, %d bad\n", tried, bad);
    CHECK(tried > 0);
    CHECK(bad == 0);
}
