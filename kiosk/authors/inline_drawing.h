// A drawing as it may stand inside a page: shapes and their classes, nothing else. Whatever else a file holds (styles,
// scripts, links, words) stays outside, so a page with a drawing is as harmless as one without.
#pragma once

#include <string>
#include <string_view>

namespace balai {

// `<svg viewBox="…">…</svg>`; empty when the file holds no drawing.
std::string inline_drawing(std::string_view svg);

}  // namespace balai
