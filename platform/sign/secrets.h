// Short secrets that people type: sealed so that a copy of the file costs a guesser time and memory, and random ones.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "platform/base/result.h"

namespace balai {

// argon2id; a tenth of a second on a desktop and 64 MiB, every time. The text says how it was made.
Result<std::string> sealed(std::string_view secret);
// False also for a text that nobody sealed, or that asks for more work than sealed() does.
bool unseals(std::string_view seal, std::string_view secret);

std::uint32_t random_below(std::uint32_t limit);

}  // namespace balai
