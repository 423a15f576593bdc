#include "kiosk/terminal/spoken_page.h"

namespace balai {

namespace {

PagePiece piece_of(const Element& element) { return {element.id, element.role, element.lines}; }

}  // namespace

std::vector<Utterance> spoken_page(const Page& page, const Content& content, Language language) {
    std::vector<PagePiece> pieces;
    for (const Element& element : page.elements) pieces.push_back(piece_of(element));
    return reading_of(pieces, spelling_of(content, language));
}

std::vector<Utterance> spoken_element(const Element& element, const Content& content, Language language) {
    return said_by(piece_of(element), spelling_of(content, language));
}

std::string clips_of(const Element& element, const Content& content, Language language) {
    std::string names;
    for (const Utterance& one : spoken_element(element, content, language)) {
        const std::string name = clip_name(one.language, one.words);
        if (content.clip(one.language, name).empty()) return {};
        names += (names.empty() ? "" : " ") + std::string{code(one.language)} + "/" + name;
    }
    return names;
}

}  // namespace balai
