// How loud and how quick the voice is, and whether it may be heard on pages that nobody else should hear.
#include "kiosk/screens/pages.h"

namespace balai {

Asked aloud_screen(Ui& ui, const Scene& scene, const AloudScreen& page) {
    const QuestionSet* set = scene.content.question_set(page.set);
    if (!set) return missing_screen(ui, scene, {"triage", page.set, 0});
    const Words& words = words_of(scene);
    ui.begin(PageKind::Question, 0);
    head(ui, scene, in_language(scene, set->title), {}, About::WorkAbroad);
    ui.heading(words[Word::AloudAsk]);
    const Target targets[] = {{"answer.suara.ya", "sound", words[Word::AloudYes]},
                              {"answer.suara.tidak", "hush", words[Word::AloudNo]}};
    Asked asked;
    if (const auto touched = ui.answers(targets)) asked = *touched == 0 ? Intent{ReadHere{}} : Intent{StaySilent{}};
    const OtherSlot close[] = {{Slot::Start, {"bar.close", "close", Word::BarClose, Close{}}}};
    if (const Asked bar = usual_bar(ui, scene, {Slot::Back, Slot::Start, Slot::Listen, Slot::Help}, nullptr, close))
        asked = bar;
    return asked;
}

Asked voice_screen(Ui& ui, const Scene& scene) {
    const Words& words = words_of(scene);
    const Voice& voice = scene.visit.voice;
    ui.begin(PageKind::Question, 0);
    head(ui, scene, words[Word::AskTitle]);
    ui.heading(words[Word::VoiceTitle]);
    const Target targets[] = {{"set.louder", "sound", words[Word::VoiceLouder]},
                              {"set.softer", "hush", words[Word::VoiceSofter]},
                              {"set.slower", "slow", words[Word::VoiceSlower], voice.pace == slow_pace},
                              {"set.quicker", "quick", words[Word::VoiceQuicker], voice.pace == quick_pace}};
    constexpr ChangeVoice changes[] = {{1, 0}, {-1, 0}, {0, -1}, {0, 1}};
    Asked asked;
    if (const auto touched = ui.answers(targets)) asked = changes[*touched];
    ui.progress(filled(words[Word::VoiceVolume], std::to_string(voice.volume), std::to_string(loudest_step)),
                voice.volume, loudest_step);
    if (const Asked bar = usual_bar(ui, scene, {Slot::Back, Slot::Start, Slot::Listen})) asked = bar;
    return asked;
}

}  // namespace balai
