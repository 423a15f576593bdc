// What an author sees before a resident does: words that do not fit, and every page as a picture.
#include "kiosk/preview/preview.h"
#include "kiosk/preview/changed_pages.h"
#include "kiosk/preview/misfits.h"
#include "kiosk/preview/pages.h"
#include "kiosk/terminal/drawings.h"
#include "tests/catch.h"
#include "tests/content_folder.h"
#include "tests/rehearsal.h"

using namespace balai;

namespace {

const std::string guide_file = "guides/contoh.id.md";

Painter without_drawings() {
    return Painter{std::move(Typesetter::open(test_places().share / "fonts").value()),
                   [](const std::string&) { return Result<std::string>{fail(Trouble::NotFound, "gambar", "")}; }};
}

std::string misfits_of(const ContentFolder& folder) {
    const auto content = folder.open();
    REQUIRE(content);
    Painter painter = without_drawings();
    std::string all;
    for (const ContentProblem& problem :
         misfits(*content, folder.scratch.folder, real_disk(), painter, {content->site().checked, Trust::Floor}))
        all += sentence(problem, AuthorLanguage::English) + "\n";
    return all;
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::string long_words(int count) {
    std::string words = "Datang";
    for (int i = 1; i < count; ++i) words += " pagi-pagi";
    return words + ".";
}

}  // namespace

TEST_CASE("A step whose words do not fit is named with its line, the page, the language and the glass") {
    ContentFolder folder;
    folder.put(guide_file, sample_front + sample_step + "\n> " + long_words(40) + "\n");
    const std::string all = misfits_of(folder);
    CHECK(contains(all, "guides/contoh.id.md:21: This does not fit on the page step contoh/1 (id, "));
    folder.put(guide_file, sample_front + sample_step);
    CHECK_FALSE(contains(misfits_of(folder), "contoh"));
}

TEST_CASE("A card, a tile and a word of the screens that do not fit are found where they are written") {
    ContentFolder folder;
    std::string front = sample_front;
    front.replace(front.find("text = \"b\""), 10, "text = \"" + long_words(40) + "\"");
    folder.put(guide_file, front + sample_step);
    folder.put("site.toml", folder.text("site.toml") + "\n[[tile]]\nid = \"contoh\"\ndrawing = \"ktp\"\nlabel = \"" +
                                long_words(40) + "\"\n");
    std::string words = folder.text("words/en.toml");
    const auto at = words.find("back = \"");
    words.replace(at, words.find('\n', at) - at, "back = \"" + long_words(20) + "\"");
    folder.put("words/en.toml", words);
    const std::string all = misfits_of(folder);
    INFO(all);
    CHECK(contains(all, "guides/contoh.id.md: This does not fit on the page guide contoh"));
    CHECK(contains(all, "site.toml:14: "));
    CHECK(contains(all, "words/en.toml:53: "));
    CHECK_FALSE(contains(all, "words/id.toml:"));
}

TEST_CASE("A title that leaves no room in the header is named itself, not the notice that it pushes out") {
    ContentFolder folder;
    std::string front = sample_front;
    front.replace(front.find("\"Contoh\""), 8, "\"" + long_words(9) + "\"");
    folder.put(guide_file, front + sample_step);
    const std::string all = misfits_of(folder);
    INFO(all);
    CHECK(contains(all, "guides/contoh.id.md:2: This does not fit on the page guide contoh (id, "));
    CHECK(contains(all, "Datang pagi-pagi"));
    CHECK_FALSE(contains(all, "words/id.toml:"));
    CHECK_FALSE(contains(all, "guides/contoh.id.md:21: "));
}

TEST_CASE("A guide that no tile leads to is looked at as well, in every language it has") {
    ContentFolder folder;
    folder.put("guides/contoh.jv.md", sample_front + sample_step + "\n> " + long_words(40) + "\n");
    CHECK(contains(misfits_of(folder), "guides/contoh.jv.md:21: "));
}

TEST_CASE("Everything of the shipped content fits") {
    Painter painter = without_drawings();
    CHECK(misfits(shipped_content(), BALAI_SOURCE "/content", real_disk(), painter,
                  {shipped_content().site().checked, Trust::Floor})
              .empty());
}

TEST_CASE("The pages for authors are those that residents can reach, and more") {
    Rehearsal rehearsal;
    std::set<std::string> mine;
    for (const AuthoredPage& page : authored_pages(rehearsal.content, Language::English))
        mine.insert(name_of(page.visit.screen) + " " + subject_of(page.visit.screen));
    for_every_page(rehearsal.content, rehearsal.painter, {}, rehearsal.today, Language::English, {}, Quads::Left,
                   [&](const TourPage& page, Page&) {
                       const std::string screen = name_of(page.visit.screen);
                       if (screen == "emergency" || page.subject.find('+') != page.subject.npos) return;
                       // Opinions are asked for after each guide on a page of the same words.
                       if (screen == "faces" || screen == "reason") return;
                       INFO(screen << " " << subject_of(page.visit.screen));
                       CHECK(mine.contains(screen + " " + subject_of(page.visit.screen)));
                   });
}

TEST_CASE("A preview draws every page once, then only what an author changed") {
    ContentFolder folder;
    folder.put(guide_file, sample_front + sample_step);
    folder.put("guides/contoh.jv.md", sample_front + sample_step);
    Preview preview{folder.scratch.folder / "halaman", Glass{}};
    Painter painter = without_drawings();
    const auto update = [&](const std::string& file) {
        const auto content = folder.open();
        REQUIRE(content);
        return preview
            .update(*content, painter, real_disk(), {content->site().checked, Trust::Floor},
                    [&](const std::string& name) { return file.empty() || name == file; })
            .value();
    };
    CHECK(update("").size() > 60);
    CHECK(update("").empty());
    folder.put(guide_file, sample_front + "# Pulang\n\n![Orang](scene-docs)\n\nPulang sore.\n");
    CHECK(update("guides/contoh.jv.md").empty());
    CHECK(update(guide_file) == std::vector<std::string>{"step.contoh.1.id.png"});
    const std::string html = real_disk().read(preview.page(), 1 << 20).value();
    CHECK(contains(html, "step.contoh.1.id.png?"));
    CHECK(contains(html, "step.contoh.1.jv.png?"));
    CHECK(std::filesystem::exists(folder.scratch.folder / "halaman/step.contoh.1.id.png"));
}

TEST_CASE("Of two contents only the pages that look different are drawn, old beside new") {
    ContentFolder before, after;
    for (ContentFolder* folder : {&before, &after}) folder->put(guide_file, sample_front + sample_step);
    after.put(guide_file, sample_front + "# Pulang\n\n![Orang](scene-docs)\n\nPulang sore.\n" + sample_step);
    const auto was = before.open(), is = after.open();
    REQUIRE(was);
    REQUIRE(is);
    Painter painter = without_drawings();
    const std::filesystem::path pictures = before.scratch.folder / "pages";
    std::filesystem::create_directories(pictures);
    const auto pages = write_changed_pages({*was, painter}, {*is, painter}, Glass{}, pictures);
    REQUIRE(pages);
    std::string all;
    for (const ChangedPage& page : *pages) {
        all += page.name + (page.before.empty() ? " new" : page.after.empty() ? " gone" : "") + "\n";
        for (const std::string& picture : {page.before, page.after})
            CHECK((picture.empty() || std::filesystem::exists(pictures / picture)));
    }
    CHECK(all == "step.contoh.1.id\nstep.contoh.2.id new\n");
    CHECK(write_changed_pages({*is, painter}, {*is, painter}, Glass{}, pictures)->empty());
    CHECK(write_changed_pages({*is, painter}, {*was, painter}, Glass{}, pictures)->size() == 2);
}
