#include "kiosk/authors/leaflet.h"

#include "kiosk/authors/inline_drawing.h"
#include "tests/catch.h"
#include "tests/content_folder.h"
#include "tests/shipped.h"

using namespace balai;

namespace {

constexpr Today autumn{Date{std::chrono::year{2026} / 11 / 24}, Trust::Set};

std::string drawing(const std::string& name) {
    return real_disk().read(BALAI_SOURCE "/content/drawings/" + name + ".svg", 1 << 20).value_or("");
}

std::string sheet(const std::string& id, Language language, Today today = autumn) {
    const Guide* guide = shipped_content().guide(id, language);
    REQUIRE(guide);
    return leaflet(*guide, shipped_content(), language, today, drawing);
}

bool holds_text(const std::string& page, std::string_view text) { return page.find(text) != page.npos; }

std::string on_one_line(std::string text) {
    for (char& c : text)
        if (c == '\n') c = ' ';
    return text;
}

}  // namespace

TEST_CASE("The leaflet of every guide in every language holds every step, the mark and the numbers") {
    const Content& content = shipped_content();
    for (const std::string& id : content.guide_ids())
        for (const Language language : all_languages) {
            const Guide* guide = content.guide(id, language);
            if (!guide) continue;
            INFO(id << " " << code(language));
            const std::string page = sheet(id, language);
            for (const Step& step : guide->steps) CHECK(holds_text(page, "<h3>" + on_one_line(step.heading)));
            CHECK(holds_text(page, content.words(language)[Word::NotApproved]));
            CHECK(holds_text(page, content.fact(content.site().office_phone)->value[0]));
            for (const Site::Hotline& line : content.site().hotlines)
                CHECK(holds_text(page, content.fact(line.number)->value[0]));
        }
}

TEST_CASE("A leaflet needs nothing from anywhere: no script, no address, no other file") {
    for (const char* id : {"hilang", "paspor-baru", "tanpa-hp"}) {
        const std::string page = sheet(id, Language::Indonesian);
        for (const char* reference : {"<script", "href=", "src=", "url(", "@import", "http:", "https:"})
            CHECK_FALSE(holds_text(page, reference));
        // No quote of a fact is left over in the words.
        CHECK(page.find('{', page.find("</style>")) == page.npos);
    }
}

TEST_CASE("A side guide becomes a leaflet without cards") {
    const std::string page = sheet("tanpa-hp", Language::English);
    CHECK_FALSE(holds_text(page, "class=\"card\""));
    CHECK(holds_text(page, "<h3>"));
}

TEST_CASE("A branch becomes a reference to the title of its guide") {
    const std::string page = sheet("hilang", Language::Indonesian);
    const Guide* target = shipped_content().guide("datang-sendiri", Language::Indonesian);
    REQUIRE(target);
    CHECK(holds_text(page, "Tidak bisa datang sendiri? Lihat juga: <b>" + target->title + "</b>"));
    CHECK(holds_text(sheet("paspor-baru", Language::Indonesian), "Paspor untuk kerja. Lihat juga: "));
}

TEST_CASE("A fee on paper carries the month of its source, and past its term gives way to the office") {
    const std::string fresh = sheet("hilang", Language::Indonesian);
    CHECK(holds_text(fresh, "<b>Rp1.650.000</b>"));
    CHECK(holds_text(fresh, "<span class=\"source\">Sumber Sep 2026</span>"));
    const std::string old = sheet("hilang", Language::Indonesian, {Date{std::chrono::year{2028} / 1 / 1}, Trust::Set});
    CHECK_FALSE(holds_text(old, "Rp1.650.000"));
    CHECK(holds_text(old, "tanya kantor"));
    CHECK(holds_text(old, "Lama: Sep 2026"));
    CHECK(holds_text(old, "(0286)"));
}

TEST_CASE("What looks like markup is shown as it was written, in text, title and style") {
    ContentFolder folder;
    std::string guide =
        sample_front + "# Bawa <b>KTP</b>\n\n![\"><script>](scene-docs)\n\n1 < 2 & 3 > 2. **Penting**.\n";
    guide.replace(guide.find("\"Contoh\""), 8, "'A\"; } </style><script>x</script>'");
    folder.put("guides/contoh.id.md", guide);
    const auto content = folder.open();
    REQUIRE(content);
    const Guide* read = content->guide("contoh", Language::Indonesian);
    REQUIRE(read);
    const std::string page = leaflet(*read, *content, Language::Indonesian, autumn, drawing);
    CHECK(holds_text(page, "1 &lt; 2 &amp; 3 &gt; 2. <b>Penting</b>."));
    CHECK(holds_text(page, "Bawa &lt;b&gt;KTP&lt;/b&gt;"));
    CHECK_FALSE(holds_text(page, "<script"));
    CHECK(page.find("</style>") == page.rfind("</style>"));
}

TEST_CASE("Only shapes of a drawing come along") {
    CHECK(inline_drawing("<?xml version=\"1.0\"?><svg xmlns=\"http://x\" viewBox=\"0 0 24 24\"><style>.a{}</style>"
                         "<script>alert(1)</script><g class=\"ink\"><path d=\"M1 2h3\" onclick=\"x()\"/>"
                         "<a href=\"http://x\"><circle cx=\"1\" cy=\"2\" r=\"url(x)\"/></a></g></svg>") ==
          "<svg viewBox=\"0 0 24 24\"><g class=\"ink\"><path d=\"M1 2h3\"/><circle cx=\"1\" cy=\"2\"/></g></svg>");
    CHECK(inline_drawing("").empty());
    CHECK(inline_drawing("no drawing").empty());
    CHECK(inline_drawing("<svg viewBox=\"0 0 1 1\"><g><path d=\"M1") == "<svg viewBox=\"0 0 1 1\"><g></g></svg>");
}

TEST_CASE("A drawing that is missing leaves its words") {
    const Guide* guide = shipped_content().guide("hilang", Language::Indonesian);
    REQUIRE(guide);
    const std::string page = leaflet(*guide, shipped_content(), Language::Indonesian, autumn,
                                     [](const std::string&) { return std::string{}; });
    CHECK(holds_text(page, ">Uang, kode bayar, dan jam</div>"));
    CHECK_FALSE(holds_text(page, "<svg"));
}

TEST_CASE("Days of equal hours stand together, closed days are left out") {
    const Words& words = shipped_content().words(Language::Indonesian);
    CHECK(week_of_hours({"8-15", "8-15", "8-15", "8-15", "8-11", "", ""}, words) == "Sen-Kam 8-15, Jum 8-11");
    CHECK(week_of_hours({"8-15", "", "8-15", "", "", "", "9-10"}, words) == "Sen 8-15, Rab 8-15, Min 9-10");
    CHECK(week_of_hours({}, words).empty());
}
