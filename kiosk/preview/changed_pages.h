// The pages that look different in two content folders, old and new as pictures: what a reviewer looks at before
// signing.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/paint/painter.h"

namespace balai {

struct ContentShown {
    const Content& content;
    Painter& painter;  // with the drawings of that content
};

struct ChangedPage {
    std::string name;           // "step.paspor-baru.2.jv"
    std::string before, after;  // file names in the folder; empty where the page does not exist
};

// Looks at every page in three languages, in the type that most people read, on the day each content was last checked.
// Writes pictures of the changed ones only.
Result<std::vector<ChangedPage>> write_changed_pages(const ContentShown& before, const ContentShown& after,
                                                     const Glass& glass, const std::filesystem::path& folder);

}  // namespace balai
