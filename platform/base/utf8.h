// Text from outside is strict UTF-8 without tricks: no overlong forms, surrogates, control characters, bidirectional
// overrides, zero-width characters, tags, private use or non-characters; at most 4 combining marks in a row.
// Tab, line feed and no-break space are text. (reliability: T9)
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace balai {

enum class TextFault { NotUtf8, Control, Bidirectional, ZeroWidth, NotACharacter, TooManyMarks };

struct TextFaultAt {
    TextFault fault;
    std::size_t offset;  // of the first byte of the character
};

// The first fault, or nothing when the text is clean.
std::optional<TextFaultAt> text_fault(std::string_view text);

// Decodes the character at `offset` and moves `offset` behind it. The text must be clean.
std::uint32_t next_character(std::string_view text, std::size_t& offset);

}  // namespace balai
