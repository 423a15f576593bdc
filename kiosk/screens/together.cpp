// Officer and resident side by side: a step line by line, then what is still to be done with one code.
#include <algorithm>

#include "kiosk/screens/pages.h"
#include "kiosk/visit/take_home.h"

namespace balai {

Asked step_together(Ui& ui, const Scene& scene, const Guide& guide, const StepScreen& page) {
    const Words& words = words_of(scene);
    const Step& step = guide.steps[static_cast<std::size_t>(page.step)];
    const int count = static_cast<int>(guide.steps.size());
    ui.begin(PageKind::StepTogether, page.part);

    std::vector<SourceLine> sources{procedure_of(guide, scene)};
    add_sources(sources, scene, step.body);
    add_sources(sources, scene, step.caution);
    head(ui, scene, guide.title, sources, about(guide));
    ui.picture(step.drawing, step.drawing_words);
    ui.heading(step.heading);
    Asked asked;
    std::optional<Offer> branch;
    if (!step.branch.to.empty()) branch = branch_of(scene, step.branch);
    if (ui.to_say({quote(scene, step.body), step.caution_drawing, quote(scene, step.caution),
                   branch ? &branch->target : nullptr, guide.pages ? Text{} : words[Word::StepQuestion]}))
        asked = branch->intent;
    ui.progress(step_line(scene, guide, page, ui.parts()), page.step + 1, count);
    if (!guide.pages) {
        const auto to_do = scene.visit.to_do.find(guide.id);
        const bool waits = to_do != scene.visit.to_do.end() && to_do->second.contains(page.step);
        const Target answers[] = {{"answer.step.done", "done", words[Word::StepDone]},
                                  {"answer.step.to_do", "clock", words[Word::StepToDo], waits}};
        if (const auto touched = ui.answers(answers)) asked = SayWhetherDone{*touched == 0};
    }
    const bool closes = guide.pages && page.step + 1 == count;
    const LastSlot next = closes ? LastSlot{"bar.close", "close", Word::BarClose, Close{}}
                                 : LastSlot{"bar.next", "next", Word::BarNext, Next{}, guide.pages};
    const LastSlot more = turn_page(ui.parts());
    if (const Asked bar = usual_bar(ui, scene, {Slot::Back, Slot::Start, Slot::Listen, Slot::Help},
                                    page.part + 1 < ui.parts() ? &more : &next))
        asked = bar;
    return asked;
}

Asked together_screen(Ui& ui, const Scene& scene, const TogetherScreen& page) {
    const Guide* guide = scene.content.guide(page.guide, scene.visit.language);
    if (!guide) return missing_screen(ui, scene, {"guide", page.guide, 0});
    const Words& words = words_of(scene);
    const auto found = scene.visit.to_do.find(guide->id);
    const std::set<int> to_do = found == scene.visit.to_do.end() ? std::set<int>{} : found->second;
    std::vector<Ui::Row> rows;
    for (const int step : to_do)
        if (step < static_cast<int>(guide->steps.size())) {
            const Step& here = guide->steps[static_cast<std::size_t>(step)];
            Text heading = here.heading;  // its line ends were for a heading
            std::replace(heading.begin(), heading.end(), '\n', ' ');
            rows.push_back({here.drawing, std::move(heading)});
        }
    ui.begin(PageKind::ListTogether, page.part);
    const SourceLine sources[] = {procedure_of(*guide, scene)};
    head(ui, scene, guide->title, sources, about(*guide));
    ui.code("qr.list", code_text(*guide, to_do, scene.content, scene.visit.language, scene.today).value_or(""),
            words[Word::TogetherCode], words[Word::NoCode]);
    ui.heading(words[Word::TogetherHeading]);
    ui.rows(rows);
    const LastSlot done{"button.done", "done", Word::BarDone, Done{}, true};
    const LastSlot more = turn_page(ui.parts());
    return usual_bar(ui, scene, {Slot::Back, Slot::Start, Slot::Listen, Slot::Help},
                     page.part + 1 < ui.parts() ? &more : &done);
}

}  // namespace balai
