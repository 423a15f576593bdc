#include "platform/base/toml_letters.h"

#include <algorithm>

namespace balai {

namespace {

bool is_beyond_ascii(char c) { return static_cast<unsigned char>(c) >= 0x80; }

struct Quoted {
    std::size_t end = 0;                // behind the closing quotes; npos: never closed
    std::optional<std::size_t> letter;  // the reader looks for blanks there, as outside of quotes
};

Quoted quoted_at(std::string_view text, std::size_t begin) {
    const char quote = text[begin];
    const char three_of[] = {quote, quote, quote};
    const std::string_view three{three_of, 3};
    const bool is_long = text.substr(begin, 3) == three;
    const std::string_view closing = is_long ? three : three.substr(0, 1);
    std::size_t at = begin + closing.size();
    while (at < text.size() && text.substr(at, closing.size()) != closing) {
        if (!is_long && text[at] == '\n') return {text.npos, {}};
        if (quote == '\'' || text[at] != '\\') {
            ++at;
            continue;
        }
        // A backslash at the end of a line swallows the blanks behind it.
        const std::size_t next = std::min(text.find_first_not_of(" \t\n", at + 1), text.size());
        if (next > at + 1 && next < text.size() && is_beyond_ascii(text[next])) return {text.npos, next};
        at += 2;
    }
    return {at < text.size() ? at + closing.size() : text.npos, {}};
}

}  // namespace

namespace {

// Behind one of these a quote begins nothing: the reader is in the middle of a number or a name.
bool is_of_bare_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '+';
}

}  // namespace

std::optional<std::size_t> letter_outside_quotes(std::string_view toml) {
    std::size_t at = 0;
    while (at < toml.size()) {
        if (toml[at] == '#') {
            at = std::min(toml.find('\n', at), toml.size());
        } else if ((toml[at] == '"' || toml[at] == '\'') && !(at > 0 && is_of_bare_word(toml[at - 1]))) {
            const Quoted quoted = quoted_at(toml, at);
            if (quoted.end == toml.npos) return quoted.letter;
            at = quoted.end;
        } else if (is_beyond_ascii(toml[at])) {
            return at;
        } else {
            ++at;
        }
    }
    return std::nullopt;
}

}  // namespace balai
