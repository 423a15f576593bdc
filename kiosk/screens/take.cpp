// What leaves the hall on a phone: the list as a code, the office's number as one.
#include "kiosk/screens/pages.h"
#include "kiosk/visit/take_home.h"

namespace balai {

Asked take_screen(Ui& ui, const Scene& scene, const TakeScreen& page) {
    const QuestionSet* set = scene.content.question_set(page.set);
    if (!set) return missing_screen(ui, scene, {"triage", page.set, 0});
    const Words& words = words_of(scene);
    const bool neutral = set->kind == SetKind::Result;
    const auto answers = scene.visit.answers.find(set->id);
    const auto text = code_text(*set, answers == scene.visit.answers.end() ? Answers{} : answers->second, scene.content,
                                scene.visit.language, scene.today);
    ui.begin(PageKind::Take, 0);
    const SourceLine sources[] = {{set->checked, is_past(set->checked, set->term_days, scene.today)}};
    head(ui, scene, in_language(scene, set->title), sources, about(*set));
    ui.code("qr.list", text.value_or(""), "", words[Word::NoCode]);
    ui.heading(words[Word::TakeHeading]);
    const Ui::Row rows[] = {
        {"cam", words[Word::TakeCamera]}, {"point", words[Word::TakePoint]}, {"save", words[Word::TakeSave]}};
    ui.rows(rows);
    ui.body(words[Word::TakePhoto]);
    const OtherSlot instead_of_home[] = {closes()};
    const LastSlot done{"button.done", "done", Word::BarDone, neutral ? Intent{Finish{}} : Intent{Done{}}, true};
    return usual_bar(ui, scene, {Slot::Back, Slot::Start, Slot::Listen, Slot::Help}, &done,
                     neutral ? std::span<const OtherSlot>{instead_of_home} : std::span<const OtherSlot>{});
}

Asked call_screen(Ui& ui, const Scene& scene) {
    const Words& words = words_of(scene);
    const Site& site = scene.content.site();
    const Link* link = scene.content.link(site.call_link);
    ui.begin(PageKind::Take, 0);
    std::vector<SourceLine> sources;
    add_sources(sources, scene, "{" + site.office_phone + "}");
    head(ui, scene, words[Word::OfficeTitle], sources);
    ui.code("qr.call", link ? link->url : "", value_of(scene, site.office_phone), words[Word::NoCode]);
    ui.heading(words[Word::CallHeading]);
    const Ui::Row rows[] = {
        {"cam", words[Word::TakeCamera]}, {"point", words[Word::TakePoint]}, {"call", words[Word::CallTap]}};
    ui.rows(rows);
    return usual_bar(ui, scene, {Slot::Back, Slot::Start, Slot::Listen, Slot::Help});
}

}  // namespace balai
