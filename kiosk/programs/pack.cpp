// balai-pack: what authors and reviewers use on a laptop.
#include <CLI/CLI.hpp>

#include "exit_code.h"
#include "pack_check.h"
#include "pack_diff.h"
#include "pack_editions.h"
#include "pack_leaflet.h"
#include "pack_outcomes.h"
#include "pack_status.h"
#include "pack_voice.h"
#include "version.h"

int main(int count, char** arguments) {
    using namespace balai;
    CLI::App app{"Isi terminal balai desa: memeriksa, mencetak, membuat, menandatangani", "balai-pack"};
    app.set_version_flag("--version", "balai-pack " BALAI_VERSION);
    app.require_subcommand(1);
    const std::function<std::optional<int>()> words[] = {
        add_check_words(app), add_outcomes_word(app), add_leaflet_word(app), add_voice_word(app),
        add_diff_word(app),   add_edition_words(app), add_status_word(app)};
    try {
        app.parse(count, arguments);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? done : wrong_usage;
    }
    for (const auto& word : words)
        if (const auto code = word()) return *code;
    return wrong_usage;
}
