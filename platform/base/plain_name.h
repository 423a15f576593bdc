// Names of files, guides, terminals: small letters, digits and hyphens. They do not begin with a hyphen, so that no
// spreadsheet takes one for a formula and no program for an option.
#pragma once

#include <algorithm>
#include <string_view>

namespace balai {

inline bool is_plain_name(std::string_view text, std::size_t longest) {
    return !text.empty() && text.size() <= longest && text.front() != '-' &&
           std::all_of(text.begin(), text.end(),
                       [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

}  // namespace balai
