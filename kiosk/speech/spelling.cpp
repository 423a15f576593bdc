#include "kiosk/speech/spelling.h"

#include <algorithm>
#include <optional>

#include "kiosk/speech/number_words.h"

namespace balai {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_small(char c) { return c >= 'a' && c <= 'z'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_letter(char c) { return is_small(c) || is_capital(c) || static_cast<unsigned char>(c) >= 0x80; }

// Reads a text from left to right and says what is no plain word.
class Speller {
public:
    Speller(std::string_view text, const Spelling& spelling)
        : text_(text), spelling_(spelling), signs_(number_signs(spelling.language)) {}

    std::string said() {
        while (at_ < text_.size())
            if (!money() && !phone() && !number() && !month() && !sign()) result_ += text_[at_++];
        return std::move(result_);
    }

private:
    char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
    char before() const { return at_ > 0 ? text_[at_ - 1] : '\0'; }

    std::string_view digits_at(std::size_t from) const {
        std::size_t end = from;
        while (end < text_.size() && is_digit(text_[end])) ++end;
        return text_.substr(from, end - from);
    }

    void say(std::string_view words) {
        if (!result_.empty() && (is_letter(result_.back()) || is_digit(result_.back()))) result_ += ' ';
        result_ += words;
    }
    void go_to(std::size_t at) {
        at_ = at;
        // "4jam" is said as two words.
        if (is_letter(peek())) result_ += ' ';
    }

    // "650.000" and, where English is written, "650,000": where it ends, and its value.
    struct Whole {
        std::uint64_t value = 0;
        std::size_t end = 0;
    };
    std::optional<Whole> whole_at(std::size_t from) const {
        const std::string_view first = digits_at(from);
        if (first.empty() || first.size() > 12) return std::nullopt;
        std::string all{first};
        std::size_t end = from + first.size();
        while (end < text_.size() && first.size() <= 3 && (text_[end] == '.' || text_[end] == ',')) {
            if (text_[end] == ',' && spelling_.language != Language::English) break;
            const std::string_view group = digits_at(end + 1);
            if (group.size() != 3 || all.size() > 12) break;
            all += group;
            end += 4;
        }
        return Whole{std::stoull(all), end};
    }

    bool money() {
        if (text_.substr(at_, 2) != "Rp" || is_letter(before())) return false;
        const auto amount = whole_at(at_ + 2);
        if (!amount) return false;
        say(number_words(amount->value, spelling_.language) + " " + std::string{signs_.rupiah});
        go_to(amount->end);
        return true;
    }

    // "0800-1000", "(0286) 321628", "+62 811-8080-141": groups of digits, a breath between them.
    bool phone() {
        std::size_t end = at_;
        std::string words;
        if (peek() == '+' && is_digit(peek(1))) {
            words = signs_.plus;
            words += ' ';
            ++end;
        } else if (peek() == '(' && peek(1) == '0' && is_digit(peek(2))) {
            ++end;
        } else if (!(peek() == '0' && digits_at(at_).size() > 2) || is_letter(before())) {
            return false;
        }
        bool first = true;
        while (true) {
            const std::string_view group = digits_at(end);
            if (group.empty()) break;
            if (!first) words += ", ";
            words += digit_words(group, spelling_.language);
            first = false;
            end += group.size();
            std::size_t next = end;
            while (next < text_.size() && next < end + 2 &&
                   (text_[next] == ' ' || text_[next] == '-' || text_[next] == ')'))
                ++next;
            if (next == end || digits_at(next).size() < 3) {
                if (next > end && text_[end] == ')') ++end;
                break;
            }
            end = next;
        }
        say(words);
        go_to(end);
        return true;
    }

    bool number() {
        if (!is_digit(peek())) return false;
        const std::string_view digits = digits_at(at_);
        if (spelling_.short_phones.contains(digits)) {
            say(digit_words(digits, spelling_.language));
            go_to(at_ + digits.size());
            return true;
        }
        if (hour()) return range();
        const auto whole = whole_at(at_);
        if (!whole) {
            say(digit_words(digits, spelling_.language));
            go_to(at_ + digits.size());
            return true;
        }
        say(number_words(whole->value, spelling_.language));
        at_ = whole->end;
        const char decimal = spelling_.language == Language::English ? '.' : ',';
        if ((peek() == decimal || peek() == ',') && is_digit(peek(1))) {
            const std::string_view behind = digits_at(at_ + 1);
            say(signs_.point);
            say(digit_words(behind, spelling_.language));
            at_ += 1 + behind.size();
        }
        return range();
    }

    // "08.00", "15.30"
    bool hour() {
        const std::string_view hours = digits_at(at_);
        const std::string_view minutes =
            hours.size() <= 2 && peek(hours.size()) == '.' ? digits_at(at_ + hours.size() + 1) : std::string_view{};
        if (minutes.size() != 2 || std::stoi(std::string{hours}) > 24 || minutes[0] > '5') return false;
        say(number_words(std::stoull(std::string{hours}), spelling_.language));
        if (minutes != "00") say(number_words(std::stoull(std::string{minutes}), spelling_.language));
        at_ += hours.size() + 3;
        return true;
    }

    bool range() {
        if (peek() == '-' && is_digit(peek(1))) {
            say(signs_.to);
            ++at_;
        }
        go_to(at_);
        return true;
    }

    // Only before a year: "Sep 2026".
    bool month() {
        if (!is_capital(peek()) || is_letter(before()) || peek(3) != ' ' || digits_at(at_ + 4).size() != 4)
            return false;
        const std::string_view name = month_words(text_.substr(at_, 3), spelling_.language);
        if (name.empty()) return false;
        say(name);
        at_ += 3;
        return true;
    }

    bool sign() {
        const char c = peek();
        if (c == '%') {
            say(signs_.per_cent);
            go_to(at_ + 1);
        } else if (c == '&') {
            result_ += signs_.both;
            ++at_;
        } else if (c == '/' && is_letter(before())) {
            // "Bapak/Ibu" is one way to address somebody, "KTP/KK" is a choice.
            const bool address = text_.substr(0, at_).ends_with("Bapak");
            if (!address) say(signs_.either);
            result_ += ' ';
            ++at_;
        } else if (c == '.' && is_small(before()) && is_small(peek(1))) {
            say(signs_.dot);
            result_ += ' ';
            ++at_;
        } else {
            return false;
        }
        return true;
    }

    std::string_view text_;
    const Spelling& spelling_;
    const NumberSigns& signs_;
    std::size_t at_ = 0;
    std::string result_;
};

std::string trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return std::string{text};
}

// "Jl." and "No." end no sentence; "KK." does.
bool is_abbreviation(std::string_view before_dot) {
    const auto space = before_dot.find_last_of(" \n");
    const std::string_view word = space == before_dot.npos ? before_dot : before_dot.substr(space + 1);
    return (word.size() == 1 || (word.size() == 2 && is_small(word[1]))) && is_capital(word[0]);
}

// Markup and special spaces gone; wide spaces part as line ends do.
std::string without_markup(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto is = [&](std::string_view what) { return text.substr(i, what.size()) == what; };
        if (is("**")) {
            ++i;
        } else if (is("\u00a0")) {
            plain += ' ';
            i += 1;
        } else if (is("\u2003")) {
            plain += '\n';
            i += 2;
        } else if (is("\u2002\u00b7\u2002")) {
            plain += '\n';
            i += 7;
        } else {
            plain += text[i];
        }
    }
    return plain;
}

}  // namespace

std::string spelled(std::string_view text, const Spelling& spelling) { return Speller{text, spelling}.said(); }

std::vector<Text> sentences_of(std::string_view marked) {
    const std::string text = without_markup(marked);
    std::vector<Text> sentences;
    std::string sentence;
    const auto end_here = [&] {
        if (std::string whole = trimmed(sentence); !whole.empty()) sentences.push_back(std::move(whole));
        sentence.clear();
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const char next = i + 1 < text.size() ? text[i + 1] : '\0';
        if (c == '\n') {
            // A line that goes on with a small letter was only broken to look well.
            if (is_small(next))
                sentence += ' ';
            else
                end_here();
            continue;
        }
        sentence += c;
        const bool stop = c == '?' || c == '!' || (c == '.' && !is_abbreviation(std::string_view{text}.substr(0, i)));
        if (stop && next == ' ') end_here();
    }
    end_here();
    return sentences;
}

}  // namespace balai
