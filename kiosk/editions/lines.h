// Signed files are lines `key=value` in a fixed order: no comments, no escapes, no spare blanks, one spelling.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "platform/base/clock.h"

namespace balai {

class Lines {
public:
    explicit Lines(std::string_view text) : rest_(text) {}
    bool at_end() const { return rest_.empty(); }
    int line() const { return line_; }  // of what was taken last
    // The next line without its feed; nothing at the end or when the feed is missing.
    std::optional<std::string_view> take();
    // The value when the next line is `key=value`, and nothing is taken otherwise.
    std::optional<std::string_view> take(std::string_view key);

private:
    std::string_view rest_;
    int line_ = 0;
};

// 0 to 2^53 without leading zeros.
std::optional<std::uint64_t> number_of(std::string_view text);
bool is_site(std::string_view text);  // [a-z0-9-]{1,64}
bool is_hex64(std::string_view text);
// A relative path of a content file: at most 3 parts of [a-z0-9._-], none beginning with a dot, 100 letters in all.
bool is_inner_path(std::string_view text);

}  // namespace balai
