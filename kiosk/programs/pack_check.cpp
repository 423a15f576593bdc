#include "pack_check.h"

#include <algorithm>
#include <iostream>

#include "exit_code.h"
#include "kiosk/authors/report.h"
#include "kiosk/content/translations.h"
#include "kiosk/preview/misfits.h"
#include "kiosk/preview/preview.h"
#include "kiosk/terminal/drawings.h"
#include "platform/base/folder_watch.h"

namespace balai {

namespace {

struct CheckWish {
    std::string source, language = "id", date, preview;
    bool json = false, no_layout = false, watch = false;
};

struct TranslatedWish {
    std::string source, guide, language;
};

int say(const Problem& problem) {
    std::cerr << "balai-pack: " << problem.subject << ": " << problem.detail << "\n";
    return exit_code(problem);
}

// One look at the folder; with fonts also at what does not fit.
Result<std::vector<ContentProblem>> look(const CheckWish& wish, Date today) {
    const auto content = Content::open(wish.source, real_disk());
    if (!content) return content.error();
    auto problems = check(*content, wish.source, real_disk(), today, wish.date.empty() ? Ahead::Usual : Ahead::Far);
    if (wish.no_layout) return problems;
    auto type = Typesetter::open(usual_places().share / "fonts");
    if (!type) return fail(Trouble::Internal, "huruf", type.error().detail);
    // Where words stand does not depend on the drawings beside them.
    Painter painter{std::move(*type),
                    [](const std::string&) { return Result<std::string>{fail(Trouble::NotFound, "gambar", "")}; }};
    for (ContentProblem& problem :
         misfits(*content, wish.source, real_disk(), painter, {content->site().checked, Trust::Floor}))
        problems.push_back(std::move(problem));
    sort(problems);
    return problems;
}

// The guide alone when only its files were saved, otherwise everything.
bool concerns(const std::set<std::string>& changed, const std::string& file) {
    const auto in_guides = [](const std::string& name) { return name.starts_with("guides/") && name.ends_with(".md"); };
    return !std::all_of(changed.begin(), changed.end(), in_guides) || changed.contains(file);
}

Result<void> redraw(const CheckWish& wish, AuthorLanguage language, Preview& preview, std::set<std::string>& changed) {
    const bool english = language == AuthorLanguage::English;
    const auto content = Content::open(wish.source, real_disk());
    if (!content) return {};  // the check has said why; the last pictures stay
    Places places = usual_places();
    places.content = wish.source;
    auto type = Typesetter::open(places.share / "fonts");
    if (!type) return fail(Trouble::Internal, "huruf", type.error().detail);
    Painter painter{std::move(*type),
                    [&](const std::string& name) { return drawing_png(name, *content, places, real_disk()); }};
    const auto drawn = preview.update(*content, painter, real_disk(), {content->site().checked, Trust::Floor},
                                      [&](const std::string& file) { return concerns(changed, file); });
    if (!drawn) return tl::unexpected(drawn.error());
    changed.clear();
    constexpr std::size_t most_named = 12;
    for (std::size_t i = 0; i < std::min(drawn->size(), most_named); ++i)
        std::cout << (english ? "picture: " : "gambar: ") << (*drawn)[i] << "\n";
    std::cout << drawn->size() << (english ? " pictures changed: " : " gambar berubah: ") << preview.page().string()
              << "\n";
    return {};
}

int keep_looking(const CheckWish& wish, Date today, AuthorLanguage language) {
    auto watch = FolderWatch::open(wish.source);
    if (!watch) return say(watch.error());
    const std::filesystem::path folder =
        wish.preview.empty() ? usual_places().state / "halaman" : std::filesystem::path{wish.preview};
    Preview preview{folder, Glass{}};
    std::set<std::string> changed{"/"};
    for (;;) {
        const auto problems = look(wish, today);
        if (!problems) return say(problems.error());
        std::cout << (wish.json ? as_json(*problems, language) : as_lines(*problems, language)) << std::flush;
        if (const auto drawn = redraw(wish, language, preview, changed); !drawn) return say(drawn.error());
        std::cout << std::flush;
        auto next = watch->wait(std::chrono::milliseconds{100});
        if (!next) return say(next.error());
        std::cout << "\n";
        for (const std::string& file : *next)
            std::cout << (language == AuthorLanguage::English ? "saved: " : "disimpan: ") << file << "\n";
        changed.merge(*next);
    }
}

int run_check(const CheckWish& wish) {
    const auto language = wish.language == "en" ? AuthorLanguage::English : AuthorLanguage::Indonesian;
    const std::optional<Date> today =
        wish.date.empty() ? SystemClock{Date{std::chrono::year{2026} / 9 / 26}}.today().date : parse_date(wish.date);
    if (!today) {
        std::cerr << "balai-pack: --date wants a day like 2026-11-23, not '" << wish.date << "'\n";
        return wrong_usage;
    }
    if (wish.watch) return keep_looking(wish, *today, language);
    const auto problems = look(wish, *today);
    if (!problems) return say(problems.error());
    std::cout << (wish.json ? as_json(*problems, language) : as_lines(*problems, language));
    return only_warnings(*problems) ? done : at_fault;
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

    checking->add_flag("--no-layout", check_wish->no_layout, "Do not look for words that do not fit on the screens");
    checking->add_flag("--watch", check_wish->watch,
                       "Check again whenever a file is saved, and keep a page of pictures");
    checking->add_option("--preview", check_wish->preview, "With --watch: the folder for index.html and its pictures")
        ->needs("--watch");

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
