// How a content folder is read: a text file that was checked for tricks, a table whose unknown names are noticed, and
// the list of what was wrong on the way.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "kiosk/content/content.h"
#include "platform/base/toml.h"

namespace balai {

constexpr std::uint64_t longest_file = 256 * 1024;
// Three years: a longer term is a slip of the finger, and what has it would never be looked at again.
constexpr int longest_term = 1095;

using Problems = std::vector<ContentProblem>;

// Adds problems of one file.
class Complaints {
public:
    Complaints(Problems& problems, std::string file) : problems_(problems), file_(std::move(file)) {}
    void add(int line, Fault fault, std::vector<std::string> details = {}) {
        problems_.push_back({file_, line, fault, std::move(details)});
    }
    const std::string& file() const { return file_; }

private:
    Problems& problems_;
    std::string file_;
};

// The text of a file, clean UTF-8 with plain line ends and without a byte order mark; nothing after a complaint.
std::optional<std::string> read_text(const std::filesystem::path& folder, Disk& disk, Complaints& complaints);
// The first line of the text has this number in the file: a guide's front matter begins at line 2.
std::optional<toml::table> read_table(const std::string& text, int first_line, Complaints& complaints);

bool is_id(std::string_view text);  // a plain name of at most 40

// One table of a file. Every name is asked for once; what nobody asked for is unknown and named at the end.
class Entries {
public:
    Entries(const toml::table& table, int line_offset, Complaints& complaints, std::string name = {});
    ~Entries();
    Entries(const Entries&) = delete;
    Entries& operator=(const Entries&) = delete;

    enum class Need { Must, May };
    std::string text(const char* key, Need need = Need::Must);
    std::array<Text, 3> texts(const char* key, Need need = Need::Must);  // one for all languages, or { id, jv, en }
    int number(const char* key, Need need = Need::Must);
    int term();  // how many days what was checked is good for
    bool flag(const char* key);
    Date date(const char* key);
    std::vector<std::string> list(const char* key, Need need = Need::Must);
    // Calls what(table) for each table of the array.
    template <typename What>
    int tables(const char* key, What what) {
        int count = 0;
        const toml::array* array = as_array(key);
        if (!array) return count;
        for (const toml::node& node : *array) {
            if (const toml::table* inside = node.as_table()) {
                ++count;
                what(*inside);
            } else {
                wrong(key, "[[" + std::string{key} + "]]", line_of(node));
            }
        }
        return count;
    }
    const toml::table* table(const char* key, Need need = Need::Must);

    int line() const { return line_; }
    int line_of(const toml::node& node) const { return static_cast<int>(node.source().begin.line) + offset_; }
    int line_of(const char* key) const;
    Complaints& complaints() { return complaints_; }

private:
    const toml::node* find(const char* key, Need need);
    const toml::array* as_array(const char* key);
    void wrong(const char* key, const std::string& wanted, int line);

    const toml::table& table_;
    int offset_;
    int line_;
    Complaints& complaints_;
    std::string name_;
    std::set<std::string> asked_;
};

// Every `{id}` of a text.
std::vector<std::string> quotes_in(std::string_view text);

// Split behind '.', '?', '!' and at line ends.
std::vector<std::string> sentences_in(const std::string& text);

// A guide file. Null when it cannot be shown without being wrong or misleading; what is only a matter of taste is a
// complaint and the guide is shown.
std::optional<Guide> read_guide(const std::string& id, const std::string& text, const Content& content,
                                Complaints& complaints);

// A question file; null when asking its questions would be misleading.
std::optional<QuestionSet> read_question_set(const std::string& id, const std::string& text, Complaints& complaints);
// For authors: every combination of answers, every name.
void check_question_set(const QuestionSet& set, const Content& content, Complaints& complaints);

// Why the address may not stand in a code; empty when it may.
std::string why_not_allowed(const std::string& url, const std::vector<std::string>& hosts);

}  // namespace balai
