// A stick made by somebody who means harm, on a real disk: refused or harmless, and never waited for.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "kiosk/editions/install.h"
#include "kiosk/editions/stick.h"
#include "tests/catch.h"
#include "tests/pack_maker.h"
#include "tests/scratch.h"

using namespace balai;

namespace {

namespace fs = std::filesystem;

struct Stick {
    Scratch scratch;
    Signers signers;
    TrustFile trust = signers.trust();
    fs::path packs = scratch.folder / "stick" / "BALAI", pack = packs / "wonosobo", store = scratch.folder / "store";
    Manifest manifest = small_manifest(2);

    Stick() {
        fs::create_directories(pack / "b");
        fs::create_directories(store);
        put_blob(0, "facts");
        put_blob(1, "site");
        put_papers();
    }
    fs::path blob(std::size_t index) const { return pack / "b" / manifest.files[index].hash; }
    void put_blob(std::size_t index, std::string_view bytes) {
        std::error_code error;
        fs::remove(blob(index), error);
        std::ofstream{blob(index)} << bytes;
    }
    void put_papers() {
        const std::string text = to_text(manifest);
        const Signatures signatures = signers.sign(text);
        std::ofstream{pack / manifest_name} << text;
        for (const Role role : both_roles)
            std::ofstream{pack / signature_name(manifest_name, role)} << *signatures.of(role);
    }
    std::string try_it(Folders& folders = real_folders()) {
        const auto installed = install(pack, store, trust, folders);
        return installed ? "ok" : std::string{code(installed.error().reason)};
    }
    void replace(const fs::path& file, const std::function<void(const char*)>& by) {
        fs::remove(file);
        by(file.c_str());
    }
};

// Answers with other bytes when it is asked again.
class TwoFaced : public Folders {
public:
    fs::path face;  // the file that changes
    int reads = 0, all = 0;
    Result<std::uint64_t> read_below(const fs::path& root, const fs::path& inside, std::uint64_t limit,
                                     const Take& take) override {
        ++all;
        const bool other = (root / inside) == face && ++reads > 1;
        return real_folders().read_below(root, inside, limit, [&](std::string_view piece) {
            return take(other ? std::string(piece.size(), 'X') : piece);
        });
    }
    Result<std::string> read(const fs::path& file, std::uint64_t limit) override {
        return real_folders().read(file, limit);
    }
    Result<void> write_durably(const fs::path& file, std::string_view bytes) override {
        return real_folders().write_durably(file, bytes);
    }
    Result<void> make_folder(const fs::path& folder) override { return real_folders().make_folder(folder); }
    Result<fs::path> set_aside(const fs::path& file) override { return real_folders().set_aside(file); }
    Result<std::unique_ptr<NewFile>> create(const fs::path& file) override { return real_folders().create(file); }
    Result<void> link(const fs::path& from, const fs::path& to) override { return real_folders().link(from, to); }
    Result<void> rename(const fs::path& from, const fs::path& to) override { return real_folders().rename(from, to); }
    Result<void> remove(const fs::path& file) override { return real_folders().remove(file); }
    Result<void> remove_all(const fs::path& folder) override { return real_folders().remove_all(folder); }
    Result<void> flush(const fs::path& folder) override { return real_folders().flush(folder); }
    Result<std::vector<std::string>> names(const fs::path& folder, std::size_t most) override {
        return real_folders().names(folder, most);
    }
    Result<std::uint64_t> free_space(const fs::path& folder) override { return real_folders().free_space(folder); }
};

}  // namespace

TEST_CASE("A pipe, a device, a link and a folder in the place of a blob are refused without waiting") {
    CHECK(Stick{}.try_it() == "ok");
    {
        Stick stick;
        stick.replace(stick.blob(0), [](const char* name) { REQUIRE(mkfifo(name, 0600) == 0); });
        CHECK(stick.try_it() == "blob_hash");
    }
    {
        Stick stick;
        stick.replace(stick.blob(0), [](const char* name) { REQUIRE(symlink("/dev/zero", name) == 0); });
        CHECK(stick.try_it() == "blob_hash");
    }
    {
        Stick stick;
        stick.replace(stick.blob(0), [](const char* name) { REQUIRE(symlink("/etc/hostname", name) == 0); });
        CHECK(stick.try_it() == "blob_hash");
    }
    {
        Stick stick;
        stick.replace(stick.blob(0), [](const char* name) { REQUIRE(mkdir(name, 0700) == 0); });
        CHECK(stick.try_it() != "ok");
    }
}

TEST_CASE("The same in the place of the list of contents and of a signature") {
    for (const std::string name : {"manifest.txt", "manifest.txt.author.minisig"}) {
        Stick pipe;
        pipe.replace(pipe.pack / name, [](const char* file) { REQUIRE(mkfifo(file, 0600) == 0); });
        CHECK(pipe.try_it() != "ok");
        Stick endless;
        endless.replace(endless.pack / name, [](const char* file) { REQUIRE(symlink("/dev/zero", file) == 0); });
        CHECK(endless.try_it() != "ok");
        Stick sparse;
        sparse.replace(sparse.pack / name, [](const char* file) {
            std::ofstream{file} << "x";
            REQUIRE(truncate(file, 1LL << 40) == 0);
        });
        CHECK(sparse.try_it() != "ok");
    }
}

TEST_CASE("A blob of a terabyte of nothing costs no more than a blob of its signed size") {
    Stick stick;
    REQUIRE(truncate(stick.blob(0).c_str(), 1LL << 40) == 0);
    CHECK(stick.try_it() == "blob_long");
    CHECK(fs::is_empty(stick.store / "packs"));
}

TEST_CASE("A folder of blobs that is a link leads nowhere") {
    Stick stick;
    fs::rename(stick.pack / "b", stick.scratch.folder / "elsewhere");
    fs::create_directory_symlink(stick.scratch.folder / "elsewhere", stick.pack / "b");
    CHECK(stick.try_it() != "ok");
}

TEST_CASE("A stick that shows another face on the second look installs what was checked, or nothing") {
    Stick stick;
    TwoFaced disk;
    disk.face = stick.blob(0);
    CHECK(stick.try_it(disk) == "ok");
    CHECK(disk.reads == 1);  // it is never asked again: the copy is
    Stick other;
    TwoFaced papers;
    papers.face = other.pack / manifest_name;
    CHECK(other.try_it(papers) == "ok");
    CHECK(papers.reads == 1);
}

TEST_CASE("A pack that is in already costs its list of contents and two signatures, and not one blob") {
    Stick stick;
    REQUIRE(stick.try_it() == "ok");
    TwoFaced counting;
    CHECK(stick.try_it(counting) == "ok");
    CHECK(counting.all == 3);
}

TEST_CASE("Twenty thousand stray files beside a pack are never looked at; among packs they are too many") {
    Stick stick;
    for (int i = 0; i < 20'000; ++i) {
        const auto name = std::to_string(i);
        REQUIRE(close(open((stick.pack / "b" / name).c_str(), O_CREAT | O_WRONLY, 0600)) == 0);
    }
    CHECK(stick.try_it() == "ok");
    CHECK(best_offer(stick.packs, stick.trust, {}, real_folders()));
    for (int i = 0; i < 200; ++i) fs::create_directory(stick.packs / ("stray-" + std::to_string(i)));
    CHECK(best_offer(stick.packs, stick.trust, {}, real_folders()).error().reason == Refusal::TooManyPacks);
}

TEST_CASE("Names that try to lead out of the pack are refused by the list of contents") {
    for (const std::string path :
         {"../x.toml", "/etc/x.toml", "a/../../x.toml", ".hidden.toml", "a//b.toml", "a/b/c/d.toml"}) {
        Manifest manifest = small_manifest(2);
        manifest.files = {pack_file(path, "x")};
        INFO(path);
        CHECK(!read_manifest(to_text(manifest)));
    }
}
