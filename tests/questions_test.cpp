// Questions and what comes of the answers: rules that a clerk writes, walked by the machine.
#include "kiosk/content/questions.h"

#include <set>

#include "kiosk/visit/take_home.h"
#include "kiosk/visit/visit.h"
#include "tests/catch.h"
#include "tests/content_folder.h"
#include "tests/shipped.h"

using namespace balai;
using namespace std::chrono_literals;

namespace {

const std::string head =
    "page = \"checklist\"\ntitle = \"Syarat\"\ndrawing = \"ktp\"\nsource = \"s\"\nchecked = 2026-09-26\nterm = 365\n";
const std::string two_questions =
    "[[question]]\nid = \"umur\"\nask = \"Umur?\"\n"
    "answer = [ { id = \"muda\", drawing = \"ktp\", label = \"Muda\" }, { id = \"tua\", drawing = \"ktp\", label = "
    "\"Tua\" } ]\n"
    "[[question]]\nid = \"izin\"\nask = \"Izin?\"\nwhen = { umur = \"muda\" }\n"
    "answer = [ { id = \"ada\", drawing = \"ktp\", label = \"Ada\" }, { id = \"tidak\", drawing = \"ktp\", label = "
    "\"Tidak\" } ]\n";
const std::string rules =
    "[[heading]]\nwhen = { umur = \"muda\" }\ntext = \"Muda\"\n[[heading]]\nwhen = { umur = \"tua\" }\ntext = \"Tua\"\n"
    "[[line]]\ndrawing = \"ktp\"\ntext = \"KTP\"\ncode = \"KTP\"\n"
    "[[line]]\nwhen = { izin = \"tidak\" }\ndrawing = \"ktp\"\ntext = \"Minta izin\"\ncode = \"Minta izin\"\n"
    "[[cost]]\notherwise = true\ntext = \"{biaya-5}\"\n[[road]]\notherwise = true\ntext = \"Datang\"\n";

struct SetFolder : ContentFolder {
    explicit SetFolder(const std::string& text) { put("questions/syarat.toml", text); }
    bool has(Fault fault) const { return complains_of(fault, "questions/syarat.toml"); }
};

const Content& content() { return shipped_content(); }
const Today rehearsed{Date{std::chrono::year{2026} / 11 / 23}, Trust::Set};

Visit next(Visit visit, const Intent& intent, Moment now = 61s) { return after(visit, intent, content(), now).visit; }

Visit answered(Visit visit, std::initializer_list<const char*> answers) {
    for (const char* answer : answers) visit = next(std::move(visit), GiveAnswer{answer});
    return visit;
}

Visit in_job_check() {
    Visit visit;
    visit.screen = HomeScreen{};
    visit.began = 0s;
    return next(next(std::move(visit), OpenTile{"kerja"}), OpenTile{"kerja-cek"});
}

}  // namespace

TEST_CASE("A table of questions and rules without a gap has no problems") {
    CHECK(SetFolder{head + two_questions + rules}.problems().find("questions/") == std::string::npos);
}

TEST_CASE("Answers that lead nowhere are named") {
    const std::string gap = rules.substr(rules.find("[[line]]"));
    SetFolder folder{head + two_questions + "[[heading]]\nwhen = { umur = \"muda\" }\ntext = \"Muda\"\n" + gap};
    CHECK(folder.has(Fault::WayWithoutOutcome));
    CHECK(folder.problems().find("umur=tua") != std::string::npos);
}

TEST_CASE("Two headings for the same answers are named with both lines") {
    SetFolder folder{head + two_questions + rules +
                     "[[heading]]\nwhen = { izin = \"ada\" }\ntext = \"Muda dengan izin\"\n"};
    CHECK(folder.has(Fault::WayWithTwo));
}

TEST_CASE("A rule that no answers can reach is named") {
    SetFolder folder{
        head + two_questions + rules +
        "[[line]]\nwhen = { umur = \"tua\", izin = \"ada\" }\ndrawing = \"ktp\"\ntext = \"x\"\ncode = \"x\"\n"};
    CHECK(folder.has(Fault::NeverUsed));
}

TEST_CASE("A rule may only speak of questions that were asked before, and of their answers") {
    CHECK(SetFolder{head + two_questions + rules + "[[more]]\nwhen = { warna = \"biru\" }\ncode = \"x\"\n"}.has(
        Fault::UnknownQuestion));
    CHECK(SetFolder{head + two_questions + rules + "[[more]]\nwhen = { umur = \"biru\" }\ncode = \"x\"\n"}.has(
        Fault::UnknownAnswer));
    const std::string early =
        "[[question]]\nid = \"awal\"\nask = \"?\"\nwhen = { umur = \"tua\" }\n"
        "answer = [ { id = \"a\", drawing = \"ktp\", label = \"a\" }, { id = \"b\", drawing = \"ktp\", "
        "label = \"b\" } ]\n";
    CHECK(SetFolder{head + early + two_questions + rules}.has(Fault::UnknownQuestion));
}

TEST_CASE("A set with a mistake is not asked at all") {
    SetFolder folder{head + two_questions};
    auto opened = folder.open();
    REQUIRE(opened);
    CHECK(opened->question_set("syarat") == nullptr);
    CHECK(folder.has(Fault::WrongCount));
}

TEST_CASE("A million questions are refused, not walked") {
    std::string many = head;
    for (int i = 0; i < 1000; ++i)
        many += "[[question]]\nid = \"q" + std::to_string(i) +
                "\"\nask = \"?\"\nanswer = [ { id = \"a\", drawing = \"ktp\", label = \"a\" }, { id = \"b\", drawing = "
                "\"ktp\", label = \"b\" } ]\n";
    CHECK(SetFolder{many + rules}.has(Fault::WrongCount));
}

TEST_CASE("The code to take home holds plain letters only") {
    CHECK(SetFolder{head + two_questions + rules + "[[more]]\ncode = \"Café\"\n"}.has(Fault::CodeNotAscii));
}

TEST_CASE("Every way through the shipped questions ends in one list of one to six papers, or in one of two results") {
    const QuestionSet* list = content().question_set("syarat");
    REQUIRE(list);
    int ways = 0;
    each_way(*list, {}, [&](const Answers& answers) {
        const Checklist made = checklist_of(*list, answers);
        INFO(words_of(*list, answers));
        CHECK(made.heading);
        CHECK(made.cost);
        CHECK(made.road);
        CHECK(made.lines.size() >= 1);
        CHECK(made.lines.size() <= 6);
        ++ways;
    });
    CHECK(ways > 50);
    const QuestionSet* job = content().question_set("kerja-cek");
    REQUIRE(job);
    CHECK(job->kind == SetKind::Result);
    CHECK(job->outcomes.size() == 2);
    each_way(*job, {}, [&](const Answers& answers) { CHECK(result_of(*job, answers)); });
}

TEST_CASE("Every list fits a code: ASCII, at most 331 bytes, lines of at most 32 letters, the month last") {
    for (const std::string id : {"syarat", "cocok", "kerja-cek"})
        for (const Language language : all_languages) {
            const QuestionSet* set = content().question_set(id);
            REQUIRE(set);
            std::set<std::string> seen;
            each_way(*set, {}, [&](const Answers& answers) {
                const auto text = code_text(*set, answers, content(), language, rehearsed);
                REQUIRE(text);
                if (!seen.insert(*text).second) return;
                INFO(*text);
                CHECK(text->size() <= 331);
                CHECK(text->find("2026") > text->rfind('\n'));
                std::size_t from = 0;
                for (std::size_t end = 0; end != text->npos; from = end + 1) {
                    end = text->find('\n', from);
                    CHECK(std::min(end, text->size()) - from <= 32);
                }
                for (const char c : *text) CHECK((c == '\n' || (c >= 0x20 && c < 0x7F)));
            });
        }
}

TEST_CASE("A code that grows too long drops the least important lines first, and says nothing rather than half") {
    QuestionSet set;
    set.checked = Date{std::chrono::year{2026} / 9 / 1};
    const auto rule = [](const std::string& code, int drop) {
        RuleText made;
        made.code = {code, code, code};
        made.drop = drop;
        return made;
    };
    set.headings = {rule("JUDUL", -1)};
    for (int i = 0; i < 9; ++i)
        set.more.push_back(rule(std::string(31, static_cast<char>('A' + i)), i == 4 ? 0 : i + 1));
    set.more.push_back(rule(std::string(30, 'Z'), -1));
    const auto text = code_text(set, {}, content(), Language::Indonesian, rehearsed);
    REQUIRE(text);
    CHECK(text->find("EEEE") == std::string::npos);
    CHECK(text->find("ZZZZ") != std::string::npos);
    CHECK(text->find("IIII") != std::string::npos);
    for (RuleText& line : set.more) line.drop = -1;
    for (int i = 0; i < 4; ++i) set.more.push_back(set.more[0]);
    CHECK_FALSE(code_text(set, {}, content(), Language::Indonesian, rehearsed));
}

TEST_CASE("What the code says is never an answer or a verdict") {
    const QuestionSet* job = content().question_set("kerja-cek");
    each_way(*job, {}, [&](const Answers& answers) {
        const auto text = code_text(*job, answers, content(), Language::Indonesian, rehearsed);
        for (const char* word : {"bahaya.", "tanda bahaya", "Kamboja", "Belum bisa"})
            CHECK(text->find(word) == std::string::npos);
        CHECK(text->rfind("CATATAN SAYA", 0) == 0);
    });
}

TEST_CASE("From a guide, what is known already is not asked") {
    Visit visit;
    visit.screen = GuideScreen{"paspor-baru", 0};
    visit.began = 0s;
    visit = next(std::move(visit), MyList{});
    CHECK(visit.screen == Screen{QuestionScreen{"syarat", SetKind::Checklist, "untuk", 0}});
    visit = answered(std::move(visit), {"saya"});
    CHECK(visit.screen == Screen{QuestionScreen{"syarat", SetKind::Checklist, "tujuan", 0}});
    visit = answered(std::move(visit), {"wisata", "tidak", "punya"});
    CHECK(visit.screen == Screen{ChecklistScreen{"syarat"}});
}

TEST_CASE("Changing one answer keeps the others and leads straight to the list again") {
    Visit visit;
    visit.screen = GuideScreen{"paspor-baru", 0};
    visit.began = 0s;
    visit = answered(next(std::move(visit), MyList{}), {"saya", "wisata", "tidak", "punya"});
    visit = next(next(std::move(visit), Back{}), Back{});
    CHECK(visit.screen == Screen{QuestionScreen{"syarat", SetKind::Checklist, "usia", 0}});
    visit = next(std::move(visit), Back{});
    visit = answered(std::move(visit), {"umrah"});
    CHECK(visit.screen == Screen{ChecklistScreen{"syarat"}});
    CHECK(visit.answers.at("syarat").at("usia") == "tidak");
}

TEST_CASE("Choosing another language keeps the question and the answers") {
    Visit visit = answered(in_job_check(), {"orang", "empat"});
    visit = next(next(next(visit, Ask{}), ChangeLanguage{}), ChooseLanguage{Language::English});
    CHECK(visit.screen == Screen{QuestionScreen{"kerja-cek", SetKind::Result, "visa", 0}});
    CHECK(visit.answers.at("kerja-cek").size() == 2);
}

TEST_CASE("One touch covers the job check with an innocent page and erases it; no way leads back") {
    Visit visit = answered(in_job_check(), {"orang", "empat", "wisata"});
    visit = next(std::move(visit), Close{});
    CHECK(visit.screen == Screen{GuideScreen{content().site().tiles.front().id, 0}});
    CHECK(visit.answers.empty());
    visit = next(std::move(visit), Back{});
    CHECK(visit.screen == Screen{HomeScreen{}});
}

TEST_CASE("Going to the start from anywhere behind the job check erases it too") {
    Visit visit = answered(in_job_check(), {"orang"});
    visit = next(next(std::move(visit), Ask{}), GoHome{});
    CHECK(visit.answers.empty());
    CHECK(visit.way_back.empty());
}

TEST_CASE("Nothing of the job check is counted, and its pages wait two minutes, not three") {
    Visit visit = in_job_check();
    CHECK(idle_times(visit.screen).until_warning == 120s);
    CHECK(idle_times(visit.screen).warning_lasts == 30s);
    for (const char* answer : {"orang", "empat", "wisata", "orang", "segera", "ada"}) {
        const Outcome outcome = after(visit, GiveAnswer{answer}, content(), 61s);
        CHECK(outcome.effects.empty());
        visit = outcome.visit;
    }
    CHECK(visit.screen == Screen{ResultScreen{"kerja-cek", 0, 0}});
    CHECK(after(visit, Next{}, content(), 61s).effects.empty());
}

TEST_CASE("What the terminal calls its pages never says an answer or a verdict") {
    const Visit visit = answered(in_job_check(), {"orang", "empat", "wisata", "orang", "segera", "ada"});
    CHECK(name_of(visit.screen) == "result");
    CHECK(subject_of(visit.screen) == "kerja-cek/1");
}

TEST_CASE("A receipt is not danger, a country of the four is") {
    const QuestionSet* job = content().question_set("kerja-cek");
    Answers calm{{"siapa", "perusahaan"}, {"negara", "resmi"},  {"visa", "kerja"},
                 {"uang", "kuitansi"},    {"desakan", "tidak"}, {"kontrak", "ada"}};
    CHECK(result_of(*job, calm)->otherwise);
    calm["negara"] = "empat";
    CHECK_FALSE(result_of(*job, calm)->otherwise);
}

TEST_CASE("A side guide is opened from a step and leads back to that step") {
    Visit visit;
    visit.screen = StepScreen{"paspor-baru", 2, 0};
    visit.began = 0s;
    visit = next(std::move(visit), OpenTile{"kuota-penuh"});
    CHECK(visit.screen == Screen{StepScreen{"kuota-penuh", 0, 0}});
    visit = next(next(std::move(visit), Next{}), Close{});
    CHECK(visit.screen == Screen{StepScreen{"paspor-baru", 2, 0}});
}
