#include "kiosk/visit/freshness.h"

#include <sstream>

namespace balai {

namespace {

// Calls what(id) for every `{id}` and copies the rest.
template <typename What>
std::string with_quotes(std::string_view text, What what) {
    std::string result;
    while (!text.empty()) {
        const auto open = text.find('{');
        const auto close = open == text.npos ? text.npos : text.find('}', open);
        if (close == text.npos) break;
        result += text.substr(0, open);
        result += what(text.substr(open + 1, close - open - 1));
        text.remove_prefix(close + 1);
    }
    return result + std::string{text};
}

SourceLine source_of(const Fact& fact, Today today) {
    return {fact.checked, is_past(fact.checked, fact.term_days, today)};
}

}  // namespace

bool is_past(Date checked, int term_days, Today today) {
    return std::chrono::sys_days{today.date} > std::chrono::sys_days{plus_days(checked, term_days)};
}

std::string month_of(Date date, const Words& words) {
    std::istringstream months{words[Word::Months]};
    std::string month;
    for (unsigned i = 0; i < static_cast<unsigned>(date.month()); ++i) months >> month;
    return month + " " + std::to_string(static_cast<int>(date.year()));
}

Text quoted(std::string_view text, const Content& content, Language language, Today today) {
    return with_quotes(text, [&](std::string_view id) -> std::string {
        const Fact* fact = content.fact(id);
        const bool gone = !fact || (fact->past == Fact::Past::Replace && source_of(*fact, today).past);
        return gone ? content.words(language)[Word::AskOffice] : fact->value[static_cast<std::size_t>(language)];
    });
}

SourceLine oldest(std::span<const SourceLine> of) {
    SourceLine result;
    for (const SourceLine& line : of) {
        if (result.checked == Date{} || line.checked < result.checked) result.checked = line.checked;
        result.past = result.past || line.past;
    }
    return result;
}

std::vector<SourceLine> sources_of(std::string_view text, const Content& content, Today today) {
    std::vector<SourceLine> sources;
    with_quotes(text, [&](std::string_view id) {
        if (const Fact* fact = content.fact(id)) sources.push_back(source_of(*fact, today));
        return std::string{};
    });
    return sources;
}

}  // namespace balai
