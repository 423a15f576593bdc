// What of a page has to be drawn anew, and the page that is drawn before anybody asks for it.
#include <algorithm>

#include "kiosk/terminal/emergency.h"
#include "kiosk/terminal/terminal.h"
#include "kiosk/visit/staff_walk.h"

namespace balai {

namespace {

constexpr std::size_t most_kept = 2;  // packed pages, about 0.4 MB each

// The number that counts down on the page, if one does.
int seconds_shown_to_staff(const Visit& visit, const StaffView& view, Moment now) {
    if (const auto* page = std::get_if<StaffScreen>(&visit.screen))
        return page->page == StaffPage::Cleaning ? cleaning_seconds(visit, now) : 0;
    if (!view.closed_until || *view.closed_until <= now) return 0;
    return static_cast<int>(((*view.closed_until - now).count() + 999) / 1000);
}

}  // namespace

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

// Also where the light itself cannot be turned.
void Terminal::draw_dark() {
    Shown key = key_of(visit_);
    key.dark = true;
    if (shown_ && shown_->dark) return;
    const Box all{0, 0, canvas_.width(), canvas_.height()};
    const Quad black{all, {}, nullptr, {0, 0, 0, 255}, all};
    canvas_.draw({&black, 1}, all);
    changed_ = all;
    page_ = {};
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
