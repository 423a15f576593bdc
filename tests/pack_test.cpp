// Packs as folders: made the same each time, checked with stock tools, refused when any part is not what was signed.
#include <sys/stat.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "kiosk/editions/build.h"
#include "kiosk/editions/diff.h"
#include "kiosk/editions/pack.h"
#include "tests/catch.h"
#include "tests/pack_maker.h"
#include "tests/scratch.h"

using namespace balai;

namespace {

namespace fs = std::filesystem;

int shell(const std::string& command) { return std::system((command + " >/dev/null 2>&1").c_str()); }

// A signed pack of a tiny content folder.
struct Desk {
    Scratch scratch;
    Signers signers;
    fs::path source = scratch.folder / "source", pack = scratch.folder / "pack";
    Manifest manifest;
    Desk() {
        fs::create_directories(source / "drawings");
        put(source / "site.toml", std::string(9000, 's'));
        put(source / "facts.toml", "fee = \"Rp 350.000\"\nname = \"a\"\n");
        put(source / "FORMAT.md", "for authors");
        put(source / "drawings" / "a.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M1 1h7v7z\"/></svg>");
        manifest = build(pack, 1);
        sign();
    }
    static void put(const fs::path& file, std::string_view bytes) { std::ofstream{file, std::ios::binary} << bytes; }
    Manifest build(const fs::path& to, std::uint64_t sequence) const {
        const auto made = build_pack(source, to, {"wonosobo", sequence, *parse_date("2026-11-23"), {}}, real_disk());
        REQUIRE(made);
        return *made;
    }
    void sign() const {
        const Signatures both = signers.sign(to_text(manifest));
        put(pack / "manifest.txt.author.minisig", *both.author);
        put(pack / "manifest.txt.reviewer.minisig", *both.reviewer);
    }
    std::string checked() const {
        const auto blobs = check_blobs(pack, manifest, real_folders());
        return blobs ? "ok" : std::string{code(blobs.error().reason)};
    }
    fs::path blob(std::size_t index) const { return pack / "b" / manifest.files[index].hash; }
};

}  // namespace

TEST_CASE("The same folder gives the same pack, byte for byte; drawings are rasterised, notes stay at home") {
    const Desk desk;
    desk.build(desk.scratch.folder / "again", 1);
    CHECK(shell("diff -r -x '*.minisig' " + desk.pack.string() + " " + (desk.scratch.folder / "again").string()) == 0);
    REQUIRE(desk.manifest.files.size() == 3);
    CHECK(desk.manifest.files[0].path == "drawings/a.png");
    CHECK(desk.manifest.files[0].width == 192);
    const auto over = build_pack(desk.source, desk.pack, {"wonosobo", 2, {}, {}}, real_disk());
    CHECK(over.error().trouble == Trouble::WrongUse);
}

TEST_CASE("Stock tools check a pack as packaging/README.md says") {
    const Desk desk;
    Desk::put(desk.pack / "a.pub", to_file(desk.signers.author.public_key()));
    const std::string in = "cd " + desk.pack.string() + " && ";
    const std::string sums = in +
                             "sed -n '8,$p' manifest.txt | cut -d' ' -f1 | sort -u | sed 's|.*|&  b/&|' | "
                             "b2sum -l 256 -c";
    CHECK(shell(in + "minisign -V -p a.pub -x manifest.txt.author.minisig -m manifest.txt") == 0);
    CHECK(shell(sums) == 0);
    Desk::put(desk.blob(1), "other");
    CHECK(shell(sums) != 0);
}

TEST_CASE("A flip in each 4 KiB of each part is refused, and so are short, long and missing parts") {
    const Desk desk;
    REQUIRE(desk.checked() == "ok");
    int tried = 0;
    for (std::size_t i = 0; i < desk.manifest.files.size(); ++i) {
        const std::string bytes = real_disk().read(desk.blob(i), largest_blob).value();
        for (std::size_t at = 0; at < bytes.size(); at += 4096, ++tried) {
            std::string flipped = bytes;
            flipped[at] = static_cast<char>(flipped[at] ^ 1);
            Desk::put(desk.blob(i), flipped);
            CHECK(desk.checked() == "blob_hash");
        }
        Desk::put(desk.blob(i), bytes.substr(1));
        CHECK(desk.checked() == "blob_short");
        fs::remove(desk.blob(i));
        CHECK(desk.checked() == "blob_missing");
        Desk::put(desk.blob(i), bytes);
    }
    std::printf("blobs flipped: %d tried\n", tried);
    CHECK(desk.checked() == "ok");
}

TEST_CASE("Pipes, links and endless files under a part's name are refused at once") {
    const Desk desk;
    fs::remove(desk.blob(0));
    REQUIRE(mkfifo(desk.blob(0).c_str(), 0600) == 0);
    CHECK(desk.checked() == "blob_hash");
    fs::remove(desk.blob(0));
    fs::create_symlink(desk.blob(1), desk.blob(0));
    CHECK(desk.checked() == "blob_hash");
    fs::remove(desk.blob(0));
    Desk::put(desk.blob(0), "");
    fs::resize_file(desk.blob(0), std::uint64_t{1} << 41);  // sparse
    CHECK((desk.checked() == "blob_long" || desk.checked() == "blob_hash"));
}

TEST_CASE("A stick holds a whole pack after copying, and keeps it when the next one is damaged") {
    const Desk desk;
    const auto stick = desk.scratch.folder / "stick";
    fs::create_directories(stick);
    const auto copied = copy_to_stick(desk.pack, stick, real_folders());
    REQUIRE(copied);
    CHECK(check_blobs(*copied, desk.manifest, real_folders()));
    fs::remove(desk.blob(1));
    CHECK(copy_to_stick(desk.pack, stick, real_folders()).error().reason == Refusal::BlobMissing);
    CHECK(read_papers(*copied, real_folders()));
    CHECK(check_blobs(*copied, desk.manifest, real_folders()));
}

TEST_CASE("What changed is told line by line, amounts first, then dates, then words") {
    const Desk desk;
    Desk::put(desk.source / "facts.toml", "checked = 2026-09-27\nfee = \"Rp 375.000\"\nname = \"b\"\n");
    desk.build(desk.scratch.folder / "new", 2);
    const auto text = write_diff(desk.pack, desk.scratch.folder / "new",
                                 {{"home.id", "pages/a.png", "pages/b.png"}, {"step.x.1.id", "", "pages/c.png"}},
                                 desk.scratch.folder / "diff", OfficerLanguage::English, real_folders());
    REQUIRE(text);
    CHECK(*text ==
          "Prices, numbers and times:\nfacts.toml\n  - fee = \"Rp 350.000\"\n  + fee = \"Rp 375.000\"\n"
          "Dates of checking and terms:\nfacts.toml\n  + checked = 2026-09-27\n"
          "Other sentences:\nfacts.toml\n  - name = \"a\"\n  + name = \"b\"\n"
          "Pages that look different:\nhome.id: changed\nstep.x.1.id: new\n");
    CHECK(changed_lines("x", "a\nb\nc\n", "a\nc\n").size() == 1);
    CHECK(changed_lines("x", "a\n", "a\n").empty());
    CHECK(changed_lines("f.toml", "[a]\nx = 1\n[b]\ny = 1\n", "[a]\nx = 1\n[b]\ny = 2\n").at(0).file == "f.toml [b]");
    const auto weight = [](const char* line) { return changed_lines("x", "", line).at(0).weight; };
    CHECK(weight("call 321628 before 2026-09-26") == ChangedLine::Weight::Figure);
    CHECK(weight("valid to 2026-09-26") == ChangedLine::Weight::Day);
    CHECK(weight("term = 365") == ChangedLine::Weight::Day);
    CHECK(weight("5 copies, 1 photo") == ChangedLine::Weight::Words);
}
