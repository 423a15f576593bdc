#include "kiosk/authors/report.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace balai {

namespace {

bool is_warning(const ContentProblem& problem) { return severity_of(problem.fault) == Severity::Warning; }

}  // namespace

std::string as_lines(const std::vector<ContentProblem>& problems, AuthorLanguage language) {
    const bool english = language == AuthorLanguage::English;
    if (problems.empty()) return english ? "No problems.\n" : "Tidak ada masalah.\n";
    std::string lines;
    for (const ContentProblem& problem : problems) {
        if (is_warning(problem)) lines += english ? "(warning) " : "(peringatan) ";
        lines += sentence(problem, language) + "\n";
    }
    const auto warnings = std::count_if(problems.begin(), problems.end(), is_warning);
    const auto faults = static_cast<std::ptrdiff_t>(problems.size()) - warnings;
    return lines + std::to_string(faults) + (english ? " problems, " : " masalah, ") + std::to_string(warnings) +
           (english ? " warnings.\n" : " peringatan.\n");
}

std::string as_json(const std::vector<ContentProblem>& problems, AuthorLanguage language) {
    auto all = nlohmann::ordered_json::array();
    for (const ContentProblem& problem : problems) {
        nlohmann::ordered_json one;
        one["file"] = problem.file;
        one["line"] = problem.line;
        one["severity"] = is_warning(problem) ? "warning" : "problem";
        one["fault"] = name_of(problem.fault);
        one["sentence"] = sentence(problem, language);
        all.push_back(std::move(one));
    }
    // Details may quote half a letter of a broken file.
    return all.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

bool only_warnings(const std::vector<ContentProblem>& problems) {
    return std::all_of(problems.begin(), problems.end(), is_warning);
}

}  // namespace balai
