#include "pack_outcomes.h"

#include <iostream>
#include <map>

#include "exit_code.h"
#include "kiosk/content/content.h"
#include "kiosk/visit/freshness.h"

namespace balai {

namespace {

struct Wish {
    std::string source, set, language = "id";
};

std::string on_one_line(std::string text) {
    for (char& c : text)
        if (c == '\n') c = ' ';
    return text;
}

// What a person would read, line by line.
std::string as_read(const QuestionSet& set, const Answers& answers, const Content& content, Language language) {
    const Today today{content.site().checked, Trust::Floor};
    const auto say = [&](const Texts& texts) {
        return on_one_line(quoted(in(texts, language), content, language, today));
    };
    std::string text;
    if (const ResultOutcome* result = result_of(set, answers)) return say(result->verdict) + "\n";
    const Checklist list = checklist_of(set, answers);
    if (list.heading) text += say(list.heading->text) + "\n";
    int number = 0;
    for (const RuleText* line : list.lines) text += "  " + std::to_string(++number) + " " + say(line->text) + "\n";
    for (const RuleText* rule : {list.cost, list.road})
        if (rule) text += "  - " + say(rule->text) + "\n";
    return text;
}

int print(const Wish& wish) {
    const auto content = Content::open(wish.source, real_disk());
    if (!content) {
        for (const ContentProblem& problem : content.error())
            std::cerr << sentence(problem, AuthorLanguage::Indonesian) << "\n";
        return at_fault;
    }
    const QuestionSet* set = content->question_set(wish.set);
    if (!set) {
        std::cerr << "balai-pack: tidak ada pertanyaan \"" << wish.set << "\" yang bisa dipakai. Jalankan check.\n";
        return at_fault;
    }
    const Language language = language_from_code(wish.language).value_or(Language::Indonesian);
    std::map<std::string, std::vector<std::string>> ways;
    std::size_t count = 0;
    each_way(*set, {}, [&](const Answers& answers) {
        ways[as_read(*set, answers, *content, language)].push_back(words_of(*set, answers));
        ++count;
    });
    for (const auto& [outcome, answers] : ways) {
        std::cout << outcome;
        for (const std::string& way : answers) std::cout << "    <- " << way << "\n";
        std::cout << "\n";
    }
    std::cout << count << " gabungan jawaban, " << ways.size() << " hasil\n";
    return done;
}

}  // namespace

std::function<std::optional<int>()> add_outcomes_word(CLI::App& app) {
    const auto wish = std::make_shared<Wish>();
    CLI::App* word = app.add_subcommand("outcomes", "Print every outcome of a question set and the answers behind it");
    word->add_option("SOURCE", wish->source, "The content folder")->required();
    word->add_option("SET", wish->set, "The question set, like syarat")->required();
    word->add_option("--language", wish->language, "id, jv, en")->check(CLI::IsMember({"id", "jv", "en"}));
    return [word, wish]() -> std::optional<int> {
        if (!*word) return std::nullopt;
        return print(*wish);
    };
}

}  // namespace balai
