// "Ask": numbers to call, and how the screen shall be.
#include <algorithm>

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
        for (const SourceLine& source : sources_of("{" + line.number + "}", scene.content, scene.today))
            sources.push_back(source);
    }
    head(ui, scene, words[Word::AskTitle], sources);
    ui.hotlines(lines);

    struct Choice {
        Target target;
        Intent intent;
    };
    std::vector<Choice> choices{
        {{"set.big", "big", words[modes.big ? Word::SetNormal : Word::SetBig]}, ToggleBig{}},
        {{"set.contrast", "contrast", words[modes.contrast ? Word::SetColours : Word::SetContrast]}, ToggleContrast{}},
        {{"set.low", "low", words[Word::SetLow], modes.low}, ToggleLow{}},
        {{"set.language", "lang", words[Word::SetLanguage]}, ChangeLanguage{}},
        {{"set.calm", "calm", words[Word::SetCalm], modes.calm}, ToggleCalm{}},
        {{"button.opinion", "face3", words[Word::Opinion]}, GiveOpinion{}},
        {{"button.finish", "done", words[Word::Finish]}, Finish{}},
        {{"button.staff", "key", words[Word::StaffDoor]}, StaffWish{OpenDoor{}}},
    };
    // In large type only four are on the first part: leaving a clean screen behind must be one of them.
    if (modes.big) std::rotate(choices.begin() + 3, choices.end() - 2, choices.end() - 1);
    std::vector<Target> targets;
    for (const Choice& choice : choices) targets.push_back(choice.target);
    Asked asked;
    if (const auto touched = ui.settings(words[Word::AskSettings], targets)) asked = choices[*touched].intent;
    if (scene.staff && !scene.staff->settings.officer.empty())
        ui.officer(filled(words[Word::AskOfficer], scene.staff->settings.officer));
    const int parts = ui.parts();
    const LastSlot more = turn_page(parts);
    const LastSlot voice{"set.voice", "sound", Word::VoiceTitle, OpenVoice{}};
    const bool last = page.part + 1 >= parts;
    const OtherSlot together[] = {{Slot::Help,
                                   {"set.together", modes.together ? "tick" : "together", Word::SetTogether,
                                    ToggleTogether{}, false, modes.together}}};
    if (const Asked bar =
            usual_bar(ui, scene, {Slot::Back, Slot::Start, Slot::Listen, Slot::Help}, last ? &voice : &more, together))
        asked = bar;
    return asked;
}

}  // namespace balai
