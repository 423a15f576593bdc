// What authors write: guides, questions, and the other files of a content folder.
#include "kiosk/authors/leaflet.h"
#include "kiosk/authors/report.h"
#include "kiosk/content/checks.h"
#include "platform/base/utf8.h"
#include "tests/content_folder.h"
#include "tests/fuzz/entries.h"

namespace balai::fuzz {

namespace {

constexpr Date day{std::chrono::year{2026} / 11 / 24};

// A small sound folder, the same for every round.
struct SmallFolder : ContentFolder {
    SmallFolder() {
        put("guides/contoh.id.md", sample_front + sample_step);
        put("glossary.toml", "");
        put("translations.toml", "");
    }
};

const ContentFolder& folder() {
    static const SmallFolder small;
    return small;
}

const Content& content() {
    static const Content opened = std::move(folder().open().value());
    return opened;
}

// The folder with one file replaced.
class Overlay : public Disk {
public:
    Overlay(std::filesystem::path file, std::string_view bytes) : file_(std::move(file)), bytes_(bytes) {}
    Result<std::string> read(const std::filesystem::path& file, std::uint64_t limit) override {
        if (file != file_) return real_disk().read(file, limit);
        if (bytes_.size() > limit) return fail(Trouble::Damaged, "berkas", "longer than it may be");
        return std::string{bytes_};
    }
    Result<void> write_durably(const std::filesystem::path&, std::string_view) override { return refused(); }
    Result<void> make_folder(const std::filesystem::path&) override { return refused(); }
    Result<std::filesystem::path> set_aside(const std::filesystem::path&) override { return refused(); }

private:
    static tl::unexpected<Problem> refused() { return fail(Trouble::NotWritable, "berkas", "only read here"); }
    std::filesystem::path file_;
    std::string_view bytes_;
};

void look_at(const Problems& problems) {
    for (const ContentProblem& problem : problems)
        for (const auto language : {AuthorLanguage::Indonesian, AuthorLanguage::English}) {
            const std::string words = sentence(problem, language);
            promise(!words.empty() && words.size() < 4096, "a problem is a sentence of a bearable length");
            promise(words.find('\x1b') == words.npos && words.find('\n') == words.npos,
                    "a sentence is one line without control characters");
        }
    promise(!as_json(problems, AuthorLanguage::English).empty(), "problems can be told to programs");
}

bool is_clean(std::string_view bytes) { return bytes.size() <= longest_file && !text_fault(bytes); }

std::string no_drawing(const std::string&) { return {}; }

}  // namespace

void read_guide_bytes(std::string_view bytes) {
    if (!is_clean(bytes)) return;
    Problems problems;
    Complaints complaints{problems, "guides/contoh.id.md"};
    const auto guide = read_guide("contoh", std::string{bytes}, content(), complaints);
    look_at(problems);
    if (!guide) {
        promise(!problems.empty(), "a guide that is not shown has a reason");
        return;
    }
    promise(!guide->steps.empty() && !guide->title.empty(), "a guide that is shown has a title and a step");
    const std::string page = leaflet(*guide, content(), Language::Indonesian, {day, Trust::Set}, no_drawing);
    promise(page.find("<script") == page.npos, "no words of a guide become a script");
}

void read_question_bytes(std::string_view bytes) {
    if (!is_clean(bytes)) return;
    Problems problems;
    Complaints complaints{problems, "questions/contoh.toml"};
    const auto set = read_question_set("contoh", std::string{bytes}, complaints);
    promise(set || !problems.empty(), "questions that are not asked have a reason");
    if (set) check_question_set(*set, content(), complaints);
    look_at(problems);
}

void read_folder_bytes(std::string_view bytes) {
    constexpr const char* files[] = {"site.toml",     "facts.toml",        "links.toml",         "words/jv.toml",
                                     "glossary.toml", "translations.toml", "guides/contoh.id.md"};
    if (bytes.empty()) return;
    const char* file = files[static_cast<unsigned char>(bytes.front()) % std::size(files)];
    Overlay disk{folder().scratch.folder / file, bytes.substr(1)};
    look_at(check(folder().scratch.folder, disk, day));
}

}  // namespace balai::fuzz
