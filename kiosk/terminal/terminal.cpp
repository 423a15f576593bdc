#include "kiosk/terminal/terminal.h"

#include <malloc.h>

#include "kiosk/terminal/drawings.h"
#include "kiosk/terminal/emergency.h"
#include "kiosk/visit/staff_walk.h"
#include "platform/base/match.h"

namespace balai {

using namespace std::chrono_literals;

namespace {

constexpr Moment retry_after = 30s;

Visit first_visit(const TerminalStart& start, Moment now) {
    Visit visit;
    visit.language = start.language;
    visit.modes = start.modes;
    visit.voice.volume = start.volume;
    visit.touched = visit.shown = now;
    if (start.on_home) {
        visit.screen = HomeScreen{};
        visit.began = now;
    }
    return visit;
}

}  // namespace

Terminal::Terminal(const Places& places, const TerminalStart& start, Disk& disk, const Clock& clock, Events& events,
                   Log log, Folders& folders, Speaker* speaker)
    : places_(places),
      start_(start),
      disk_(disk),
      folders_(folders),
      clock_(clock, places.state, disk),
      events_(events),
      log_(std::move(log)),
      backroom_(places.state, disk, clock_, log_, start.aside),
      shown_content_(places, disk, folders, clock.now(), log_),
      content_(emergency_content()),
      narrator_(speaker,
                [this](const Utterance& words) {
                    return content_.clip(words.language, clip_name(words.language, words.words));
                }),
      canvas_(start.glass.width, start.glass.height),
      sticks_(places, folders) {
    if (auto type = Typesetter::open(places_.share / "fonts"))
        painter_.emplace(std::move(*type),
                         [this](const std::string& name) { return drawing_png(name, content_, places_, disk_); });
    else
        log_("huruf: " + type.error().detail);
    visit_ = first_visit(start_, clock_.now());
    if (!try_content()) visit_.screen = EmergencyScreen{};
    if (const auto number = edition()) events_.edition(*number);
    tell_screen();
}

// At the invitation, in Indonesian, with nothing chosen yet.
Visit Terminal::next_visitor() const {
    TerminalStart start;
    start.glass = start_.glass;
    start.volume = start_.volume;
    return first_visit(start, clock_.now());
}

bool Terminal::try_content() {
    auto content = shown_content_.open();
    if (!content) {
        for (const ContentProblem& problem : content.error())
            log_("isi: " + sentence(problem, AuthorLanguage::Indonesian));
        retry_ = clock_.now() + retry_after;
        return false;
    }
    for (const ContentProblem& problem : content->problems())
        log_("isi: " + sentence(problem, AuthorLanguage::Indonesian));
    content_ = std::move(*content);
    kept_.clear();
    retry_.reset();
    return true;
}

void Terminal::go_to(Visit visit) {
    // The pictures of the invitation change behind the same targets: whoever aims at one still means it.
    const bool still_invited =
        std::holds_alternative<AttractScreen>(visit.screen) && std::holds_alternative<AttractScreen>(visit_.screen);
    const bool new_page = (visit.screen != visit_.screen && !still_invited) || visit.warned != visit_.warned;
    visit_ = std::move(visit);
    if (new_page) {
        touch_.page_changed(clock_.now());
        missed_.reset();
    }
    if (visit_.voice.reading != Reading::Aloud) narrator_.stop(clock_.now());
    tell_screen();
}

void Terminal::tell_screen() {
    // The pictures of the invitation are one screen: what changes by itself is no event.
    const bool plain = visit_.warned || std::holds_alternative<AttractScreen>(visit_.screen);
    events_.screen(visit_.warned ? "warning" : name_of(visit_.screen), plain ? "" : subject_of(visit_.screen));
}

void Terminal::perform(Outcome outcome) {
    // An answer is about the page on which it was given, so effects come before the move.
    const std::vector<Effect> effects = std::move(outcome.effects);
    for (const Effect& effect : effects)
        if (std::holds_alternative<Reset>(effect)) {
            events_.reset();
            outcome.visit.modes = {};
            outcome.visit.voice.volume = start_.volume;
            finger_.reset();
            narrator_.forget();
            if (tallies_) (void)tallies_->rest();
            // Nobody is there: what this visit needed goes back to the system.
            kept_.clear();
            malloc_trim(0);
        }
    go_to(std::move(outcome.visit));
    for (const Effect& effect : effects) {
        if (const auto* answer = std::get_if<SaveAnswer>(&effect)) keep_answer(*answer);
        if (const auto* drop = std::get_if<DropAnswer>(&effect)) drop_answer(drop->why);
        if (std::holds_alternative<ReadAloud>(effect)) read_aloud();
        if (const auto* deed = std::get_if<StaffDeed>(&effect)) do_for_staff(*deed);
    }
}

void Terminal::restart() {
    backroom_.note(What::RestartAsked);
    restart_asked_ = true;
}

void Terminal::do_for_staff(const StaffDeed& deed) {
    std::visit(
        Match{[&](const LookAtDoor&) { backroom_.look_at_door(); },
              [&](const TryPin& guess) {
                  if (const auto right = backroom_.try_pin(guess.digits)) pin_was(*right);
              },
              [&](const LookAtMachine&) {
                  if (!tallies_) open_tallies();
                  const Shelf& shelf = shown_content_.shelf();
                  backroom_.look_at_machine({places_.program, edition_number(), content_.site().checked,
                                             shelf.active && shelf.trial != Trial::Passed, edition_before()},
                                            tallies());
              },
              [&](const KeepSize& size) {
                  // Touches are measured in millimetres from the first moment on: all of it begins anew.
                  backroom_.keep_size(size.ppi);
                  restart();
              },
              [&](const KeepTurned&) { backroom_.turn_glass(); },
              [&](const KeepClock& set) { backroom_.set_clock(set.minutes); },
              [&](const EndTest& end) { backroom_.end_test(end.test, end.passed); },
              [&](const SaySomething&) { say_something(); }, [&](const ShowEditionBefore&) { show_edition_before(); },
              [&](const BeginCleaning&) { backroom_.note(What::Cleaned); }, [&](const StartAgain&) { restart(); }},
        deed);
}

void Terminal::pin_was(bool right) { perform(after_pin(visit_, right, clock_.now())); }

void Terminal::time_passed() {
    if (const auto change = touch_.tick(clock_.now())) apply(*change);
    if (missed_ && clock_.now() >= missed_until_) missed_.reset();
    if (helpless_from_ && clock_.now() >= *helpless_from_ && !is_broken()) {
        backroom_.touch_works(false);
        Visit helpless = next_visitor();
        helpless.screen = EmergencyScreen{};
        perform({std::move(helpless), {Reset{}}});
    }
    backroom_.time_passed();
    if (const auto right = backroom_.tried()) pin_was(*right);
    if (retry_ && clock_.now() >= *retry_ && try_content()) {
        backroom_.note(What::ContentBack, content_.site().edition);
        visit_ = next_visitor();
        tell_screen();
    }
    if (shelf_is_ours()) shown_content_.time_passed(clock_.now());
    narrator_.time_passed(clock_.now());
    // While a finger is down it is not yet known whether the touch means to stop the voice.
    if (!narrator_.speaks() && !finger_) visit_ = after_reading(std::move(visit_), clock_.now());
    if (const auto next = visit_changes_at(); next && clock_.now() >= *next)
        perform(passed(visit_, content_, clock_.now()));
    switch_when_idle();
    tend_light();
    draw();
}

// In the dark nobody is here and no scene of the invitation follows another: it would wake the machine for nothing.
std::optional<Moment> Terminal::visit_changes_at() const {
    return light_ == no_light ? std::nullopt : balai::next_change(visit_, clock_.now());
}

std::optional<Moment> Terminal::next_change() const {
    std::optional<Moment> next = visit_changes_at();
    const auto ripple = missed_ ? std::optional{missed_until_} : std::nullopt;
    const auto helpless = is_broken() ? std::nullopt : helpless_from_;
    const auto content = shelf_is_ours() ? shown_content_.next_change() : std::nullopt;
    const auto staff = backroom_.next_change(visit_);
    const auto until_light = light_changes_in(backroom_.settings(), minute(), onlooker());
    const auto light = until_light ? std::optional{clock_.now() + *until_light} : std::nullopt;
    for (const std::optional<Moment>& other :
         {touch_.next_tick(), retry_, content, ripple, helpless, staff, light, narrator_.next_change()})
        if (other && (!next || *other < *next)) next = other;
    return next;
}

}  // namespace balai
