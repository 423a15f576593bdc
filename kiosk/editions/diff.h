// What a reviewer reads before signing: every line of text that changed, prices and numbers to call first, then dates,
// then words; drawings and pages old beside new.
#pragma once

#include <filesystem>

#include "kiosk/editions/manifest.h"
#include "kiosk/editions/refusal.h"
#include "platform/base/folders.h"

namespace balai {

struct ChangedLine {
    enum class Weight { Figure, Day, Words };  // Figure: an amount, a number to call, a time; it wins over a day
    std::string file;                          // with the table of a TOML file: "facts.toml [biaya-5]"
    std::string before, after;                 // one of them may be empty
    Weight weight = Weight::Words;
};
// Lines of two texts, in order; equal lines are left out.
std::vector<ChangedLine> changed_lines(const std::string& file, std::string_view before, std::string_view after);

// A picture old beside new; file names in `out`, empty where there is none.
struct PictureRow {
    std::string name, before, after;
};

// Writes index.html and the changed drawings to `out`, and returns the same as plain text, both in that language. The
// pictures of `pages`, the changed ones among the terminal's pages, lie in `out` already.
Result<std::string> write_diff(const std::filesystem::path& old_pack, const std::filesystem::path& new_pack,
                               const std::vector<PictureRow>& pages, const std::filesystem::path& out,
                               OfficerLanguage language, Folders& folders);

}  // namespace balai
