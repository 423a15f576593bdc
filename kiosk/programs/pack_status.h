// `balai-pack status-code`: what the code on a terminal's staff page says, offline.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <optional>

namespace balai {

// Adds the word; the function tells its exit code when it was asked for.
std::function<std::optional<int>()> add_status_word(CLI::App& app);

}  // namespace balai
