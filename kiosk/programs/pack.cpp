// balai-pack: what authors and reviewers use on a laptop.
#include <CLI/CLI.hpp>

#include <iostream>

#include "exit_code.h"
#include "kiosk/content/content.h"
#include "pack_editions.h"
#include "pack_leaflet.h"
#include "pack_outcomes.h"
#include "version.h"

int main(int count, char** arguments) {
    using namespace balai;
    CLI::App app{"Isi terminal balai desa: memeriksa", "balai-pack"};
    app.set_version_flag("--version", "balai-pack " BALAI_VERSION);
    app.require_subcommand(1);
    std::string source, language = "id";
    CLI::App* checking =
        app.add_subcommand("check", "Read a content folder and print every problem with file, line and cure");
    checking->add_option("SOURCE", source, "The content folder")->required();
    checking->add_option("--lang", language, "Language of the sentences: id, en")->check(CLI::IsMember({"id", "en"}));
    const auto outcomes_word = add_outcomes_word(app);
    const auto edition_word = add_edition_words(app);
    const auto leaflet_word = add_leaflet_word(app);
    try {
        app.parse(count, arguments);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? done : wrong_usage;
    }
    if (const auto code = edition_word()) return *code;
    if (const auto code = leaflet_word()) return *code;

    if (const auto code = outcomes_word()) return *code;
    const auto problems = check(source, real_disk());
    for (const ContentProblem& problem : problems)
        std::cout << sentence(problem, language == "en" ? AuthorLanguage::English : AuthorLanguage::Indonesian) << "\n";
    if (problems.empty()) std::cout << (language == "en" ? "No problems.\n" : "Tidak ada masalah.\n");
    return problems.empty() ? done : at_fault;
}
