// The examples of content/FORMAT.md, each read as it stands there, and its list of words.
#include <regex>
#include <set>
#include <sstream>

#include "tests/catch.h"
#include "tests/content_folder.h"

using namespace balai;

namespace {

struct Example {
    int number = 0;
    std::string file, gives, text;
};

std::string format_page() { return real_disk().read(BALAI_SOURCE "/content/FORMAT.md", 1 << 20).value(); }

std::vector<Example> examples() {
    std::istringstream page{format_page()};
    std::vector<Example> found;
    bool inside = false;
    for (std::string line; std::getline(page, line);) {
        if (line.rfind("Example ", 0) == 0) {
            Example example;
            example.number = std::stoi(line.substr(8));
            const auto open = line.find('('), close = line.find(')');
            example.file = line.substr(open + 1, close - open - 1);
            if (const auto gives = line.find("gives `"); gives != line.npos)
                example.gives = line.substr(gives + 7, line.rfind('`') - gives - 7);
            found.push_back(example);
        } else if (line.rfind("```", 0) == 0 && !found.empty()) {
            inside = !inside;
        } else if (inside) {
            found.back().text += line + "\n";
        }
    }
    return found;
}

}  // namespace

TEST_CASE("The format page lists every word of the screens, and no other") {
    const std::string page = format_page();
    const std::string list = page.substr(page.find("## all words"));
    std::set<std::string> named;
    const std::regex name{"`([a-z]+\\.[a-z0-9_]+)`"};
    std::istringstream lines{list};
    for (std::string line; std::getline(lines, line);) {
        if (line.rfind("| `", 0) != 0) continue;
        const std::string names = line.substr(0, line.find("` |") + 1);
        for (std::sregex_iterator found{names.begin(), names.end(), name}, end; found != end; ++found)
            named.insert((*found)[1]);
    }
    for (std::size_t i = 0; i < word_count; ++i) {
        INFO(key_of(static_cast<Word>(i)));
        CHECK(named.erase(std::string{key_of(static_cast<Word>(i))}) == 1);
    }
    CHECK(named == std::set<std::string>{});
}

TEST_CASE("What may stand in a site, a guide and a question is told on the format page") {
    const std::string page = format_page();
    for (const char* key : {"[mpaspor]", "android", "iphone", "[[hotline]]",    "number",   "who",    "[[wide]]",
                            "in_person", "hint",    "call",   "[office.hours]", "senin",    "minggu", "known",
                            "offers",    "pages",   "unless", "otherwise",      "when_any", "drop"}) {
        INFO(key);
        CHECK(page.find(std::string{"`"} + key) != page.npos);
    }
}

TEST_CASE("Every example of the format page reads as the page says") {
    const auto all = examples();
    CHECK(all.size() == 21);
    for (const Example& example : all) {
        INFO("Example " << example.number);
        REQUIRE_FALSE(example.text.empty());
        ContentFolder folder;
        if (example.file == "site.toml" && example.gives.empty()) folder.put("drawings/passport.svg", "<svg/>");
        folder.put(example.file, example.text);
        const std::string problems = folder.problems();
        if (!example.gives.empty()) {
            INFO(problems);
            CHECK(problems.find(example.gives + "\n") != std::string::npos);
            continue;
        }
        // A valid example may leave out tiles and guides of a whole site, nothing else.
        std::istringstream lines{problems};
        for (std::string line; std::getline(lines, line);) {
            INFO(line);
            const bool left_out = line.rfind("site.toml: Panduan \"paspor-baru\" belum ada", 0) == 0 ||
                                  line.find("[[tile]]") != line.npos || line.find("[[wide]]") != line.npos ||
                                  line.find("[[hotline]]") != line.npos;
            CHECK(left_out);
        }
        if (example.file == "guides/contoh.id.md") {
            const auto content = folder.open();
            REQUIRE(content);
            const Guide* guide = content->guide("contoh", Language::Indonesian);
            REQUIRE(guide);
            CHECK(guide->steps.at(0).heading == "Bawa dokumen\nasli dan fotokopi");
            CHECK(guide->steps.at(0).caution == "Nama beda? Tanya petugas desa.");
            CHECK(guide->steps.at(0).drawing == "scene-docs");
            CHECK(guide->steps.at(0).body.find("kertas\u00a0A4.") != std::string::npos);
            CHECK(guide->cards.size() == 3);
            CHECK(guide->in_person);
        }
        if (example.file == "guides/samping.id.md") {
            const auto content = folder.open();
            REQUIRE(content);
            const Guide* guide = content->guide("samping", Language::Indonesian);
            REQUIRE(guide);
            CHECK(guide->pages);
            CHECK(guide->steps.at(0).branch.to == "office");
            CHECK(guide->steps.at(1).caution_drawing == "passport");
        }
        if (example.file.rfind("questions/", 0) == 0) {
            const auto content = folder.open();
            REQUIRE(content);
            CHECK(content->question_set("contoh"));
        }
    }
}
