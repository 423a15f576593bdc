// Content as authors write it, right and wrong: every mistake has a file, a line and a cure.
#include <random>

#include "tests/catch.h"
#include "tests/content_folder.h"
#include "tests/shipped.h"

using namespace balai;

namespace {

const std::string guide_file = "guides/contoh.id.md";

const Guide* guide_of(const tl::expected<Content, std::vector<ContentProblem>>& content) {
    REQUIRE(content);
    return content->guide("contoh", Language::Indonesian);
}

}  // namespace

TEST_CASE("The shipped content has no problems") {
    std::string all;
    for (const ContentProblem& problem : check(BALAI_SOURCE "/content", real_disk()))
        all += sentence(problem, AuthorLanguage::English) + "\n";
    CHECK(all == "");
}

TEST_CASE("The shipped guide is whole in three languages and has the same steps in each") {
    const Guide* source = shipped_content().guide("paspor-baru", Language::Indonesian);
    REQUIRE(source);
    for (const Language language : all_languages) {
        const Guide* guide = shipped_content().guide("paspor-baru", language);
        REQUIRE(guide);
        REQUIRE(guide->steps.size() == source->steps.size());
        for (std::size_t i = 0; i < source->steps.size(); ++i)
            CHECK(guide->steps[i].drawing == source->steps[i].drawing);
    }
}

TEST_CASE("Wording that the decisions settle stands as decided") {
    const Words& words = shipped_content().words(Language::Indonesian);
    CHECK(words[Word::NotApproved] == "Contoh. Belum diperiksa Kantor Imigrasi.");
    CHECK(words[Word::InPerson] == "Pemohon harus datang sendiri");
    CHECK(words[Word::BarHelp] == "Tanya");
    CHECK(words[Word::LargeText] == "Tulisan besar");
    CHECK(shipped_content().guide("paspor-baru", Language::Indonesian)->caution.find("Rp0") != std::string::npos);
    CHECK(shipped_content().fact("biaya-5")->value[0] == "Rp650.000");
    CHECK(shipped_content().fact("biaya-10")->value[0] == "Rp950.000");
}

TEST_CASE("A folder without content is no content") {
    Scratch empty;
    const auto content = Content::open(empty.folder, real_disk());
    REQUIRE_FALSE(content);
    CHECK(content.error().at(0).fault == Fault::FileMissing);
    CHECK(content.error().at(0).file == "site.toml");
}

TEST_CASE("Without Indonesian words there is nothing to show") {
    ContentFolder folder;
    folder.put("words/id.toml", "");
    CHECK_FALSE(folder.open());
}

TEST_CASE("A missing translation of a word is shown in Indonesian and named") {
    ContentFolder folder;
    folder.put("words/jv.toml", "[bar]\nback = \"Mundur\"\n");
    const auto content = folder.open();
    REQUIRE(content);
    CHECK(content->words(Language::Javanese)[Word::BarBack] == "Mundur");
    CHECK(content->words(Language::Javanese)[Word::BarNext] == content->words(Language::Indonesian)[Word::BarNext]);
    CHECK(folder.complains_of(Fault::KeyMissing, "words/jv.toml"));
}

TEST_CASE("Half of a file is named, the other files are read") {
    ContentFolder folder;
    folder.put("facts.toml", folder.text("facts.toml").substr(0, 40));
    const auto content = folder.open();
    REQUIRE(content);
    CHECK(content->fact("biaya-5") == nullptr);
    CHECK(content->link("kantor") != nullptr);
    CHECK(folder.complains_of(Fault::Grammar, "facts.toml"));
}

TEST_CASE("A guide cut off anywhere, half a file, is shown right or not at all, never a crash") {
    const std::string whole = real_disk().read(BALAI_SOURCE "/content/guides/paspor-baru.id.md", 1 << 20).value();
    for (std::size_t size = 0; size < whole.size(); size += 23) {
        ContentFolder folder;
        folder.put(guide_file, whole.substr(0, size));
        const auto content = folder.open();
        REQUIRE(content);
        (void)content->guide("contoh", Language::Indonesian);
        CHECK_FALSE(folder.problems().empty());
    }
}

TEST_CASE("Bytes that are thrown about in half a file never crash the reader") {
    const std::string whole = real_disk().read(BALAI_SOURCE "/content/guides/paspor-baru.id.md", 1 << 20).value();
    const std::string site = real_disk().read(BALAI_SOURCE "/content/site.toml", 1 << 20).value();
    constexpr int rounds = 300;
    std::mt19937 random{3};
    ContentFolder folder;
    for (int round = 0; round < rounds; ++round) {
        std::string guide = whole, place = site;
        for (std::string* text : {&guide, &place})
            for (int change = 0; change < 6; ++change) {
                const std::size_t at = random() % text->size();
                switch (random() % 4) {
                    case 0:
                        (*text)[at] = static_cast<char>(random() % 128);
                        break;
                    case 1:
                        text->erase(at, random() % 40);
                        break;
                    case 2:
                        text->insert(at, std::string(random() % 30, "#[]{}>*\"\n="[random() % 10]));
                        break;
                    default:
                        text->insert(at, text->substr(random() % text->size(), random() % 60));
                        break;
                }
                if (text->empty()) *text = "x";
            }
        folder.put(guide_file, guide);
        folder.put("site.toml", place);
        for (const ContentProblem& problem : check(folder.scratch.folder, real_disk())) {
            CHECK_FALSE(sentence(problem, AuthorLanguage::Indonesian).empty());
            CHECK_FALSE(sentence(problem, AuthorLanguage::English).empty());
        }
    }
}

TEST_CASE("Text that is not UTF-8 is named with its line") {
    ContentFolder folder;
    folder.put(guide_file, sample_front + "# Datang\n\n![Orang](scene-docs)\n\nPagi \xE9.\n");
    CHECK(folder.complains_of(Fault::NotUtf8, guide_file, 25));
    CHECK(guide_of(folder.open()) == nullptr);
}

TEST_CASE("Hidden characters that could turn words are refused by name") {
    ContentFolder folder;
    folder.put("facts.toml",
               "[biaya-5]\nvalue = \"Rp\u202e000.056\"\nsource = \"s\"\nchecked = 2026-09-26\nterm = 365\n");
    CHECK(folder.complains_of(Fault::ForbiddenCharacter, "facts.toml", 2));
    CHECK(folder.open()->fact("biaya-5") == nullptr);
}

TEST_CASE("A file of 256 KiB is read, one byte more is too long") {
    ContentFolder folder;
    const std::string text = folder.text("facts.toml");
    folder.put("facts.toml", text + "#" + std::string(256 * 1024 - text.size() - 1, 'x'));
    CHECK(folder.open()->fact("biaya-5") != nullptr);
    folder.put("facts.toml", text + "#" + std::string(256 * 1024 - text.size(), 'x'));
    CHECK(folder.complains_of(Fault::TooLong, "facts.toml"));
    CHECK(folder.open()->fact("biaya-5") == nullptr);
}

TEST_CASE("Files of other systems' editors are read: carriage returns and a mark at the beginning") {
    ContentFolder folder;
    std::string guide = sample_front + sample_step, with_returns;
    for (const char c : guide) with_returns += c == '\n' ? std::string{"\r\n"} : std::string{c};
    folder.put(guide_file, "\xEF\xBB\xBF" + with_returns);
    const auto content = folder.open();
    const Guide* read = guide_of(content);
    REQUIRE(read);
    CHECK(read->steps.at(0).body == "Datang pagi.");
}

TEST_CASE("A name that nobody knows is named with the names that are known") {
    ContentFolder folder;
    folder.put("site.toml", folder.text("site.toml") + "wifi = \"ya\"\n");
    CHECK(folder.complains_of(Fault::UnknownKey, "site.toml", 10));
}

TEST_CASE("What is missing is named, what has the wrong kind too") {
    ContentFolder folder;
    folder.put("facts.toml", "[biaya-5]\nvalue = 650000\nsource = \"s\"\nterm = \"setahun\"\n");
    CHECK(folder.complains_of(Fault::WrongType, "facts.toml", 2));
    CHECK(folder.complains_of(Fault::WrongType, "facts.toml", 4));
    CHECK(folder.complains_of(Fault::KeyMissing, "facts.toml", 1));
}

TEST_CASE("A step of 26 words, a sentence of 13 and a heading of 7 are named, and the guide is shown") {
    ContentFolder folder;
    std::string words;
    for (int i = 0; i < 26; ++i) words += i == 25 ? "kata." : "kata ";
    folder.put(guide_file,
               sample_front + "# satu dua tiga empat lima enam tujuh\n\n![Orang](scene-docs)\n\n" + words + "\n");
    CHECK(folder.complains_of(Fault::StepTooLong, guide_file, 21));
    CHECK(folder.complains_of(Fault::SentenceTooLong, guide_file, 21));
    CHECK(folder.complains_of(Fault::HeadingTooLong, guide_file, 21));
    CHECK(guide_of(folder.open()) != nullptr);
}

TEST_CASE("Words of a step are counted as they are read: facts in their place, joined words apart") {
    ContentFolder folder;
    folder.put(guide_file, sample_front + "# Bayar\n\n![Uang](scene-docs)\n\n" +
                               std::string{"a b c d e. f g h i j k l m n. o p q r s t u v {lama} w&nbsp;x\n"});
    CHECK(folder.complains_of(Fault::StepTooLong, guide_file));
}

TEST_CASE("Nine steps are one too many") {
    ContentFolder folder;
    std::string text = sample_front;
    for (int i = 0; i < 9; ++i) text += sample_step + "\n";
    folder.put(guide_file, text);
    CHECK(folder.complains_of(Fault::TooManySteps, guide_file));
}

TEST_CASE("A guide without steps, without its beginning, or with words before the first heading is not shown") {
    for (const std::string& text :
         {sample_front, sample_step, sample_front + "Datang pagi.\n\n" + sample_step, std::string{}}) {
        ContentFolder folder;
        folder.put(guide_file, text);
        CHECK(guide_of(folder.open()) == nullptr);
        CHECK_FALSE(folder.problems().empty());
    }
}

TEST_CASE("Lists, tables, code, links and smaller headings are refused by name") {
    for (const char* markup : {"- satu\n", "1. satu\n", "`kode`\n", "    kode\n", "[situs](https://x)\n",
                               "## Kecil\n\nkata\n", "---\n\nkata\n", "*miring*\n"}) {
        INFO(markup);
        ContentFolder folder;
        folder.put(guide_file, sample_front + sample_step + "\n" + markup);
        CHECK(folder.complains_of(Fault::UnsupportedMarkup, guide_file));
        CHECK(guide_of(folder.open()) == nullptr);
    }
}

TEST_CASE("A step without a drawing, a drawing without words and a drawing that is not there are named") {
    ContentFolder folder;
    folder.put(guide_file,
               sample_front +
                   "# Satu\n\nKata.\n\n# Dua\n\n![](scene-docs)\n\nKata.\n\n# Tiga\n\n![Orang](scene-none)\n\nKata.\n");
    CHECK(folder.complains_of(Fault::StepWithoutDrawing, guide_file));
    CHECK(folder.complains_of(Fault::DrawingWithoutWords, guide_file));
    CHECK(folder.complains_of(Fault::UnknownDrawing, guide_file));
    CHECK(guide_of(folder.open()) != nullptr);
}

TEST_CASE("Codes lead only where the site allows") {
    const char* wrong[] = {"http://wonosobo.imigrasi.go.id",
                           "https://wonosobo.imigrasi.go.id.evil.com",
                           "https://evil.com/wonosobo.imigrasi.go.id",
                           "https://wonosobo.imigrasi.go.id@evil.com",
                           "https://user@wonosobo.imigrasi.go.id",
                           "https://wonosobo.imigrasi.go.id:8080",
                           "https://10.0.0.1",
                           "javascript:alert(1)",
                           "tel:0286 321628",
                           "tel:",
                           "https://wönosobo.imigrasi.go.id",
                           ""};
    for (const char* url : wrong) {
        INFO(url);
        ContentFolder folder;
        folder.put("links.toml",
                   std::string{"[kantor]\nurl = \""} + url + "\"\nsource = \"s\"\nchecked = 2026-09-26\n");
        CHECK(folder.complains_of(Fault::LinkNotAllowed, "links.toml"));
        CHECK(folder.open()->link("kantor") == nullptr);
    }
    for (const char* url : {"https://wonosobo.imigrasi.go.id/jam", "tel:+62286321628"}) {
        ContentFolder folder;
        folder.put("links.toml",
                   std::string{"[kantor]\nurl = \""} + url + "\"\nsource = \"s\"\nchecked = 2026-09-26\n");
        CHECK(folder.open()->link("kantor") != nullptr);
    }
}

TEST_CASE("Two tiles of one name are one too many") {
    ContentFolder folder;
    const std::string tile = "[[tile]]\nid = \"paspor-baru\"\ndrawing = \"passport\"\nlabel = \"Paspor\"\n";
    folder.put("site.toml", folder.text("site.toml") + tile + tile);
    CHECK(folder.complains_of(Fault::DuplicateId, "site.toml"));
    CHECK(folder.open()->site().tiles.size() == 1);
}

TEST_CASE("A guide in one language only is named for the others") {
    ContentFolder folder;
    folder.put(guide_file, sample_front + sample_step);
    CHECK(folder.complains_of(Fault::LanguageMissing, "guides/contoh.jv.md"));
    CHECK(folder.complains_of(Fault::LanguageMissing, "guides/contoh.en.md"));
}

TEST_CASE("A tile that leads nowhere yet is named, and lets the content through") {
    ContentFolder folder;
    const std::string site = folder.text("site.toml");
    for (const char* kind : {"tile", "wide"}) {
        folder.put("site.toml", site + "[[" + kind + "]]\nid = \"nanti\"\ndrawing = \"passport\"\nlabel = \"Nanti\"\n");
        CHECK(folder.complains_of(Fault::UnknownGuide, "site.toml"));
    }
    CHECK(severity_of(Fault::UnknownGuide) == Severity::Warning);
    folder.put("guides/nanti.id.md", sample_front + sample_step);
    CHECK_FALSE(folder.complains_of(Fault::UnknownGuide, "site.toml"));
}

TEST_CASE("The office is called by a link that dials, or the mistake is named") {
    ContentFolder folder;
    const std::string site = folder.text("site.toml");
    folder.put("site.toml", site + "call = \"kantor-telepon\"\n");
    CHECK(folder.problems().find("office.call") == std::string::npos);
    folder.put("site.toml", site + "call = \"kantor\"\n");
    CHECK(folder.problems().find("\"office.call\" harus berupa tel:") != std::string::npos);
    folder.put("site.toml", site + "call = \"rumah\"\n");
    CHECK(folder.complains_of(Fault::UnknownLink, "site.toml"));
}

TEST_CASE("What lies among the guides and is never read is named as a warning") {
    ContentFolder folder;
    folder.put("guides/hilang.id.md", sample_front + sample_step);
    folder.put("guides/hilang.de.md", sample_front + sample_step);
    folder.put("guides/catatan.txt", "nanti\n");
    folder.put("guides/hilang.md", sample_front + sample_step);
    folder.put("guides/hilang.id.md~", sample_front + sample_step);
    folder.put("guides/.hilang.id.md.swp", "");
    CHECK(folder.complains_of(Fault::UnknownLanguage, "guides/hilang.de.md"));
    for (const char* stray : {"guides/catatan.txt", "guides/hilang.md", "guides/hilang.id.md~"})
        CHECK(folder.complains_of(Fault::StrayFile, stray));
    CHECK_FALSE(folder.complains_of(Fault::StrayFile, "guides/.hilang.id.md.swp"));
    CHECK(folder.problems().find("hilang.id.md:") == std::string::npos);
    for (const Fault fault : {Fault::UnknownLanguage, Fault::StrayFile}) CHECK(severity_of(fault) == Severity::Warning);
    CHECK(folder.open()->guide_ids() == std::vector<std::string>{"hilang"});
}

TEST_CASE("A guide whose name has a dot is no guide, and is named") {
    ContentFolder folder;
    folder.put("guides/hilang.lama.id.md", sample_front + sample_step);
    CHECK(folder.complains_of(Fault::BadId, "guides/hilang.lama"));
}

TEST_CASE("Asking for a guide by a path finds nothing") {
    ContentFolder folder;
    const auto content = folder.open();
    for (const char* id : {"../guides/contoh", "", ".", "contoh.id", "CONTOH", "a/b"})
        CHECK(content->guide(id, Language::Indonesian) == nullptr);
    CHECK(content->drawing("../site").empty());
}

TEST_CASE("Every fault has a sentence with a cure in both languages") {
    for (int fault = 0; fault <= static_cast<int>(Fault::CodeTooLong); ++fault) {
        const ContentProblem problem{"facts.toml", 3, static_cast<Fault>(fault), {"satu", "dua", "tiga", "empat"}};
        for (const AuthorLanguage language : {AuthorLanguage::Indonesian, AuthorLanguage::English}) {
            const std::string text = sentence(problem, language);
            INFO(text);
            CHECK(text.rfind("facts.toml:3: ", 0) == 0);
            CHECK(text.find('{') == std::string::npos);
            CHECK(text.back() == '.');
        }
    }
}
