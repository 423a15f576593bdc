#include "kiosk/visit/take_home.h"

#include <algorithm>

namespace balai {

namespace {

// Plain letters of what a fact may hold: no-break spaces and dashes become what every phone shows.
std::string plain_letters(const std::string& text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c < 0x80) {
            if (c == '\n')
                result += ' ';
            else if (c >= 0x20 && text.compare(i, 2, "**") != 0)
                result += text[i];
            else if (c == '*')
                ++i;
            continue;
        }
        if (text.compare(i, 2, "\u00a0") == 0)
            result += ' ';
        else if (text.compare(i, 3, "\u2013") == 0)
            result += '-';
        while (i + 1 < text.size() && (static_cast<unsigned char>(text[i + 1]) & 0xC0) == 0x80) ++i;
    }
    return result;
}

// Two prices can be longer than a small phone is wide: they break at a space.
std::string broken(std::string line) {
    for (std::size_t from = 0; line.size() - from > longest_code_line;) {
        const auto space = line.rfind(' ', from + longest_code_line);
        if (space == line.npos || space <= from) break;
        line[space] = '\n';
        from = space + 1;
    }
    return line;
}

struct Line {
    std::string text;
    int drop = -1;
};

std::size_t length_of(const std::vector<Line>& lines) {
    std::size_t length = 0;
    for (const Line& line : lines) length += line.text.size() + 1;
    return length == 0 ? 0 : length - 1;
}

std::optional<std::string> whole(std::vector<Line> lines) {
    while (length_of(lines) > longest_code_text) {
        auto first = lines.end();
        for (auto line = lines.begin(); line != lines.end(); ++line)
            if (line->drop >= 0 && (first == lines.end() || line->drop < first->drop)) first = line;
        if (first == lines.end()) return std::nullopt;
        lines.erase(first);
    }
    std::string text;
    for (const Line& line : lines) text += (text.empty() ? "" : "\n") + line.text;
    return text;
}

std::string source_line(Date checked, const Words& words) {
    return plain_letters(filled(words[Word::Source], month_of(checked, words)));
}

}  // namespace

std::optional<std::string> code_text(const QuestionSet& set, const Answers& answers, const Content& content,
                                     Language language, Today today) {
    std::vector<Line> lines;
    const auto add = [&](const Texts& code, int drop = -1, const std::string& before = {}) {
        if (!in(code, language).empty())
            lines.push_back(
                {broken(before + plain_letters(quoted(in(code, language), content, language, today))), drop});
    };
    const Checklist list = checklist_of(set, answers);
    if (list.heading) add(list.heading->code);
    int number = 0;
    for (const RuleText* line : list.lines) add(line->code, -1, std::to_string(++number) + " ");
    if (list.road) add(list.road->code);
    if (list.cost) add(list.cost->code);
    for (const RuleText* line : list.more) add(line->code, line->drop);
    lines.push_back({source_line(set.checked, content.words(language))});
    return whole(std::move(lines));
}

std::optional<std::string> code_text(const Guide& guide, const std::set<int>& to_do, const Content& content,
                                     Language language, Today today) {
    const auto plain = [&](const Text& text) { return broken(plain_letters(quoted(text, content, language, today))); };
    std::vector<Line> lines{{plain(guide.title)}};
    int number = 0;
    for (const int step : to_do)
        if (step < static_cast<int>(guide.steps.size()))
            lines.push_back({broken(std::to_string(++number) + " " +
                                    plain_letters(guide.steps[static_cast<std::size_t>(step)].heading))});
    const Words& words = content.words(language);
    lines.push_back({plain(words[Word::OfficePhone] + " {" + content.site().office_phone + "}"), 1});
    lines.push_back({source_line(guide.checked, words), 0});
    return whole(std::move(lines));
}

}  // namespace balai
