#include "pack_leaflet.h"

#include <iostream>
#include <memory>

#include "exit_code.h"
#include "kiosk/authors/leaflet.h"

namespace balai {

namespace {

struct Wish {
    std::string source, guide, out, language = "id", date;
};

int usage(const std::string& what) {
    std::cerr << "balai-pack: " << what << "\nTry: balai-pack leaflet --help\n";
    return wrong_usage;
}

// What stands in the way of this guide, or, when nothing does, that there is no such guide.
void say_why_not(const Content& content, const Wish& wish) {
    bool said = false;
    const std::string file = "guides/" + wish.guide + "." + wish.language + ".md";
    for (const ContentProblem& problem : content.problems())
        if (problem.file == file) {
            std::cerr << sentence(problem, AuthorLanguage::Indonesian) << "\n";
            said = true;
        }
    if (said) return;
    std::cerr << "Panduan \"" << wish.guide << "\" tidak ada dalam bahasa \"" << wish.language << "\". Yang ada:";
    for (const std::string& id : content.guide_ids()) std::cerr << " " << id;
    std::cerr << "\n";
}

int make_leaflet(const Wish& wish) {
    Disk& disk = real_disk();
    const auto content = Content::open(wish.source, disk);
    if (!content) {
        for (const ContentProblem& problem : content.error())
            std::cerr << sentence(problem, AuthorLanguage::Indonesian) << "\n";
        return at_fault;
    }
    Today today = SystemClock{content->site().checked}.today();
    if (!wish.date.empty()) {
        const auto date = parse_date(wish.date);
        if (!date) return usage("--date wants a day like 2026-11-23, not '" + wish.date + "'");
        today = {*date, Trust::Set};
    }
    const Language language = *language_from_code(wish.language);
    const Guide* guide = content->guide(wish.guide, language);
    if (!guide) {
        say_why_not(*content, wish);
        return at_fault;
    }
    const auto drawing = [&](const std::string& name) {
        constexpr std::uint64_t longest = 256 * 1024;
        std::filesystem::path file = content->drawing(name);
        return file.empty() ? std::string{} : disk.read(file.replace_extension(".svg"), longest).value_or("");
    };
    const auto written = disk.write_durably(wish.out, leaflet(*guide, *content, language, today, drawing));
    if (!written) {
        std::cerr << "balai-pack: " << written.error().subject << ": " << written.error().detail << "\n";
        return exit_code(written.error());
    }
    std::cout << wish.out << "\n";
    return done;
}

}  // namespace

std::function<std::optional<int>()> add_leaflet_word(CLI::App& app) {
    const auto wish = std::make_shared<Wish>();
    CLI::App* word = app.add_subcommand("leaflet", "Write a guide as an A5 sheet (HTML) for people without a phone");
    word->add_option("SOURCE", wish->source, "The content folder")->required();
    word->add_option("GUIDE", wish->guide, "Name of the guide, like paspor-baru")->required();
    word->add_option("--out", wish->out, "The file to write")->required();
    word->add_option("--language", wish->language, "id, jv, en")->check(CLI::IsMember({"id", "jv", "en"}));
    word->add_option("--date", wish->date, "As it would be printed on this day: YYYY-MM-DD");
    return [word, wish]() -> std::optional<int> {
        if (!word->parsed()) return std::nullopt;
        return make_leaflet(*wish);
    };
}

}  // namespace balai
