#include "platform/senses/screen_news.h"

#include <sys/stat.h>

#include <algorithm>

namespace balai {

ScreenNews::ScreenNews(std::filesystem::path folder) : folder_(std::move(folder)) {
    watch();
    cards_ = cards_now();
}

// The folder comes with the first card and goes with the last one. What lies around it is written to all day long.
void ScreenNews::watch() {
    bool is_there = news_.watch(folder_);
    if (!is_there) {
        news_.watch(folder_.parent_path());
        is_there = news_.watch(folder_);  // it may have come just now
    }
    if (is_there) news_.leave(folder_.parent_path());
    news_.read();  // the leaving; whoever asks looks at the cards after this
}

ScreenNews::Cards ScreenNews::cards_now() const {
    Cards cards;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator{folder_, error}) {
        const std::string name = entry.path().filename().string();
        struct stat node {};
        if (name.starts_with("card") && ::stat(entry.path().c_str(), &node) == 0) cards.emplace(name, node.st_ino);
    }
    return cards;
}

ScreenNews::Change ScreenNews::read() {
    if (!news_.read()) return {};
    watch();
    const Cards before = std::exchange(cards_, cards_now());
    const auto any_beyond = [](const Cards& these, const Cards& those) {
        return !std::includes(those.begin(), those.end(), these.begin(), these.end());
    };
    return {any_beyond(cards_, before), any_beyond(before, cards_)};
}

}  // namespace balai
