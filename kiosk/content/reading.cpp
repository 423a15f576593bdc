#include "kiosk/content/reading.h"

#include <algorithm>

#include "platform/base/plain_name.h"

namespace balai {

namespace {

int line_at(std::string_view text, std::size_t offset) {
    return 1 + static_cast<int>(std::count(
                   text.begin(), text.begin() + static_cast<std::ptrdiff_t>(std::min(offset, text.size())), '\n'));
}

const char* name_of(TextFault fault) {
    switch (fault) {
        case TextFault::NotUtf8:
            return "UTF-8";
        case TextFault::Control:
            return "control";
        case TextFault::Bidirectional:
            return "bidi";
        case TextFault::ZeroWidth:
            return "zero width";
        case TextFault::NotACharacter:
            return "private use";
        case TextFault::TooManyMarks:
            break;
    }
    return "marks";
}

}  // namespace

std::optional<std::string> read_text(const std::filesystem::path& folder, Disk& disk, Complaints& complaints) {
    auto text = disk.read(folder / complaints.file(), longest_file);
    if (!text) {
        if (text.error().trouble == Trouble::NotFound)
            complaints.add(0, Fault::FileMissing);
        else if (text.error().detail.find("longer than") != std::string::npos)
            complaints.add(0, Fault::TooLong, {std::to_string(longest_file)});
        else
            complaints.add(0, Fault::FileUnreadable, {text.error().detail});
        return std::nullopt;
    }
    // What other systems' editors leave behind: a mark at the beginning, carriage returns at line ends.
    if (text->starts_with("\xEF\xBB\xBF")) text->erase(0, 3);
    text->erase(std::remove(text->begin(), text->end(), '\r'), text->end());
    if (const auto fault = text_fault(*text)) {
        const int line = line_at(*text, fault->offset);
        if (fault->fault == TextFault::NotUtf8)
            complaints.add(line, Fault::NotUtf8);
        else
            complaints.add(line, Fault::ForbiddenCharacter, {name_of(fault->fault)});
        return std::nullopt;
    }
    return std::move(*text);
}

std::optional<toml::table> read_table(const std::string& text, int first_line, Complaints& complaints) {
    auto table = read_toml(text);
    if (table) return std::move(*table);
    const int line = table.error().line + first_line - 1;
    if (const auto trick = table.error().trick)
        complaints.add(line, Fault::ForbiddenCharacter, {name_of(*trick)});
    else
        complaints.add(line, Fault::Grammar, {table.error().why});
    return std::nullopt;
}

bool is_id(std::string_view text) { return is_plain_name(text, 40); }

Entries::Entries(const toml::table& table, int line_offset, Complaints& complaints, std::string name)
    : table_(table),
      offset_(line_offset),
      line_(std::max(1, line_of(table))),
      complaints_(complaints),
      name_(std::move(name)) {}

Entries::~Entries() {
    std::string allowed;
    for (const std::string& key : asked_) allowed += (allowed.empty() ? "" : ", ") + key;
    for (auto&& [key, node] : table_)
        if (!asked_.contains(std::string{key.str()}))
            complaints_.add(line_of(node), Fault::UnknownKey, {name_ + std::string{key.str()}, allowed});
}

int Entries::line_of(const char* key) const {
    const toml::node* node = table_.get(key);
    return node ? line_of(*node) : line_;
}

const toml::node* Entries::find(const char* key, Need need) {
    asked_.insert(key);
    const toml::node* node = table_.get(key);
    if (!node && need == Need::Must) complaints_.add(line_, Fault::KeyMissing, {name_ + key});
    return node;
}

void Entries::wrong(const char* key, const std::string& wanted, int line) {
    complaints_.add(line, Fault::WrongType, {name_ + key, wanted});
}

std::string Entries::text(const char* key, Need need) {
    const toml::node* node = find(key, need);
    if (!node) return {};
    if (const auto* value = node->as_string()) {
        if (need == Need::Must && value->get().find_first_not_of(" \n\t") == Text::npos)
            complaints_.add(line_of(*node), Fault::EmptyText, {name_ + key});
        return value->get();
    }
    wrong(key, "\"…\"", line_of(*node));
    return {};
}

std::array<Text, 3> Entries::texts(const char* key, Need need) {
    const toml::node* node = find(key, need);
    std::array<Text, 3> result;
    if (!node) return result;
    if (node->is_string()) {
        const Text one = text(key, need);
        return {one, one, one};
    }
    const toml::table* languages = node->as_table();
    if (!languages) {
        wrong(key, "\"…\" / { id = \"…\", jv = \"…\", en = \"…\" }", line_of(*node));
        return result;
    }
    Entries inside{*languages, offset_, complaints_, name_ + key + "."};
    result[0] = inside.text("id");
    result[1] = inside.text("jv");
    result[2] = inside.text("en");
    for (Text& text : result)
        if (text.empty()) text = result[0];  // better read in Indonesian than not at all
    return result;
}

int Entries::number(const char* key, Need need) {
    const toml::node* node = find(key, need);
    if (!node) return 0;
    const auto value = node->value_exact<std::int64_t>();
    if (value && *value >= 0 && *value <= 1000000) return static_cast<int>(*value);
    wrong(key, "0 … 1000000", line_of(*node));
    return 0;
}

int Entries::term() {
    const int days = number("term");
    const toml::node* node = table_.get("term");
    if (node && node->is_integer() && (days < 1 || days > longest_term))
        wrong("term", "1 … " + std::to_string(longest_term), line_of(*node));
    return days;
}

bool Entries::flag(const char* key) {
    const toml::node* node = find(key, Need::May);
    if (!node) return false;
    if (const auto value = node->value_exact<bool>()) return *value;
    wrong(key, "true / false", line_of(*node));
    return false;
}

Date Entries::date(const char* key) {
    const toml::node* node = find(key, Need::Must);
    if (!node) return {};
    const auto value = node->value_exact<toml::date>();
    if (!value) {
        const auto* text = node->as_string();
        complaints_.add(line_of(*node), Fault::NotADate, {name_ + key, text ? text->get() : "?"});
        return {};
    }
    return Date{std::chrono::year{value->year}, std::chrono::month{value->month}, std::chrono::day{value->day}};
}

std::vector<std::string> Entries::list(const char* key, Need need) {
    std::vector<std::string> result;
    const toml::node* node = find(key, need);
    if (!node) return result;
    const toml::array* array = node->as_array();
    if (!array) {
        wrong(key, "[\"…\"]", line_of(*node));
        return result;
    }
    for (const toml::node& item : *array)
        if (const auto* value = item.as_string())
            result.push_back(value->get());
        else
            wrong(key, "[\"…\"]", line_of(item));
    return result;
}

const toml::array* Entries::as_array(const char* key) {
    const toml::node* node = find(key, Need::May);
    if (!node) return nullptr;
    if (const toml::array* array = node->as_array()) return array;
    wrong(key, "[[" + std::string{key} + "]]", line_of(*node));
    return nullptr;
}

const toml::table* Entries::table(const char* key, Need need) {
    const toml::node* node = find(key, need);
    if (!node) return nullptr;
    if (const toml::table* table = node->as_table()) return table;
    wrong(key, "[" + std::string{key} + "]", line_of(*node));
    return nullptr;
}

std::vector<std::string> quotes_in(std::string_view text) {
    std::vector<std::string> ids;
    while (true) {
        const auto open = text.find('{');
        const auto close = open == text.npos ? text.npos : text.find('}', open);
        if (close == text.npos) return ids;
        ids.emplace_back(text.substr(open + 1, close - open - 1));
        text.remove_prefix(close + 1);
    }
}

std::string why_not_allowed(const std::string& url, const std::vector<std::string>& hosts) {
    constexpr std::size_t longest = 200;
    if (url.size() > longest) return "> 200";
    if (!std::all_of(url.begin(), url.end(), [](char c) { return c > 0x20 && c < 0x7F; })) return "ASCII";
    if (url.starts_with("tel:")) {
        const std::string number = url.substr(url.starts_with("tel:+") ? 5 : 4);
        const bool digits =
            !number.empty() && std::all_of(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; });
        return digits ? "" : "tel:";
    }
    constexpr std::string_view scheme = "https://";
    if (!url.starts_with(scheme)) return "https";
    std::string host = url.substr(scheme.size(), url.find_first_of("/?#", scheme.size()) - scheme.size());
    if (host.find_first_of("@:") != host.npos) return "@ :";
    if (std::find(hosts.begin(), hosts.end(), host) == hosts.end()) return host.empty() ? "https" : host;
    return "";
}

}  // namespace balai
