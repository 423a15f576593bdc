// `balai-pack check` and `balai-pack translated`: what is wrong in a content folder, and which translations are up to
// date.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <optional>

namespace balai {

// Adds the words; the function tells the exit code of the one that was asked for.
std::function<std::optional<int>()> add_check_words(CLI::App& app);

}  // namespace balai
