// What a stick is doing, for the officer who pushed it in.
#include "kiosk/screens/pages.h"

namespace balai {

namespace {

constexpr Word names[] = {Word::StageFound, Word::StageSigned, Word::StageCopied, Word::StageTested,
                          Word::StageInstalled};
constexpr Word failures[] = {Word::StageNotFound, Word::StageNotSigned, Word::StageNotCopied, Word::StageNotTested,
                             Word::StageNotInstalled};

std::string day_of(Date date, const Words& words) {
    return date == Date{} ? "" : std::to_string(static_cast<unsigned>(date.day())) + " " + month_of(date, words);
}

struct Said {
    Ui::Tone tone;
    const char* drawing;
    Word heading;
    Text text;
};

Said said(const UpdateScreen& page, const Words& words) {
    switch (page.news) {
        case StickNews::Waiting:
            return {Ui::Tone::Plain, "scene-usb", Word::StickWait, words[Word::StickWaitText]};
        case StickNews::Reading:
            return {Ui::Tone::Plain, "scene-usbin", Word::StickRead, words[Word::StickReadText]};
        case StickNews::Done:
        case StickNews::Same: {
            const bool fresh = page.news == StickNews::Done;
            Text text = page.issued == Date{} ? words[Word::StickOnlyResults]
                                              : filled(words[fresh ? Word::StickDoneText : Word::StickSameText],
                                                       day_of(page.issued, words));
            if (page.results && page.issued != Date{}) text += "\n" + words[Word::StickResults];
            return {Ui::Tone::Good, "scene-usbout", Word::StickDone, text};
        }
        case StickNews::Refused: {
            const auto reason = word_of("refusal." + page.reason);
            return {Ui::Tone::Grave, "scene-usbout", Word::StickRefused, reason ? words[*reason] : Text{}};
        }
        case StickNews::Stranger:
            return {Ui::Tone::Plain, "scene-usbout", Word::StickStranger, words[Word::StickStrangerText]};
        case StickNews::Second:
            return {Ui::Tone::Plain, "scene-usbout", Word::StickSecond, words[Word::StickSecondText]};
        case StickNews::NotSaved:
            break;
    }
    return {Ui::Tone::Grave, "scene-usbout", Word::StickNotSaved, words[Word::StickNotSavedText]};
}

bool has_stages(StickNews news) { return must_stay_in(news) || news == StickNews::Done || news == StickNews::Refused; }

}  // namespace

Asked update_screen(Ui& ui, const Scene& scene, const UpdateScreen& page) {
    const Words& words = words_of(scene);
    const Said what = said(page, words);
    ui.begin(PageKind::Update, 0);
    head(ui, scene, words[Word::StickTitle]);
    ui.picture(what.drawing, words[what.heading]);
    ui.announcement(what.tone, words[what.heading], what.text);
    std::vector<Ui::Milestone> stages;
    for (int i = 0; i < stick_stages; ++i) {
        using State = Ui::Milestone::State;
        const State state = i < page.stages                   ? State::Done
                            : i > page.stages                 ? State::ToCome
                            : page.news == StickNews::Refused ? State::Failed
                                                              : State::UnderWay;
        Text text = words[state == State::Failed ? failures[i] : names[i]];
        if (state == State::UnderWay && page.percent > 0) text += " " + std::to_string(page.percent) + " %";
        stages.push_back({state, std::move(text)});
    }
    if (has_stages(page.news) && !(page.news == StickNews::Done && page.issued == Date{})) ui.milestones(stages);
    const LastSlot done{"button.done", "done", Word::BarDone, Back{}, true};
    if (must_stay_in(page.news)) return usual_bar(ui, scene, {});
    return usual_bar(ui, scene, {Slot::Back, Slot::Start}, &done);
}

}  // namespace balai
