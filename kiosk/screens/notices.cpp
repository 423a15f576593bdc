// Pages that come instead of another: not there yet, still there?, out of order.
#include <algorithm>

#include "kiosk/screens/pages.h"

namespace balai {

namespace {

// What was touched to come here: its words and its drawing show that the touch was understood.
struct Wanted {
    Text name;
    std::string drawing;
};
Wanted asked_for(const Scene& scene, const MissingScreen& page) {
    const Words& words = words_of(scene);
    if (page.name == "triage") return {words[Word::MyList], "mylist"};
    if (page.name == "epassport") return {words[Word::EPassport], "chip"};
    for (const Tile& tile : scene.content.site().tiles)
        if (tile.id == page.subject) {
            Text name = in_language(scene, tile.label);
            std::replace(name.begin(), name.end(), '\n', ' ');
            return {name, tile.drawing};
        }
    return {scene.content.site().name, "none"};
}

}  // namespace

Asked missing_screen(Ui& ui, const Scene& scene, const MissingScreen& page) {
    const Words& words = words_of(scene);
    const Content& content = scene.content;
    const Wanted what = asked_for(scene, page);
    // Somebody wrote it in another language: better read there than not at all.
    const bool elsewhere = page.name == "guide" && scene.visit.language != Language::Indonesian &&
                           content.guide(page.subject, Language::Indonesian) != nullptr;
    ui.begin(PageKind::Message, page.part);
    head(ui, scene, content.site().name);
    ui.picture(what.drawing, what.name);
    ui.heading(what.name);
    ui.body(words[Word::MissingHeading] + " " + words[elsewhere ? Word::MissingLanguage : Word::MissingText]);
    ui.number("call", words[Word::MissingCall], value_of(scene, content.site().office_phone));
    Asked asked;
    const Target read[] = {{"button.indonesian", "", content.words(Language::Indonesian)[Word::LanguageName]}};
    if (elsewhere && ui.buttons(read)) asked = ChooseLanguage{Language::Indonesian};
    const LastSlot more = turn_page(ui.parts());
    if (const Asked bar = usual_bar(ui, scene, {Slot::Back, Slot::Start, Slot::Listen, Slot::Help},
                                    page.part + 1 < ui.parts() ? &more : nullptr))
        asked = bar;
    return asked;
}

Asked warning_screen(Ui& ui, const Scene& scene) {
    const Words& words = words_of(scene);
    const int seconds = seconds_left(scene.visit, scene.now);
    ui.begin(PageKind::Warning, 0);
    head(ui, scene, scene.content.site().name);
    ui.heading(words[Word::WarningHeading]);
    ui.body(filled(words[Word::WarningText], std::to_string(seconds)));
    ui.countdown(seconds);
    const Target targets[] = {{"button.stay", "next", words[Word::WarningStay], false, true},
                              {"button.finish", "done", words[Word::WarningFinish]}};
    const auto touched = ui.buttons(targets);
    if (!touched) return std::nullopt;
    return *touched == 0 ? Intent{Stay{}} : Intent{Finish{}};
}

Asked emergency_screen(Ui& ui, const Scene& scene) {
    const Words& words = words_of(scene);
    ui.begin(PageKind::Emergency, 0);
    ui.header({scene.content.site().name, {}, {}, {}, false});
    ui.heading(words[Word::BrokenHeading]);
    ui.line("person", words[Word::BrokenAsk]);
    const Ui::Hotline lines[] = {{"110", words[Word::BrokenPolice]}, {"129", words[Word::BrokenWomen]}};
    ui.hotlines(lines);
    ui.small(words[Word::BrokenRetry]);
    return std::nullopt;
}

}  // namespace balai
