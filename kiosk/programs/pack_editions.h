// The words of balai-pack that make, sign and judge packs: build, keygen, sign, verify, trust new, stick, diff.
#pragma once

#include <CLI/CLI.hpp>

#include <functional>
#include <optional>

namespace balai {

// Adds them to the program; after parsing, what it returns runs the chosen one and gives the exit code, or nothing when
// another word was chosen.
std::function<std::optional<int>()> add_edition_words(CLI::App& app);

}  // namespace balai
