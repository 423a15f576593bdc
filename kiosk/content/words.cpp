#include "kiosk/content/words.h"

namespace balai {

namespace {

constexpr std::string_view keys[] = {
#define BALAI_WORD_KEY(name, key) key,
    BALAI_WORDS(BALAI_WORD_KEY)
#undef BALAI_WORD_KEY
};

}  // namespace

std::string_view key_of(Word word) { return keys[static_cast<std::size_t>(word)]; }

std::optional<Word> word_of(std::string_view key) {
    for (std::size_t i = 0; i < word_count; ++i)
        if (keys[i] == key) return static_cast<Word>(i);
    return std::nullopt;
}

std::string filled(std::string_view pattern, std::string_view first, std::string_view second) {
    std::string text{pattern};
    const auto put = [&text](std::string_view mark, std::string_view value) {
        if (const auto at = text.find(mark); at != text.npos) text.replace(at, mark.size(), value);
    };
    put("{1}", second);  // first, so that a value that looks like a mark is left alone
    put("{0}", first);
    return text;
}

}  // namespace balai
