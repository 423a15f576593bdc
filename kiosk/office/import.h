// Sticks that came home. Exactly once per (terminal, serial), whatever the order, however often, however many imports
// at once; all of a folder or nothing of it; and what is refused is named.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "kiosk/office/office.h"
#include "platform/base/disk.h"

namespace balai {

struct RefusedFolder {
    std::string folder;  // its path
    Refused why;
};

struct ImportSummary {
    long found = 0;  // counted ahead, for a bar; 0 when nobody waits
    long folders = 0, imported = 0, repeated = 0, cells = 0;
    std::vector<RefusedFolder> refused;
    std::map<std::string, std::vector<int>> missing;  // serials that have not come, of all terminals
    std::set<std::string> doubtful;                   // terminals that wrote without a trusted clock, or ahead of today
    long acknowledged = 0;                            // terminals for which an acknowledgement was written
};

struct ImportWish {
    std::vector<std::filesystem::path> folders;  // results folders, or trees with any number of them
    Date today{};
    std::optional<SecretKey> key;                        // the office's; without it nothing is acknowledged
    std::function<void(const ImportSummary&)> progress;  // after each transaction
    std::size_t at_once = 1024;                          // folders in one transaction
};

// A Problem is the machine's (the server went away, the disk is full): what was imported until then stays, and the same
// command finishes the work.
Result<ImportSummary> import(Sql& office, const ImportWish& wish, Disk& disk);

}  // namespace balai
