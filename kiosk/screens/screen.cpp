#include "kiosk/screens/screen.h"

#include <algorithm>

#include "kiosk/screens/pages.h"
#include "platform/base/match.h"

namespace balai {

namespace {

Target bar_target(Slot slot, const Scene& scene) {
    const Words& words = words_of(scene);
    switch (slot) {
        case Slot::Back:
            return {"bar.back", "back", words[Word::BarBack]};
        case Slot::Start:
            return {"bar.start", "home", words[Word::BarStart]};
        case Slot::Listen:
            return {"bar.listen", "ear", words[Word::BarListen]};
        case Slot::Help:
            return {"bar.help", "ask", words[Word::BarHelp]};
        case Slot::Next:
            break;
    }
    return {"bar.next", "next", words[Word::BarNext]};
}

Intent asked_by(Slot slot) {
    switch (slot) {
        case Slot::Back:
            return Back{};
        case Slot::Start:
            return GoHome{};
        case Slot::Listen:
            return Listen{};
        case Slot::Help:
            return Ask{};
        case Slot::Next:
            break;
    }
    return Next{};
}

void say_how_it_reads(BarSlot& listen, const Scene& scene) {
    const Words& words = words_of(scene);
    if (scene.visit.voice.reading == Reading::Aloud) {
        listen.target.label = words[Word::BarStop];
        listen.target.chosen = true;
    }
    if (scene.visit.voice.reading == Reading::NoVoice) {
        // Honest where nobody has spoken these words yet: it says so in the place of the button.
        listen.target.label = words[Word::NoVoice];
        listen.silent = true;
    }
}

}  // namespace

const Words& words_of(const Scene& scene) { return scene.content.words(scene.visit.language); }

const Text& in_language(const Scene& scene, const Texts& texts) { return in(texts, scene.visit.language); }

Text quote(const Scene& scene, const Text& text) {
    return quoted(text, scene.content, scene.visit.language, scene.today);
}

void add_sources(std::vector<SourceLine>& sources, const Scene& scene, const Text& text) {
    for (const SourceLine& line : sources_of(text, scene.content, scene.today)) sources.push_back(line);
}

Text value_of(const Scene& scene, const std::string& fact) {
    return quoted("{" + fact + "}", scene.content, scene.visit.language, scene.today);
}

void head(Ui& ui, const Scene& scene, const Text& name, std::span<const SourceLine> sources, About about) {
    const Words& words = words_of(scene);
    const Text danger = about == About::WorkAbroad ? quote(scene, words[Word::Danger]) : Text{};
    Head head{name, danger, words[Word::NotApproved], {}, false};
    if (const SourceLine source = oldest(sources); source.checked != Date{}) {
        // The clock may be behind, never ahead: what is past its day is.
        const auto last_day = scene.content.site().valid_until;
        head.old = source.past || (last_day && scene.today.date > *last_day);
        head.source = filled(words[head.old ? Word::Stale : Word::Source], month_of(source.checked, words));
    }
    ui.header(head);
}

Text part_of(int part, int parts) {
    return parts > 1 ? " (" + std::to_string(part + 1) + "/" + std::to_string(parts) + ")" : Text{};
}

SourceLine site_source(const Scene& scene) {
    constexpr int procedure_term = 365;  // caution 2
    const Date checked = scene.content.site().checked;
    return {checked, is_past(checked, procedure_term, scene.today)};
}

Asked usual_bar(Ui& ui, const Scene& scene, std::initializer_list<Slot> slots, const LastSlot* last,
                std::span<const OtherSlot> instead) {
    std::vector<BarSlot> shown;
    std::vector<Intent> intents;
    const auto add = [&](Slot slot, const LastSlot& does) {
        shown.push_back({slot, {does.id, does.drawing, words_of(scene)[does.label], does.chosen, does.primary}});
        intents.push_back(does.intent);
    };
    for (const Slot slot : slots) {
        const auto other =
            std::find_if(instead.begin(), instead.end(), [slot](const OtherSlot& one) { return one.slot == slot; });
        if (other != instead.end()) {
            add(slot, other->does);
            continue;
        }
        shown.push_back({slot, bar_target(slot, scene)});
        intents.push_back(asked_by(slot));
        if (slot == Slot::Listen) say_how_it_reads(shown.back(), scene);
    }
    if (last) add(Slot::Next, *last);
    const auto touched = ui.bar(shown);
    if (!touched) return std::nullopt;
    return intents[*touched];
}

OtherSlot closes() { return {Slot::Start, {"bar.close", "close", Word::BarClose, Close{}}}; }

LastSlot turn_page(int parts, Word label) { return {"bar.next", "next", label, TurnPage{parts}, true}; }

Asked show(Ui& ui, const Scene& scene) {
    if (scene.visit.warned) return warning_screen(ui, scene);
    return std::visit(Match{[&](const AttractScreen& page) { return attract_screen(ui, scene, page); },
                            [&](const LanguageScreen&) { return language_screen(ui, scene); },
                            [&](const HomeScreen& page) { return home_screen(ui, scene, page); },
                            [&](const GuideScreen& page) { return guide_screen(ui, scene, page); },
                            [&](const StepScreen& page) { return step_screen(ui, scene, page); },
                            [&](const EndScreen& page) { return end_screen(ui, scene, page); },
                            [&](const PhoneScreen& page) { return phone_screen(ui, scene, page); },
                            [&](const WalkInScreen& page) { return walk_in_screen(ui, scene, page); },
                            [&](const OfficeScreen& page) { return office_screen(ui, scene, page); },
                            [&](const SectionScreen& page) { return section_screen(ui, scene, page); },
                            [&](const QuestionScreen& page) { return question_screen(ui, scene, page); },
                            [&](const ChecklistScreen& page) { return checklist_screen(ui, scene, page); },
                            [&](const ResultScreen& page) { return result_screen(ui, scene, page); },
                            [&](const TakeScreen& page) { return take_screen(ui, scene, page); },
                            [&](const TogetherScreen& page) { return together_screen(ui, scene, page); },
                            [&](const CallScreen&) { return call_screen(ui, scene); },
                            [&](const FacesScreen&) { return faces_screen(ui, scene); },
                            [&](const ReasonScreen&) { return reason_screen(ui, scene); },
                            [&](const ThanksScreen& page) { return thanks_screen(ui, scene, page); },
                            [&](const HelpScreen& page) { return help_screen(ui, scene, page); },
                            [&](const MissingScreen& page) { return missing_screen(ui, scene, page); },
                            [&](const UpdateScreen& page) { return update_screen(ui, scene, page); },
                            [&](const AloudScreen& page) { return aloud_screen(ui, scene, page); },
                            [&](const VoiceScreen&) { return voice_screen(ui, scene); },
                            [&](const EmergencyScreen&) { return emergency_screen(ui, scene); },
                            [&](const PinScreen& page) { return pin_screen(ui, scene, page); },
                            [&](const StaffScreen& page) { return staff_screen(ui, scene, page); }},
                      scene.visit.screen);
}

}  // namespace balai
