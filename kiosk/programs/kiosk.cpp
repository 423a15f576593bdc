// balai-kiosk: the terminal, its tour and its play scripts.
#include <malloc.h>

#include <CLI/CLI.hpp>
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
    std::string content, state, sticks = "/run/balai/sticks", display = "1280x800", tour, play, events, language, mode,
                                date;
    std::optional<float> ppi;
    std::optional<int> rotate;
    bool tour_all = false, layout_only = false;
};

int usage(const std::string& what) {
    std::cerr << "balai-kiosk: " << what << "\nTry: balai-kiosk --help\n";
    return wrong_usage;
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
    app.add_option("--display", options.display, "Size of the window in pixels, WxH")->capture_default_str();
    app.add_option("--ppi", options.ppi, "Pixels per inch of the glass (default: as set up, else 149)");
    app.add_option(
        "--rotate", options.rotate,
        "How far the picture is turned clockwise on the panel: 0, 90, 180, 270 (default: as set up, else 0)");
    app.add_option("--language", options.language, "Start on home in this language: id, jv, en");
    app.add_option("--mode", options.mode,
                   "Start in this mode: normal, big, contrast, low, calm, together, or several joined by +");
    app.add_option("--date", options.date, "Rehearse a day: YYYY-MM-DD");
    app.add_option("--tour", options.tour, "Draw every page that can be reached into this folder, then exit");
    app.add_flag("--tour-all", options.tour_all, "With --tour: every language and mode");
    app.add_flag("--layout-only", options.layout_only, "With --tour: only tour.jsonl, no pictures");
    app.add_option("--play", options.play, "Run a script of touches on a simulated clock, then exit");
    app.add_option("--events", options.events, "Write one line an event to this file");
    app.set_version_flag("--version", "balai-kiosk " BALAI_VERSION);
    try {
        app.parse(count, arguments);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? done : wrong_usage;
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
    TerminalStart start;
    char end = 0;
    if (std::sscanf(options.display.c_str(), "%dx%d%c", &start.glass.width, &start.glass.height, &end) != 2 ||
        start.glass.width < 320 || start.glass.height < 240 || start.glass.width > 8192 || start.glass.height > 8192)
        return usage("--display wants a size like 1280x800, not '" + options.display + "'");
    const Settings settings = settings_of(places);
    start.glass.ppi = options.ppi.value_or(settings.ppi);
    start.volume = step_of_volume(settings.volume);
    if (!(start.glass.ppi >= 40 && start.glass.ppi <= 600)) return usage("--ppi wants a number from 40 to 600");
    const int rotate = options.rotate.value_or(settings.rotation);
    const auto turn = turn_of(rotate);
    if (!turn) return usage("--rotate is one of 0, 90, 180, 270, not " + std::to_string(rotate));
    if (!options.language.empty()) {
        const auto language = language_from_code(options.language);
        if (!language) return usage("--language is one of id, jv, en, not '" + options.language + "'");
        start.language = *language;
        start.on_home = true;
    }
    if (!options.mode.empty()) {
        const auto modes = modes_from(options.mode);
        if (!modes)
            return usage("--mode is made of normal, big, contrast, low, calm, together, not '" + options.mode + "'");
        start.modes = *modes;
    }
    std::optional<Date> date;
    if (!options.date.empty()) {
        date = parse_date(options.date);
        if (!date) return usage("--date wants a day like 2026-11-23, not '" + options.date + "'");
    }

    // The window has the size of the panel; without one the page itself stands as it would on it.
    if (lies_across(*turn) && (!options.tour.empty() || !options.play.empty()))
        std::swap(start.glass.width, start.glass.height);
    if (!options.tour.empty()) return make_tour(options, places, start, date);
    if (!options.play.empty()) {
        PlayWish wish{options.play, places, start, date, options.events, places.state / "pictures"};
        return play(wish);
    }
    Result<RunEnd> ran = RunEnd::Again;
    while (ran && *ran == RunEnd::Again) {
        // Staff may have measured the glass or turned the picture.
        const Settings set = settings_of(places);
        start.glass.ppi = options.ppi.value_or(set.ppi);
        start.volume = step_of_volume(set.volume);
        ran = run({places, start, date, options.events, turn_of(options.rotate.value_or(set.rotation)).value_or(*turn),
                   set.sound});
    }
    if (!ran) {
        std::cerr << "balai-kiosk: " << ran.error().subject << ": " << ran.error().detail << "\n";
        return exit_code(ran.error());
    }
    return done;
}
