#include "kiosk/terminal/terminal.h"

#include <malloc.h>

#include <algorithm>
#include <cstdlib>

#include "kiosk/terminal/drawings.h"
#include "kiosk/terminal/emergency.h"

namespace balai {

using namespace std::chrono_literals;

namespace {

constexpr Moment retry_after = 30s;
constexpr std::size_t most_kept = 2;  // packed pages, about 0.4 MB each

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

Visit first_visit(const TerminalStart& start, Moment now) {
    Visit visit;
    visit.language = start.language;
    visit.modes = start.modes;
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
                   Log log, Folders& folders)
    : places_(places),
      start_(start),
      disk_(disk),
      folders_(folders),
      clock_(clock),
      events_(events),
      log_(std::move(log)),
      shown_content_(places, disk, folders, clock.now(), log_),
      content_(emergency_content()),
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
    auto made = disk_.make_folder(places_.state);
    auto tallies = made ? Tallies::open(places_.state, disk_) : Result<Tallies>{tl::unexpected(made.error())};
    if (!tallies) {
        log_("pendapat belum bisa disimpan: " + tallies.error().detail);
        return;
    }
    tallies_.emplace(std::move(*tallies));
    if (tallies_->was_set_aside()) log_("pendapat: berkas lama rusak, disimpan terpisah, mulai berkas baru");
}

Terminal::Shown Terminal::key_of(const Visit& visit) const {
    Shown key;
    key.screen = visit.screen;
    key.language = visit.language;
    key.modes = visit.modes;
    key.voice = visit.voice;
    key.answers = visit.answers;
    key.voice_asked = visit.voice_asked;
    key.warned = visit.warned;
    key.seconds = visit.warned ? seconds_left(visit, clock_.now()) : 0;
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
    const bool new_page = visit.screen != visit_.screen || visit.warned != visit_.warned;
    visit_ = std::move(visit);
    if (new_page) touch_.page_changed(clock_.now());
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
            finger_.reset();
            if (tallies_) (void)tallies_->rest();
            // Nobody is there: what this visit needed goes back to the system.
            kept_.clear();
            malloc_trim(0);
        }
    go_to(std::move(outcome.visit));
    for (const Effect& effect : effects) {
        if (const auto* answer = std::get_if<SaveAnswer>(&effect)) keep_answer(*answer);
        if (const auto* drop = std::get_if<DropAnswer>(&effect)) drop_answer(reason_of(drop->why));
    }
}

void Terminal::contact(const Contact& contact) {
    if (const auto change = touch_.report(contact)) apply(*change);
}

void Terminal::apply(const TouchChange& change) {
    if (!painter_) return;
    const float per_mm = start_.glass.ppi / 25.4F;
    const Finger at{static_cast<int>(change.at.x * per_mm), static_cast<int>(change.at.y * per_mm), true};
    if (change.kind == TouchChange::Kind::Pressed) {
        finger_ = at;
        if (const Element* target = page_.target_at(at.x, at.y)) {
            const Box& box = target->rect;
            touch_.press_is_on({static_cast<float>(box.x) / per_mm, static_cast<float>(box.y) / per_mm},
                               {static_cast<float>(box.right()) / per_mm, static_cast<float>(box.bottom()) / per_mm});
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
    if (laid.asked) {
        perform(after(here, *laid.asked, content_, clock_.now()));
    } else {
        here.warned = visit_.warned;
        visit_ = std::move(here);
    }
    draw();
}

void Terminal::time_passed() {
    if (const auto change = touch_.tick(clock_.now())) apply(*change);
    if (retry_ && clock_.now() >= *retry_ && try_content()) {
        visit_ = first_visit({start_.glass, false, Language::Indonesian, {}}, clock_.now());
        tell_screen();
    }
    if (!sticks_.busy()) shown_content_.time_passed(clock_.now());
    if (const auto next = balai::next_change(visit_, clock_.now()); next && clock_.now() >= *next)
        perform(passed(visit_, content_, clock_.now()));
    switch_when_idle();
    draw();
}

std::optional<Moment> Terminal::next_change() const {
    std::optional<Moment> next = balai::next_change(visit_, clock_.now());
    for (const std::optional<Moment>& other :
         {touch_.next_tick(), retry_, sticks_.busy() ? std::nullopt : shown_content_.next_change()})
        if (other && (!next || *other < *next)) next = other;
    return next;
}

void Terminal::show_emergency_picture() {
    if (shown_) return;
    draw_emergency_picture(canvas_);
    shown_ = key_of(visit_);
    changed_ = {0, 0, canvas_.width(), canvas_.height()};
}

void Terminal::draw() {
    if (!painter_) return show_emergency_picture();
    auto laid = painter_->lay_out(scene_of(visit_), start_.glass, finger_);
    Shown key = key_of(visit_);
    key.pressed = laid.pressed;
    if (shown_ && *shown_ == key) return;
    const Box all{0, 0, canvas_.width(), canvas_.height()};
    const bool only_pressed = shown_ && [&] {
        Shown before = *shown_;
        before.pressed = key.pressed;
        return before == key;
    }();
    if (only_pressed) {
        // Only the target under the finger looks different; its lip and shadow reach a little beyond it.
        Box part;
        for (const std::string& id : {shown_->pressed, key.pressed})
            if (const Element* element = id.empty() ? nullptr : laid.page.find(id);
                element && element->role != "glass") {
                const int reach = static_cast<int>(3 * scale_of(start_.glass).pixels);
                const Box& box = element->rect;
                part = around(part, {box.x - reach, box.y - reach, box.w + 2 * reach, box.h + 2 * reach});
            }
        part = overlap(part, all);
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
