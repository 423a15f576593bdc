// The terminal of another office (birth certificates) is another folder and nothing else. Words and drawings are the
// shipped ones, as somebody would copy them.
#include "tests/rehearsal.h"
#include "tests/scratch.h"

using namespace balai;

namespace {

struct OtherOffice {
    Scratch scratch;
    Places places = test_places();

    OtherOffice() {
        const auto all = std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing;
        places.content = scratch.folder;
        std::filesystem::copy(BALAI_SOURCE "/tests/other-office", scratch.folder, all);
        for (const char* part : {"words", "drawings"})
            std::filesystem::copy(test_places().content / part, scratch.folder / part, all);
    }
};

}  // namespace

TEST_CASE("The folder of another office has no problems") {
    OtherOffice office;
    for (const ContentProblem& problem : check(office.places.content, real_disk()))
        FAIL_CHECK(sentence(problem, AuthorLanguage::English));
}

TEST_CASE("The tour of another office finds its guide and its questions, no missing page and no word without room") {
    OtherOffice office;
    auto content = Content::open(office.places.content, real_disk());
    REQUIRE(content);
    auto type = Typesetter::open(office.places.share / "fonts");
    REQUIRE(type);
    Painter painter{std::move(*type),
                    [&](const std::string& name) { return drawing_png(name, *content, office.places, real_disk()); }};
    const Today today{Date{std::chrono::year{2026} / 11 / 23}, Trust::Set};
    for (const Language language : all_languages) {
        std::set<std::string> names;
        for_every_page(*content, painter, {}, today, language, {}, Quads::Left, [&](const TourPage& page, Page& laid) {
            names.insert(page.name);
            INFO(page.name << " " << page.subject);
            CHECK(page.name != "missing");
            for (const Element& element : laid.elements) {
                INFO(element.id << ": " << element.text);
                CHECK_FALSE(element.overflow);
            }
        });
        for (const char* name : {"home", "guide", "step", "triage", "checklist", "office"}) {
            INFO(name);
            CHECK(names.contains(name));
        }
    }
}
