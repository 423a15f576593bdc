#include "kiosk/terminal/run.h"

#include <cstdio>
#include <set>
#include <utility>

#include "kiosk/terminal/stick_watch.h"
#include "platform/glass/turned.h"
#include "platform/glass/window.h"
#include "platform/senses/input_devices.h"
#include "platform/senses/notify.h"
#include "platform/senses/screen_news.h"
#include "platform/senses/wait.h"
#include "platform/senses/window_input.h"
#include "platform/sound/speaker.h"

namespace balai {

using namespace std::chrono_literals;

namespace {

// The newest day that is known to have passed when this program was written; a clock before it lies.
const Date floor_of_program{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{23}};

void log_line(const std::string& line) { std::fprintf(stderr, "%s\n", line.c_str()); }

// A day that was asked for: the date stands still, intervals are real.
class RehearsedClock : public Clock {
public:
    RehearsedClock(Date date) : date_(date) {}
    Moment now() const override { return real_.now(); }
    Today today() const override { return {date_, Trust::Set}; }
    int minute() const override { return real_.minute(); }

private:
    Date date_;
    SystemClock real_{floor_of_program};
};

// The window with the page on it, turned as the panel hangs.
class Panel {
public:
    Panel(Window& window, Turn turn) : window_(window), turn_(turn) {
        if (turn_ != Turn::None) turned_.emplace(window.width(), window.height());
    }
    // Of the page.
    int width() const { return lies_across(turn_) ? window_.height() : window_.width(); }
    int height() const { return lies_across(turn_) ? window_.width() : window_.height(); }
    void show(const Canvas& page, Box changed) {
        if (!turned_) return window_.present(page, changed);
        const Box there = put_turned(page, changed, turn_, *turned_);
        window_.present(*turned_, there);
    }

private:
    Window& window_;
    Turn turn_;
    std::optional<Canvas> turned_;
};

// What comes in, from the window system or from the devices of a bare console.
class Senses {
public:
    Senses(Window& window, float ppi, Turn turn, std::optional<InputDevices> devices)
        : window_(window), ppi_(ppi), turn_(turn), devices_(std::move(devices)) {}

    std::vector<int> descriptors() const {
        if (devices_) return devices_->descriptors();
        const int fd = window_.descriptor();
        return fd < 0 ? std::vector<int>{} : std::vector<int>{fd};
    }
    // A window system without a descriptor of its own is asked now and then.
    std::optional<Moment> look_again(Moment now) const {
        if (devices_ || window_.descriptor() >= 0) return std::nullopt;
        return now + 20ms;
    }

    // True when something was read.
    bool read(Terminal& terminal, Moment now, bool& close, bool& uncovered) {
        bool any = false;
        if (devices_) {
            for (const SenseEvent& event : devices_->read()) {
                any = true;
                if (const auto* contact = std::get_if<Contact>(&event)) terminal.contact(on_page(*contact));
                if (const auto* key = std::get_if<Key>(&event)) terminal.key(*key);
                if (const auto* lost = std::get_if<DeviceLost>(&event)) {
                    log_line("perangkat lepas: " + lost->name);
                    if (fingers_.erase(lost->node) > 0 && fingers_.empty()) terminal.hands_lost();
                }
                if (const auto* found = std::get_if<DeviceFound>(&event)) {
                    log_line("perangkat: " + found->node + " " + found->name +
                             (found->grabbed ? "" : " (dipakai program lain)"));
                    if (found->kind == DeviceKind::Other || found->kind == DeviceKind::Keys) continue;
                    fingers_.insert(found->node);
                    terminal.hands_found();
                }
                if (const auto* refused = std::get_if<DeviceRefused>(&event)) {
                    log_line("perangkat belum terbaca: " + refused->node + ": " + refused->why);
                    terminal.happened(What::InputRefused);
                }
            }
            // Whatever was plugged in before the start has been found by now.
            if (std::exchange(first_look_, false) && fingers_.empty()) terminal.hands_awaited();
            return any;
        }
        for (const WindowEvent& event : read_window(window_.width(), window_.height(), ppi_, now)) {
            any = true;
            if (const auto* contact = std::get_if<Contact>(&event)) terminal.contact(on_page(*contact));
            if (const auto* key = std::get_if<Key>(&event)) terminal.key(*key);
            close = close || std::holds_alternative<CloseAsked>(event);
            uncovered = uncovered || std::holds_alternative<Uncovered>(event);
        }
        return any;
    }

private:
    Contact on_page(Contact contact) const {
        const float per_mm = ppi_ / 25.4F;
        const auto [x, y] =
            balai::on_page(turn_, Place<float>{contact.at.x, contact.at.y},
                           static_cast<float>(window_.width()) / per_mm, static_cast<float>(window_.height()) / per_mm);
        contact.at = {x, y};
        return contact;
    }

    Window& window_;
    float ppi_;
    Turn turn_;
    std::optional<InputDevices> devices_;
    std::set<std::string> fingers_;  // devices that take them
    bool first_look_ = true;
};

// A service is begun before every driver is there, and before it may use one that is.
constexpr Moment patience_for_a_screen = 10s, between_tries = 1s;

Result<std::unique_ptr<Window>> open_window(const WindowWish& wish, const Notify& service, ScreenNews& screens,
                                            Waiter& waiter) {
    const SystemClock clock{floor_of_program};
    const Moment last_try = clock.now() + patience_for_a_screen;
    auto window = Window::open(wish);
    waiter.add(screens.descriptor());
    while (service.is_heard() && !window && !waiter.stop_asked() && clock.now() < last_try) {
        // Of all that comes into /dev only a card is worth a try of its own.
        const Moment next_try = clock.now() + between_tries;
        while (!waiter.stop_asked() && clock.now() < next_try && !screens.read().came) waiter.wait(next_try);
        if (waiter.stop_asked()) break;
        service.alive();  // after a new start that staff asked for we are watched already
        screens.read();
        window = Window::open(wish);
    }
    return window;
}

}  // namespace

bool started_by_systemd() { return Notify{}.is_heard(); }

Result<RunEnd> run(const RunWish& wish) {
    // Before any library starts a thread: SIGTERM must reach the loop.
    auto waiting = Waiter::open();
    if (!waiting) return tl::unexpected(waiting.error());
    Waiter& waiter = **waiting;
    const Notify service;
    ScreenNews screens;
    auto window = open_window({"Balai", wish.start.glass.width, wish.start.glass.height}, service, screens, waiter);
    if (!window && waiter.stop_asked()) return RunEnd::Asked;
    if (!window) return tl::unexpected(window.error());
    if (!(*window)->is_console()) waiter.remove(screens.descriptor());
    Panel panel{**window, wish.turn};
    TerminalStart start = wish.start;
    start.aside = true;
    start.glass.width = panel.width();
    start.glass.height = panel.height();

    Events events;
    if (!wish.events.empty()) {
        auto file = Events::to_file(wish.events);
        if (file)
            events = std::move(*file);
        else if (service.is_heard())
            log_line("balai-kiosk: " + file.error().subject + ": " + file.error().detail);
        else
            return tl::unexpected(file.error());
    }
    const SystemClock real{floor_of_program};
    const RehearsedClock rehearsed{wish.date.value_or(floor_of_program)};
    const Clock& clock = wish.date ? static_cast<const Clock&>(rehearsed) : real;

    const auto speaker = wish.sound ? machine_speaker(real_disk()) : nullptr;
    Terminal terminal{wish.places, start, real_disk(), clock, events, log_line, real_folders(), speaker.get()};
    const Box all{0, 0, start.glass.width, start.glass.height};
    panel.show(terminal.canvas(), all);
    terminal.take_changed();
    terminal.open_tallies();

    service.ready();
    const std::optional<Moment> watchdog = watchdog_interval();
    std::optional<Moment> next_sign = watchdog ? std::optional{clock.now() + *watchdog / 2} : std::nullopt;
    std::optional<InputDevices> devices;
    if ((*window)->is_console()) {
        const float per_mm = start.glass.ppi / 25.4F;
        auto opened = InputDevices::open(
            {static_cast<float>((*window)->width()) / per_mm, static_cast<float>((*window)->height()) / per_mm});
        if (opened)
            devices.emplace(std::move(*opened));
        else
            log_line("perangkat sentuh: " + opened.error().detail);
    }
    Senses senses{**window, start.glass.ppi, wish.turn, std::move(devices)};
    StickWatch sticks{wish.places, real_disk()};
    sticks.read(terminal, clock.now());  // one may have been in before
    waiter.add(sticks.descriptor());
    waiter.add(terminal.sticks().descriptor());
    std::vector<int> watched;
    bool close = false;
    while (!close && !waiter.stop_asked() && !terminal.restart_asked()) {
        bool uncovered = false;
        // Presenting may have read from the window system's connection: nothing may lie unread in its queue when we
        // sleep.
        while (senses.read(terminal, clock.now(), close, uncovered) && !close) {
            terminal.time_passed();
            if (const Box changed = terminal.take_changed(); !changed.empty() || uncovered)
                panel.show(terminal.canvas(), uncovered ? all : changed);
            uncovered = false;
            terminal.prepare();
        }
        if (close) break;
        auto now_watched = senses.descriptors();
        if (terminal.descriptor() >= 0) now_watched.push_back(terminal.descriptor());
        if (now_watched != watched) {
            for (const int fd : watched) waiter.remove(fd);
            for (const int fd : now_watched) waiter.add(fd);
            watched = now_watched;
        }
        std::optional<Moment> until = terminal.next_change();
        for (const std::optional<Moment>& other : {senses.look_again(clock.now()), next_sign, sticks.next_change()})
            if (other && (!until || *other < *until)) until = other;
        waiter.wait(until);

        // A process of its own for another screen: what an end of a driver leaves behind is not ours to mend.
        if ((*window)->is_console())
            if (const auto [came, went] = screens.read(); went || (came && (*window)->is_makeshift()))
                return fail(Trouble::NoDevice, "layar", "kartu layar berganti, mulai lagi");
        sticks.read(terminal, clock.now());
        terminal.take_stick_news();
        terminal.time_passed();
        if (const Box changed = terminal.take_changed(); !changed.empty()) panel.show(terminal.canvas(), changed);
        if (next_sign && clock.now() >= *next_sign) {
            // Only a frame that was really shown proves that we live.
            panel.show(terminal.canvas(), all);
            service.alive();
            next_sign = clock.now() + *watchdog / 2;
        }
    }
    if (terminal.restart_asked()) return RunEnd::Again;
    service.stopping();
    return RunEnd::Asked;
}

}  // namespace balai
