// `balai-pack outcomes`: every outcome of a question set with the answers that lead to it, for the reviewer to sign by.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <optional>

namespace balai {

// Adds the word; the function tells its exit code when it was asked for.
std::function<std::optional<int>()> add_outcomes_word(CLI::App& app);

}  // namespace balai
