// How old a fact may be. Its term runs from the day on which its source was checked; past it a value gives way to "ask
// the office". A clock that is not trusted can prove that a term is over, never that it is not. (decision 20, caution
// 2)
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/content/content.h"

namespace balai {

bool is_past(Date checked, int term_days, Today today);

// "Sep 2026" in the words of the language.
std::string month_of(Date date, const Words& words);

// Puts the values of facts in the place of `{id}`; a value past its term becomes the words for "ask the office".
Text quoted(std::string_view text, const Content& content, Language language, Today today);

// The line on the right of the header: source date of the oldest fact on the page, or that it is past its term.
struct SourceLine {
    Date checked{};
    bool past = false;
};
SourceLine oldest(std::span<const SourceLine> of);
// What the texts of a page rest on: every fact they quote.
std::vector<SourceLine> sources_of(std::string_view text, const Content& content, Today today);

}  // namespace balai
