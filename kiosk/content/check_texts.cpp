// Every text of the folder with its file, line and language: words that are not used, and what nobody should type by
// hand.
#include <algorithm>

#include "kiosk/content/checks.h"

namespace balai {

namespace {

// Names under which people read something; the others are ids, addresses and numbers.
constexpr std::string_view text_keys[] = {"title",   "caution", "label", "text", "ask",     "hint", "said",   "code",
                                          "verdict", "first",   "late",  "name", "address", "who",  "heading"};

class Collector {
public:
    explicit Collector(const Reread& read, std::optional<Language> language) : read_(read), language_(language) {}

    void table(const toml::table& table, bool all_are_texts) {
        for (auto&& [key, node] : table) {
            const bool is_text = all_are_texts || std::find(std::begin(text_keys), std::end(text_keys), key.str()) !=
                                                      std::end(text_keys);
            if (const toml::table* inside = node.as_table())
                is_text && !all_are_texts ? each_language(*inside) : this->table(*inside, all_are_texts);
            else if (const toml::array* several = node.as_array())
                several->for_each([&](const toml::node& item) {
                    if (const toml::table* one = item.as_table()) this->table(*one, all_are_texts);
                });
            else if (const auto* string = node.as_string(); string && is_text)
                one_for_all(node, string->get());
        }
    }

    // Paragraphs, so that words at a line's end are still beside those of the next line.
    void steps(const std::string& text, int line) {
        std::string paragraph;
        int first = line;
        const auto end = [&] {
            if (!paragraph.empty()) said.push_back({read_.file, first, *language_, paragraph});
            paragraph.clear();
        };
        for (std::size_t at = 0; at < text.size(); ++line) {
            const auto stop = std::min(text.find('\n', at), text.size());
            const auto words = text.substr(at, stop - at);
            at = stop + 1;
            if (words.empty()) {
                end();
                continue;
            }
            if (paragraph.empty()) first = line;
            paragraph += words + "\n";
        }
        end();
    }

    std::vector<Said> said;

private:
    int line_of(const toml::node& node) const { return static_cast<int>(node.source().begin.line) + read_.line_offset; }
    void each_language(const toml::table& table) {
        for (const Language language : all_languages)
            if (const toml::node* node = table.get(code(language)))
                if (const auto* string = node->as_string())
                    said.push_back({read_.file, line_of(*node), language, string->get()});
    }
    void one_for_all(const toml::node& node, const std::string& text) {
        for (const Language language : all_languages)
            if (!language_ || *language_ == language) said.push_back({read_.file, line_of(node), language, text});
    }

    const Reread& read_;
    std::optional<Language> language_;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
// Bytes of letters that are not ASCII count as letters: "é" does not end a word.
bool is_letter(char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

void blank(std::string& text, std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < std::min(to, text.size()); ++i)
        if (text[i] != '\n') text[i] = '\x01';
}

// Small letters, plain spaces, and nothing where ids stand: `{fact}`, `](name)`. Every line keeps its number.
std::string plain(std::string text) {
    for (std::size_t at = 0; (at = text.find('{', at)) != text.npos;) {
        const auto end = text.find('}', at);
        if (end == text.npos) break;
        blank(text, at, end + 1);
        at = end;
    }
    for (std::size_t at = 0; (at = text.find("](", at)) != text.npos;) {
        const auto end = text.find(')', at);
        if (end == text.npos) break;
        blank(text, at, end + 1);
        at = end;
    }
    for (const std::string_view space : {std::string_view{"\u00a0"}, std::string_view{"&nbsp;"}})
        for (std::size_t at = 0; (at = text.find(space, at)) != text.npos;) text.replace(at, space.size(), " ");
    for (std::size_t at = 0; (at = text.find("**", at)) != text.npos;) text.erase(at, 2);
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

int line_in(const Said& said, const std::string& text, std::size_t at) {
    // A '\n' of a TOML text is a break on the glass, not a line of the file.
    if (!said.file.ends_with(".md")) return said.line;
    return said.line + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

struct BannedWord {
    std::string word, use, plain;
};

std::size_t find_word(std::string text, const std::string& word) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    for (std::size_t at = 0; (at = text.find(word, at)) != text.npos; ++at) {
        const auto end = at + word.size();
        if ((at == 0 || !is_letter(text[at - 1])) && (end == text.size() || !is_letter(text[end]))) return at;
    }
    return text.npos;
}

std::array<std::vector<BannedWord>, 3> read_glossary(const std::filesystem::path& folder, Disk& disk,
                                                     Problems& problems) {
    std::array<std::vector<BannedWord>, 3> banned;
    std::error_code error;
    if (!std::filesystem::exists(folder / "glossary.toml", error)) return banned;
    Complaints complaints{problems, "glossary.toml"};
    const auto text = read_text(folder, disk, complaints);
    const auto table = text ? read_table(*text, 1, complaints) : std::nullopt;
    if (!table) return banned;
    Entries entries{*table, 0, complaints};
    entries.tables("banned", [&](const toml::table& one) {
        Entries inside{one, 0, complaints, "banned."};
        const auto language = language_from_code(inside.text("language"));
        BannedWord word{inside.text("word"), inside.text("use"), {}};
        word.plain = plain(word.word);
        if (!language)
            complaints.add(inside.line_of("language"), Fault::WrongType, {"banned.language", "id / jv / en"});
        else if (!word.word.empty())
            banned[static_cast<std::size_t>(*language)].push_back(std::move(word));
    });
    return banned;
}

struct Number {
    std::string digits, fact;
    bool money = false;
};

std::string digits_of(std::string_view text) {
    std::string digits;
    std::copy_if(text.begin(), text.end(), std::back_inserter(digits), is_digit);
    return digits;
}

// The amount behind "rp" at this place: its digits, dots between them.
std::string_view amount_at(std::string_view text, std::size_t at) {
    auto from = at + 2;
    while (from < text.size() && (text[from] == ' ' || text[from] == '.')) ++from;
    auto end = from;
    while (end < text.size() &&
           (is_digit(text[end]) || (text[end] == '.' && end + 1 < text.size() && is_digit(text[end + 1]))))
        ++end;
    return end > from ? text.substr(at, end - at) : std::string_view{};
}

template <typename What>
void each_amount(std::string_view text, What what) {
    for (std::size_t at = 0; (at = text.find("rp", at)) != text.npos; at += 2) {
        if (at > 0 && is_letter(text[at - 1])) continue;
        const std::string_view amount = amount_at(text, at);
        if (!amount.empty() && digits_of(amount) != "0") what(amount, at);
    }
}

std::vector<Number> numbers_of(const Content& content, const std::filesystem::path& folder, Disk& disk) {
    std::vector<Number> numbers;
    const auto facts = read_again("facts.toml", folder, disk);
    if (!facts) return numbers;
    for (auto&& [key, node] : facts->table) {
        const Fact* fact = content.fact(key.str());
        if (!fact) continue;
        const std::string value = plain(fact->value[0]);
        each_amount(value, [&](std::string_view amount, std::size_t) {
            numbers.push_back({digits_of(amount), fact->id, true});
        });
        const std::string digits = digits_of(value);
        const bool phone = digits.size() >= 3 && std::all_of(value.begin(), value.end(), [](char c) {
                               return is_digit(c) || std::string_view{" +-()."}.find(c) != std::string_view::npos;
                           });
        if (!phone) continue;
        numbers.push_back({digits, fact->id});
        // The same number as it is dialled from elsewhere.
        if (value.starts_with("+62")) numbers.push_back({"0" + digits.substr(2), fact->id});
        if (digits[0] == '0' && digits.size() > 6) numbers.push_back({"62" + digits.substr(1), fact->id});
        if (const auto close = value.find(')'); close != value.npos)
            if (const std::string local = digits_of(value.substr(close)); local.size() >= 5)
                numbers.push_back({local, fact->id});
    }
    return numbers;
}

// Where the digits stand, with spaces and hyphens between them, and no digit before or after; {npos, 0} when nowhere.
std::pair<std::size_t, std::size_t> find_number(const std::string& text, const std::string& digits) {
    const auto joins = [&](std::size_t at) { return text[at] == '.' || text[at] == ',' || text[at] == '-'; };
    for (std::size_t from = 0; from < text.size(); ++from) {
        if (text[from] != digits[0]) continue;
        if (from > 0 && (is_letter(text[from - 1]) || (from > 1 && joins(from - 1) && is_digit(text[from - 2]))))
            continue;
        std::size_t at = from, matched = 0;
        while (at < text.size() && matched < digits.size()) {
            if (text[at] == digits[matched])
                ++matched;
            else if (std::string_view{" -()."}.find(text[at]) == std::string_view::npos)
                break;
            ++at;
        }
        if (matched < digits.size()) continue;
        if (at < text.size() && (is_letter(text[at]) || (joins(at) && at + 1 < text.size() && is_digit(text[at + 1]))))
            continue;
        return {from, at - from};
    }
    return {text.npos, 0};
}

void look_at_numbers(const Said& said, const std::string& text, const std::vector<Number>& numbers,
                     Problems& problems) {
    const auto complain = [&](std::size_t at, std::string what, const std::string& fact) {
        problems.push_back({said.file, line_in(said, text, at), Fault::WrittenByHand, {std::move(what), fact}});
    };
    each_amount(text, [&](std::string_view amount, std::size_t at) {
        for (const Number& number : numbers)
            if (number.money && number.digits == digits_of(amount))
                return complain(at, "Rp" + std::string{amount.substr(2)}, number.fact);
        problems.push_back(
            {said.file, line_in(said, text, at), Fault::AmountByHand, {"Rp" + std::string{amount.substr(2)}}});
    });
    for (const Number& number : numbers) {
        if (number.money) continue;
        if (const auto [at, length] = find_number(text, number.digits); length > 0)
            complain(at, text.substr(at, length), number.fact);
    }
}

void look_at_addresses(const Said& said, const std::string& text, const Content& content, Problems& problems) {
    for (const std::string_view scheme : {"http://", "https://"})
        for (std::size_t at = 0; (at = text.find(scheme, at)) != text.npos; ++at) {
            std::string url = text.substr(at, text.find_first_of(" \n\"<>)]\x01", at) - at);
            while (!url.empty() && std::string_view{".,;?!"}.find(url.back()) != std::string_view::npos) url.pop_back();
            if (const std::string why = why_not_allowed(url, content.site().hosts); !why.empty())
                problems.push_back({said.file, line_in(said, text, at), Fault::LinkNotAllowed, {url, why}});
        }
}

// Marks that were begun and not ended, and a branch that is none, would stand on the glass as they were typed.
void look_at_marks(const Said& said, Problems& problems) {
    const std::string& text = said.text;
    const auto complain = [&](std::size_t at, std::string what) {
        problems.push_back({said.file, line_in(said, text, at), Fault::UnsupportedMarkup, {std::move(what)}});
    };
    for (std::size_t at = 0; (at = text.find('{', at)) != text.npos; ++at) {
        const auto end = text.find_first_of("{}", at + 1);
        if (end == text.npos || text[end] == '{') complain(at, text.substr(at, text.find_first_of(" \n", at) - at));
    }
    std::size_t bold = 0, last = 0;
    for (std::size_t at = 0; (at = text.find("**", at)) != text.npos; at += 2, ++bold) last = at;
    if (bold % 2 == 1) complain(last, "**");
    if (said.file.ends_with(".md") && text.starts_with("> [")) {
        const auto middle = text.find("](");
        const auto end = middle == text.npos ? middle : text.find(')', middle);
        if (end == text.npos || !is_id(std::string_view{text}.substr(middle + 2, end - middle - 2)))
            complain(0, "> [ ]( )");
    }
}

}  // namespace

std::optional<Reread> read_again(const std::string& file, const std::filesystem::path& folder, Disk& disk) {
    std::error_code error;
    if (!std::filesystem::exists(folder / file, error)) return std::nullopt;
    Problems told;
    Complaints complaints{told, file};
    const auto text = read_text(folder, disk, complaints);
    if (!text) return std::nullopt;
    if (!file.ends_with(".md")) {
        auto table = read_table(*text, 1, complaints);
        if (!table) return std::nullopt;
        return Reread{file, std::move(*table), 0, {}, 1};
    }
    const auto end = text->starts_with("+++\n") ? text->find("\n+++\n", 3) : text->npos;
    if (end == text->npos) return std::nullopt;
    auto table = read_table(text->substr(4, end < 4 ? 0 : end + 1 - 4), 2, complaints);
    if (!table) return std::nullopt;
    const auto lines = std::count(text->begin(), text->begin() + static_cast<std::ptrdiff_t>(end + 5), '\n');
    return Reread{file, std::move(*table), 1, text->substr(end + 5), 1 + static_cast<int>(lines)};
}

std::vector<Said> everything_said(const Content& content, const std::filesystem::path& folder, Disk& disk) {
    std::vector<Said> all;
    const auto add = [&](const std::string& file, std::optional<Language> language, bool all_are_texts) {
        const auto read = read_again(file, folder, disk);
        if (!read) return;
        Collector collector{*read, language};
        collector.table(read->table, all_are_texts);
        if (!read->rest.empty()) collector.steps(read->rest, read->rest_line);
        all.insert(all.end(), collector.said.begin(), collector.said.end());
    };
    add("site.toml", std::nullopt, false);
    for (const Language language : all_languages) add("words/" + std::string{code(language)} + ".toml", language, true);
    for (const std::string& id : content.guide_ids())
        for (const Language language : all_languages)
            add("guides/" + id + "." + std::string{code(language)} + ".md", language, false);
    for (const std::string& id : content.question_set_ids()) add("questions/" + id + ".toml", std::nullopt, false);
    return all;
}

void check_texts(const Content& content, const std::vector<Said>& all, const std::filesystem::path& folder, Disk& disk,
                 Problems& problems) {
    const auto banned = read_glossary(folder, disk, problems);
    const auto numbers = numbers_of(content, folder, disk);
    for (const Said& said : all) {
        const std::string text = plain(said.text);
        for (const BannedWord& word : banned[static_cast<std::size_t>(said.language)])
            if (const auto at = find_word(text, word.plain); at != text.npos)
                problems.push_back({said.file, line_in(said, text, at), Fault::BannedWord, {word.word, word.use}});
        if (said.file != "site.toml") look_at_numbers(said, text, numbers, problems);
        look_at_addresses(said, text, content, problems);
        look_at_marks(said, problems);
    }
}

}  // namespace balai
