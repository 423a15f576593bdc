// Whatever carries `checked` and `term` grows old: facts, guides, question sets.
#include <algorithm>

#include "kiosk/content/checks.h"

namespace balai {

namespace {

constexpr int soon_days = 90, soon_days_of_short_terms = 14;

void look(const toml::table& table, const std::string& what, const Reread& read, Date today, Ahead ahead,
          Problems& problems) {
    const toml::node* node = table.get("checked");
    const auto checked = node ? node->value_exact<toml::date>() : std::nullopt;
    const auto term = table["term"].value_exact<std::int64_t>();
    if (!checked || !term || *term < 1 || *term > longest_term) return;
    const Date from{std::chrono::year{checked->year}, std::chrono::month{checked->month},
                    std::chrono::day{checked->day}};
    const int line = static_cast<int>(node->source().begin.line) + read.line_offset;
    if (std::chrono::sys_days{from} > std::chrono::sys_days{today}) {
        problems.push_back({read.file, line, Fault::NotYetChecked, {what, to_string(from)}});
        return;
    }
    const Date last = plus_days(from, static_cast<int>(*term));
    const int days = ahead == Ahead::Usual && *term <= soon_days ? soon_days_of_short_terms : soon_days;
    if (std::chrono::sys_days{last} > std::chrono::sys_days{plus_days(today, days)}) return;
    const bool over = std::chrono::sys_days{last} < std::chrono::sys_days{today};
    problems.push_back({read.file, line, over ? Fault::TermOver : Fault::EndsSoon, {what, to_string(last)}});
}

}  // namespace

void check_terms(const Content& content, const std::filesystem::path& folder, Disk& disk, Date today, Ahead ahead,
                 Problems& problems) {
    if (const auto facts = read_again("facts.toml", folder, disk))
        for (auto&& [id, node] : facts->table)
            if (const toml::table* one = node.as_table())
                look(*one, std::string{id.str()}, *facts, today, ahead, problems);
    const auto whole = [&](const std::string& file, const std::string& what) {
        if (const auto read = read_again(file, folder, disk)) look(read->table, what, *read, today, ahead, problems);
    };
    for (const std::string& id : content.guide_ids())
        for (const Language language : all_languages)
            whole("guides/" + id + "." + std::string{code(language)} + ".md", id);
    for (const std::string& id : content.question_set_ids()) whole("questions/" + id + ".toml", id);
}

}  // namespace balai
