#include "kiosk/terminal/player.h"

#include <algorithm>
#include <iostream>

#include "kiosk/paint/reading_order.h"
#include "kiosk/staff/pin.h"
#include "kiosk/staff/settings.h"
#include "kiosk/terminal/expectations.h"
#include "platform/sound/clip.h"

namespace balai {

using namespace std::chrono_literals;

namespace {

constexpr Moment first_pace = 2s;  // a person looks before touching
constexpr Moment usual_press = 120ms;
constexpr Moment key_pace = 500ms;
const Date unset_clock{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{23}};

}  // namespace

std::optional<Moment> ListeningSpeaker::play(const std::filesystem::path& file, int, Pace pace) {
    const auto clip = Clip::open(file, real_disk());
    if (!clip) return std::nullopt;
    return lasting_at(clip->length(), pace);
}

Player::Player(const PlayWish& wish, const Beginning& settings)
    : wish_(wish),
      clock_(settings.date.value_or(unset_clock), settings.date ? Trust::Set : Trust::Unknown),
      events_(Events::to_standard_output()),
      pace_(first_pace) {
    if (!wish.events.empty())
        if (auto file = Events::to_file(wish.events)) events_ = std::move(*file);
    clock_.advance(settings.already);
    clock_.set_wall_by(settings.set_by);
    start_ = settings.start;
    begin();
}

Complaint Player::run(const std::vector<std::string>& words) {
    const std::string& verb = words[0];
    if (verb == "touch" && words.size() >= 2) {
        const bool may_be_missing = words.size() == 4 && words[2] == "if" && words[3] == "there";
        return may_be_missing && !terminal_->page().find(words[1]) ? Complaint{} : touch(words[1]);
    }
    if (verb == "touch-at" && words.size() >= 3) return touch_at(words);
    if (verb == "key" && words.size() == 2) return key(words[1]);
    if (verb == "keys" && words.size() == 2) return keys(words[1]);
    if (verb == "wait" && words.size() == 2) return wait(words[1]);
    if (verb == "clock" && words.size() == 2) return set_clock(words[1]);
    if (verb == "pace" && words.size() == 2) {
        const auto pace = duration(words[1]);
        if (!pace) return "'" + words[1] + "' is not a time";
        pace_ = *pace;
        return std::nullopt;
    }
    if (verb == "stick" && words.size() >= 2) return stick(words);
    if (verb == "expect" && words.size() >= 2) return expect(*terminal_, words);
    if (verb == "listen" && words.size() == 1) return listen();
    if (verb == "follow" && words.size() >= 3 && words[1] == "spoken") return follow(rest_of(words, 2));
    if (verb == "shot" && words.size() == 2) return shot(words[1]);
    if (verb == "pin" && words.size() == 2) return set_pin(words[1]);
    return "unknown line: " + verb;
}

void Player::begin() {
    terminal_.reset();
    if (const auto settings = read_settings(wish_.places.state, real_disk())) {
        start_.glass.ppi = settings->ppi;
        start_.volume = step_of_volume(settings->volume);
    }
    terminal_ = std::make_unique<Terminal>(
        wish_.places, start_, real_disk(), clock_, events_, [](const std::string& line) { std::cerr << line << "\n"; },
        folders_, &speaker_);
    terminal_->canvas();
    terminal_->open_tallies();
    look_into_inbox();
}

// The loop of the real program, without its waiting.
void Player::take_all_news() {
    do {
        terminal_->sticks().wait_for_news();
        terminal_->take_stick_news();
    } while (terminal_->sticks().busy() || terminal_->sticks().has_news());
}

void Player::look_into_inbox() {
    std::error_code error;
    if (!std::filesystem::exists(wish_.places.state / "inbox", error)) return;
    terminal_->look_into_inbox();
    take_all_news();
}

Complaint Player::stick(const std::vector<std::string>& words) {
    if (words[1] == "remove" && words.size() <= 3) {
        const std::string which = words.size() == 3 ? words[2] : sticks_.empty() ? "" : sticks_.back();
        if (std::erase(sticks_, which) == 0) return "no stick is in";
        terminal_->stick_removed(which);
        take_all_news();
        return std::nullopt;
    }
    if (words[1] != "insert" || words.size() < 3) return "stick insert PATH, or stick remove";
    for (std::size_t i = 3; i + 1 < words.size(); i += 2) {
        const auto number = whole(words[i + 1]);
        if (!number) return "'" + words[i + 1] + "' is not a number";
        if (words[i] == "pulled-after")
            folders_.pull_after(words[2], static_cast<std::uint64_t>(*number));
        else if (words[i] == "killed-at")
            folders_.kill_at(*number);
        else
            return "unknown word " + words[i];
    }
    std::error_code error;
    if (!std::filesystem::is_directory(words[2], error)) return words[2] + " is no folder";
    sticks_.push_back(words[2]);
    terminal_->stick_inserted(words[2], std::filesystem::absolute(words[2]));
    take_all_news();
    if (folders_.was_pulled()) {
        std::erase(sticks_, words[2]);
        terminal_->stick_removed(words[2]);
        take_all_news();
    }
    return std::nullopt;
}

// Time moves from change to change, as it would for the real program.
void Player::pass(Moment by) {
    const Moment until = clock_.now() + by;
    while (true) {
        const auto next = terminal_->next_change();
        if (!next || *next >= until) break;
        clock_.advance(std::max(*next - clock_.now(), Moment{1}));
        terminal_->time_passed();
    }
    clock_.advance(until - clock_.now());
    terminal_->time_passed();
}

void Player::press(Point at, Moment hold) {
    pass(pace_);
    terminal_->contact({Contact::Phase::Down, 0, at, 0, clock_.now()});
    terminal_->prepare();
    pass(hold);
    terminal_->contact({Contact::Phase::Up, 0, at, 0, clock_.now()});
    if (!terminal_->restart_asked()) return;
    start_.on_home = false;
    begin();
}

Complaint Player::touch(const std::string& id) {
    const Element* element = terminal_->page().find(id);
    if (!element) {
        std::string there;
        for (const Element& other : terminal_->page().elements)
            if (is_target(other)) there += " " + other.id;
        return "no element '" + id + "' on screen " + name_of(terminal_->visit().screen) + "; there are:" + there;
    }
    if (!is_target(*element)) return "'" + id + "' is not a target";
    const float per_mm = terminal_->glass().ppi / 25.4F;
    Point at{(static_cast<float>(element->rect.x) + static_cast<float>(element->rect.w) / 2) / per_mm,
             (static_cast<float>(element->rect.y) + static_cast<float>(element->rect.h) / 2) / per_mm};
    // The glass lies under everything; its middle may be somebody else's.
    if (element->role == "glass") at = {2, static_cast<float>(terminal_->glass().height) / per_mm - 2};
    press(at, usual_press);
    return std::nullopt;
}

// Until the page has been read to its end.
Complaint Player::listen() {
    pass(1s);
    if (!terminal_->narrator().speaks() && terminal_->narrator().heard().empty()) return "nothing is read";
    for (int patience = 0; terminal_->narrator().speaks(); ++patience) {
        if (patience > 600) return "it never ends";
        pass(1s);
    }
    return std::nullopt;
}

// Touches what was read out with these words, and nothing that was not.
Complaint Player::follow(const std::string& wanted) {
    for (const Utterance& heard : terminal_->narrator().heard())
        if (heard.words.find(wanted) != heard.words.npos)
            if (const Element* element = terminal_->page().find(heard.element); element && is_target(*element))
                return touch(heard.element);
    return "no choice was read out as '" + wanted + "'; heard:" + everything_heard(*terminal_);
}

Complaint Player::touch_at(const std::vector<std::string>& words) {
    Point at;
    try {
        at = {std::stof(words[1]), std::stof(words[2])};
    } catch (const std::exception&) {
        return "touch-at wants two numbers in millimetres";
    }
    Moment hold = usual_press;
    for (std::size_t i = 3; i + 1 < words.size(); ++i)
        if (words[i] == "for") {
            const auto time = duration(words[i + 1].substr(0, words[i + 1].find(',')));
            if (!time) return "'" + words[i + 1] + "' is not a time";
            hold = *time;
        }
    press(at, hold);
    return std::nullopt;
}

Complaint Player::key(const std::string& name) {
    constexpr std::pair<std::string_view, Key> names[] = {{"next", Key::Next},
                                                          {"previous", Key::Previous},
                                                          {"select", Key::Select},
                                                          {"repeat", Key::Repeat},
                                                          {"help", Key::Help}};
    for (const auto& [known, key] : names)
        if (known == name) {
            pass(key_pace);
            terminal_->key(key);
            terminal_->prepare();
            return std::nullopt;
        }
    return "no key is called '" + name + "'";
}

// By keys alone to a target, and select it: forward until the ring is on it, for no longer than once round.
Complaint Player::keys(const std::string& id) {
    const auto order = targets_in_order(terminal_->page());
    for (std::size_t i = 0; i <= order.size(); ++i) {
        if (terminal_->visit().ring == id) return key("select");
        if (auto failed = key("next")) return failed;
    }
    std::string there;
    for (const std::string& other : order) there += " " + other;
    return "the ring never comes to '" + id + "' on screen " + name_of(terminal_->visit().screen) +
           "; it went:" + there;
}

Complaint Player::wait(const std::string& time) {
    const auto by = duration(time);
    if (!by) return "'" + time + "' is not a time";
    pass(*by);
    return std::nullopt;
}

Complaint Player::set_clock(const std::string& by) {
    const auto set_by = correction(by);
    if (!set_by) return "'" + by + "' is no correction like +3h";
    clock_.set_wall_by(*set_by);
    terminal_->time_passed();
    return std::nullopt;
}

Complaint Player::set_pin(const std::string& digits) {
    if (auto written = write_pin(digits, wish_.places.state, real_disk()); !written) return written.error().detail;
    return std::nullopt;
}

Complaint Player::shot(const std::string& name) {
    if (name.find('/') != name.npos) return "a picture has a name, not a path";
    std::error_code error;
    std::filesystem::create_directories(wish_.pictures, error);
    if (auto written = write_png(terminal_->canvas(), wish_.pictures / (name + ".png")); !written)
        return written.error().detail;
    return std::nullopt;
}

}  // namespace balai
