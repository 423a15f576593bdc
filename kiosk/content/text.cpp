#include "kiosk/content/text.h"

namespace balai {

std::string_view code(Language language) {
    switch (language) {
        case Language::Indonesian:
            return "id";
        case Language::Javanese:
            return "jv";
        case Language::English:
            break;
    }
    return "en";
}

std::optional<Language> language_from_code(std::string_view text) {
    for (const Language language : all_languages)
        if (code(language) == text) return language;
    return std::nullopt;
}

}  // namespace balai
