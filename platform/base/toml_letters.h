// What the reader of TOML must not be given: letters beyond ASCII outside of quotes. No rule of TOML allows them there,
// and toml++ 3.0 to 3.4 asks a table about them that has no answer for most of them.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace balai {

// Where the first one stands; nothing when there is none, or when a quote before it is never closed: the reader says
// so.
std::optional<std::size_t> letter_outside_quotes(std::string_view toml);

}  // namespace balai
