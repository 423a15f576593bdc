// Cards are empty files in a folder of the test; the kernel's news about them are real.
#include "platform/senses/screen_news.h"

#include <poll.h>

#include <fstream>

#include "tests/catch.h"
#include "tests/scratch.h"

using namespace balai;

namespace {

class Cards {
public:
    std::filesystem::path folder() const { return scratch_.folder / "dri"; }
    void come(const std::string& name) {
        std::filesystem::create_directories(folder());
        std::ofstream{folder() / name};
    }
    void go(const std::string& name) { std::filesystem::remove(folder() / name); }

private:
    Scratch scratch_;
};

bool is_readable(const ScreenNews& news) {
    pollfd asked{news.descriptor(), POLLIN, 0};
    return ::poll(&asked, 1, 0) == 1;
}

}  // namespace

TEST_CASE("A card that comes late is told of, also when it brings its folder with it") {
    Cards cards;
    ScreenNews news{cards.folder()};
    CHECK_FALSE(is_readable(news));
    cards.come("card0");
    CHECK(is_readable(news));
    CHECK(news.read().came);
    CHECK_FALSE(news.read().came);
    cards.come("card1");
    CHECK(is_readable(news));
    CHECK(news.read().came);
}

TEST_CASE("A card that goes is told of, and one that takes its place under the same name is another one") {
    Cards cards;
    cards.come("card0");
    ScreenNews news{cards.folder()};
    CHECK_FALSE(news.read().went);
    cards.come("other");  // so that the node of the next one is not the old one's again
    cards.go("card0");
    cards.come("another");
    cards.come("card0");
    const auto change = news.read();
    CHECK(change.came);
    CHECK(change.went);
    cards.go("card0");
    CHECK(news.read().went);
    CHECK_FALSE(news.read().came);
}

TEST_CASE("Once there is a card, what happens around its folder wakes nobody") {
    Cards cards;
    ScreenNews news{cards.folder()};
    cards.come("card0");
    CHECK(news.read().came);
    std::ofstream{cards.folder().parent_path() / "null"};
    CHECK_FALSE(is_readable(news));
    cards.come("card1");
    CHECK(is_readable(news));
}

TEST_CASE("What else comes into the folder of cards is no screen") {
    Cards cards;
    cards.come("card0");
    ScreenNews news{cards.folder()};
    cards.come("renderD128");
    const auto change = news.read();
    CHECK_FALSE(change.came);
    CHECK_FALSE(change.went);
}
