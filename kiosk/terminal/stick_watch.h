// What the mount helper has put into its folder, told to the terminal; and the inbox, which is looked at once it is
// quiet. packaging/README.md, "Sticks", has the words between us and the helper.
#pragma once

#include <map>

#include "kiosk/terminal/terminal.h"
#include "platform/senses/folder_news.h"

namespace balai {

class StickWatch {
public:
    StickWatch(const Places& places, Disk& disk);

    int descriptor() const { return watch_.descriptor(); }
    // When the inbox wants to be looked at.
    std::optional<Moment> next_change() const { return inbox_at_; }
    // After a wake-up.
    void read(Terminal& terminal, Moment now);

private:
    void look_at_sticks(Terminal& terminal);
    void watch_inbox();

    Places places_;
    Disk& disk_;
    FolderNews watch_;
    std::map<std::string, std::string> seen_;  // device -> state
    std::optional<Moment> inbox_at_;
    bool first_ = true;
};

}  // namespace balai
