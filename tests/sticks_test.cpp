// Sticks as the terminal sees them: which pack it wants, what its page says, and what a picture may not do.

#include "kiosk/terminal/decoding.h"
#include "kiosk/terminal/stick_job.h"
#include "tests/memory_folders.h"
#include "tests/pack_maker.h"
#include "tests/rehearsal.h"
#include "tests/scratch.h"

using namespace balai;

namespace {

struct Stick {
    Signers signers;
    MemoryFolders disk;

    void put(const std::string& name, Manifest manifest, bool forged = false) {
        const std::string text = to_text(manifest);
        const Signatures signatures = signers.sign(forged ? text + "x" : text);
        const std::filesystem::path folder = "/stick/BALAI/" + name;
        REQUIRE(disk.make_folder(folder));
        REQUIRE(disk.write_durably(folder / manifest_name, text));
        for (const Role role : both_roles)
            REQUIRE(disk.write_durably(folder / signature_name(manifest_name, role), *signatures.of(role)));
    }
    auto best(const Known& known = {}) { return best_offer("/stick/BALAI", signers.trust(), known, disk); }
};

Manifest elsewhere(std::uint64_t sequence) {
    Manifest manifest = small_manifest(sequence);
    manifest.site = "cilacap";
    return manifest;
}

}  // namespace

TEST_CASE("Of several packs the newest that may be shown here is wanted, whatever lies beside it") {
    Stick stick;
    stick.put("a", elsewhere(90));
    stick.put("b", small_manifest(7));
    stick.put("c", small_manifest(9), true);
    stick.put("d", small_manifest(8));
    stick.put("e", small_manifest(3));
    const auto best = stick.best();
    REQUIRE(best);
    REQUIRE(*best);
    CHECK((*best)->verdict.manifest.sequence == 8);
    CHECK((*best)->pack == "/stick/BALAI/d");
}

TEST_CASE("Where none may be shown, the reason that helps most is told") {
    Stick stick;
    stick.put("cilacap", elsewhere(90));
    CHECK(stick.best().error().reason == Refusal::WrongSite);
    stick.put("wonosobo", small_manifest(9), true);
    CHECK(stick.best().error().reason == Refusal::SignatureBad);
}

TEST_CASE("A stick without packs, and folders that are none, are nobody's fault") {
    Stick stick;
    const auto none = stick.best();
    REQUIRE(none);
    CHECK(!*none);
    REQUIRE(stick.disk.make_folder("/stick/BALAI/wonosobo"));
    REQUIRE(stick.best());
    CHECK(!*stick.best());
    REQUIRE(stick.disk.make_folder("/stick/BALAI/System Volume Information"));
    CHECK(stick.best());
}

TEST_CASE("New keys are believed one version at a time, and then numbers may begin anew") {
    Stick stick;
    const TrustFile present = stick.signers.trust();
    TrustFile second = present, third = present;
    second.version = 2;
    third.version = 3;
    third.author = key_of(7).public_key();
    for (const TrustFile& offered : {second, third}) {
        const std::filesystem::path folder = "/stick/BALAI/trust-" + std::to_string(offered.version);
        REQUIRE(stick.disk.make_folder(folder));
        const std::string text = to_text(offered);
        const Signatures signatures = stick.signers.sign(text);
        REQUIRE(stick.disk.write_durably(folder / trust_name, text));
        for (const Role role : both_roles)
            REQUIRE(stick.disk.write_durably(folder / signature_name(trust_name, role), *signatures.of(role)));
    }
    const auto believed = newest_trust("/stick/BALAI", present, stick.disk);
    REQUIRE(believed);
    CHECK(believed->trust == third);
    CHECK(believed->new_keys);

    Shelf shelf;
    shelf.active = shelf.high = Edition{900, std::string(64, 'a')};
    CHECK(known(shelf).bar->sequence == 900);
    CHECK(!known(keys_changed(shelf)).bar);
    CHECK(known(after_install(keys_changed(shelf), {1, std::string(64, 'b')})).bar->sequence == 1);
    CHECK(read_shelf(to_text(keys_changed(shelf))) == keys_changed(shelf));
}

TEST_CASE("Every reason has a sentence in every language, and every page of a stick fits") {
    Rehearsal rehearsal;
    std::vector<UpdateScreen> pages;
    const Date issued = parse_date("2026-11-23").value();
    for (const Refusal refusal : all_refusals) {
        INFO(code(refusal));
        REQUIRE(word_of("refusal." + std::string{code(refusal)}));
        for (int stage = 0; stage < stick_stages; ++stage)
            pages.push_back({StickNews::Refused, stage, 0, std::string{code(refusal)}, {}, false});
    }
    for (const StickNews news : {StickNews::Waiting, StickNews::Reading, StickNews::Done, StickNews::Same,
                                 StickNews::Stranger, StickNews::Second, StickNews::NotSaved})
        for (const bool results : {false, true}) {
            pages.push_back({news, news == StickNews::Done ? stick_stages : 2, 47, {}, issued, results});
            pages.push_back({news, 2, 0, {}, {}, results});
        }
    int looked = 0;
    for (const Language language : all_languages)
        for (const bool big : {false, true})
            for (std::size_t i = 0; i < 2 * pages.size(); ++i) {
                const UpdateScreen& page = pages[i / 2];
                const bool upright = i % 2;
                Modes modes;
                modes.big = big;
                const Page laid = rehearsal.page(page, upright ? Glass{800, 1280} : Glass{}, language, modes);
                ++looked;
                for (const Element& element : laid.elements) {
                    INFO(code(language) << (big ? " big " : " ") << (upright ? "upright " : "") << page.reason << " "
                                        << element.id << ": " << element.text);
                    CHECK(!element.overflow);
                    if (element.id == "body") CHECK(!element.text.empty());
                }
                CHECK((laid.find("button.done") == nullptr) == must_stay_in(page.news));
            }
    std::printf("pages of sticks: %d looked at\n", looked);
}

TEST_CASE("A stick comes upon a reader, and leads back to the page and the answers of before") {
    Visit reader;
    reader.screen = GuideScreen{"paspor-baru", 0};
    reader.way_back = {HomeScreen{}};
    reader.began = Moment{0};
    const Visit told = stick_says(reader, {StickNews::Reading, 2, 30, {}, {}, false}, Moment{5000});
    CHECK(!is_idle(told));
    CHECK(!next_change(told, Moment{5000}));
    const Visit done = stick_says(told, {StickNews::Done, 5, 0, {}, {}, false}, Moment{9000});
    CHECK(done.way_back.size() == 2);
    Rehearsal rehearsal;
    const Outcome back = after(done, Back{}, rehearsal.content, Moment{10'000});
    CHECK(back.visit.screen == reader.screen);
    CHECK(back.effects.empty());
    CHECK(is_idle(stick_says(Visit{}, {}, Moment{0})));
}

TEST_CASE("The decoder opens what was signed, refuses what is not a picture, and is gone when it does anything else",
          "[kernel]") {
    const Scratch scratch;
    const auto decoder = decoder_beside(test_places().share);
    const auto drawing = test_places().share / "content" / "drawings" / "ktp.png";
    const std::string bytes = real_disk().read(drawing, 1 << 20).value();
    const auto side = static_cast<std::uint64_t>(decode_png(bytes)->width);
    const auto tried = [&](const std::string& content, std::uint64_t width, Kind kind = Kind::Png) {
        REQUIRE(real_disk().write_durably(scratch.folder / "a.png", content));
        Manifest manifest;
        manifest.files = {{"a.png", "", content.size(), kind, width, width}};
        const auto result = try_pictures(scratch.folder, manifest, decoder);
        return result ? std::string{"ok"} : std::string{code(result.error().reason)};
    };
    CHECK(tried(bytes, side) == "ok");
    CHECK(tried(bytes, side + 1) == "decode_failed");
    CHECK(tried(bytes.substr(0, bytes.size() / 2), side) == "decode_failed");
    CHECK(tried("not a picture", side) == "decode_failed");
    CHECK(tried("", side) == "decode_failed");
    CHECK(tried(bytes, side, Kind::Jpeg) == "decode_failed");
    // A voice is no picture: it is not opened before somebody listens.
    CHECK(tried("OggS", 0, Kind::Opus) == "ok");
    CHECK(tried("words", 0, Kind::Writing) == "ok");
}
