// `balai-pack voice`: what is to be recorded, and recordings taken in.
#pragma once

#include <CLI/CLI.hpp>

#include <functional>
#include <optional>

namespace balai {

// Adds the word; the answer is how it ended, or nothing when another word was given.
std::function<std::optional<int>()> add_voice_word(CLI::App& app);

}  // namespace balai
