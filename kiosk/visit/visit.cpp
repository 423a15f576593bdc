#include "kiosk/visit/visit.h"

#include <algorithm>

#include "kiosk/visit/staff_walk.h"
#include "platform/base/match.h"

namespace balai {

using namespace std::chrono_literals;

namespace {

constexpr Moment scene_lasts = 12s;
constexpr Moment thanks_lasts = 20s;
constexpr Moment stick_lasts = 60s;    // what became of a stick, when nobody touches "done"
constexpr Moment shortest_visit = 5s;  // a shorter one was a child running past
constexpr Moment mashing_window = 2s;
constexpr std::size_t mashing_touches = 8;
constexpr Moment before_reading = 600ms;  // a new page is seen before it is heard
constexpr int scenes = 4;
constexpr std::size_t longest_way_back = 64;  // more pages than anybody walks; keeps a playful hour from growing memory

// Nothing of this page has been read yet.
Visit unread(Visit visit, Moment now) {
    visit.voice.reading = Reading::No;
    visit.voice.reads_at.reset();
    if (visit.voice.on && may_be_heard(visit)) visit.voice.reads_at = now + before_reading;
    return visit;
}

Visit moved_to(Visit visit, Screen screen, Moment now) {
    visit.screen = std::move(screen);
    visit.shown = now;
    visit.ring.clear();
    return unread(std::move(visit), now);
}

Visit forward_to(Visit visit, Screen screen, Moment now) {
    if (visit.way_back.size() >= longest_way_back) visit.way_back.erase(visit.way_back.begin());
    visit.way_back.push_back(visit.screen);
    return moved_to(std::move(visit), std::move(screen), now);
}

// What was asked neutrally leaves no trace: neither its answers nor a way back to its pages.
Visit erased(Visit visit, const Content& content) {
    std::erase_if(visit.answers, [&](const auto& kept) {
        const QuestionSet* set = content.question_set(kept.first);
        return !set || set->kind == SetKind::Result;
    });
    visit.voice.aloud = Aloud::NotAsked;
    return visit;
}

Visit home(Visit visit, Moment now) {
    visit.way_back.clear();
    return moved_to(std::move(visit), HomeScreen{}, now);
}

Visit back(Visit visit, Moment now) {
    if (visit.way_back.empty()) return home(std::move(visit), now);
    Screen before = visit.way_back.back();
    visit.way_back.pop_back();
    return moved_to(std::move(visit), std::move(before), now);
}

// Everything of this person is gone; the next one meets the terminal as it was after start.
Outcome reset(Moment now) {
    Visit fresh;
    fresh.touched = fresh.shown = now;
    return {fresh, {Reset{}}};
}

Screen question_or_outcome(const QuestionSet& set, const Answers& answers) {
    if (const auto next = next_question(set, answers))
        return QuestionScreen{set.id, set.kind, set.questions[*next].id, 0};
    if (set.kind == SetKind::Result) return ResultScreen{set.id, 0, 0};
    return ChecklistScreen{set.id};
}

Screen opened(const std::string& id, Language language, const Content& content) {
    if (id == "mpaspor") return PhoneScreen{};
    if (id == "office") return OfficeScreen{};
    if (content.section(id)) return SectionScreen{id};
    if (const Guide* guide = content.guide(id, language)) {
        if (guide->pages) return StepScreen{id, 0, 0};
        return GuideScreen{id, 0};
    }
    return MissingScreen{"guide", id, 0};
}

// Questions begin with what is known already; an earlier try is forgotten.
Visit begun(Visit visit, const QuestionSet& set, const Answers& known, Moment now) {
    visit.answers[set.id] = known;
    Screen first = question_or_outcome(set, known);
    return forward_to(std::move(visit), std::move(first), now);
}

Visit opened(Visit visit, const std::string& id, const Content& content, Moment now) {
    if (const QuestionSet* set = content.question_set(id)) return begun(std::move(visit), *set, {}, now);
    Screen page = opened(id, visit.language, content);
    return forward_to(std::move(visit), std::move(page), now);
}

std::string set_of(const Screen& screen) {
    if (const auto* page = std::get_if<QuestionScreen>(&screen)) return page->set;
    if (const auto* page = std::get_if<ChecklistScreen>(&screen)) return page->set;
    if (const auto* page = std::get_if<ResultScreen>(&screen)) return page->set;
    if (const auto* page = std::get_if<TakeScreen>(&screen)) return page->set;
    if (const auto* page = std::get_if<AloudScreen>(&screen)) return page->set;
    return {};
}

// Asks first, and asks aloud: that question gives nothing away.
Visit asked_aloud(Visit visit, Moment now) {
    AloudScreen question{set_of(visit.screen)};
    visit = forward_to(std::move(visit), std::move(question), now);
    visit.voice.reads_at = now + before_reading;
    return visit;
}

Visit answered_aloud(Visit visit, Aloud answer, Moment now) {
    if (!std::holds_alternative<AloudScreen>(visit.screen)) return visit;
    visit.voice.aloud = answer;
    visit = back(std::move(visit), now);
    if (answer == Aloud::Yes) visit.voice.reads_at = now + before_reading;
    return visit;
}

Outcome listened(Visit visit, Moment now) {
    if (visit.voice.reading == Reading::Aloud) return {after_reading(std::move(visit), now), {}};
    if (is_private(visit.screen) && visit.voice.aloud != Aloud::Yes) return {asked_aloud(std::move(visit), now), {}};
    return {std::move(visit), {ReadAloud{}}};
}

// The page after this one on the straight road through a guide.
Screen next_of(const Visit& visit, const Content& content) {
    if (const auto* result = std::get_if<ResultScreen>(&visit.screen)) {
        const QuestionSet* set = content.question_set(result->set);
        const auto answers = visit.answers.find(result->set);
        const ResultOutcome* outcome =
            set && answers != visit.answers.end() ? result_of(*set, answers->second) : nullptr;
        if (!outcome) return HomeScreen{};
        const int pages = 1 + static_cast<int>(outcome->pages.size());
        return result->page + 1 < pages ? ResultScreen{result->set, result->page + 1, 0} : *result;
    }
    const auto* at = std::get_if<StepScreen>(&visit.screen);
    if (!at) return visit.screen;
    const Guide* guide = content.guide(at->guide, visit.language);
    if (!guide) return HomeScreen{};  // new content came while somebody was reading
    if (at->step + 1 < static_cast<int>(guide->steps.size())) return StepScreen{at->guide, at->step + 1, 0};
    if (guide->pages) return visit.screen;  // a side guide ends by closing it
    if (const auto to_do = visit.to_do.find(at->guide);
        sits_together(visit.modes) && to_do != visit.to_do.end() && !to_do->second.empty())
        return TogetherScreen{at->guide, 0};
    return EndScreen{at->guide};
}

Visit gone_on(Visit visit, const Content& content, Moment now) {
    Screen page = next_of(visit, content);
    if (page == visit.screen) return visit;
    if (std::holds_alternative<HomeScreen>(page)) return home(std::move(visit), now);
    return forward_to(std::move(visit), std::move(page), now);
}

// Back to the page that the stick came upon; nobody was there when it was the invitation.
Outcome left_stick(Visit visit, Moment now) {
    if (visit.way_back.empty() || std::holds_alternative<AttractScreen>(visit.way_back.back())) return reset(now);
    visit.touched = now;
    return {back(std::move(visit), now), {}};
}

std::string guide_of(const Screen& screen) {
    if (const auto* guide = std::get_if<GuideScreen>(&screen)) return guide->guide;
    if (const auto* step = std::get_if<StepScreen>(&screen)) return step->guide;
    if (const auto* end = std::get_if<EndScreen>(&screen)) return end->guide;
    if (const auto* list = std::get_if<TogetherScreen>(&screen)) return list->guide;
    return {};
}

void turn_part(Screen& screen, int parts) {
    std::visit(
        [parts](auto& page) {
            if constexpr (requires { page.part; }) page.part = parts > 0 ? (page.part + 1) % parts : 0;
        },
        screen);
}

// The first part of a page: its parts were counted for another size of type.
void first_part(Screen& screen) {
    std::visit(
        [](auto& page) {
            if constexpr (requires { page.part; }) page.part = 0;
        },
        screen);
}

// Another layout has other parts: every page on the way begins with its first.
Visit counted_anew(Visit visit) {
    first_part(visit.screen);
    for (Screen& screen : visit.way_back) first_part(screen);
    return visit;
}

Outcome give_face(Visit visit, const std::string& subject, int face, Moment now) {
    const auto drop = [&](NotCounted why) -> Outcome {
        return {moved_to(std::move(visit), ThanksScreen{Heard::NotCounted}, now), {DropAnswer{why}}};
    };
    if (face < 1 || face > 4) return {std::move(visit), {}};
    if (visit.voted) return drop(NotCounted::SecondFace);
    if (visit.recent.size() >= mashing_touches) return drop(NotCounted::Mashing);
    if (!visit.began || now - *visit.began < shortest_visit) return drop(NotCounted::ShortVisit);
    return {std::move(visit), {SaveAnswer{subject, "face", std::to_string(face)}}};
}

}  // namespace

std::string name_of(const Screen& screen) {
    return std::visit(
        Match{[](const AttractScreen&) { return std::string{"attract"}; },
              [](const LanguageScreen&) { return std::string{"language"}; },
              [](const HomeScreen&) { return std::string{"home"}; },
              [](const GuideScreen&) { return std::string{"guide"}; },
              [](const StepScreen& page) { return std::string{page.guide == epassport_guide ? "epassport" : "step"}; },
              [](const EndScreen&) { return std::string{"end"}; },
              [](const PhoneScreen&) { return std::string{"mpaspor"}; },
              [](const WalkInScreen&) { return std::string{"mpaspor"}; },
              [](const OfficeScreen&) { return std::string{"office"}; },
              [](const SectionScreen&) { return std::string{"section"}; },
              [](const QuestionScreen& page) { return std::string{page.kind == SetKind::Result ? "job" : "triage"}; },
              [](const ChecklistScreen&) { return std::string{"checklist"}; },
              [](const ResultScreen&) { return std::string{"result"}; },
              [](const TakeScreen&) { return std::string{"take"}; },
              [](const TogetherScreen&) { return std::string{"take"}; },
              [](const CallScreen&) { return std::string{"take"}; },
              [](const FacesScreen&) { return std::string{"faces"}; },
              [](const ReasonScreen&) { return std::string{"reason"}; },
              [](const ThanksScreen&) { return std::string{"thanks"}; },
              [](const HelpScreen&) { return std::string{"help"}; },
              [](const MissingScreen& page) { return page.name; },
              [](const AloudScreen&) { return std::string{"job"}; },
              [](const VoiceScreen&) { return std::string{"help"}; },
              [](const UpdateScreen&) { return std::string{"update"}; },
              [](const EmergencyScreen&) { return std::string{"emergency"}; },
              [](const PinScreen&) { return std::string{"pin"}; },
              [](const StaffScreen&) { return std::string{"staff"}; }},
        screen);
}

std::string subject_of(const Screen& screen) {
    const auto with_part = [](const std::string& subject, int part) {
        return part == 0 ? subject : subject + "+" + std::to_string(part);
    };
    return std::visit(
        Match{[](const AttractScreen& page) { return page.scene == 0 ? "" : std::to_string(page.scene); },
              [](const LanguageScreen&) { return std::string{}; },
              [&](const HomeScreen& page) { return with_part("", page.part); },
              [&](const GuideScreen& page) { return with_part(page.guide, page.part); },
              [&](const StepScreen& page) {
                  return with_part(page.guide + "/" + std::to_string(page.step + 1), page.part);
              },
              [](const EndScreen& page) { return page.guide; },
              [&](const PhoneScreen& page) {
                  return with_part(page.store == Store::Android ? "android" : "iphone", page.part);
              },
              [&](const WalkInScreen& page) { return with_part("walkin", page.part); },
              [&](const OfficeScreen& page) { return with_part("", page.part); },
              [](const SectionScreen& page) { return page.section; },
              [&](const QuestionScreen& page) { return with_part(page.set + "/" + page.question, page.part); },
              [](const ChecklistScreen& page) { return page.set; },
              [&](const ResultScreen& page) {
                  return with_part(page.set + "/" + std::to_string(page.page + 1), page.part);
              },
              [](const TakeScreen& page) { return page.set; },
              [&](const TogetherScreen& page) { return with_part("berdua/" + page.guide, page.part); },
              [](const CallScreen&) { return std::string{"telepon"}; },
              [](const FacesScreen& page) { return page.subject; },
              [](const ReasonScreen& page) { return page.subject; },
              [](const ThanksScreen& page) {
                  return std::string{page.heard == Heard::Counted      ? ""
                                     : page.heard == Heard::NotCounted ? "not-counted"
                                                                       : "not-saved"};
              },
              [&](const HelpScreen& page) { return with_part("", page.part); },
              [&](const MissingScreen& page) { return with_part(page.subject, page.part); },
              [](const AloudScreen&) { return std::string{"suara"}; },
              [](const VoiceScreen&) { return std::string{"suara"}; },
              [](const UpdateScreen& page) {
                  return std::string{code(page.news)} + (page.reason.empty() ? "" : "/" + page.reason);
              },
              [](const EmergencyScreen&) { return std::string{}; },
              [](const PinScreen& page) {
                  return std::string{page.state == PinState::Wrong     ? "wrong"
                                     : page.state == PinState::Looking ? "wait"
                                                                       : ""};
              },
              [&](const StaffScreen& page) {
                  const bool one_of_many = page.page == StaffPage::Colours;
                  return with_part(std::string{code(page.page)}, one_of_many ? page.value : page.part);
              }},
        screen);
}

Visit touched(Visit visit, Moment now) {
    visit.touched = now;
    if (!visit.began) visit.began = now;
    std::erase_if(visit.recent, [now](Moment when) { return when + mashing_window < now; });
    visit.recent.push_back(now);
    return visit;
}

Visit awake(Visit visit, Moment now) {
    if (visit.warned) return visit;
    visit.touched = now;
    if (!visit.began) visit.began = now;
    return visit;
}

namespace {

Outcome answer_to(const Visit& before, const Intent& intent, const Content& content, Moment now) {
    Visit visit = before;
    const auto at_warning = [&](bool wanted) { return visit.warned == wanted; };
    // The warning covers the page: only its own two buttons can be meant, and they mean nothing elsewhere.
    if (visit.warned && !std::holds_alternative<Stay>(intent) && !std::holds_alternative<Finish>(intent))
        return {visit, {}};

    return std::visit(
        Match{
            [&](const ChooseLanguage& choice) -> Outcome {
                visit.language = choice.language;
                // From the settings: back to the page that was being read, in the new language.
                while (!visit.way_back.empty() && (std::holds_alternative<LanguageScreen>(visit.screen) ||
                                                   std::holds_alternative<HelpScreen>(visit.screen)))
                    visit = back(std::move(visit), now);
                if (std::holds_alternative<AttractScreen>(visit.screen) ||
                    std::holds_alternative<LanguageScreen>(visit.screen))
                    return {home(std::move(visit), now), {}};
                if (const std::string guide = guide_of(visit.screen);
                    !guide.empty() && !content.guide(guide, visit.language))
                    return {moved_to(std::move(visit), MissingScreen{"guide", guide, 0}, now), {}};
                if (const auto* missing = std::get_if<MissingScreen>(&visit.screen);
                    missing && missing->name == "guide")
                    visit.screen = opened(missing->subject, visit.language, content);
                first_part(visit.screen);
                visit.shown = now;
                return {unread(std::move(visit), now), {}};
            },
            [&](const ToggleVoice&) -> Outcome {
                visit.voice.on = !visit.voice.on;
                return {unread(std::move(visit), now), {}};
            },
            [&](const ToggleBig&) -> Outcome {
                visit.modes.big = !visit.modes.big;
                if (visit.modes.big) visit.modes.together = false;
                return {counted_anew(std::move(visit)), {}};
            },
            [&](const ToggleContrast&) -> Outcome {
                visit.modes.contrast = !visit.modes.contrast;
                return {std::move(visit), {}};
            },
            [&](const ToggleLow&) -> Outcome {
                visit.modes.low = !visit.modes.low;
                return {counted_anew(std::move(visit)), {}};
            },
            [&](const ToggleCalm&) -> Outcome {
                visit.modes.calm = !visit.modes.calm;
                return {std::move(visit), {}};
            },
            [&](const ToggleTogether&) -> Outcome {
                visit.modes.together = !visit.modes.together;
                if (visit.modes.together) visit.modes.big = false;
                return {counted_anew(std::move(visit)), {}};
            },
            [&](const TouchGlass&) -> Outcome {
                if (!std::holds_alternative<AttractScreen>(visit.screen)) return {visit, {}};
                return {moved_to(std::move(visit), LanguageScreen{}, now), {}};
            },
            [&](const OpenTile& tile) -> Outcome {
                return {opened(std::move(visit), tile.id, content, now), {}};
            },
            [&](const GiveAnswer& given) -> Outcome {
                const auto* page = std::get_if<QuestionScreen>(&visit.screen);
                const QuestionSet* set = page ? content.question_set(page->set) : nullptr;
                if (!set) return {visit, {}};
                Answers& answers = visit.answers[set->id];
                answers[page->question] = given.answer;
                Screen next = question_or_outcome(*set, answers);
                return {forward_to(std::move(visit), std::move(next), now), {}};
            },
            [&](const TakeHome&) -> Outcome {
                const QuestionSet* set = content.question_set(set_of(visit.screen));
                if (!set) return {visit, {}};
                return {forward_to(std::move(visit), TakeScreen{set->id, set->kind}, now), {}};
            },
            [&](const CallOffice&) -> Outcome {
                return {forward_to(std::move(visit), CallScreen{}, now), {}};
            },
            [&](const Close&) -> Outcome {
                const QuestionSet* set = content.question_set(set_of(visit.screen));
                if (set && set->kind == SetKind::Result) {
                    // One touch: an innocent page covers it, and no way leads back.
                    visit = home(erased(std::move(visit), content), now);
                    if (content.site().tiles.empty()) return {std::move(visit), {}};
                    return {opened(std::move(visit), content.site().tiles.front().id, content, now), {}};
                }
                const std::string guide = guide_of(visit.screen);
                while (!guide.empty() && guide_of(visit.screen) == guide && !visit.way_back.empty())
                    visit = back(std::move(visit), now);
                return {std::move(visit), {}};
            },
            [&](const Begin&) -> Outcome {
                const std::string guide = guide_of(visit.screen);
                if (guide.empty() || !content.guide(guide, visit.language)) return {home(std::move(visit), now), {}};
                return {forward_to(std::move(visit), StepScreen{guide, 0, 0}, now), {}};
            },
            [&](const TurnPage& turn) -> Outcome {
                Screen page = visit.screen;
                turn_part(page, turn.parts);
                return {forward_to(std::move(visit), std::move(page), now), {}};
            },
            [&](const Next&) -> Outcome {
                return {gone_on(std::move(visit), content, now), {}};
            },
            [&](const SayWhetherDone& said) -> Outcome {
                const auto* at = std::get_if<StepScreen>(&visit.screen);
                if (!at) return {visit, {}};
                std::set<int>& to_do = visit.to_do[at->guide];
                if (said.done)
                    to_do.erase(at->step);
                else
                    to_do.insert(at->step);
                return {gone_on(std::move(visit), content, now), {}};
            },
            [&](const Back&) -> Outcome {
                if (std::holds_alternative<UpdateScreen>(visit.screen)) return left_stick(std::move(visit), now);
                return {back(std::move(visit), now), {}};
            },
            [&](const GoHome&) -> Outcome {
                // Out of order there is no start to go to.
                if (!visit.way_back.empty() && std::holds_alternative<EmergencyScreen>(visit.way_back.front()))
                    return left_stick(std::move(visit), now);
                return {home(erased(std::move(visit), content), now), {}};
            },
            [&](const Listen&) -> Outcome { return listened(std::move(visit), now); },
            [&](const ReadHere&) -> Outcome {
                return {answered_aloud(std::move(visit), Aloud::Yes, now), {}};
            },
            [&](const StaySilent&) -> Outcome {
                return {answered_aloud(std::move(visit), Aloud::No, now), {}};
            },
            [&](const OpenVoice&) -> Outcome {
                return {forward_to(std::move(visit), VoiceScreen{}, now), {}};
            },
            [&](const ChangeVoice& change) -> Outcome {
                visit.voice.volume = std::clamp(visit.voice.volume + change.louder, softest_step, loudest_step);
                visit.voice.pace = std::clamp(visit.voice.pace + change.quicker, slow_pace, quick_pace);
                return {std::move(visit), {ReadAloud{}}};
            },
            [&](const Ask&) -> Outcome {
                if (std::holds_alternative<HelpScreen>(visit.screen)) return {visit, {}};
                return {forward_to(std::move(visit), HelpScreen{}, now), {}};
            },
            [&](const MyList&) -> Outcome {
                const std::string id = guide_of(visit.screen);
                const Guide* guide = content.guide(id, visit.language);
                if (const QuestionSet* set = content.question_set(checklist_set))
                    return {begun(std::move(visit), *set, guide ? guide->known : Answers{}, now), {}};
                return {forward_to(std::move(visit), MissingScreen{"triage", id, 0}, now), {}};
            },
            [&](const EPassport&) -> Outcome {
                if (content.guide(epassport_guide, visit.language))
                    return {opened(std::move(visit), epassport_guide, content, now), {}};
                return {forward_to(std::move(visit), MissingScreen{"epassport", "", 0}, now), {}};
            },
            [&](const ChangeLanguage&) -> Outcome {
                return {forward_to(std::move(visit), LanguageScreen{}, now), {}};
            },
            [&](const ChooseStore& choice) -> Outcome {
                if (auto* page = std::get_if<PhoneScreen>(&visit.screen)) page->store = choice.store;
                return {std::move(visit), {}};
            },
            [&](const NoPhone&) -> Outcome {
                return {forward_to(std::move(visit), WalkInScreen{}, now), {}};
            },
            [&](const GiveOpinion&) -> Outcome {
                return {forward_to(std::move(visit), FacesScreen{"balai"}, now), {}};
            },
            [&](const Done&) -> Outcome {
                const std::string guide = guide_of(visit.screen);
                return {forward_to(std::move(visit), FacesScreen{guide.empty() ? "balai" : guide}, now), {}};
            },
            [&](const GiveFace& given) -> Outcome {
                const auto* page = std::get_if<FacesScreen>(&visit.screen);
                if (!page) return {visit, {}};
                const std::string subject = page->subject;
                return give_face(std::move(visit), subject, given.face, now);
            },
            [&](const GiveReason& given) -> Outcome {
                const auto* page = std::get_if<ReasonScreen>(&visit.screen);
                if (!page) return {visit, {}};
                return {visit, {SaveAnswer{page->subject, "reason", given.reason}}};
            },
            [&](const Skip&) -> Outcome {
                return {moved_to(std::move(visit), ThanksScreen{}, now), {}};
            },
            [&](const Stay&) -> Outcome {
                if (!at_warning(true)) return {visit, {}};
                visit.warned = false;
                visit.touched = now;
                visit.voice.reading = Reading::No;
                return {std::move(visit), {}};
            },
            [&](const Finish&) -> Outcome { return reset(now); },
            [&](const StaffWish& wish) -> Outcome { return after_wish(std::move(visit), wish, now); },
        },
        intent);
}

}  // namespace

Outcome after(const Visit& before, const Intent& intent, const Content& content, Moment now) {
    Outcome outcome = answer_to(before, intent, content, now);
    Visit& visit = outcome.visit;
    close_door_behind(visit);
    // Turning away from the question is an answer too.
    if (std::holds_alternative<AloudScreen>(before.screen) && is_private(visit.screen) &&
        visit.voice.aloud == Aloud::NotAsked)
        visit.voice.aloud = Aloud::No;
    if (visit.voice.on && is_private(visit.screen) && visit.voice.aloud == Aloud::NotAsked)
        visit = asked_aloud(std::move(visit), now);
    return outcome;
}

Visit after_saving(const Visit& before, const SaveAnswer& answer, bool saved, Moment now) {
    Visit visit = before;
    visit.way_back.clear();  // nobody gives a second face by going back
    if (!saved) return moved_to(std::move(visit), ThanksScreen{Heard::NotSaved}, now);
    if (answer.question != "face") return moved_to(std::move(visit), ThanksScreen{}, now);
    visit.voted = true;
    // Who was not helped may say why, by one more touch or none.
    if (answer.answer == "1" || answer.answer == "2")
        return moved_to(std::move(visit), ReasonScreen{answer.subject}, now);
    return moved_to(std::move(visit), ThanksScreen{}, now);
}

Visit after_beginning_to_read(Visit visit, bool any_voice) {
    visit.voice.reading = any_voice ? Reading::Aloud : Reading::NoVoice;
    visit.voice.reads_at.reset();
    return visit;
}

Visit after_reading(Visit visit, Moment now) {
    if (visit.voice.reading != Reading::Aloud) return visit;
    visit.voice.reading = Reading::No;
    if (!visit.warned) visit.touched = now;
    return visit;
}

bool sits_together(const Modes& modes) { return modes.together && !modes.big; }

bool is_for_staff(const Screen& screen) {
    return std::holds_alternative<PinScreen>(screen) || std::holds_alternative<StaffScreen>(screen);
}

bool is_private(const Screen& screen) {
    if (const auto* question = std::get_if<QuestionScreen>(&screen)) return question->kind == SetKind::Result;
    if (const auto* take = std::get_if<TakeScreen>(&screen)) return take->kind == SetKind::Result;
    return std::holds_alternative<ResultScreen>(screen);
}

bool may_be_heard(const Visit& visit) {
    return !is_for_staff(visit.screen) && (!is_private(visit.screen) || visit.voice.aloud == Aloud::Yes);
}

IdleTimes idle_times(const Screen& screen) {
    // A code needs time for a phone to be fetched and unlocked.
    const bool private_take = std::holds_alternative<TakeScreen>(screen) && is_private(screen);
    if (std::holds_alternative<PhoneScreen>(screen) || std::holds_alternative<OfficeScreen>(screen) ||
        std::holds_alternative<TakeScreen>(screen) || std::holds_alternative<TogetherScreen>(screen) ||
        std::holds_alternative<CallScreen>(screen))
        return {300s, private_take ? 30s : 45s};
    if (is_private(screen) || std::holds_alternative<AloudScreen>(screen)) return {120s, 30s};
    if (std::holds_alternative<StaffScreen>(screen)) return {60s, 20s};
    return {};
}

int seconds_left(const Visit& visit, Moment now) {
    const IdleTimes times = idle_times(visit.screen);
    const Moment left = visit.touched + times.until_warning + times.warning_lasts - now;
    return static_cast<int>(std::max<long>(0, (left.count() + 999) / 1000));
}

Outcome passed(const Visit& before, const Content&, Moment now) {
    if (auto ended = staff_passed(before, now)) return *std::move(ended);
    Visit visit = before;
    const IdleTimes times = idle_times(visit.screen);
    // Who listens is here.
    if (visit.voice.reading == Reading::Aloud && !visit.warned) visit.touched = now;
    std::vector<Effect> effects;
    if (visit.voice.reads_at && now >= *visit.voice.reads_at) {
        visit.voice.reads_at.reset();
        effects.push_back(ReadAloud{});
    }
    const Moment untouched = now - visit.touched;
    if (auto* attract = std::get_if<AttractScreen>(&visit.screen)) {
        // Somebody chose a setting and walked away: nothing to warn about, nothing to lose.
        if (visit.began && untouched >= times.until_warning) return reset(now);
        if (!visit.modes.calm && now - visit.shown >= scene_lasts) {
            attract->scene = (attract->scene + 1) % scenes;
            visit.shown = now;
        }
        return {std::move(visit), std::move(effects)};
    }
    if (std::holds_alternative<EmergencyScreen>(visit.screen)) return {std::move(visit), {}};
    if (const auto* update = std::get_if<UpdateScreen>(&visit.screen)) {
        if (must_stay_in(update->news) || now - visit.shown < stick_lasts) return {std::move(visit), {}};
        return left_stick(std::move(visit), now);
    }
    if (std::holds_alternative<ThanksScreen>(visit.screen) && now - visit.shown >= thanks_lasts) return reset(now);
    if (untouched >= times.until_warning + times.warning_lasts) return reset(now);
    visit.warned = untouched >= times.until_warning;
    if (visit.warned && !before.warned && visit.voice.on) effects.push_back(ReadAloud{});
    return {std::move(visit), std::move(effects)};
}

namespace {

std::optional<Moment> next_of_page(const Visit& visit, Moment now) {
    const IdleTimes times = idle_times(visit.screen);
    const Moment warning = visit.touched + times.until_warning;
    if (std::holds_alternative<AttractScreen>(visit.screen)) {
        std::optional<Moment> next;
        if (!visit.modes.calm) next = visit.shown + scene_lasts;
        if (visit.began && (!next || warning < *next)) next = warning;
        return next;
    }
    if (std::holds_alternative<EmergencyScreen>(visit.screen)) return std::nullopt;
    if (const auto* update = std::get_if<UpdateScreen>(&visit.screen))
        return must_stay_in(update->news) ? std::nullopt : std::optional{visit.shown + stick_lasts};
    Moment next = warning;
    if (visit.warned) {
        // The number on the warning page changes on whole seconds before its end.
        const Moment end = warning + times.warning_lasts;
        next = end - 1s * std::max(0, seconds_left(visit, now) - 1);
    }
    if (std::holds_alternative<ThanksScreen>(visit.screen)) next = std::min(next, visit.shown + thanks_lasts);
    if (const auto inside = staff_next_change(visit, now)) next = std::min(next, *inside);
    return next;
}

}  // namespace

std::optional<Moment> next_change(const Visit& visit, Moment now) {
    Visit here = visit;
    if (here.voice.reading == Reading::Aloud && !here.warned) here.touched = now;
    std::optional<Moment> next = next_of_page(here, now);
    if (here.voice.reads_at && (!next || *here.voice.reads_at < *next)) next = here.voice.reads_at;
    return next;
}

}  // namespace balai
