// balai-kiosk: the terminal, its tour and its play scripts.
#include <malloc.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <cstdio>
#include <iostream>

#include "exit_code.h"
#include "kiosk/staff/settings.h"
#include "kiosk/terminal/drawings.h"
#include "kiosk/terminal/play.h"
#include "kiosk/terminal/run.h"
#include "kiosk/terminal/tour.h"
#include "version.h"

namespace {

using namespace balai;

struct Options {
    std::string content, state, sticks = "/run/balai/sticks", display, ppi, rotate, tour, play, events, language, mode,
                                date;
    bool tour_all = false, layout_only = false;
};

// What was asked for; what of it cannot be is left as it was and told in words.
struct Order {
    TerminalStart start;
    std::optional<float> ppi;
    std::optional<Turn> turn;
    std::optional<Date> date;
    std::vector<std::string> faults;
};

template <typename Number>
std::optional<Number> number_from(const std::string& text) {
    Number number{};
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    return error == std::errc{} && stop == end ? std::optional{number} : std::nullopt;
}

std::optional<Glass> glass_from(const std::string& text) {
    Glass glass;
    char end = 0;
    if (std::sscanf(text.c_str(), "%dx%d%c", &glass.width, &glass.height, &end) != 2 || glass.width < 320 ||
        glass.height < 240 || glass.width > 8192 || glass.height > 8192)
        return std::nullopt;
    return glass;
}

Order order_from(const Options& options) {
    Order order;
    // True when something was given; `read` is what became of it.
    const auto given = [&order](const std::string& text, const auto& read, const char* wanted) {
        if (text.empty()) return false;
        if (!read) order.faults.push_back(std::string{wanted} + ", not '" + text + "'");
        return read.has_value();
    };
    if (const auto glass = glass_from(options.display);
        given(options.display, glass, "--display wants a size like 1280x800"))
        order.start.glass = *glass;
    auto ppi = number_from<float>(options.ppi);
    if (ppi && !(*ppi >= 40 && *ppi <= 600)) ppi.reset();
    if (given(options.ppi, ppi, "--ppi wants a number from 40 to 600")) order.ppi = ppi;
    const auto degrees = number_from<int>(options.rotate);
    const auto turn = degrees ? turn_of(*degrees) : std::nullopt;
    if (given(options.rotate, turn, "--rotate is one of 0, 90, 180, 270")) order.turn = turn;
    if (const auto language = language_from_code(options.language);
        given(options.language, language, "--language is one of id, jv, en")) {
        order.start.language = *language;
        order.start.on_home = true;
    }
    if (const auto modes = modes_from(options.mode);
        given(options.mode, modes, "--mode is made of normal, big, contrast, low, calm, together"))
        order.start.modes = *modes;
    if (const auto date = parse_date(options.date); given(options.date, date, "--date wants a day like 2026-11-23"))
        order.date = date;
    return order;
}

// The service must show something whatever stands in its unit: what is not known is kept for a sentence, of what is
// given twice the last counts, and a value that is missing is an empty one.
void take_everything(CLI::App& app) {
    app.allow_extras();
    app.set_help_flag();
    for (CLI::Option* option : app.get_options())
        if (option->get_items_expected_max() > 0)
            option->expected(0, 1)->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
}

void add_left_over(std::vector<std::string>& faults, const CLI::App& app) {
    for (const CLI::Option* option : app.get_options())
        if (option->count() > 0 && option->results().back().empty())
            faults.push_back(option->get_name() + " wants a value");
    for (const std::string& word : app.remaining()) faults.push_back("'" + word + "' is no option");
}

// What was decided at the setup; a file that is not right is told about and not believed.
Settings settings_of(const Places& places) {
    auto settings = read_settings(places.state, real_disk());
    if (!settings && settings.error().trouble != Trouble::NotFound)
        std::cerr << "balai-kiosk: " << settings.error().subject << ": " << settings.error().detail << "\n";
    return settings ? std::move(*settings) : Settings{};
}

std::vector<Modes> every_mode() {
    std::vector<Modes> modes;
    for (const char* name : {"normal", "big", "contrast", "low", "calm", "big+contrast", "together"})
        modes.push_back(*modes_from(name));
    return modes;
}

int make_tour(const Options& options, const Places& places, const TerminalStart& start, std::optional<Date> date) {
    auto content = Content::open(places.content, real_disk());
    if (!content) {
        for (const ContentProblem& problem : content.error())
            std::cerr << sentence(problem, AuthorLanguage::Indonesian) << "\n";
        return at_fault;
    }
    auto type = Typesetter::open(places.share / "fonts");
    if (!type) {
        std::cerr << "balai-kiosk: huruf: " << type.error().detail << "\n";
        return machine_at_fault;
    }
    Painter painter{std::move(*type),
                    [&](const std::string& name) { return drawing_png(name, *content, places, real_disk()); }};
    TourWish wish;
    wish.folder = options.tour;
    wish.glass = start.glass;
    wish.pictures = !options.layout_only;
    wish.languages = options.tour_all ? std::vector<Language>(all_languages.begin(), all_languages.end())
                                      : std::vector<Language>{start.language};
    wish.modes = options.tour_all && options.mode.empty() ? every_mode() : std::vector<Modes>{start.modes};
    const Today today = date ? Today{*date, Trust::Set} : Today{content->site().checked, Trust::Floor};
    const auto result = tour(wish, *content, painter, today);
    if (!result) {
        std::cerr << "balai-kiosk: " << result.error().subject << ": " << result.error().detail << "\n";
        return exit_code(result.error());
    }
    for (const auto& [name, why] : painter.wardrobe().missing()) std::cerr << "gambar " << name << ": " << why << "\n";
    for (const ContentProblem& problem : content->problems())
        std::cerr << sentence(problem, AuthorLanguage::Indonesian) << "\n";
    std::cout << result->pages << " halaman, " << result->overflows << " kata tidak muat: " << options.tour
              << "/tour.jsonl\n";
    return done;
}

}  // namespace

int main(int count, char** arguments) {
    // Large buffers go back to the system when they are freed; left alone the allocator keeps ever larger ones.
    mallopt(M_MMAP_THRESHOLD, 128 * 1024);
    CLI::App app{"Terminal informasi balai desa", "balai-kiosk"};
    Options options;
    app.add_option("--content", options.content, "Content folder to show (default: the shipped content)");
    app.add_option("--state", options.state, "What the terminal remembers (default: ~/.local/state/balai)");
    app.add_option("--sticks", options.sticks, "Where sticks are mounted")->capture_default_str();
    app.add_option("--display", options.display, "Size of the window in pixels, WxH (default: 1280x800)");
    app.add_option("--ppi", options.ppi, "Pixels per inch of the glass (default: as set up, else 149)");
    app.add_option(
        "--rotate", options.rotate,
        "How far the picture is turned clockwise on the panel: 0, 90, 180, 270 (default: as set up, else 0)");
    app.add_option("--language", options.language, "Start on home in this language: id, jv, en");
    app.add_option("--mode", options.mode,
                   "Start in this mode: normal, big, contrast, low, calm, together, or several joined by +");
    app.add_option("--date", options.date, "Rehearse a day: YYYY-MM-DD");
    app.add_option("--tour", options.tour, "Draw every page that can be reached into this folder, then exit");
    app.add_option("--play", options.play, "Run a script of touches on a simulated clock, then exit");
    app.add_option("--events", options.events, "Write one line an event to this file");
    // Last: a flag with a value ends the reading, and everything else has been read by then.
    app.add_flag("--tour-all", options.tour_all, "With --tour: every language and mode");
    app.add_flag("--layout-only", options.layout_only, "With --tour: only tour.jsonl, no pictures");
    const bool is_service = started_by_systemd();
    if (is_service)
        take_everything(app);
    else
        app.set_version_flag("--version", "balai-kiosk " BALAI_VERSION);
    std::vector<std::string> faults;
    try {
        app.parse(count, arguments);
    } catch (const CLI::ParseError& error) {
        if (!is_service) return app.exit(error) == 0 ? done : wrong_usage;
        faults.emplace_back(error.what());
    }
    if (is_service) add_left_over(faults, app);
    Order order = order_from(options);
    faults.insert(faults.end(), order.faults.begin(), order.faults.end());
    for (const std::string& fault : faults)
        std::cerr << "balai-kiosk: " << fault << (is_service ? "; left out" : "") << "\n";
    if (!faults.empty() && !is_service) {
        std::cerr << "Try: balai-kiosk --help\n";
        return wrong_usage;
    }

    Places places = usual_places();
    if (!options.content.empty()) {
        places.content = options.content;
        places.preview = true;
    }
    if (!options.state.empty()) places.state = options.state;
    places.sticks = options.sticks;
    // Only a terminal that people stand before has a light to turn.
    if (options.play.empty() && options.tour.empty()) places.light = "/run/balai/light";
    places.program = BALAI_VERSION;
    TerminalStart& start = order.start;
    const auto as_set = [&](const Settings& settings) {
        start.glass.ppi = order.ppi.value_or(settings.ppi);
        start.volume = step_of_volume(settings.volume);
        return order.turn.value_or(turn_of(settings.rotation).value_or(Turn::None));
    };
    const Turn turn = as_set(settings_of(places));

    // The window has the size of the panel; without one the page itself stands as it would on it.
    if (lies_across(turn) && (!options.tour.empty() || !options.play.empty()))
        std::swap(start.glass.width, start.glass.height);
    if (!options.tour.empty()) return make_tour(options, places, start, order.date);
    if (!options.play.empty()) {
        PlayWish wish{options.play, places, start, order.date, options.events, places.state / "pictures"};
        return play(wish);
    }
    Result<RunEnd> ran = RunEnd::Again;
    while (ran && *ran == RunEnd::Again) {
        // Staff may have measured the glass or turned the picture.
        const Settings set = settings_of(places);
        const Turn hangs = as_set(set);
        ran = run({places, start, order.date, options.events, hangs, set.sound});
    }
    if (!ran) {
        std::cerr << "balai-kiosk: " << ran.error().subject << ": " << ran.error().detail << "\n";
        return exit_code(ran.error());
    }
    return done;
}
