// TOML as this project reads it; the only header that names the library. toml++ 3.0 to 3.4 asks a table about letters
// beyond ASCII that has no answer for most of them, takes `a.a.a…` to any depth, and knows nothing of tricks that hide
// behind an escape such as "\u202E".
#pragma once

// Compiled in: the shared library would be one more file to load at every start.
#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
// Where the reader's own expectation fails it goes on and names a fault; a checking build must not end there.
#define TOML_ASSERT(expression) static_assert(true)
#include <toml++/toml.h>

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "platform/base/utf8.h"

namespace balai {

struct TomlFault {
    int line = 1;
    std::string why;                 // in the words of the library, or of ours for what it would not notice
    std::optional<TextFault> trick;  // an escape stands for a character that text must not hold
};

// The text must be clean (text_fault). What is read is clean as well, and no name in it has a letter beyond ASCII.
tl::expected<toml::table, TomlFault> read_toml(std::string_view text);

}  // namespace balai
