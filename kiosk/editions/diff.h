// What a reviewer reads before signing: every line of text that changed, prices and dates first, and drawings old
// beside new.
#pragma once

#include <filesystem>

#include "kiosk/editions/manifest.h"
#include "platform/base/folders.h"

namespace balai {

struct ChangedLine {
    std::string file;
    std::string before, after;  // one of them may be empty
    bool weighty = false;       // an amount, a number to call or a date is in it
};
// Lines of two texts, in order; equal lines are left out.
std::vector<ChangedLine> changed_lines(const std::string& file, std::string_view before, std::string_view after);

// A picture old beside new; file names in `out`, empty where there is none.
struct PictureRow {
    std::string name, before, after;
};

// Writes index.html and the changed drawings to `out`, and returns the same as plain text. The pictures of `pages`, the
// changed ones among the terminal's pages, lie in `out` already.
Result<std::string> write_diff(const std::filesystem::path& old_pack, const std::filesystem::path& new_pack,
                               const std::vector<PictureRow>& pages, const std::filesystem::path& out,
                               Folders& folders);

}  // namespace balai
