// A small valid content folder that a test changes in one place.
#pragma once

#include <fstream>

#include "kiosk/content/content.h"
#include "tests/scratch.h"

namespace balai {

struct ContentFolder {
    Scratch scratch;

    ContentFolder() {
        put("site.toml",
            "name = \"Balai\"\nedition = 1\nchecked = 2026-09-26\nhosts = [\"wonosobo.imigrasi.go.id\"]\n"
            "[office]\nname = \"Kantor\"\naddress = \"Jalan\"\nphone = \"kantor-telepon\"\nlink = \"kantor\"\n");
        put("facts.toml",
            "[biaya-5]\nvalue = \"Rp650.000\"\nsource = \"s\"\nchecked = 2026-09-26\nterm = 365\n"
            "[lama]\nvalue = \"4 hari\"\nsource = \"s\"\nchecked = 2026-09-26\nterm = 365\n"
            "[kantor-telepon]\nvalue = \"321628\"\nsource = \"s\"\nchecked = 2026-09-26\nterm = 90\npast = \"keep\"\n");
        put("links.toml",
            "[kantor]\nurl = \"https://wonosobo.imigrasi.go.id\"\nsource = \"s\"\nchecked = 2026-09-26\n"
            "[kantor-telepon]\nurl = \"tel:+62286321628\"\nsource = \"s\"\nchecked = 2026-09-26\n");
        std::filesystem::create_directories(scratch.folder / "drawings");
        for (const char* language : {"id", "jv", "en"}) copy(std::string{"words/"} + language + ".toml");
        for (const char* name : {"passport", "ktp", "money", "clock", "scene-docs"})
            copy(std::string{"drawings/"} + name + ".svg");
    }

    void put(const std::string& file, std::string_view text) {
        const auto path = scratch.folder / file;
        std::filesystem::create_directories(path.parent_path());
        std::ofstream{path, std::ios::binary | std::ios::trunc} << text;
    }
    void copy(const std::string& file) {
        std::filesystem::create_directories((scratch.folder / file).parent_path());
        std::filesystem::copy_file(std::filesystem::path{BALAI_SOURCE "/content"} / file, scratch.folder / file);
    }
    std::string text(const std::string& file) const { return real_disk().read(scratch.folder / file, 1 << 20).value(); }

    // Every problem as a sentence, joined by line ends.
    std::string problems(AuthorLanguage language = AuthorLanguage::Indonesian) const {
        std::string all;
        for (const ContentProblem& problem : check(scratch.folder, real_disk()))
            if (problem.fault != Fault::LanguageMissing) all += sentence(problem, language) + "\n";
        return all;
    }
    bool complains_of(Fault fault, const std::string& file, int line = -1) const {
        for (const ContentProblem& problem : check(scratch.folder, real_disk()))
            if (problem.fault == fault && problem.file == file && (line < 0 || problem.line == line)) return true;
        return false;
    }
    tl::expected<Content, std::vector<ContentProblem>> open() const {
        return Content::open(scratch.folder, real_disk());
    }
};

inline const std::string sample_front =
    "+++\ntitle = \"Contoh\"\ndrawing = \"passport\"\nsource = \"s\"\nchecked = 2026-09-26\nterm = 365\n"
    "[[card]]\ndrawing = \"ktp\"\nlabel = \"a\"\ntext = \"b\"\n"
    "[[card]]\ndrawing = \"ktp\"\nlabel = \"a\"\ntext = \"b\"\n"
    "[[card]]\ndrawing = \"ktp\"\nlabel = \"a\"\ntext = \"b\"\n+++\n\n";
inline const std::string sample_step = "# Datang\n\n![Orang](scene-docs)\n\nDatang pagi.\n";

}  // namespace balai
