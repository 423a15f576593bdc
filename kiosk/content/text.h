// Texts as the pages show them.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace balai {

enum class Language { Indonesian, Javanese, English };
inline constexpr std::array all_languages{Language::Indonesian, Language::Javanese, Language::English};
std::string_view code(Language language);  // "id", "jv", "en"
std::optional<Language> language_from_code(std::string_view code);

// UTF-8, `**bold**`, '\n' is a line break, `{fact}` quotes a fact. A no-break space keeps words together. Nothing else
// is markup.
using Text = std::string;
using Texts = std::array<Text, 3>;  // by Language
inline const Text& in(const Texts& texts, Language language) { return texts[static_cast<std::size_t>(language)]; }

}  // namespace balai
