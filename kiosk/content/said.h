// Everything that people read in a content folder, with the place where it is written.
#pragma once

#include "kiosk/content/content.h"

namespace balai {

struct Said {
    std::string file;  // relative to the content folder
    int line = 0;
    Language language = Language::Indonesian;
    std::string text;  // as written; of a guide's steps whole paragraphs in Markdown
};

std::vector<Said> everything_said(const Content& content, const std::filesystem::path& folder, Disk& disk);

}  // namespace balai
