// balai-tally: what the immigration office does with the sticks that came home.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <iostream>
#include <nlohmann/json.hpp>

#include "exit_code.h"
#include "kiosk/content/content.h"
#include "kiosk/office/export.h"
#include "kiosk/office/import.h"
#include "kiosk/office/progress.h"
#include "kiosk/office/report.h"
#include "kiosk/office/simulate.h"
#include "version.h"

namespace {

using namespace balai;

struct Options {
    std::string database = "sqlite:balai.db", out, date, key, id, village, content, first = "2026-01-05";
    std::vector<std::string> folders, keys;
    bool json = false, no_mishaps = false;
    SimulateWish simulate;
};

int told(const Problem& problem) {
    std::cerr << "balai-tally: " << problem.subject << ": " << problem.detail << "\n";
    return exit_code(problem);
}

int usage(const std::string& what) {
    std::cerr << "balai-tally: " << what << "\nTry: balai-tally --help\n";
    return wrong_usage;
}

// A line that is drawn over itself, for a person who waits; nothing for a file.
std::function<void(const ImportSummary&)> drawn_progress() {
    using Clock = std::chrono::steady_clock;
    return [began = Clock::now(), last = Clock::time_point{}](const ImportSummary& summary) mutable {
        const auto now = Clock::now();
        if (now - last < std::chrono::milliseconds{100}) return;
        last = now;
        std::cerr << "\r" << progress_line(summary, std::chrono::duration<double>(now - began).count()) << "\033[K"
                  << std::flush;
    };
}

// A stick's folders may be named to play tricks on a terminal.
std::string harmless(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](unsigned char letter) { return letter < 32 || letter == 127; }, '?');
    return text;
}

Result<SecretKey> read_key(const std::string& file) {
    const auto text = real_disk().read(file, 4096);
    if (!text) return tl::unexpected(text.error());
    auto key = secret_key_from_file(*text, std::nullopt);
    if (!key && key.error() == KeyFault::PasswordNeeded) {
        const char* password = isatty(STDIN_FILENO) ? getpass("Password of the office's key: ") : nullptr;
        if (password) key = secret_key_from_file(*text, std::string_view{password});
    }
    if (!key) return fail(Trouble::Damaged, file, "is no key, or its password is wrong");
    return *key;
}

nlohmann::ordered_json as_json(const ImportSummary& summary) {
    nlohmann::ordered_json json;
    json["folders"] = summary.folders;
    json["imported"] = summary.imported;
    json["repeated"] = summary.repeated;
    json["cells"] = summary.cells;
    json["refused"] = nlohmann::ordered_json::array();
    for (const RefusedFolder& one : summary.refused)
        json["refused"].push_back({{"folder", one.folder}, {"why", word(one.why)}});
    json["missing"] = nlohmann::ordered_json::object();
    for (const auto& [kiosk, serials] : summary.missing) json["missing"][kiosk] = serials;
    json["doubtful_clocks"] = summary.doubtful;
    json["acknowledged"] = summary.acknowledged;
    return json;
}

void print(const ImportSummary& summary) {
    std::cout << summary.folders << " folders: " << summary.imported << " new (" << summary.cells << " rows), "
              << summary.repeated << " known already, " << summary.refused.size() << " refused\n";
    for (const RefusedFolder& one : summary.refused)
        std::cout << "refused " << word(one.why) << ": " << harmless(one.folder) << "\n";
    for (const auto& [kiosk, serials] : summary.missing) {
        std::cout << "missing " << kiosk << ":";
        for (std::size_t i = 0; i < serials.size() && i < 20; ++i) std::cout << " " << serials[i];
        std::cout << (serials.size() > 20 ? " …\n" : "\n");
    }
    for (const std::string& kiosk : summary.doubtful) std::cout << "doubtful clock: " << kiosk << "\n";
    if (summary.acknowledged) std::cout << "acknowledged: " << summary.acknowledged << " terminals\n";
}

Names names_of(const std::string& folder) {
    Names names;
    names.reasons = {{"read", {"Sulit dibaca", "Hard to read"}},
                     {"answer", {"Jawaban tidak ada", "The answer is not there"}},
                     {"slow", {"Layar lambat", "Slow screen"}},
                     {"other", {"Hal lain", "Something else"}}};
    names.subjects["balai"] = {"Terminal ini", "This terminal"};
    if (folder.empty()) return names;
    const auto content = Content::open(folder, real_disk());
    if (!content) return names;
    const auto one_line = [](Text text) {
        std::replace(text.begin(), text.end(), '\n', ' ');
        return text;
    };
    for (const auto& tiles : {content->site().tiles, content->site().wide})
        for (const Tile& tile : tiles) names.subjects[tile.id] = {one_line(tile.label[0]), one_line(tile.label[2])};
    for (const std::string& id : content->guide_ids()) {
        const Guide* indonesian = content->guide(id, Language::Indonesian);
        const Guide* english = content->guide(id, Language::English);
        if (indonesian) names.subjects[id] = {indonesian->title, english ? english->title : indonesian->title};
    }
    return names;
}

int add_kiosks(const Options& options) {
    if (options.keys.size() > 1 && !(options.id.empty() && options.village.empty()))
        return usage("--id and --village name one terminal; give one --key with them");
    auto office = open_office(options.database);
    if (!office) return told(office.error());
    for (const std::string& file : options.keys) {
        const auto text = real_disk().read(file, 4096);
        if (!text) return told(text.error());
        const auto key = public_key_from_file(*text);
        if (!key) return told({Trouble::Damaged, file, "is no public key"});
        const std::string id = options.id.empty() ? std::filesystem::path{file}.stem().string() : options.id;
        if (auto put = enrol(**office, {id, options.village.empty() ? id : options.village, *key}); !put)
            return told(put.error());
    }
    std::cout << options.keys.size() << " enrolled\n";
    return done;
}

int import_folders(const Options& options, Date today) {
    ImportWish wish;
    wish.folders.assign(options.folders.begin(), options.folders.end());
    wish.today = today;
    if (!options.key.empty()) {
        auto key = read_key(options.key);
        if (!key) return told(key.error());
        wish.key = *key;
    }
    const bool person = isatty(STDERR_FILENO);
    if (person) wish.progress = drawn_progress();
    auto office = open_office(options.database);
    if (!office) return told(office.error());
    const auto summary = import(**office, wish, real_disk());
    if (person) std::cerr << "\r\033[K";
    if (!summary) return told(summary.error());
    if (options.json)
        std::cout << as_json(*summary).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << "\n";
    else
        print(*summary);
    return summary->refused.empty() ? done : at_fault;
}

int make_report(const Options& options, Date today) {
    auto office = open_office(options.database);
    if (!office) return told(office.error());
    const auto page = report(**office, {today, names_of(options.content)});
    if (!page) return told(page.error());
    if (auto written = real_disk().write_durably(options.out, *page); !written) return told(written.error());
    std::cout << options.out << "\n";
    return done;
}

int make_export(const Options& options) {
    auto office = open_office(options.database);
    if (!office) return told(office.error());
    const auto rows = export_cells(**office, options.out);
    if (!rows) return told(rows.error());
    std::cout << *rows << " rows: " << options.out << "\n";
    return done;
}

int make_simulation(Options options) {
    const auto first = parse_date(options.first);
    if (!first) return usage("--first wants a day like 2026-01-05");
    options.simulate.first = *first;
    options.simulate.out = options.out;
    options.simulate.mishaps = !options.no_mishaps;
    options.simulate.subjects = {"paspor-baru", "perpanjang", "kerja",   "hilang-rusak", "anak",
                                 "umrah-haji",  "balai",      "mpaspor", "office"};
    const auto made = simulate(options.simulate);
    if (!made) return told(made.error());
    std::cout << made->folders << " folders with " << made->cells << " rows of " << made->opinions << " opinions; "
              << made->lost << " lost, " << made->repeated << " on two sticks, " << made->forged << " forged, "
              << made->strangers << " by strangers\n"
              << "Enrol:  balai-tally kiosk add --key " << options.out << "/keys/*.pub\n"
              << "Import: balai-tally import " << options.out << "\n";
    return done;
}

}  // namespace

int main(int count, char** arguments) {
    CLI::App app{"Results of many terminals", "balai-tally"};
    app.set_version_flag("--version", "balai-tally " BALAI_VERSION);
    app.require_subcommand(1);
    Options options;
    const auto database = [&options](CLI::App* command) {
        command->add_option("--db", options.database, "sqlite:FILE or postgresql://HOST/NAME")->capture_default_str();
        return command;
    };
    CLI::App* importing =
        database(app.add_subcommand("import", "Take in results folders or trees of them, exactly once"));
    importing->add_option("DIR", options.folders, "Sticks, or folders with copies of them")->required();
    importing->add_option("--key", options.key, "The office's secret key: acknowledges what came, for the next stick");
    importing->add_option("--date", options.date, "Today, for trials: YYYY-MM-DD");
    importing->add_flag("--json", options.json, "The summary as one line of JSON");
    CLI::App* reporting =
        database(app.add_subcommand("report", "One page with everything, to open in a browser or print"));
    reporting->add_option("--out", options.out, "The page: FILE.html")->required();
    reporting->add_option("--content", options.content, "A content folder, for the titles of its guides");
    reporting->add_option("--date", options.date, "Today, for trials: YYYY-MM-DD");
    CLI::App* exporting =
        database(app.add_subcommand("export", "All rows for a spreadsheet, with a page about its columns"));
    exporting->add_option("--out", options.out, "The table: FILE.csv")->required();
    CLI::App* kiosk = app.add_subcommand("kiosk", "Which terminals may report");
    kiosk->require_subcommand(1);
    CLI::App* adding = database(kiosk->add_subcommand("add", "Enrol terminals by their public keys"));
    adding->add_option("--key", options.keys, "ID.pub, made when the terminal was set up")->required();
    adding->add_option("--id", options.id, "Its id, when the file has another name");
    adding->add_option("--village", options.village, "The village's name, for people");
    CLI::App* simulating =
        app.add_subcommand("simulate", "Results folders of terminals that do not exist, for training");
    simulating->add_option("--kiosks", options.simulate.kiosks)->check(CLI::Range(1, 100000))->capture_default_str();
    simulating->add_option("--weeks", options.simulate.weeks)->check(CLI::Range(1, 520))->capture_default_str();
    simulating->add_option("--visits", options.simulate.visits_a_day, "Visits a day; 0: 20 to 200 by village");
    simulating->add_option("--seed", options.simulate.seed)->capture_default_str();
    simulating->add_option("--first", options.first, "The first day")->capture_default_str();
    simulating->add_flag("--no-mishaps", options.no_mishaps, "Nothing late, lost, repeated or forged");
    simulating->add_option("--out", options.out)->required();
    try {
        app.parse(count, arguments);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? done : wrong_usage;
    }
    Date today = SystemClock{*parse_date("2026-01-01")}.today().date;
    if (!options.date.empty()) {
        const auto date = parse_date(options.date);
        if (!date) return usage("--date wants a day like 2026-11-23, not '" + options.date + "'");
        today = *date;
    }
    if (*importing) return import_folders(options, today);
    if (*reporting) return make_report(options, today);
    if (*exporting) return make_export(options);
    if (*adding) return add_kiosks(options);
    return make_simulation(options);
}
