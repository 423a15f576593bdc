#include "platform/base/utf8.h"

namespace balai {

namespace {

constexpr int most_marks = 4;

// The character at the beginning of `text` and its length; nothing when the bytes are no strict UTF-8.
struct Decoded {
    std::uint32_t character;
    std::size_t length;
};
std::optional<Decoded> decode(std::string_view text) {
    const auto byte = [&text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned first = byte(0);
    if (first < 0x80) return Decoded{first, 1};
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || text.size() < length) return std::nullopt;
    std::uint32_t character = first & (0x7Fu >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0) != 0x80) return std::nullopt;
        character = (character << 6) | (byte(i) & 0x3Fu);
    }
    constexpr std::uint32_t shortest[] = {0, 0, 0x80, 0x800, 0x10000};
    if (character < shortest[length] || character > 0x10FFFF || (character >= 0xD800 && character <= 0xDFFF))
        return std::nullopt;
    return Decoded{character, length};
}

constexpr bool between(std::uint32_t c, std::uint32_t low, std::uint32_t high) { return c >= low && c <= high; }

bool is_mark(std::uint32_t c) {
    return between(c, 0x300, 0x36F) || between(c, 0x1AB0, 0x1AFF) || between(c, 0x1DC0, 0x1DFF) ||
           between(c, 0x20D0, 0x20FF) || between(c, 0xFE20, 0xFE2F);
}

std::optional<TextFault> fault_of(std::uint32_t c) {
    if (c == '\t' || c == '\n' || c == '\r') return std::nullopt;
    if (c < 0x20 || between(c, 0x7F, 0x9F) || between(c, 0x2028, 0x2029)) return TextFault::Control;
    if (between(c, 0x202A, 0x202E) || between(c, 0x2066, 0x2069) || between(c, 0x200E, 0x200F) || c == 0x061C)
        return TextFault::Bidirectional;
    if (between(c, 0x200B, 0x200D) || between(c, 0x2060, 0x2064) || c == 0xFEFF || c == 0x00AD || c == 0x034F ||
        c == 0x180E)
        return TextFault::ZeroWidth;
    if (between(c, 0xE000, 0xF8FF) || c >= 0xE0000 || between(c, 0xFDD0, 0xFDEF) || (c & 0xFFFE) == 0xFFFE ||
        between(c, 0xFFF9, 0xFFFD))
        return TextFault::NotACharacter;
    return std::nullopt;
}

}  // namespace

std::optional<TextFaultAt> text_fault(std::string_view text) {
    int marks = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto decoded = decode(text.substr(at));
        if (!decoded) return TextFaultAt{TextFault::NotUtf8, at};
        if (const auto fault = fault_of(decoded->character)) return TextFaultAt{*fault, at};
        marks = is_mark(decoded->character) ? marks + 1 : 0;
        if (marks > most_marks) return TextFaultAt{TextFault::TooManyMarks, at};
        at += decoded->length;
    }
    return std::nullopt;
}

std::uint32_t next_character(std::string_view text, std::size_t& offset) {
    const auto decoded = decode(text.substr(offset));
    offset += decoded ? decoded->length : 1;
    return decoded ? decoded->character : 0xFFFD;
}

}  // namespace balai
