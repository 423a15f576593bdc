// Everything that can be wrong with a file, hundreds of times: the check comes back, and says where and what to do.
#include <chrono>

#include "tests/catch.h"
#include "tests/content_folder.h"

using namespace balai;

namespace {

struct BadCase {
    std::string what, file, text;
    bool surely = true;  // false: what is left may be right by chance, the check only has to come back
};

std::string shipped(const std::string& file) {
    return real_disk().read(BALAI_SOURCE "/content/" + file, 1 << 20).value();
}

std::string repeated(std::string_view text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += text;
    return all;
}

const std::string guide_file = "guides/contoh.id.md";
const std::string fact = "[biaya-5]\nvalue = \"a\"\nsource = \"s\"\nchecked = 2026-09-26\nterm = 365\n";

// Where each kind of file lies in the small folder, and the shipped file that stands for its kind.
constexpr std::pair<const char*, const char*> kinds[] = {{"site.toml", "site.toml"},
                                                         {"facts.toml", "facts.toml"},
                                                         {"links.toml", "links.toml"},
                                                         {"words/jv.toml", "words/jv.toml"},
                                                         {"glossary.toml", "glossary.toml"},
                                                         {"translations.toml", "translations.toml"},
                                                         {"guides/contoh.id.md", "guides/hilang.id.md"},
                                                         {"questions/contoh.toml", "questions/kerja-cek.toml"}};

std::vector<BadCase> broken_grammar() {
    std::vector<BadCase> cases;
    for (const auto& [file, source] : kinds) {
        const bool guide = std::string{file}.ends_with(".md");
        const auto text = [&](const std::string& first) {
            return guide ? "+++\n" + first + shipped(source).substr(4) : first + shipped(source);
        };
        for (const auto& line : {"= 1\n", "x = \n", "x = \"\n", "x = 2026-02-30\n", "x = 99999999999999999999\n",
                                 "x = 1\nx = 2\n", "[x\n", "x = {\n", "x = 'a\n", "x = \"\\q\"\n", "x = tru\n"})
            cases.push_back({std::string{"grammar "} + line, file, text(line)});
        cases.push_back({"deep arrays", file, text("x = " + repeated("[", 3000) + "\n")});
        cases.push_back({"deep tables", file, text("x = " + repeated("{a=", 3000) + "\n")});
        cases.push_back({"deep names", file, text(repeated("a.", 2000) + "a = 1\n")});
        if (file != std::string{"words/jv.toml"})
            cases.push_back({"an unknown name", file, text("tidak-dikenal = 1\n")});
        for (const std::string_view hidden :
             {std::string_view{"\u202e"}, std::string_view{"\u2066"}, std::string_view{"\u200b"},
              std::string_view{"\ufeff"}, std::string_view{"\0", 1}, std::string_view{"\x1b"},
              std::string_view{"\xC0\xAF"}, std::string_view{"\xED\xA0\x80"}, std::string_view{"\xFF"},
              std::string_view{"\xE2\x80"}}) {
            const std::string whole = shipped(source);
            for (const std::size_t at : {whole.size() / 3, whole.size() / 2, whole.size() - 1}) {
                // Not within a letter.
                std::size_t place = whole.find(' ', at);
                place = place == whole.npos ? whole.size() : place;
                cases.push_back({"hidden", file, std::string{whole}.insert(place, hidden)});
            }
        }
        cases.push_back({"10 MB in one line", file, text("x = \"" + std::string(10'000'000, 'a') + "\"\n")});
    }
    return cases;
}

std::vector<BadCase> cut_short() {
    std::vector<BadCase> cases;
    for (const auto& [file, source] : kinds) {
        const std::string whole = shipped(source);
        for (std::size_t at = 0; at < std::min<std::size_t>(whole.size(), 4000); at += 20)
            cases.push_back({"cut at " + std::to_string(at), file, whole.substr(0, at), false});
    }
    return cases;
}

std::vector<BadCase> wrong_values() {
    std::vector<BadCase> cases;
    for (const char* value :
         {"-1", "1000001", "1e300", "nan", "\"365\"", "[]", "{}", "0.5", "true", "9223372036854775807"})
        cases.push_back(
            {std::string{"term "} + value, "facts.toml",
             "[a]\nvalue = \"a\"\nsource = \"s\"\nchecked = 2026-09-26\nterm = " + std::string{value} + "\n"});
    for (const char* value : {"1", "\"2026\"", "2026-09-26T10:00:00", "10:00:00", "[]", "{}", "false"})
        cases.push_back({std::string{"checked "} + value, "facts.toml",
                         "[a]\nvalue = \"a\"\nsource = \"s\"\nchecked = " + std::string{value} + "\nterm = 1\n"});
    for (const char* name :
         {"A", "a_b", "\"\"", "\"../x\"", "\"a b\"", "\"\u00e9\"", "\"aaaaaaaaaabbbbbbbbbbccccccccccddddddddddx\""})
        cases.push_back({std::string{"id "} + name, "facts.toml", "[" + std::string{name} + "]\n" + fact.substr(10)});
    cases.push_back({"the same id twice", "facts.toml", fact + fact});
    cases.push_back({"a language left out", "facts.toml",
                     "[a]\nvalue = { id = \"a\", jv = \"b\" }\nsource = \"s\"\nchecked = 2026-09-26\nterm = 1\n"});
    for (const char* url : {"http://wonosobo.imigrasi.go.id", "https://bit.ly/x", "https://wonosobo.imigrasi.go.id@x.y",
                            "https://wonosobo.imigrasi.go.id:81", "javascript:1", "tel:", "tel:+62a", "https://", ""})
        cases.push_back({std::string{"url "} + url, "links.toml",
                         "[kantor]\nurl = \"" + std::string{url} + "\"\nsource = \"s\"\nchecked = 2026-09-26\n"});
    cases.push_back(
        {"a huge array", "site.toml", shipped("site.toml") + "\n[[hotline]]\nx = [" + repeated("1,", 50000) + "]\n"});
    cases.push_back({"many tiles", "site.toml", shipped("site.toml") + repeated("\n[[tile]]\nid = \"a\"\n", 500)});
    for (const char* table :
         {"[office]", "[mpaspor]", "[[tile]]", "[[section]]", "[[section.entry]]", "[[wide]]", "[[hotline]]"}) {
        std::string text = shipped("site.toml");
        text.insert(text.find(table) + std::string{table}.size(), "\ntidak-dikenal = 1");
        cases.push_back({std::string{"unknown in "} + table, "site.toml", text});
    }
    for (const char* table : {"[[question]]", "[[question.answer]]", "[[outcome]]", "[[outcome.page]]"}) {
        std::string text = shipped("questions/kerja-cek.toml");
        if (const auto at = text.find(table); at != text.npos)
            cases.push_back({std::string{"unknown in "} + table, "questions/contoh.toml",
                             text.insert(at + std::string{table}.size(), "\ntidak-dikenal = 1")});
    }
    return cases;
}

std::vector<BadCase> wrong_guides() {
    std::vector<BadCase> cases;
    for (const char* body : {"- KTP\n- KK\n",
                             "1. KTP\n2. KK\n",
                             "* KTP\n",
                             "---\n\nKata.\n",
                             "```\nkata\n```\n",
                             "    kata\n    kata\n",
                             "## Judul\n\nKata.\n",
                             "[kata](lain)\n",
                             "`kata`\n",
                             "*kata*\n",
                             "> - kata\n",
                             "- - - kata\n",
                             "<https://bit.ly/x>\n",
                             "Buka https://bit.ly/x\n",
                             "Bayar {tidak-ada}.\n",
                             "Bayar {}.\n",
                             "Bayar {../x}.\n",

                             "![a](tidak-ada)\n",
                             "> [Ke mana?](tidak-ada)\n",
                             "Bayar Rp650.000.\n"})
        cases.push_back({body, guide_file, sample_front + sample_step + "\n" + body});
    cases.push_back({"deep quotes", guide_file, sample_front + sample_step + "\n" + repeated("> ", 2000) + "- a\n"});
    cases.push_back({"deep lists", guide_file, sample_front + sample_step + "\n" + repeated("- ", 2000) + "a\n"});
    cases.push_back(
        {"open brackets", guide_file, sample_front + sample_step + "\n" + repeated("[", 50000) + repeated("a ", 30)});
    cases.push_back({"stars", guide_file, sample_front + sample_step + "\n" + repeated("*a ", 20000)});
    cases.push_back({"10 MB word", guide_file, sample_front + "# " + std::string(10'000'000, 'a') + "\n"});
    cases.push_back({"a silent drawing", guide_file, sample_front + "# Datang\n\n![](scene-docs)\n\nPagi.\n"});
    cases.push_back({"no steps", guide_file, sample_front});
    cases.push_back({"words first", guide_file, sample_front + "Kata.\n\n" + sample_step});
    cases.push_back({"many steps", guide_file, sample_front + repeated(sample_step + "\n", 2000)});
    cases.push_back({"no front", guide_file, sample_step});
    cases.push_back({"empty", guide_file, ""});
    cases.push_back({"only a fence", guide_file, "+++\n+++\n"});
    return cases;
}

}  // namespace

TEST_CASE("Hundreds of broken files: the check comes back, names the file and says what to do in both languages") {
    std::vector<BadCase> all;
    for (const auto& some : {broken_grammar(), cut_short(), wrong_values(), wrong_guides()})
        all.insert(all.end(), some.begin(), some.end());
    CHECK(all.size() >= 200);
    const auto began = std::chrono::steady_clock::now();
    const Date today{std::chrono::year{2026} / 11 / 24};
    std::chrono::steady_clock::duration longest{};
    ContentFolder folder;
    for (const BadCase& bad : all) {
        INFO(bad.file << ": " << bad.what.substr(0, 60));
        std::error_code error;
        const auto path = folder.scratch.folder / bad.file;
        const bool was = std::filesystem::exists(path, error);
        const std::string before = was ? folder.text(bad.file) : "";
        folder.put(bad.file, bad.text);
        const auto from = std::chrono::steady_clock::now();
        const auto problems = check(folder.scratch.folder, real_disk(), today);
        longest = std::max(longest, std::chrono::steady_clock::now() - from);
        bool named = false;
        for (const ContentProblem& problem : problems) {
            named = named || problem.file == bad.file;
            for (const auto language : {AuthorLanguage::Indonesian, AuthorLanguage::English}) {
                const std::string words = sentence(problem, language);
                // The file, what is wrong, and the cure behind the first full stop.
                const bool whole =
                    words.starts_with(problem.file) && words.size() > problem.file.size() + 20 && words.ends_with(".");
                if (!whole) CHECK(words == "a whole sentence");
            }
        }
        if (bad.surely) CHECK(named);
        if (was)
            folder.put(bad.file, before);
        else
            std::filesystem::remove(path, error);
    }
    CHECK(longest < std::chrono::seconds{10});
    const auto ms = [](auto time) { return std::chrono::duration_cast<std::chrono::milliseconds>(time).count(); };
    WARN(all.size() << " broken files, " << ms(std::chrono::steady_clock::now() - began) << " ms, the longest "
                    << ms(longest) << " ms");
}

TEST_CASE("Guides that lead to each other in a circle are read like any others") {
    ContentFolder folder;
    folder.put("guides/a.id.md", sample_front + sample_step + "\n> [Ke b?](b)\n");
    folder.put("guides/b.id.md", sample_front + sample_step + "\n> [Ke a?](a)\n");
    CHECK_FALSE(folder.complains_of(Fault::UnknownTarget, "guides/a.id.md"));
    CHECK_FALSE(folder.complains_of(Fault::UnknownTarget, "guides/b.id.md"));
}

TEST_CASE("A guide that is missing in a language is named") {
    ContentFolder folder;
    folder.put(guide_file, sample_front + sample_step);
    CHECK(folder.complains_of(Fault::LanguageMissing, "guides/contoh.jv.md"));
    CHECK(folder.complains_of(Fault::LanguageMissing, "guides/contoh.en.md"));
}
