// Waiting for an author to save a file. Events wait in the kernel, so nothing here sleeps.
#include <fstream>

#include "platform/base/folder_watch.h"
#include "tests/catch.h"
#include "tests/scratch.h"

using namespace balai;
using Names = std::set<std::string>;

namespace {

struct Watched {
    Scratch scratch;
    FolderWatch watch = [this] {
        std::filesystem::create_directories(scratch.folder / "guides");
        return std::move(FolderWatch::open(scratch.folder).value());
    }();

    void save(const std::string& file) const { std::ofstream{scratch.folder / file} << "a"; }
    Names next() { return watch.wait(std::chrono::milliseconds{0}).value(); }
};

}  // namespace

TEST_CASE("A saved file is named, in the folder and one below") {
    Watched watched;
    watched.save("facts.toml");
    CHECK(watched.next() == Names{"facts.toml"});
    watched.save("guides/a.id.md");
    CHECK(watched.next() == Names{"guides/a.id.md"});
}

TEST_CASE("An editor that writes beside and renames has saved the file, and only that one") {
    Watched watched;
    watched.save(".a.swp");
    watched.save("guides/a.id.md~");
    watched.save("guides/.new");
    std::filesystem::rename(watched.scratch.folder / "guides/.new", watched.scratch.folder / "guides/a.id.md");
    CHECK(watched.next() == Names{"guides/a.id.md"});
}

TEST_CASE("A file that is removed has changed") {
    Watched watched;
    watched.save("guides/a.id.md");
    CHECK(watched.next() == Names{"guides/a.id.md"});
    std::filesystem::remove(watched.scratch.folder / "guides/a.id.md");
    CHECK(watched.next() == Names{"guides/a.id.md"});
}

TEST_CASE("A new folder is watched from then on") {
    Watched watched;
    std::filesystem::create_directories(watched.scratch.folder / "questions");
    CHECK(watched.next() == Names{"questions/"});
    watched.save("questions/a.toml");
    CHECK(watched.next() == Names{"questions/a.toml"});
}

TEST_CASE("A folder that is not there cannot be watched, and one that goes away ends the wait") {
    CHECK_FALSE(FolderWatch::open("/tidak/ada"));
    Watched watched;
    std::filesystem::remove_all(watched.scratch.folder);
    CHECK_FALSE(watched.watch.wait(std::chrono::milliseconds{0}));
}
