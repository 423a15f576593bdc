#include "kiosk/editions/shelf.h"

#include <algorithm>

#include "kiosk/editions/lines.h"
#include "platform/sign/hash.h"

namespace balai {

namespace {

constexpr std::string_view first_line = "balai-shelf 1";

std::string text_of(const std::optional<Edition>& edition) {
    return edition ? std::to_string(edition->sequence) + " " + edition->hash : "none";
}

// False when it is neither an edition nor none.
bool read_edition(std::optional<std::string_view> text, std::optional<Edition>& edition) {
    edition.reset();
    if (!text) return false;
    if (*text == "none") return true;
    const auto blank = text->find(' ');
    if (blank == text->npos || !is_hex64(text->substr(blank + 1))) return false;
    const auto sequence = number_of(text->substr(0, blank));
    if (!sequence) return false;
    edition = Edition{*sequence, std::string{text->substr(blank + 1)}};
    return true;
}

Shelf step_down(Shelf shelf) {
    shelf.active = std::exchange(shelf.previous, std::nullopt);
    shelf.trial = Trial::Passed;
    shelf.strikes = 0;
    return shelf;
}

void call_bad(Shelf& shelf, const std::string& hash) {
    shelf.bad.push_back(hash);
    if (shelf.bad.size() > most_bad) shelf.bad.erase(shelf.bad.begin());
}

}  // namespace

std::string to_text(const Shelf& shelf) {
    std::string text{first_line};
    text += "\nturn=" + std::to_string(shelf.turn) + "\nactive=" + text_of(shelf.active) +
            "\nprevious=" + text_of(shelf.previous) + "\ntrial=" + std::to_string(static_cast<int>(shelf.trial)) +
            "\nstrikes=" + std::to_string(shelf.strikes) + "\nhigh=" + text_of(shelf.high) +
            "\nanew=" + (shelf.anew ? "1" : "0") + "\n";
    for (const std::string& hash : shelf.bad) text += "bad=" + hash + "\n";
    return text + "sum=" + hex(hash256(text)) + "\n";
}

std::optional<Shelf> read_shelf(std::string_view text) {
    constexpr std::size_t last = 4 + 64 + 1;
    if (text.size() < last || text.size() > 8192) return std::nullopt;
    const auto body = text.substr(0, text.size() - last);
    if (text.substr(body.size()) != "sum=" + hex(hash256(body)) + "\n") return std::nullopt;
    Lines lines{body};
    Shelf shelf;
    if (lines.take() != first_line) return std::nullopt;
    const auto number = [&lines](std::string_view key) {
        const auto value = lines.take(key);
        return value ? number_of(*value) : std::nullopt;
    };
    const auto turn = number("turn");
    if (!turn || !read_edition(lines.take("active"), shelf.active) ||
        !read_edition(lines.take("previous"), shelf.previous))
        return std::nullopt;
    const auto trial = number("trial"), strikes = number("strikes");
    if (!trial || *trial > 2 || !strikes || *strikes > 100 || !read_edition(lines.take("high"), shelf.high))
        return std::nullopt;
    const auto anew = number("anew");
    if (!anew || *anew > 1) return std::nullopt;
    shelf.anew = *anew == 1;
    shelf.turn = *turn;
    shelf.trial = static_cast<Trial>(*trial);
    shelf.strikes = static_cast<int>(*strikes);
    while (const auto hash = lines.take("bad")) {
        if (!is_hex64(*hash) || shelf.bad.size() == most_bad) return std::nullopt;
        shelf.bad.emplace_back(*hash);
    }
    if (!lines.at_end()) return std::nullopt;
    return shelf;
}

std::string folder_name(const Edition& edition) {
    return std::to_string(edition.sequence) + "-" + edition.hash.substr(0, 16);
}

Known known(const Shelf& shelf) {
    Known known{shelf.high, {shelf.bad.begin(), shelf.bad.end()}};
    if (shelf.anew) return known;
    if (shelf.active && (!known.bar || shelf.active->sequence >= known.bar->sequence)) known.bar = shelf.active;
    return known;
}

std::uint64_t floor_of(const Shelf& shelf) {
    if (!shelf.active) return 0;
    return shelf.previous ? std::min(shelf.active->sequence, shelf.previous->sequence) : shelf.active->sequence;
}

Shelf after_install(Shelf shelf, const Edition& edition) {
    // What never passed is no edition to go back to.
    if (shelf.active && shelf.trial == Trial::Passed) shelf.previous = shelf.active;
    shelf.active = edition;
    shelf.trial = Trial::Waits;
    shelf.strikes = 0;
    shelf.anew = false;
    return shelf;
}

Start before_start(Shelf shelf) {
    if (shelf.strikes >= most_strikes) {
        if (!shelf.active) return {shelf, true};
        if (shelf.trial != Trial::Passed) call_bad(shelf, shelf.active->hash);
        shelf = step_down(std::move(shelf));
    }
    ++shelf.strikes;
    return {shelf, false};
}

Shelf settled(Shelf shelf) {
    shelf.strikes = 0;
    return shelf;
}

Shelf ten_minutes(Shelf shelf) {
    if (!shelf.active) return shelf;
    if (shelf.trial == Trial::Restart) {
        shelf.trial = Trial::Passed;
        if (!shelf.high || shelf.high->sequence < shelf.active->sequence) shelf.high = shelf.active;
    } else if (shelf.trial == Trial::Waits) {
        shelf.trial = Trial::Restart;
    }
    return shelf;
}

Shelf go_back(Shelf shelf) { return shelf.previous ? step_down(std::move(shelf)) : shelf; }

Shelf keys_changed(Shelf shelf) {
    shelf.high.reset();
    shelf.anew = true;
    return shelf;
}

}  // namespace balai
