// balai-pack: what authors and reviewers use on a laptop.
#include <CLI/CLI.hpp>

#include <iostream>

#include "exit_code.h"
#include "kiosk/authors/report.h"
#include "kiosk/content/content.h"
#include "version.h"

namespace {

using namespace balai;

struct CheckOptions {
    std::string source, language = "id", date;
    bool json = false, no_layout = false;
};

int run_check(const CheckOptions& options) {
    const auto language = options.language == "en" ? AuthorLanguage::English : AuthorLanguage::Indonesian;
    const auto problems = check(options.source, real_disk());
    std::cout << (options.json ? as_json(problems, language) : as_lines(problems, language));
    return only_warnings(problems) ? done : at_fault;
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
    try {
        app.parse(count, arguments);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? done : wrong_usage;
    }
    return run_check(options);
}
