// What the terminal says aloud: every text as words, in the order of the page, under the name of its clip.
#include <algorithm>
#include <set>

#include "kiosk/speech/number_words.h"
#include "kiosk/speech/script.h"
#include "tests/catch.h"
#include "tests/shipped.h"

using namespace balai;

namespace {

std::string id(std::string_view text) { return spelled(text, {Language::Indonesian, {"110", "129"}}); }
std::string en(std::string_view text) { return spelled(text, {Language::English, {"110", "129"}}); }

std::vector<std::string> elements(const std::vector<Utterance>& reading) {
    std::vector<std::string> ids;
    for (const Utterance& one : reading)
        if (ids.empty() || ids.back() != one.element) ids.push_back(one.element);
    return ids;
}

}  // namespace

TEST_CASE("Numbers are said as people say them") {
    const auto said = [](std::uint64_t number) { return number_words(number, Language::Indonesian); };
    CHECK(said(0) == "nol");
    CHECK(said(11) == "sebelas");
    CHECK(said(17) == "tujuh belas");
    CHECK(said(45) == "empat puluh lima");
    CHECK(said(100) == "seratus");
    CHECK(said(1000) == "seribu");
    CHECK(said(2026) == "dua ribu dua puluh enam");
    CHECK(said(650'000) == "enam ratus lima puluh ribu");
    CHECK(said(1'450'000) == "satu juta empat ratus lima puluh ribu");
    CHECK(number_words(650'000, Language::English) == "six hundred and fifty thousand");
    CHECK(number_words(1'000'021, Language::English) == "one million twenty one");
    CHECK(number_words(17, Language::Javanese) == "pitu welas");
    CHECK(number_words(350'000, Language::Javanese) == "tigang atus seket ewu");
    CHECK(number_words(4, Language::Javanese) == "sekawan");
    CHECK(number_words(25, Language::Javanese) == "selangkung");
    CHECK(number_words(1000, Language::Javanese) == "sewu");
    CHECK(number_words(1'000'000'000'000, Language::English).starts_with("one zero zero"));
}

TEST_CASE("Money is an amount, a telephone number is digits, an emergency number too") {
    CHECK(id("Biaya Rp350.000.") == "Biaya tiga ratus lima puluh ribu rupiah.");
    CHECK(id("Ada aturan Rp0.") == "Ada aturan nol rupiah.");
    CHECK(en("Rp1.450.000 for 10 years") == "one million four hundred and fifty thousand rupiah for ten years");
    CHECK(id("Telepon (0286) 321628.") == "Telepon nol dua delapan enam, tiga dua satu enam dua delapan.");
    CHECK(id("0800-1000, gratis") == "nol delapan nol nol, satu nol nol nol, gratis");
    CHECK(id("WA +62 811-8080-141.") ==
          "WA plus enam dua, delapan satu satu, delapan nol delapan nol, satu empat satu.");
    CHECK(id("Lapor 110 atau 129") == "Lapor satu satu nol atau satu dua sembilan");
    CHECK(id("110 orang") == "satu satu nol orang");
    CHECK(spelled("110 orang", {Language::Indonesian, {}}) == "seratus sepuluh orang");
}

TEST_CASE("Hours, ranges, decimals, months and signs become words") {
    CHECK(id("Hari ini buka: 08.00-15.30") == "Hari ini buka: delapan sampai lima belas tiga puluh");
    CHECK(id("2-3 hari") == "dua sampai tiga hari");
    CHECK(id("Km 5,5, Selomerto") == "Km lima koma lima, Selomerto");
    CHECK(id("Sumber Sep 2026") == "Sumber September dua ribu dua puluh enam");
    CHECK(en("Source Oct 2026") == "Source October two thousand twenty six");
    CHECK(id("fotokopi A4.") == "fotokopi A empat.");
    CHECK(id("P3MI dan SISKOP2MI") == "P tiga MI dan SISKOP dua MI");
    CHECK(id("Bapak/Ibu, KTP/KK") == "Bapak Ibu, KTP atau KK");
    CHECK(id("play.google.com") == "play titik google titik com");
    CHECK(id("50%") == "lima puluh persen");
    CHECK(id("Mei ini") == "Mei ini");
}

TEST_CASE("A text is cut where a page may be cut: behind sentences and at lines, not at a line that goes on") {
    CHECK(sentences_of("Satu. Dua? Tiga!") == std::vector<Text>{"Satu.", "Dua?", "Tiga!"});
    CHECK(sentences_of("Rp650.000 5\u00a0tahun\nRp950.000 10\u00a0tahun\npakai kode bayar") ==
          std::vector<Text>{"Rp650.000 5 tahun", "Rp950.000 10 tahun pakai kode bayar"});
    CHECK(sentences_of("Tanya: **110**\u2003Kerja: **129**") == std::vector<Text>{"Tanya: 110", "Kerja: 129"});
    CHECK(sentences_of("Jl. Raya No. 5 Km 5,5") == std::vector<Text>{"Jl. Raya No. 5 Km 5,5"});
    CHECK(sentences_of("Bawa KTP dan KK. Datang pagi.") == std::vector<Text>{"Bawa KTP dan KK.", "Datang pagi."});
    CHECK(sentences_of("").empty());
    CHECK(sentences_of("\n \n").empty());
}

TEST_CASE("A page is read as it is meant: heading, words, choices, the way on, the ways back, its age") {
    const PagePiece page[] = {{"header.name", "label", "Balai"},
                              {"header.notice", "date", "Sumber Sep 2026\u2002·\u2002Contoh."},
                              {"picture", "picture", "Sebuah gambar"},
                              {"button.cocok", "button", "Ada yang beda?\nCek di sini"},
                              {"heading", "heading", "Cek nama"},
                              {"body", "body", "Satu. Dua."},
                              {"qr.link", "qr", ""},
                              {"bar.back", "bar", "Kembali"},
                              {"bar.listen", "bar", "Bacakan"},
                              {"bar.help", "bar", "Tanya"},
                              {"bar.next", "bar", "Lanjut"}};
    const auto reading = reading_of(page, {Language::Indonesian, {}});
    CHECK(elements(reading) == std::vector<std::string>{"heading", "body", "button.cocok", "bar.next", "bar.back",
                                                        "bar.help", "header.notice"});
    REQUIRE(reading.size() == 9);
    CHECK(reading[1].words == "Satu.");
    CHECK(reading[3].words == "Ada yang beda? Cek di sini");
    CHECK(reading[7].words == "Sumber September dua ribu dua puluh enam");
}

TEST_CASE("Languages are named in themselves") {
    const auto of = [](const char* piece, const char* text) {
        return said_by({piece, "button", text}, {Language::Indonesian, {}}).at(0).language;
    };
    CHECK(of("language.en", "English") == Language::English);
    CHECK(of("language.id", "Bahasa Indonesia") == Language::Indonesian);
    CHECK(of("language.jv", "Basa Jawa") == Language::Indonesian);
}

TEST_CASE("A clip is bound to its words and its language") {
    const std::string name = clip_name(Language::Indonesian, "Bawa KTP asli.");
    CHECK(name.size() == 16);
    CHECK(name.find_first_not_of("0123456789abcdef") == name.npos);
    CHECK(name == clip_name(Language::Indonesian, "Bawa KTP asli."));
    CHECK(name != clip_name(Language::English, "Bawa KTP asli."));
    CHECK(name != clip_name(Language::Indonesian, "Bawa KTP asli"));
}

TEST_CASE("The script has every line once, as words without digits or markup") {
    for (const Language language : all_languages) {
        const auto script = script_of(shipped_content(), language);
        CHECK(script.size() > 500);
        std::set<std::string> clips;
        for (const ScriptLine& line : script) {
            INFO(code(language) << ": " << line.words);
            CHECK(clips.insert(line.clip).second);
            CHECK(line.clip == clip_name(language, line.words));
            CHECK(line.words.find_first_of("0123456789{}*\n/") == line.words.npos);
            CHECK_FALSE(line.page.empty());
        }
    }
}

TEST_CASE("A price that gave way is in the script as well as the price") {
    const auto script = script_of(shipped_content(), Language::Indonesian);
    const auto has = [&](std::string_view words) {
        return std::any_of(script.begin(), script.end(),
                           [&](const ScriptLine& line) { return line.words.find(words) != line.words.npos; });
    };
    CHECK(has("enam ratus lima puluh ribu rupiah"));
    CHECK(has("Tanya kantor"));
}
