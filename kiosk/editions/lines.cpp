#include "kiosk/editions/lines.h"

#include <algorithm>

namespace balai {

namespace {

bool lower_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

}  // namespace

std::optional<std::string_view> Lines::take() {
    const auto end = rest_.find('\n');
    if (end == rest_.npos) return std::nullopt;
    const auto line = rest_.substr(0, end);
    rest_.remove_prefix(end + 1);
    ++line_;
    return line;
}

std::optional<std::string_view> Lines::take(std::string_view key) {
    if (rest_.substr(0, key.size()) != key || rest_.substr(key.size(), 1) != "=") return std::nullopt;
    auto line = take();
    if (line) line->remove_prefix(key.size() + 1);
    return line;
}

std::optional<std::uint64_t> number_of(std::string_view text) {
    if (text.empty() || text.size() > 16 || (text[0] == '0' && text.size() > 1)) return std::nullopt;
    std::uint64_t number = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        number = number * 10 + static_cast<std::uint64_t>(c - '0');
    }
    if (number > std::uint64_t{1} << 53) return std::nullopt;
    return number;
}

bool is_site(std::string_view text) {
    return !text.empty() && text.size() <= 64 &&
           std::all_of(text.begin(), text.end(), [](char c) { return lower_or_digit(c) || c == '-'; });
}

bool is_hex64(std::string_view text) {
    return text.size() == 64 && std::all_of(text.begin(), text.end(),
                                            [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

bool is_inner_path(std::string_view text) {
    if (text.empty() || text.size() > 100) return false;
    int parts = 0;
    while (true) {
        const auto end = std::min(text.find('/'), text.size());
        const auto part = text.substr(0, end);
        if (++parts > 3 || part.empty() || part[0] == '.') return false;
        for (const char c : part)
            if (!lower_or_digit(c) && c != '.' && c != '-' && c != '_') return false;
        if (end == text.size()) return true;
        text.remove_prefix(end + 1);
    }
}

}  // namespace balai
