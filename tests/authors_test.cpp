// What the check does for authors: how grave each mistake is, and the words, numbers, dates and translations to look
// at.
#include "kiosk/authors/report.h"
#include "tests/catch.h"
#include "tests/content_folder.h"

using namespace balai;

namespace {

const std::string guide_file = "guides/contoh.id.md";

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("A step too long is a warning, a fact that does not exist is a problem") {
    CHECK(severity_of(Fault::StepTooLong) == Severity::Warning);
    CHECK(severity_of(Fault::UnknownFact) == Severity::Problem);
    CHECK(name_of(Fault::StepTooLong) == "StepTooLong");
}

TEST_CASE("Warnings alone let content through, one problem among them does not") {
    const ContentProblem taste{guide_file, 3, Fault::HeadingTooLong, {"9", "6"}};
    const ContentProblem wrong{guide_file, 4, Fault::UnknownFact, {"x"}};
    CHECK(only_warnings({}));
    CHECK(only_warnings({taste, taste}));
    CHECK_FALSE(only_warnings({taste, wrong}));
}

TEST_CASE("The report says which lines are warnings and counts both") {
    const std::vector<ContentProblem> both{{guide_file, 3, Fault::HeadingTooLong, {"9", "6"}},
                                           {guide_file, 4, Fault::UnknownFact, {"x"}}};
    CHECK(as_lines(both, AuthorLanguage::English) ==
          "(warning) guides/contoh.id.md:3: This heading has 9 words, at most 6. Shorten it.\n"
          "guides/contoh.id.md:4: There is no fact \"x\" in facts.toml. Check the spelling or add it there.\n"
          "1 problems, 1 warnings.\n");
    CHECK(as_lines({}, AuthorLanguage::Indonesian) == "Tidak ada masalah.\n");
}

TEST_CASE("For programs the report is one array, even of text that is half a letter") {
    const std::string json =
        as_json({{"facts.toml", 2, Fault::UnknownKey, {"\xE2\x80", "term"}}}, AuthorLanguage::English);
    CHECK(contains(json, "\"file\": \"facts.toml\""));
    CHECK(contains(json, "\"line\": 2"));
    CHECK(contains(json, "\"severity\": \"problem\""));
    CHECK(contains(json, "\"fault\": \"UnknownKey\""));
    CHECK(contains(json, "\"sentence\": \"facts.toml:2: "));
    CHECK(as_json({}, AuthorLanguage::English) == "[]\n");
}
