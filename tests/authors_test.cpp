// What the check does for authors: how grave each mistake is, and the words, numbers, dates and translations to look
// at.
#include "kiosk/authors/report.h"
#include "kiosk/content/translations.h"
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
    CHECK(contains(as_json({{"guides/\xE2\x80.md", 0, Fault::StrayFile, {"*.md"}}}, AuthorLanguage::English),
                   "\"fault\": \"StrayFile\""));
    CHECK(as_json({}, AuthorLanguage::English) == "[]\n");
}

namespace {

const Date day{std::chrono::year{2026} / 11 / 24};

// Of one kind, as sentences.
std::string told(const ContentFolder& folder, Fault fault, std::optional<Date> today = {}, Ahead ahead = Ahead::Far) {
    std::string all;
    for (const ContentProblem& problem : check(folder.scratch.folder, real_disk(), today, ahead))
        if (problem.fault == fault) all += sentence(problem, AuthorLanguage::English) + "\n";
    return all;
}

std::string banned(const std::string& language, const std::string& word) {
    return "[[banned]]\nlanguage = \"" + language + "\"\nword = \"" + word + "\"\nuse = \"HP\"\n";
}

std::string guide_that_says(const std::string& words) { return sample_front + sample_step + "\n" + words + "\n"; }

}  // namespace

TEST_CASE("A word of the glossary is named in a guide with its line and what to write") {
    ContentFolder folder;
    folder.put("glossary.toml", banned("id", "ponsel"));
    folder.put(guide_file, guide_that_says("Bawa\nPonsel Anda."));
    CHECK(told(folder, Fault::BannedWord) ==
          "guides/contoh.id.md:28: The word \"ponsel\" is not used here. Write: HP.\n");
}

TEST_CASE("A banned word is whole, of its own language, and may be two words with any space between them") {
    ContentFolder folder;
    folder.put(guide_file, guide_that_says("Kantor ponselku. Huruf&nbsp;besar."));
    folder.put("glossary.toml", banned("id", "ponsel") + banned("en", "huruf"));
    CHECK(told(folder, Fault::BannedWord) == "");
    folder.put("glossary.toml", banned("id", "huruf besar"));
    CHECK(contains(told(folder, Fault::BannedWord), "huruf besar"));
}

TEST_CASE(
    "Banned words are found on the screens, in the place and in a card; ids and names of drawings are not words") {
    ContentFolder folder;
    folder.put("glossary.toml", banned("en", "kantor") + banned("id", "scene-docs") + banned("id", "contoh"));
    folder.put(guide_file, guide_that_says("Datang."));
    const std::string all = told(folder, Fault::BannedWord);
    CHECK(contains(all, "site.toml:6: The word \"kantor\""));
    CHECK(contains(all, "guides/contoh.id.md:2: The word \"contoh\""));
    CHECK_FALSE(contains(all, "scene-docs"));
    folder.put("glossary.toml", banned("id", "Kembali"));
    CHECK(contains(told(folder, Fault::BannedWord), "words/id.toml:"));
}

TEST_CASE("A glossary with a mistake is a mistake itself; none at all is none") {
    ContentFolder folder;
    CHECK(told(folder, Fault::FileMissing) == "");
    folder.put("glossary.toml", banned("nl", "ponsel") + "kind = 1\n");
    CHECK(contains(told(folder, Fault::WrongType), "glossary.toml:2"));
    CHECK(contains(told(folder, Fault::UnknownKey), "glossary.toml:5"));
}

TEST_CASE("With a date whatever ends within 90 days is listed, and what is over") {
    ContentFolder folder;
    CHECK(told(folder, Fault::EndsSoon) == "");
    CHECK(told(folder, Fault::EndsSoon, day) ==
          "facts.toml:14: \"kantor-telepon\" is good until 2026-12-25 only. Look at its source again, then change the "
          "date checked.\n");
    CHECK(told(folder, Fault::TermOver, day) == "");
    CHECK(contains(told(folder, Fault::EndsSoon, Date{std::chrono::year{2026} / 12 / 25}), "kantor-telepon"));
    CHECK(contains(told(folder, Fault::TermOver, Date{std::chrono::year{2026} / 12 / 26}), "facts.toml:14: "));
}

TEST_CASE("What was checked on a day that has not come yet is a problem") {
    ContentFolder folder;
    folder.put("facts.toml",
               folder.text("facts.toml") + "[b]\nvalue = \"v\"\nsource = \"s\"\nchecked = 2062-09-26\nterm = 365\n");
    CHECK(told(folder, Fault::NotYetChecked) == "");
    CHECK(
        told(folder, Fault::NotYetChecked, day) ==
        "facts.toml:20: The date checked of \"b\" has not come yet: 2062-09-26. Write the day on which its source was "
        "read.\n");
    CHECK(told(folder, Fault::NotYetChecked, Date{std::chrono::year{2062} / 9 / 26}) == "");
}

TEST_CASE("A term of more than three years is a slip, as is none at all") {
    for (const int term : {0, 1096, 9999}) {
        ContentFolder folder;
        folder.put("facts.toml", folder.text("facts.toml") +
                                     "[b]\nvalue = \"v\"\nsource = \"s\"\nchecked = 2026-09-26\nterm = " +
                                     std::to_string(term) + "\n");
        CHECK(contains(told(folder, Fault::WrongType), "facts.toml:21: \"b.term\" must be 1 … 1095. Change it.\n"));
    }
}

TEST_CASE("What must be said may not be empty") {
    ContentFolder folder;
    folder.put("facts.toml", folder.text("facts.toml") +
                                 "[b]\nvalue = { id = \"v\", jv = \" \", en = \"\" }\nsource = \"\"\nchecked = "
                                 "2026-09-26\nterm = 30\n");
    CHECK(told(folder, Fault::EmptyText) ==
          "facts.toml:18: \"b.value.jv\" is empty. Fill it in.\nfacts.toml:18: \"b.value.en\" is empty. Fill it in.\n"
          "facts.toml:19: \"b.source\" is empty. Fill it in.\n");
}

TEST_CASE("A translation that quotes another fee than its source is named with its step") {
    ContentFolder folder;
    folder.put("facts.toml", folder.text("facts.toml") +
                                 "[biaya-10]\nvalue = \"Rp950.000\"\nsource = \"s\"\nchecked = 2026-09-26\nterm = "
                                 "365\n");
    folder.put(guide_file, guide_that_says("Bayar {biaya-5}."));
    folder.put("guides/contoh.en.md", guide_that_says("Pay {biaya-10}."));
    folder.put("guides/contoh.jv.md", guide_that_says("Mbayar."));
    CHECK(told(folder, Fault::OtherFact) ==
          "guides/contoh.en.md:21: Quoted here: biaya-10. In the Indonesian text: biaya-5. Quote the same.\n"
          "guides/contoh.jv.md:21: Quoted here: -. In the Indonesian text: biaya-5. Quote the same.\n");
    folder.put("guides/contoh.en.md", guide_that_says("{biaya-5}: pay it, {biaya-5}."));
    CHECK_FALSE(contains(told(folder, Fault::OtherFact), "contoh.en.md"));
}

TEST_CASE("A text in three languages beside each other quotes the same facts in each") {
    ContentFolder folder;
    folder.put("site.toml",
               folder.text("site.toml") +
                   "[[tile]]\nid = \"x\"\ndrawing = \"ktp\"\nlabel = { id = \"{lama}\", jv = \"{lama}\", en "
                   "= \"{biaya-5}\" }\n");
    CHECK(told(folder, Fault::OtherFact) ==
          "site.toml:13: Quoted here: biaya-5. In the Indonesian text: lama. Quote the same.\n");
}

TEST_CASE("A fact has the same digits in every language that writes it with digits") {
    ContentFolder folder;
    folder.put("facts.toml", folder.text("facts.toml") +
                                 "[b]\nvalue = { id = \"14 hari\", jv = \"kalih minggu\", en = \"12 days\" }\nsource = "
                                 "\"s\"\nchecked = 2026-09-26\nterm = 30\n");
    CHECK(told(folder, Fault::OtherNumber) ==
          "facts.toml:17: The numbers of \"b\" differ: \"12 days\", in Indonesian \"14 hari\". Make them the same.\n");
}

TEST_CASE("A fee that no fact has, such as last year's, is a warning") {
    ContentFolder folder;
    folder.put(guide_file, guide_that_says("Bayar Rp355.000, bukan Rp0 dan bukan {biaya-5}."));
    CHECK(told(folder, Fault::AmountByHand) ==
          "guides/contoh.id.md:27: \"Rp355.000\" is written by hand and is not in facts.toml. If it is a fee, write it "
          "there, once.\n");
    CHECK(severity_of(Fault::AmountByHand) == Severity::Warning);
}

TEST_CASE(
    "What may be used for 90 days is named every day only in its last 14, what may be used longer in its last 90") {
    ContentFolder folder;
    const auto usually = [&](Date today) { return told(folder, Fault::EndsSoon, today, Ahead::Usual); };
    CHECK(usually(Date{std::chrono::year{2026} / 12 / 10}) == "");
    CHECK(contains(usually(Date{std::chrono::year{2026} / 12 / 11}), "kantor-telepon"));
    CHECK(contains(usually(Date{std::chrono::year{2027} / 6 / 28}), "biaya-5"));
    CHECK_FALSE(contains(usually(Date{std::chrono::year{2027} / 6 / 27}), "biaya-5"));
}

TEST_CASE("Guides and question sets grow old like facts") {
    ContentFolder folder;
    folder.put(guide_file, guide_that_says("Datang."));
    folder.put("questions/tanya.toml", "checked = 2025-09-26\nterm = 30\n");
    CHECK(contains(told(folder, Fault::TermOver, Date{std::chrono::year{2027} / 11 / 24}),
                   "guides/contoh.id.md:5: \"contoh\""));
    CHECK(contains(told(folder, Fault::TermOver, day), "questions/tanya.toml:1: \"tanya\""));
}

TEST_CASE("A fee or a number that a fact holds may not be typed by hand") {
    ContentFolder folder;
    for (const char* words : {"Bayar Rp650.000.", "Bayar Rp 650.000.", "Bayar Rp\u00a0650000."}) {
        INFO(words);
        folder.put(guide_file, guide_that_says(words));
        const std::string all = told(folder, Fault::WrittenByHand);
        CHECK(contains(all, "guides/contoh.id.md:27: "));
        CHECK(contains(all, "Write {biaya-5} instead."));
    }
    for (const char* words : {"Telepon 321628.", "Telepon 321-628.", "Telepon 321 628!"}) {
        INFO(words);
        folder.put(guide_file, guide_that_says(words));
        CHECK(contains(told(folder, Fault::WrittenByHand), "Write {kantor-telepon} instead."));
    }
}

TEST_CASE("Rp0, other amounts, longer numbers and quotes are left alone") {
    ContentFolder folder;
    for (const char* words : {"Ada aturan Rp0.", "Bayar Rp10.000.", "Nomor 1321628.", "Nomor 321628.500.",
                              "Bayar {biaya-5} ke {kantor-telepon}.", "Bayar Rp1.650.000."}) {
        INFO(words);
        folder.put(guide_file, guide_that_says(words));
        CHECK(told(folder, Fault::WrittenByHand) == "");
    }
}

TEST_CASE("An address in a text leads to a host of the place or is named") {
    ContentFolder folder;
    folder.put(guide_file, guide_that_says("Buka https://bit.ly/x, lalu datang."));
    CHECK(contains(told(folder, Fault::LinkNotAllowed),
                   "guides/contoh.id.md:27: This address is not allowed: https://bit.ly/x ("));
    folder.put(guide_file, guide_that_says("Buka https://wonosobo.imigrasi.go.id."));
    CHECK(told(folder, Fault::LinkNotAllowed) == "");
}

TEST_CASE("A translation with another number of steps is named with both numbers") {
    ContentFolder folder;
    folder.put(guide_file, sample_front + sample_step + "\n" + sample_step);
    folder.put("guides/contoh.jv.md", sample_front + sample_step);
    CHECK(told(folder, Fault::StepCountDiffers) ==
          "guides/contoh.jv.md: This translation has 1 steps, the Indonesian guide 2. Give both the same steps.\n");
}

TEST_CASE("A translation is stale sentence by sentence, once somebody has said what it was made from") {
    ContentFolder folder;
    folder.put(guide_file, guide_that_says("Bawa KTP."));
    folder.put("guides/contoh.jv.md", guide_that_says("Mbeta KTP."));
    CHECK(told(folder, Fault::TranslationStale) == "");
    REQUIRE(record_translation(folder.scratch.folder, real_disk(), "contoh", Language::Javanese));
    CHECK(told(folder, Fault::TranslationStale) == "");
    folder.put(guide_file, guide_that_says("Bawa KK."));
    const std::string all = told(folder, Fault::TranslationStale);
    CHECK(contains(all, "guides/contoh.jv.md:21: The translation jv does not follow this sentence yet: \"Bawa KK.\""));
    CHECK_FALSE(contains(all, "Datang pagi."));
    REQUIRE(record_translation(folder.scratch.folder, real_disk(), "contoh", Language::Javanese));
    CHECK(told(folder, Fault::TranslationStale) == "");
}

TEST_CASE("A translation is named when the Indonesian guide lost a sentence, and not twice for a changed one") {
    ContentFolder folder;
    folder.put(guide_file, guide_that_says("Bawa KTP. Bawa KK."));
    folder.put("guides/contoh.jv.md", guide_that_says("Mbeta KTP. Mbeta KK."));
    REQUIRE(record_translation(folder.scratch.folder, real_disk(), "contoh", Language::Javanese));
    folder.put(guide_file, guide_that_says("Bawa KTP. Bawa akta."));
    CHECK(told(folder, Fault::TranslationLonger) == "");
    folder.put(guide_file, guide_that_says("Bawa KTP."));
    CHECK(told(folder, Fault::TranslationStale) == "");
    CHECK(
        contains(told(folder, Fault::TranslationLonger), "guides/contoh.jv.md: The Indonesian guide lost 1 sentences"));
}

TEST_CASE("A step with two drawings is a problem that names the second one") {
    ContentFolder folder;
    folder.put(guide_file, sample_front + sample_step + "\n![KTP di meja](ktp)\n");
    CHECK(told(folder, Fault::SecondDrawing) ==
          "guides/contoh.id.md:27: This step has a drawing already; \"ktp\" is a second one. Remove one, or make a new "
          "step.\n");
    folder.put(guide_file, sample_front + sample_step + "\n# Pulang\n\n![KTP di meja](ktp)\n\n> ![a](passport) Ini.\n");
    CHECK(told(folder, Fault::SecondDrawing) == "");
}

TEST_CASE(
    "What a sentence quotes from a file is cut off when it is endless, and cannot turn or wipe the lines of a "
    "terminal") {
    const auto said = [](std::string detail) {
        return sentence({"facts.toml", 1, Fault::BadId, {std::move(detail)}}, AuthorLanguage::English);
    };
    CHECK(said(std::string(100'000, 'a')).size() < 500);
    CHECK(contains(said("a\x1b[2Jb\nc"), "\"a\\x1B[2Jb c\""));
    CHECK(contains(said("a\u202eb"), "a\\xE2"));
    CHECK(contains(said("\xFF"), "\\xFF"));
    CHECK(contains(said("\u00e9"), "\u00e9"));
    std::string letters;
    for (int i = 0; i < 200; ++i) letters += "\u00e9";
    CHECK(contains(said("a" + letters), "\u00e9…\""));
    CHECK(contains(sentence({"guides/\x1b", 0, Fault::BadId, {"x"}}, AuthorLanguage::English), "guides/\\x1B: "));
}

TEST_CASE("Names with dots without end are refused before they are tables in tables, full stops of texts are not") {
    ContentFolder folder;
    for (const std::string before : {"", "x = {", "[", "\"a b\".", "x = [[{"}) {
        std::string dots;
        for (int i = 0; i < 60'000; ++i) dots += "a.";
        folder.put("facts.toml", "\n" + before + dots + "a = 1\n");
        INFO(before);
        CHECK(contains(told(folder, Fault::Grammar), "facts.toml:2: "));
    }
    std::string stops;
    for (int i = 0; i < 16; ++i) stops += "Datang. ";
    folder.put("facts.toml", "[a]\nvalue = \"" + stops + "................\"\n");
    CHECK(told(folder, Fault::Grammar) == "");
}

TEST_CASE("As deep as names and brackets together may go, the reader comes back") {
    ContentFolder folder;
    std::string deep = "x = ";
    for (int i = 0; i < 300; ++i) deep += "{a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a=";
    folder.put("facts.toml", deep + "\n");
    CHECK(contains(told(folder, Fault::Grammar), "facts.toml:1: "));
    CHECK(contains(told(folder, Fault::Grammar), "nested"));  // it stopped there, and did not go on to the end
}

TEST_CASE(
    "A quote that is missing in the facts is told alone and in an author's words, not with all that follows from it") {
    ContentFolder folder;
    std::string facts = folder.text("facts.toml");
    const auto quote = facts.find('"');
    REQUIRE(quote != facts.npos);
    facts.erase(facts.find('"', quote + 1), 1);
    folder.put("facts.toml", facts);
    const auto problems = check(folder.scratch.folder, real_disk());
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].fault == Fault::Grammar);
    CHECK(sentence(problems[0], AuthorLanguage::Indonesian).find("petik") != std::string::npos);
}

TEST_CASE("A mark that was begun and not ended is named before it stands on the glass") {
    const auto with = [](const std::string& body) {
        ContentFolder folder;
        folder.put("guides/contoh.id.md", guide_that_says(body));
        return told(folder, Fault::UnsupportedMarkup);
    };
    CHECK(with("Biaya {biaya-5}. Bayar **dulu** di bank.") == "");
    CHECK(contains(with("Biaya {biaya-5."), "{biaya-5."));
    CHECK(contains(with("Bayar **dulu di bank."), "**"));
    CHECK(contains(with("Bayar.\n\n> [Tidak bisa?](datang sendiri)"), "> [ ]( )"));
    CHECK(contains(with("Bayar.\n\n> [Tidak bisa?](datang-sendiri"), "> [ ]( )"));
}

TEST_CASE("Noting a translation keeps the others, and writes nothing over what cannot be read") {
    ContentFolder folder;
    for (const char* file : {"guides/contoh.id.md", "guides/contoh.jv.md", "guides/contoh.en.md"})
        folder.put(file, guide_that_says("Bawa KTP."));
    REQUIRE(record_translation(folder.scratch.folder, real_disk(), "contoh", Language::Javanese));
    REQUIRE(record_translation(folder.scratch.folder, real_disk(), "contoh", Language::English));
    CHECK(contains(folder.text("translations.toml"), "jv = ["));
    CHECK(contains(folder.text("translations.toml"), "en = ["));
    CHECK_FALSE(record_translation(folder.scratch.folder, real_disk(), "tidak-ada", Language::English));
    folder.put("translations.toml", "[contoh\n");
    CHECK_FALSE(record_translation(folder.scratch.folder, real_disk(), "contoh", Language::English));
    CHECK(folder.text("translations.toml") == "[contoh\n");
    CHECK(contains(told(folder, Fault::Grammar), "translations.toml:1: "));
}
