// "Ask": numbers to call, and how the screen shall be.
#include "kiosk/screens/pages.h"

namespace balai {

Asked help_screen(Ui& ui, const Scene& scene, const HelpScreen& page) {
    const Words& words = words_of(scene);
    const Modes& modes = scene.visit.modes;
    ui.begin(PageKind::Help, page.part);
    std::vector<Ui::Hotline> lines;
    std::vector<SourceLine> sources;
    for (const Site::Hotline& line : scene.content.site().hotlines) {
        lines.push_back({value_of(scene, line.number), in_language(scene, line.who)});
        for (const SourceLine& source : sources_of("{" + line.number + "}", scene.content, scene.today)) sources.push_back(source);
    }
    head(ui, scene, words[Word::AskTitle], sources);
    ui.hotlines(lines);

    const Target targets[] = {
        {"set.big", "big", words[modes.big ? Word::SetNormal : Word::SetBig]},
        {"set.contrast", "contrast", words[modes.contrast ? Word::SetColours : Word::SetContrast]},
        {"set.language", "lang", words[Word::SetLanguage]},
        {"set.calm", "calm", words[Word::SetCalm], modes.calm},
        {"button.opinion", "face3", words[Word::Opinion]},
        {"button.staff", "key", words[Word::Staff]},
        {"button.finish", "done", words[Word::Finish]},
    };
    const Intent intents[] = {ToggleBig{},   ToggleContrast{}, ChangeLanguage{}, ToggleCalm{},
                              GiveOpinion{}, StaffDoor{},      Finish{}};
    Asked asked;
    if (const auto touched = ui.settings(words[Word::AskSettings], targets)) asked = intents[*touched];
    const int parts = ui.parts();
    const LastSlot more = turn_page(parts);
    if (const Asked bar = usual_bar(ui, scene, {Slot::Back, Slot::Start, Slot::Listen}, parts > 1 ? &more : nullptr)) asked = bar;
    return asked;
}

}  // namespace balai
