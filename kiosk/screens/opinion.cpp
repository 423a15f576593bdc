// Four faces, a reason for who was not helped, and thanks only for what was kept.
#include "kiosk/screens/pages.h"

namespace balai {

namespace {

LastSlot finished(bool primary) { return {"button.done", "done", Word::BarDone, Finish{}, primary}; }

}  // namespace

Asked faces_screen(Ui& ui, const Scene& scene) {
    const Words& words = words_of(scene);
    ui.begin(PageKind::Faces, 0);
    head(ui, scene, words[Word::FacesTitle]);
    ui.heading(words[Word::FacesHeading]);
    const Target faces[] = {{"face.4", "face4", words[Word::Face4]},
                            {"face.3", "face3", words[Word::Face3]},
                            {"face.2", "face2", words[Word::Face2]},
                            {"face.1", "face1", words[Word::Face1]}};
    Asked asked;
    if (const auto touched = ui.faces(faces)) asked = GiveFace{4 - static_cast<int>(*touched)};
    ui.small(words[Word::Privacy]);
    const LastSlot done = finished(false);  // nothing pushes
    if (const Asked bar = usual_bar(ui, scene, {Slot::Back, Slot::Start, Slot::Listen, Slot::Help}, &done)) asked = bar;
    return asked;
}

Asked reason_screen(Ui& ui, const Scene& scene) {
    const Words& words = words_of(scene);
    ui.begin(PageKind::Reason, 0);
    head(ui, scene, words[Word::FacesTitle]);
    ui.heading(words[Word::ReasonHeading]);
    const Target reasons[] = {{"reason.read", "glasses", words[Word::ReasonRead]},
                              {"reason.answer", "missing", words[Word::ReasonAnswer]},
                              {"reason.slow", "wait", words[Word::ReasonSlow]},
                              {"reason.other", "other", words[Word::ReasonOther]}};
    constexpr const char* names[] = {"read", "answer", "slow", "other"};
    Asked asked;
    if (const auto touched = ui.answers(reasons)) asked = GiveReason{names[*touched]};
    const LastSlot skip{"bar.next", "skip", Word::BarSkip, Skip{}};
    // The face is counted already, so there is no way back to the faces.
    if (const Asked bar = usual_bar(ui, scene, {Slot::Start, Slot::Listen, Slot::Help}, &skip)) asked = bar;
    return asked;
}

Asked thanks_screen(Ui& ui, const Scene& scene, const ThanksScreen& page) {
    const Words& words = words_of(scene);
    const bool lost = page.heard == Heard::NotSaved;
    ui.begin(PageKind::Thanks, 0);
    head(ui, scene, words[Word::FacesTitle]);
    ui.picture(lost ? "person" : "scene-thanks", words[lost ? Word::NotSavedHeading : Word::ThanksHeading]);
    ui.heading(words[lost ? Word::NotSavedHeading : Word::ThanksHeading]);
    if (lost) ui.body(words[Word::NotSavedText]);
    if (page.heard == Heard::Counted) ui.body(words[Word::ThanksText]);
    const LastSlot done = finished(true);
    return usual_bar(ui, scene, {Slot::Start}, &done);
}

}  // namespace balai
