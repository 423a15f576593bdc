// Fingers on the glass, keys, and what to do when neither is there.
#include <algorithm>

#include "kiosk/paint/reading_order.h"
#include "kiosk/terminal/terminal.h"

namespace balai {

using namespace std::chrono_literals;

namespace {

constexpr Moment ripple_lasts = 600ms;
constexpr Moment key_pause = 400ms;      // a trembling hand presses twice
constexpr Moment key_guard = 350ms;      // nobody can have meant what has just appeared
constexpr Moment hands_come_back = 10s;  // a panel that is reset comes back by itself

}  // namespace

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

}  // namespace balai
