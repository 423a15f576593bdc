// The pages before a visit: the invitation, and the choice of language.
#include "kiosk/screens/pages.h"

namespace balai {

namespace {

struct Invitation {
    Word words;
    const char* drawing;
};
constexpr Invitation invitations[] = {{Word::AttractHand, "scene-hand"},
                                      {Word::AttractPapers, "scene-papers"},
                                      {Word::AttractPhone, "scene-phone"},
                                      {Word::AttractOffice, "scene-office"}};

// Each language is named in itself.
Asked choose_language(Ui& ui, const Scene& scene) {
    std::vector<Target> targets;
    for (const Language language : all_languages)
        targets.push_back(
            {"language." + std::string{code(language)}, "", scene.content.words(language)[Word::LanguageName]});
    if (const auto touched = ui.languages(targets)) return ChooseLanguage{all_languages[*touched]};
    return std::nullopt;
}

Asked choose_options(Ui& ui, const Scene& scene) {
    const Words& words = words_of(scene);
    const Target options[] = {{"button.voice", "ear", words[Word::WithVoice], scene.visit.voice.on},
                              {"button.big", "big", words[Word::LargeText], scene.visit.modes.big}};
    const auto touched = ui.options(options);
    if (!touched) return std::nullopt;
    return *touched == 0 ? Intent{ToggleVoice{}} : Intent{ToggleBig{}};
}

}  // namespace

Asked attract_screen(Ui& ui, const Scene& scene, const AttractScreen& page) {
    ui.begin(PageKind::Attract, 0);
    head(ui, scene, scene.content.site().name);
    const Invitation& invitation = invitations[page.scene];
    ui.invitation(words_of(scene)[invitation.words], invitation.drawing, page.scene);
    Asked asked = choose_language(ui, scene);
    if (const Asked option = choose_options(ui, scene)) asked = option;
    // People take words literally: a touch anywhere on "touch this screen" works.
    if (ui.glass("glass.anywhere") && !asked) asked = TouchGlass{};
    return asked;
}

Asked language_screen(Ui& ui, const Scene& scene) {
    ui.begin(PageKind::Language, 0);
    head(ui, scene, scene.content.site().name);
    ui.heading(words_of(scene)[Word::ChooseLanguage]);
    Asked asked = choose_language(ui, scene);
    if (const Asked option = choose_options(ui, scene)) asked = option;
    ui.small(words_of(scene)[Word::Privacy]);
    return asked;
}

}  // namespace balai
