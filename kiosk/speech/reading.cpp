#include "kiosk/speech/reading.h"

#include <algorithm>
#include <map>

#include "platform/sign/hash.h"

namespace balai {

namespace {

constexpr std::size_t name_bytes = 8;  // 16 letters: a few thousand clips never meet by chance

bool is_choice(const std::string& role) {
    return role == "tile" || role == "answer" || role == "button" || role == "face" || role == "bar";
}

// When a piece has its turn; -1: never.
int turn_of(const PagePiece& piece) {
    const std::string& role = piece.role;
    if (role == "picture" || role == "qr" || role == "countdown" || role == "glass") return -1;
    // A name is on no clip, and a page that shows one is not silent for it.
    if (piece.id == "officer") return -1;
    if (piece.id == "header.name" || piece.id == "bar.listen" || piece.text.empty()) return -1;
    if (role == "heading") return 0;
    if (role == "date") return 5;
    if (role != "bar") return is_choice(role) ? 2 : 1;
    // The way on is what most people wait for; the ways back are the same on every page.
    const bool always_there =
        piece.id == "bar.back" || piece.id == "bar.start" || piece.id == "bar.close" || piece.id == "bar.help";
    return always_there ? 4 : 3;
}

// Languages are named in themselves. The Indonesian voice speaks the Javanese name too: people look for it before
// anybody has recorded a word of Javanese.
Language spoken_language(const PagePiece& piece, Language of_page) {
    if (piece.id == "language.en") return Language::English;
    if (piece.id.starts_with("language.") || piece.id == "button.indonesian") return Language::Indonesian;
    return of_page;
}

// "Langkah 2 dari 6 (1/2)": which part of the page this is shows only on the glass.
Text without_part(const Text& text) {
    const auto open = text.rfind(" (");
    const bool part = open != text.npos && text.find('/', open) != text.npos && text.back() == ')';
    return part ? text.substr(0, open) : text;
}

std::string on_one_line(Text text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

}  // namespace

std::vector<Utterance> said_by(const PagePiece& piece, const Spelling& spelling) {
    if (turn_of(piece) < 0 && piece.id != "bar.listen") return {};
    Spelling with = spelling;
    with.language = spoken_language(piece, spelling.language);
    std::vector<Utterance> utterances;
    const auto say = [&](std::string_view text) {
        utterances.push_back({piece.id, with.language, spelled(text, with)});
    };
    if (is_choice(piece.role)) {
        // A choice is one clip, whatever stands in it.
        Text whole;
        for (const Text& sentence : sentences_of(on_one_line(piece.text)))
            whole += (whole.empty() ? "" : " ") + sentence;
        if (!whole.empty()) say(whole);
        return utterances;
    }
    // "Halaman / 2 dari 2" was only broken to be narrow.
    const Text text = piece.id == "progress" ? without_part(piece.text)
                      : piece.id == "aside"  ? on_one_line(piece.text)
                                             : piece.text;
    for (const Text& sentence : sentences_of(text)) say(sentence);
    return utterances;
}

std::vector<Utterance> reading_of(std::span<const PagePiece> page, const Spelling& spelling) {
    std::multimap<int, const PagePiece*> turns;  // in the order of the page within a turn
    for (const PagePiece& piece : page)
        if (const int turn = turn_of(piece); turn >= 0) turns.emplace(turn, &piece);
    std::vector<Utterance> reading;
    for (const auto& [turn, piece] : turns)
        for (Utterance& utterance : said_by(*piece, spelling)) reading.push_back(std::move(utterance));
    return reading;
}

std::string clip_name(Language language, std::string_view words) {
    const auto digest = hash256(std::string{code(language)} + "\n" + std::string{words});
    return hex(digest.data(), name_bytes);
}

}  // namespace balai
