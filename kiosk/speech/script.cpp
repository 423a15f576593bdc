#include "kiosk/speech/script.h"

#include <set>

#include "kiosk/screens/walk.h"
#include "kiosk/speech/spoken_ui.h"

namespace balai {

namespace {

class ScriptWriter {
public:
    ScriptWriter(const Content& content, Language language)
        : content_(content), language_(language), spelling_(spelling_of(content, language)) {}

    void walk(Today today, Modes modes) {
        Walk walk{content_, today, language_, modes, [](const Scene& scene, const std::string& id) {
                      SpokenUi ui{1, id};
                      return show(ui, scene);
                  }};
        while (const auto visit = walk.next()) {
            if (is_for_staff(visit->screen)) continue;
            walk.follow(*visit, page(walk.scene_of(*visit)));
            if (const auto* question = std::get_if<QuestionScreen>(&visit->screen)) outcomes(*visit, *question, walk);
        }
    }

    // No walk leads to what a stick has to say. Its dates are on no clip: there is a sentence for each day.
    void sticks(Today today) {
        std::vector<UpdateScreen> pages;
        for (int news = 0; news <= static_cast<int>(StickNews::NotSaved); ++news)
            pages.push_back({static_cast<StickNews>(news), 0, 0, {}, {}, true});
        constexpr std::string_view refusal = "refusal.";
        for (std::size_t i = 0; i < word_count; ++i)
            if (const std::string_view key = key_of(static_cast<Word>(i)); key.starts_with(refusal))
                pages.push_back({StickNews::Refused, 0, 0, std::string{key.substr(refusal.size())}, {}, false});
        Visit visit;
        visit.language = language_;
        for (const UpdateScreen& told : pages) {
            visit.screen = told;
            page({visit, content_, today, Moment{0}});
        }
    }

    std::vector<ScriptLine> lines() { return std::move(lines_); }

private:
    // Returns what can be touched on it.
    std::vector<std::string> page(const Scene& scene) {
        // A page in two parts says which one it is.
        SpokenUi whole{1}, parted{2};
        show(whole, scene);
        show(parted, scene);
        for (const SpokenUi* ui : {&whole, &parted})
            for (const PagePiece& piece : ui->pieces())
                for (const Utterance& utterance : said_by(piece, spelling_)) note(utterance, scene);
        return whole.targets();
    }

    // A walk looks at each kind of list once; what stands on it depends on every answer.
    void outcomes(const Visit& visit, const QuestionScreen& question, const Walk& walk) {
        const QuestionSet* set = content_.question_set(question.set);
        if (!set || !done_sets_.insert({set->id, walk.scene_of(visit).today.date}).second) return;
        each_way(*set, {}, [&](const Answers& answers) {
            Visit answered = visit;
            answered.answers[set->id] = answers;
            if (set->kind == SetKind::Result)
                answered.screen = ResultScreen{set->id, 0, 0};
            else
                answered.screen = ChecklistScreen{set->id};
            page(walk.scene_of(answered));
        });
    }

    void note(const Utterance& utterance, const Scene& scene) {
        // What another language says on this page stands in the script of that language: it has the same page.
        if (utterance.words.empty() || utterance.language != language_) return;
        std::string clip = clip_name(language_, utterance.words);
        if (!known_.insert(clip).second) return;
        std::string where = name_of(scene.visit.screen);
        if (const std::string subject = subject_of(scene.visit.screen); !subject.empty()) where += " " + subject;
        lines_.push_back({std::move(clip), utterance.words, std::move(where)});
    }

    const Content& content_;
    Language language_;
    Spelling spelling_;
    std::set<std::string> known_;
    std::set<std::pair<std::string, Date>> done_sets_;
    std::vector<ScriptLine> lines_;
};

}  // namespace

Spelling spelling_of(const Content& content, Language language) {
    Spelling spelling{language, {"110", "129"}};
    for (const Site::Hotline& line : content.site().hotlines)
        if (const Fact* fact = content.fact(line.number))
            for (const std::string& value : fact->value) spelling.short_phones.insert(value);
    return spelling;
}

std::vector<ScriptLine> script_of(const Content& content, Language language) {
    ScriptWriter writer{content, language};
    const Today fresh{content.site().checked, Trust::Set};
    const Today stale{content.site().checked + std::chrono::years{10}, Trust::Set};
    for (const Today& today : {fresh, stale})
        for (const Modes& modes :
             {Modes{}, Modes{.big = true, .contrast = true, .calm = true}, Modes{.together = true}})
            writer.walk(today, modes);
    writer.sticks(fresh);
    return writer.lines();
}

}  // namespace balai
