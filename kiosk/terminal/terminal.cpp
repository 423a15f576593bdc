#include "kiosk/terminal/terminal.h"

#include <malloc.h>

#include <algorithm>
#include <cstdlib>

#include "kiosk/paint/reading_order.h"
#include "kiosk/terminal/drawings.h"
#include "kiosk/terminal/emergency.h"
#include "kiosk/visit/staff_walk.h"
#include "platform/base/match.h"

namespace balai {

using namespace std::chrono_literals;

namespace {

constexpr Moment retry_after = 30s;
constexpr Moment ripple_lasts = 600ms;
constexpr Moment key_pause = 400ms;      // a trembling hand presses twice
constexpr Moment key_guard = 350ms;      // nobody can have meant what has just appeared
constexpr Moment hands_come_back = 10s;  // a panel that is reset comes back by itself
constexpr std::size_t most_kept = 2;     // packed pages, about 0.4 MB each

Dropped reason_of(NotCounted why) {
    switch (why) {
        case NotCounted::ShortVisit:
            return Dropped::ShortVisit;
        case NotCounted::Mashing:
            return Dropped::Mashing;
        case NotCounted::SecondFace:
            break;
    }
    return Dropped::SecondFace;
}

// The number that counts down on the page, if one does.
int seconds_shown_to_staff(const Visit& visit, const StaffView& view, Moment now) {
    if (const auto* page = std::get_if<StaffScreen>(&visit.screen))
        return page->page == StaffPage::Cleaning ? cleaning_seconds(visit, now) : 0;
    if (!view.closed_until || *view.closed_until <= now) return 0;
    return static_cast<int>(((*view.closed_until - now).count() + 999) / 1000);
}

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

Places usual_places() {
    std::error_code error;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
    Places places;
    places.share = program.parent_path().parent_path() / "share" / "balai";
    places.content = places.share / "content";
    const char* home = std::getenv("HOME");
    const char* state = std::getenv("XDG_STATE_HOME");
    places.state = state && *state ? std::filesystem::path{state} / "balai"
                                   : std::filesystem::path{home ? home : "/var/lib"} / ".local/state/balai";
    return places;
}

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

void Terminal::open_tallies() {
    if (tallies_) return;
    if (backroom_.open()) {
        if (is_broken()) backroom_.note(What::ContentBroken);
        if (!painter_) backroom_.note(What::FontsMissing);
        note_edition_left();
    }
    auto made = disk_.make_folder(places_.state);
    auto tallies = made ? Tallies::open(places_.state, disk_) : Result<Tallies>{tl::unexpected(made.error())};
    if (!tallies) {
        log_("pendapat belum bisa disimpan: " + tallies.error().detail);
        backroom_.note(What::CountersFailed, static_cast<int>(tallies.error().trouble));
        return;
    }
    tallies_.emplace(std::move(*tallies));
    if (!tallies_->was_set_aside()) return;
    log_("pendapat: berkas lama rusak, disimpan terpisah, mulai berkas baru");
    backroom_.note(What::CountersAside);
}

Terminal::Shown Terminal::key_of(const Visit& visit) const {
    Shown key;
    key.screen = visit.screen;
    key.language = visit.language;
    key.modes = visit.modes;
    key.voice = visit.voice.on;
    key.reading = visit.voice.reading;
    key.volume = visit.voice.volume;
    key.pace = visit.voice.pace;
    key.answers = visit.answers;
    key.to_do = visit.to_do;
    key.ring = visit.ring;
    key.warned = visit.warned;
    key.seconds = visit.warned ? seconds_left(visit, clock_.now()) : 0;
    if (std::holds_alternative<PinScreen>(visit.screen) || std::holds_alternative<StaffScreen>(visit.screen)) {
        key.staff = backroom_.turn();
        if (!visit.warned) key.seconds = seconds_shown_to_staff(visit, backroom_.view(), clock_.now());
    }
    key.date = clock_.today().date;
    return key;
}

Opinion Terminal::opinion_of(const SaveAnswer& answer) const {
    return {week_label(clock_.today()),
            content_.site().edition,
            std::string{code(visit_.language)},
            answer.subject,
            answer.question,
            answer.answer};
}

void Terminal::keep_answer(const SaveAnswer& answer) {
    const std::string week = week_label(clock_.today());
    if (!tallies_) open_tallies();
    bool saved = false;
    if (tallies_) {
        const auto added = tallies_->add(opinion_of(answer));
        saved = added.has_value();
        if (!saved) log_("pendapat tidak tersimpan: " + added.error().detail);
    }
    if (saved) {
        events_.saved(answer.subject, answer.question, answer.answer);
        // The disk takes writes again: tell it how many it refused.
        for (auto& [of_week, count] : unsaved_)
            while (count > 0 && tallies_->add_dropped(of_week, Dropped::NotSaved)) --count;
    } else {
        ++unsaved_[week];
        events_.dropped(std::string{word(Dropped::NotSaved)});
    }
    go_to(after_saving(visit_, answer, saved, clock_.now()));
}

void Terminal::drop_answer(Dropped why) {
    if (!tallies_) open_tallies();
    if (tallies_) (void)tallies_->add_dropped(week_label(clock_.today()), why);
    events_.dropped(std::string{word(why)});
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
        if (const auto* drop = std::get_if<DropAnswer>(&effect)) drop_answer(reason_of(drop->why));
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

void Terminal::contact(const Contact& contact) {
    if (light_ == no_light && contact.phase == Contact::Phase::Down) {
        touch_.swallow_until_lift();
        wake();
    }
    if (const auto change = touch_.report(contact)) apply(*change);
}

void Terminal::apply(const TouchChange& change) {
    if (!painter_) return;
    const float per_mm = start_.glass.ppi / 25.4F;
    const Finger at{static_cast<int>(change.at.x * per_mm), static_cast<int>(change.at.y * per_mm), true};
    if (change.kind == TouchChange::Kind::Pressed) {
        // Whatever the touch will mean: nobody has to talk over the voice.
        narrator_.stop(clock_.now());
        finger_ = at;
        if (const Element* target = page_.target_at(at.x, at.y)) {
            const Box& box = target->rect;
            touch_.press_is_on({static_cast<float>(box.x) / per_mm, static_cast<float>(box.y) / per_mm},
                               {static_cast<float>(box.right()) / per_mm, static_cast<float>(box.bottom()) / per_mm});
            missed_.reset();
        } else {
            miss(at);
        }
        // ImGui takes a press only from a finger that it has seen arrive.
        Finger hovering = at;
        hovering.down = false;
        painter_->lay_out(scene_of(visit_), start_.glass, hovering);
        draw();
        return;
    }
    if (change.kind == TouchChange::Kind::Released) {
        painter_->lay_out(scene_of(visit_), start_.glass, std::nullopt);
        finger_.reset();
        visit_ = after_reading(std::move(visit_), clock_.now());
        draw();
        return;
    }
    // Preparing the next page may have come in between, with no finger on it: press once more before lifting.
    painter_->lay_out(scene_of(visit_), start_.glass, at);
    Finger lifted = at;
    lifted.down = false;
    const auto laid = painter_->lay_out(scene_of(visit_), start_.glass, lifted);
    finger_.reset();
    Visit here = touched(visit_, clock_.now());
    here.ring.clear();  // a finger needs no ring
    if (laid.asked) {
        perform(after(here, *laid.asked, content_, clock_.now()));
        if (!narrator_.speaks()) visit_ = after_reading(std::move(visit_), clock_.now());
    } else {
        here.warned = visit_.warned;
        visit_ = after_reading(std::move(here), clock_.now());
    }
    draw();
}

void Terminal::miss(Finger at) {
    missed_ = at;
    missed_until_ = clock_.now() + ripple_lasts;
    narrator_.tick(clock_.now());
}

void Terminal::key(Key key) {
    if (!painter_) return;
    be_helped();  // who has keys needs no panel
    if (light_ == no_light) return wake();
    missed_.reset();
    const bool acts = key != Key::Next && key != Key::Previous;
    if (acts) {
        const Moment now = clock_.now();
        if (now - visit_.shown < key_guard || (last_key_tap_ && now - *last_key_tap_ < key_pause)) return;
        last_key_tap_ = now;
    }
    narrator_.stop(clock_.now());
    Visit here = awake(visit_, clock_.now());
    const auto move = [&](Direction direction) { here.ring = target_beside(page_, here.ring, direction); };
    std::string chosen;
    switch (key) {
        case Key::Next:
            move(Direction::Forward);
            break;
        case Key::Previous:
            move(Direction::Backward);
            break;
        case Key::Select:
            // Without a ring nobody knows what would be chosen: the first press only shows it.
            if (page_.find(here.ring))
                chosen = here.ring;
            else
                move(Direction::Forward);
            break;
        case Key::Repeat:
            chosen = "bar.listen";
            break;
        case Key::Help:
            chosen = "bar.help";
            break;
    }
    visit_ = std::move(here);
    if (chosen.empty())
        read_ringed();
    else
        tap(chosen);
    if (!narrator_.speaks()) visit_ = after_reading(std::move(visit_), clock_.now());
    draw();
}

void Terminal::tap(const std::string& id) {
    const Element* target = page_.find(id);
    if (!target || !is_target(*target)) return;
    const auto asked = painter_->lay_out(scene_of(visit_), start_.glass, std::nullopt, id).asked;
    if (asked) perform(after(touched(visit_, clock_.now()), *asked, content_, clock_.now()));
}

void Terminal::hands_lost() {
    backroom_.touch_works(false);
    hands_awaited();
}

void Terminal::hands_awaited() {
    if (!helpless_from_) helpless_from_ = clock_.now() + hands_come_back;
}

void Terminal::hands_found() {
    backroom_.touch_works(true);
    be_helped();
}

void Terminal::be_helped() {
    const bool was_helpless = helpless_from_ && clock_.now() >= *helpless_from_;
    helpless_from_.reset();
    if (!was_helpless || retry_) return;
    visit_ = next_visitor();
    tell_screen();
    draw();
}

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

void Terminal::show_emergency_picture() {
    if (shown_) return;
    draw_emergency_picture(canvas_);
    shown_ = key_of(visit_);
    changed_ = {0, 0, canvas_.width(), canvas_.height()};
}

// What a finger, a key or the voice changes on a page that stays: targets with their lip, shadow and ring, what is
// being read, and the ripple.
Box Terminal::part_that_differs(const Shown& now, const Page& page) const {
    const float unit = scale_of(start_.glass).pixels;
    const auto widened = [unit](Box box, float by) {
        const int reach = static_cast<int>(by * unit);
        return Box{box.x - reach, box.y - reach, box.w + 2 * reach, box.h + 2 * reach};
    };
    Box part;
    const auto with = [&](const std::string& before, const std::string& after) {
        if (before == after) return;
        for (const std::string& id : {before, after})
            if (const Element* element = id.empty() ? nullptr : page.find(id); element && element->role != "glass")
                part = around(part, widened(element->rect, 3));
    };
    with(shown_->pressed, now.pressed);
    with(shown_->ring, now.ring);
    with(shown_->read, now.read);
    if (shown_->missed != now.missed)
        for (const auto& missed : {shown_->missed, now.missed})
            if (missed) part = around(part, widened({missed->first, missed->second, 1, 1}, 8));
    return part;
}

void Terminal::draw() {
    if (!painter_) return show_emergency_picture();
    if (light_ == no_light) return draw_dark();
    auto laid = painter_->lay_out(scene_of(visit_), start_.glass, finger_, {}, {missed_, narrator_.element()});
    Shown key = key_of(visit_);
    key.pressed = laid.pressed;
    key.read = narrator_.element();
    if (missed_) key.missed = {missed_->x, missed_->y};
    if (shown_ && *shown_ == key) return;
    const Box all{0, 0, canvas_.width(), canvas_.height()};
    const bool same_page = shown_ && [&] {
        Shown before = *shown_;
        before.pressed = key.pressed;
        before.ring = key.ring;
        before.read = key.read;
        before.missed = key.missed;
        return before == key;
    }();
    if (same_page) {
        const Box part = overlap(part_that_differs(key, laid.page), all);
        canvas_.draw(laid.page.quads, part);
        changed_ = around(changed_, part);
    } else if (const Kept* page = kept(key)) {
        page->picture.unpack(canvas_);
        changed_ = all;
    } else {
        canvas_.draw(laid.page.quads, all);
        changed_ = all;
    }
    page_ = std::move(laid.page);
    page_.quads.clear();
    shown_ = std::move(key);
}

void Terminal::prepare() {
    if (!painter_ || !shown_) return;
    // Under a finger: the page that lifting it would open. Else: the page most people open next.
    std::string id = shown_->pressed;
    if (id.empty())
        for (const Element& element : page_.elements)
            if (element.id == "bar.next" || element.id == "button.begin" || element.id == "language.id")
                id = element.id;
    if (id.empty()) return;
    const auto asked = painter_->lay_out(scene_of(visit_), start_.glass, std::nullopt, id).asked;
    if (!asked) return;
    const Visit next = after(touched(visit_, clock_.now()), *asked, content_, clock_.now()).visit;
    const Shown key = key_of(next);
    if (key == *shown_ || kept(key)) return;
    const auto laid = painter_->lay_out(scene_of(next), start_.glass);
    Kept page;
    if (kept_.size() >= most_kept) {
        page = std::move(kept_.front());
        kept_.pop_front();
    }
    page.shown = key;
    page.picture.draw(laid.page.quads, canvas_.width(), canvas_.height());
    kept_.push_back(std::move(page));
}

const Terminal::Kept* Terminal::kept(const Shown& shown) const {
    const auto found = std::find_if(kept_.begin(), kept_.end(), [&](const Kept& page) { return page.shown == shown; });
    return found == kept_.end() ? nullptr : &*found;
}

const Canvas& Terminal::canvas() {
    if (!shown_) draw();
    return canvas_;
}

Box Terminal::take_changed() {
    if (!shown_) draw();
    return std::exchange(changed_, Box{});
}

}  // namespace balai
