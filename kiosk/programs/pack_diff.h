// `balai-pack diff`: what changed between two packs, for whoever signs the newer one.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <optional>

namespace balai {

// Adds the word; the function tells its exit code when it was asked for.
std::function<std::optional<int>()> add_diff_word(CLI::App& app);

}  // namespace balai
