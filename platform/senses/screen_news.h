// Says when a graphics card comes or goes. A driver may come later than the terminal, and the one of the board takes
// the place of the one that the firmware's picture came with.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <utility>

#include "platform/senses/folder_news.h"

namespace balai {

class ScreenNews {
public:
    explicit ScreenNews(std::filesystem::path folder = "/dev/dri");
    // Readable when something has happened; other news of the same folders may be behind it.
    int descriptor() const { return news_.descriptor(); }

    struct Change {
        bool came = false, went = false;
    };
    // Between the last call, or the making, and now. A card that went and came back did both.
    Change read();

private:
    using Cards = std::set<std::pair<std::string, std::uint64_t>>;  // name, inode: a new node of an old name is new
    void watch();
    Cards cards_now() const;

    std::filesystem::path folder_;
    FolderNews news_;
    Cards cards_;
};

}  // namespace balai
