#include "pack_check.h"

#include <iostream>

#include "exit_code.h"
#include "kiosk/authors/report.h"
#include "kiosk/content/translations.h"

namespace balai {

namespace {

struct CheckWish {
    std::string source, language = "id", date;
    bool json = false;
};

struct TranslatedWish {
    std::string source, guide, language;
};

int run_check(const CheckWish& wish) {
    const auto language = wish.language == "en" ? AuthorLanguage::English : AuthorLanguage::Indonesian;
    const std::optional<Date> today =
        wish.date.empty() ? SystemClock{Date{std::chrono::year{2026} / 9 / 26}}.today().date : parse_date(wish.date);
    if (!today) {
        std::cerr << "balai-pack: --date wants a day like 2026-11-23, not '" << wish.date << "'\n";
        return wrong_usage;
    }
    const auto problems = check(wish.source, real_disk(), *today);
    std::cout << (wish.json ? as_json(problems, language) : as_lines(problems, language));
    return only_warnings(problems) ? done : at_fault;
}

int run_translated(const TranslatedWish& wish) {
    const auto noted = record_translation(wish.source, real_disk(), wish.guide, *language_from_code(wish.language));
    if (noted) return done;
    std::cerr << as_lines(noted.error(), AuthorLanguage::Indonesian);
    return at_fault;
}

}  // namespace

std::function<std::optional<int>()> add_check_words(CLI::App& app) {
    const auto check_wish = std::make_shared<CheckWish>();
    CLI::App* checking =
        app.add_subcommand("check", "Read a content folder and print every problem with file, line and cure");
    checking->add_option("SOURCE", check_wish->source, "The content folder")->required();
    checking->add_option("--lang", check_wish->language, "Language of the sentences: id, en")
        ->check(CLI::IsMember({"id", "en"}));
    checking->add_flag("--json", check_wish->json, "Print an array for programs instead of lines");
    checking->add_option("--date", check_wish->date, "Look at terms as on this day: YYYY-MM-DD (default: today)");

    const auto made = std::make_shared<TranslatedWish>();
    CLI::App* translated =
        app.add_subcommand("translated", "Note that a translation says what the Indonesian guide says today");
    translated->add_option("SOURCE", made->source, "The content folder")->required();
    translated->add_option("GUIDE", made->guide, "Name of the guide")->required();
    translated->add_option("LANGUAGE", made->language, "jv, en")->required()->check(CLI::IsMember({"jv", "en"}));
    return [checking, check_wish, translated, made]() -> std::optional<int> {
        if (checking->parsed()) return run_check(*check_wish);
        if (translated->parsed()) return run_translated(*made);
        return std::nullopt;
    };
}

}  // namespace balai
