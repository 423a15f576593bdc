#include "platform/base/toml.h"

#include <algorithm>

namespace balai {

namespace {

constexpr std::string_view beyond = "a letter beyond ASCII outside of quotes";

bool is_beyond_ascii(char c) { return static_cast<unsigned char>(c) >= 0x80; }

bool has_letters_beyond_ascii(std::string_view text) { return std::any_of(text.begin(), text.end(), is_beyond_ascii); }

// The reader never sees a letter beyond ASCII: each of its bytes travels as two of the control characters U+0080 to
// U+008F, which clean text has none of and which the reader takes in quotes and comments only.
constexpr char control = '\xC2';

std::string disguised(std::string_view text) {
    std::string result;
    result.reserve(text.size() + text.size() / 8);
    for (const char c : text) {
        if (is_beyond_ascii(c)) {
            const auto byte = static_cast<unsigned char>(c);
            for (const int half : {byte >> 4, byte & 15}) result += {control, static_cast<char>(0x80 | half)};
        } else {
            result += c;
        }
    }
    return result;
}

// The half of a byte that stands at `at`; nothing for another character.
std::optional<unsigned> half_at(std::string_view text, std::size_t at) {
    if (at + 1 >= text.size() || text[at] != control) return std::nullopt;
    const auto second = static_cast<unsigned char>(text[at + 1]);
    return second <= 0x8F ? std::optional<unsigned>{second & 15u} : std::nullopt;
}

std::string undisguised(std::string_view text) {
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const auto high = half_at(text, at), low = half_at(text, at + 2);
        if (high && low) {
            result += static_cast<char>(*high << 4 | *low);
            at += 4;
        } else {
            result += text[at++];
        }
    }
    return result;
}

int line_of(const toml::source_region& region) { return std::max(1, static_cast<int>(region.begin.line)); }

// Gives every text its letters back. An escape may have made a character that no file may hold.
std::optional<TomlFault> restore(toml::node& node) {
    if (auto* text = node.as_string()) {
        std::string& letters = text->get();
        letters = undisguised(letters);
        if (const auto fault = text_fault(letters))
            return TomlFault{line_of(node.source()), "a character that text must not hold", fault->fault};
        return std::nullopt;
    }
    if (auto* list = node.as_array()) {
        for (toml::node& item : *list)
            if (auto fault = restore(item)) return fault;
    }
    if (auto* table = node.as_table()) {
        for (auto&& [name, item] : *table) {
            if (has_letters_beyond_ascii(name.str())) return TomlFault{line_of(name.source()), std::string{beyond}, {}};
            if (auto fault = restore(item)) return fault;
        }
    }
    return std::nullopt;
}

// `a.a.a…` makes a table in a table for every dot, without end: the reader bounds brackets, not dots. Dots of a text
// count as well; no line of ours has that many without a comma or a bracket between them.
std::optional<std::size_t> deep_name_in(std::string_view text) {
    constexpr int most_dots = 16;
    int dots = 0;
    char before = '\n';
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == ' ' || c == '\t') continue;
        if (std::string_view{"\n=,[]{}#"}.find(c) != std::string_view::npos) dots = 0;
        if (c == '.' && before != '.' && ++dots > most_dots) return i;
        before = c;
    }
    return std::nullopt;
}

// An office program has bent the quotes: the reader only says that it found no value.
bool has_curly_quotes(std::string_view text, int line) {
    std::size_t begin = 0;
    for (int number = 1; number < line && begin < text.size(); ++number)
        begin = std::min(text.find('\n', begin), text.size() - 1) + 1;
    const std::string_view found = text.substr(begin, text.find('\n', begin) - begin);
    return found.find("“") != found.npos || found.find("”") != found.npos || found.find("‘") != found.npos;
}

}  // namespace

tl::expected<toml::table, TomlFault> read_toml(std::string_view text) {
    if (const auto at = deep_name_in(text)) {
        const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(*at), '\n');
        return tl::unexpected(TomlFault{static_cast<int>(line), "a.a.a.a…", {}});
    }
    const bool disguise = has_letters_beyond_ascii(text);
    toml::parse_result read = disguise ? toml::parse(disguised(text)) : toml::parse(text);
    if (!read) {
        const std::string_view why = read.error().description();
        const int line = line_of(read.error().source());
        const bool saw_letter = why.find("\\u008") != why.npos || why.find(control) != why.npos ||
                                (why.find("value type") != why.npos && has_curly_quotes(text, line));
        return tl::unexpected(TomlFault{line, std::string{saw_letter ? beyond : why}, {}});
    }
    if (disguise || text.find('\\') != text.npos)
        if (auto fault = restore(read.table())) return tl::unexpected(std::move(*fault));
    return std::move(read).table();
}

}  // namespace balai
