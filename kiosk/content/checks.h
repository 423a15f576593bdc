// The parts of check() that look at the whole folder, each for one kind of mistake.
#pragma once

#include "kiosk/content/reading.h"
#include "kiosk/content/said.h"

namespace balai {

// Words of glossary.toml, values of facts written by hand, addresses that lead elsewhere.
void check_texts(const Content& content, const std::vector<Said>& said, const std::filesystem::path& folder, Disk& disk,
                 Problems& problems);

// Translations that quote other facts than their source, facts with other digits in another language.
void check_facts(const Content& content, const std::vector<Said>& said, const std::filesystem::path& folder, Disk& disk,
                 Problems& problems);

// What is past its term on that day, or soon will be, or was checked on a day that has not come yet.
void check_terms(const Content& content, const std::filesystem::path& folder, Disk& disk, Date today, Ahead ahead,
                 Problems& problems);

// Translations whose source has changed since translations.toml was written.
void check_translations(const Content& content, const std::filesystem::path& folder, Disk& disk, Problems& problems);

// A file once more, after its mistakes have been told: the front matter of a guide, or the whole of another file.
struct Reread {
    std::string file;
    toml::table table;
    int line_offset = 0;
    std::string rest;  // of a guide: its steps
    int rest_line = 1;
};
std::optional<Reread> read_again(const std::string& file, const std::filesystem::path& folder, Disk& disk);

}  // namespace balai
