// balai-pack: what authors and reviewers use on a laptop.
#include <CLI/CLI.hpp>

#include <iostream>

#include "exit_code.h"
#include "kiosk/authors/report.h"
#include "kiosk/content/translations.h"
#include "version.h"

namespace {

using namespace balai;

struct CheckOptions {
    std::string source, language = "id", date;
    bool json = false;
};

int run_check(const CheckOptions& options) {
    const auto language = options.language == "en" ? AuthorLanguage::English : AuthorLanguage::Indonesian;
    const std::optional<Date> today = options.date.empty()
                                          ? SystemClock{Date{std::chrono::year{2026} / 9 / 26}}.today().date
                                          : parse_date(options.date);
    if (!today) {
        std::cerr << "balai-pack: --date wants a day like 2026-11-23, not '" << options.date << "'\n";
        return wrong_usage;
    }
    const auto problems = check(options.source, real_disk(), *today);
    std::cout << (options.json ? as_json(problems, language) : as_lines(problems, language));
    return only_warnings(problems) ? done : at_fault;
}

struct TranslatedOptions {
    std::string source, guide, language;
};

int run_translated(const TranslatedOptions& options) {
    const auto noted =
        record_translation(options.source, real_disk(), options.guide, *language_from_code(options.language));
    if (noted) return done;
    std::cerr << as_lines(noted.error(), AuthorLanguage::Indonesian);
    return at_fault;
}

}  // namespace

int main(int count, char** arguments) {
    CLI::App app{"Isi terminal balai desa: memeriksa", "balai-pack"};
    app.set_version_flag("--version", "balai-pack " BALAI_VERSION);
    app.require_subcommand(1);
    CheckOptions options;
    CLI::App* checking =
        app.add_subcommand("check", "Read a content folder and print every problem with file, line and cure");
    checking->add_option("SOURCE", options.source, "The content folder")->required();
    checking->add_option("--lang", options.language, "Language of the sentences: id, en")
        ->check(CLI::IsMember({"id", "en"}));
    checking->add_flag("--json", options.json, "Print an array for programs instead of lines");
    checking->add_option("--date", options.date, "Look at terms as on this day: YYYY-MM-DD (default: today)");
    TranslatedOptions made;
    CLI::App* translated =
        app.add_subcommand("translated", "Note that a translation says what the Indonesian guide says today");
    translated->add_option("SOURCE", made.source, "The content folder")->required();
    translated->add_option("GUIDE", made.guide, "Name of the guide")->required();
    translated->add_option("LANGUAGE", made.language, "jv, en")->required()->check(CLI::IsMember({"jv", "en"}));
    try {
        app.parse(count, arguments);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? done : wrong_usage;
    }
    return *translated ? run_translated(made) : run_check(options);
}
