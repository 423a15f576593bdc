// `balai-pack voice`: what is to be recorded, and recordings taken in.
#pragma once

#include <CLI/CLI.hpp>

#include <functional>
#include <optional>
#include <string>

#include "kiosk/content/content.h"

namespace balai {

// Adds the word; the answer is how it ended, or nothing when another word was given.
std::function<std::optional<int>()> add_voice_word(CLI::App& app);

// Whoever builds a pack without voices may have meant to; who has not hears of it before the sticks are out: one
// sentence on standard error, with how many sentences of which language nobody has spoken. Nothing when all are.
void tell_what_is_silent(const Content& content, const std::string& source, const std::string& language);

}  // namespace balai
