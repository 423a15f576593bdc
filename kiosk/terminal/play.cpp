#include "kiosk/terminal/play.h"

#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <csignal>
#include <cstring>
#include <fstream>
#include <iostream>
#include <sstream>
#include <vector>

#include "kiosk/paint/reading_order.h"
#include "kiosk/staff/pin.h"
#include "kiosk/staff/settings.h"
#include "kiosk/terminal/rehearsed_folders.h"
#include "kiosk/terminal/spoken_page.h"
#include "kiosk/terminal/tour.h"
#include "platform/sound/clip.h"

namespace balai {

using namespace std::chrono_literals;

namespace {

// What is said about a line: nothing when it went well.
using Complaint = std::optional<std::string>;

constexpr Moment usual_pace = 2s;  // a person looks before touching
constexpr Moment usual_press = 120ms;
constexpr Moment key_pace = 500ms;
const Date unset_clock{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{23}};

struct Beginning {
    TerminalStart start;
    std::optional<Date> date;
    Moment already{0};  // simulated time that passed before this process began
    Moment set_by{0};   // how far its clock was set meanwhile
};

// "2000ms", "225s", "3m", "2h", "1d"
std::optional<Moment> duration(const std::string& text) {
    std::size_t end = 0;
    double number = 0;
    try {
        number = std::stod(text, &end);
    } catch (const std::exception&) {
        return std::nullopt;
    }
    const std::string unit = text.substr(end);
    const double ms = unit == "ms"  ? 1
                      : unit == "s" ? 1e3
                      : unit == "m" ? 6e4
                      : unit == "h" ? 3.6e6
                      : unit == "d" ? 8.64e7
                                    : 0;
    if (ms == 0 || number < 0) return std::nullopt;
    return Moment{std::llround(number * ms)};
}

// "+3h", "-400d": how far a clock is set.
std::optional<Moment> correction(const std::string& text) {
    const char sign = text.empty() ? '\0' : text[0];
    const auto by = sign == '+' || sign == '-' ? duration(text.substr(1)) : std::nullopt;
    return by && sign == '-' ? -*by : by;
}

std::optional<int> whole(const std::string& text) {
    try {
        std::size_t end = 0;
        const int number = std::stoi(text, &end);
        if (end == text.size()) return number;
    } catch (const std::exception&) {
    }
    return std::nullopt;
}

// Everything behind "key=" among the words.
std::optional<std::string> value(const std::vector<std::string>& words, const std::string& key) {
    for (const std::string& word : words)
        if (word.compare(0, key.size() + 1, key + "=") == 0) return word.substr(key.size() + 1);
    return std::nullopt;
}

std::string rest_of(const std::vector<std::string>& words, std::size_t from) {
    std::string rest;
    for (std::size_t i = from; i < words.size(); ++i) rest += (rest.empty() ? "" : " ") + words[i];
    return rest;
}

constexpr std::string_view screens[] = {"attract", "language",  "home",   "section",  "guide",  "step",      "end",
                                        "triage",  "checklist", "take",   "mpaspor",  "office", "epassport", "job",
                                        "result",  "faces",     "reason", "thanks",   "help",   "warning",   "pin",
                                        "staff",   "update",    "broken", "emergency"};

// Hears everything and makes no sound: a script only asks what was said, and how long it took.
class ListeningSpeaker : public Speaker {
public:
    std::optional<Moment> play(const std::filesystem::path& file, int, Pace pace) override {
        const auto clip = Clip::open(file, real_disk());
        if (!clip) return std::nullopt;
        return lasting_at(clip->length(), pace);
    }
    void stop() override {}
    void tick() override {}
    void rest() override {}
};

class Player {
public:
    Player(const PlayWish& wish, const Beginning& settings)
        : wish_(wish),
          clock_(settings.date.value_or(unset_clock), settings.date ? Trust::Set : Trust::Unknown),
          events_(Events::to_standard_output()) {
        if (!wish.events.empty())
            if (auto file = Events::to_file(wish.events)) events_ = std::move(*file);
        clock_.advance(settings.already);
        clock_.set_wall_by(settings.set_by);
        start_ = settings.start;
        begin();
    }

    Moment now() const { return clock_.now(); }

    Complaint run(const std::vector<std::string>& words) {
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
        if (verb == "expect" && words.size() >= 2) return expect(words);
        if (verb == "listen" && words.size() == 1) return listen();
        if (verb == "follow" && words.size() >= 3 && words[1] == "spoken") return follow(rest_of(words, 2));
        if (verb == "shot" && words.size() == 2) return shot(words[1]);
        if (verb == "pin" && words.size() == 2) return set_pin(words[1]);
        return "unknown line: " + verb;
    }

private:
    void begin() {
        terminal_.reset();
        if (const auto settings = read_settings(wish_.places.state, real_disk())) {
            start_.glass.ppi = settings->ppi;
            start_.volume = step_of_volume(settings->volume);
        }
        terminal_ = std::make_unique<Terminal>(
            wish_.places, start_, real_disk(), clock_, events_,
            [](const std::string& line) { std::cerr << line << "\n"; }, folders_, &speaker_);
        terminal_->canvas();
        terminal_->open_tallies();
        look_into_inbox();
    }

    // The loop of the real program, without its waiting.
    void take_all_news() {
        do {
            terminal_->sticks().wait_for_news();
            terminal_->take_stick_news();
        } while (terminal_->sticks().busy() || terminal_->sticks().has_news());
    }

    void look_into_inbox() {
        std::error_code error;
        if (!std::filesystem::exists(wish_.places.state / "inbox", error)) return;
        terminal_->look_into_inbox();
        take_all_news();
    }

    Complaint stick(const std::vector<std::string>& words) {
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
    void pass(Moment by) {
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

    void press(Point at, Moment hold) {
        pass(pace_);
        terminal_->contact({Contact::Phase::Down, 0, at, 0, clock_.now()});
        terminal_->prepare();
        pass(hold);
        terminal_->contact({Contact::Phase::Up, 0, at, 0, clock_.now()});
        if (!terminal_->restart_asked()) return;
        start_.on_home = false;
        begin();
    }

    Complaint touch(const std::string& id) {
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
    Complaint listen() {
        pass(1s);
        if (!terminal_->narrator().speaks() && terminal_->narrator().heard().empty()) return "nothing is read";
        for (int patience = 0; terminal_->narrator().speaks(); ++patience) {
            if (patience > 600) return "it never ends";
            pass(1s);
        }
        return std::nullopt;
    }

    // Touches what was read out with these words, and nothing that was not.
    Complaint follow(const std::string& wanted) {
        for (const Utterance& heard : terminal_->narrator().heard())
            if (heard.words.find(wanted) != heard.words.npos)
                if (const Element* element = terminal_->page().find(heard.element); element && is_target(*element))
                    return touch(heard.element);
        return "no choice was read out as '" + wanted + "'; heard:" + everything_heard();
    }

    Complaint expect_spoken(const std::string& wanted) {
        for (const Utterance& heard : terminal_->narrator().heard())
            if (heard.words.find(wanted) != heard.words.npos) return std::nullopt;
        return "not said; heard:" + everything_heard();
    }

    std::string everything_heard() const {
        std::string all;
        for (const Utterance& heard : terminal_->narrator().heard())
            all += "\n    " + heard.element + ": " + heard.words;
        return all.empty() ? " nothing" : all;
    }

    Complaint touch_at(const std::vector<std::string>& words) {
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

    Complaint key(const std::string& name) {
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
    Complaint keys(const std::string& id) {
        const auto order = targets_in_order(terminal_->page());
        for (std::size_t i = 0; i <= order.size(); ++i) {
            if (terminal_->visit().ring == id) return key("select");
            if (const auto failed = key("next")) return failed;
        }
        std::string there;
        for (const std::string& other : order) there += " " + other;
        return "the ring never comes to '" + id + "' on screen " + name_of(terminal_->visit().screen) +
               "; it went:" + there;
    }

    Complaint wait(const std::string& time) {
        const auto by = duration(time);
        if (!by) return "'" + time + "' is not a time";
        pass(*by);
        return std::nullopt;
    }

    Complaint set_clock(const std::string& by) {
        const auto correction = balai::correction(by);
        if (!correction) return "'" + by + "' is no correction like +3h";
        clock_.set_wall_by(*correction);
        terminal_->time_passed();
        return std::nullopt;
    }

    Complaint expect(const std::vector<std::string>& words) {
        if (words[1] == "screen" && words.size() >= 3) return expect_screen(words);
        if (words[1] == "edition" && words.size() == 3) return expect_edition(words[2]);
        if (words[1] == "qr" && words.size() == 4) return expect_code(words[2], words[3]);
        if (words[1] == "ring" && words.size() == 3) {
            const std::string& ring = terminal_->visit().ring;
            return ring == words[2] ? Complaint{} : "the ring is on '" + ring + "'";
        }
        if (words[1] == "tally") return expect_tally(words);
        if (words[1] == "dropped" && words.size() >= 3) return expect_dropped(words);
        if (words[1] == "text" && words.size() >= 4) return expect_text(words);
        if (words[1] == "spoken") return expect_spoken(rest_of(words, 2));
        if (words[1] == "silence") {
            return terminal_->narrator().speaks() ? Complaint{"it speaks: " + terminal_->narrator().element()}
                                                  : std::nullopt;
        }
        return "unknown expectation: " + words[1];
    }

    Complaint expect_screen(const std::vector<std::string>& words) {
        if (std::find(std::begin(screens), std::end(screens), words[2]) == std::end(screens))
            return "no screen is called '" + words[2] + "'";
        const Visit& visit = terminal_->visit();
        const std::string name = visit.warned ? "warning" : name_of(visit.screen);
        const std::string subject = visit.warned ? "" : subject_of(visit.screen);
        if (name != words[2]) return "screen is " + name + (subject.empty() ? "" : " " + subject);
        if (words.size() > 3 && subject != words[3]) return "subject is '" + subject + "'";
        return std::nullopt;
    }

    Complaint expect_edition(const std::string& wanted) {
        const auto edition = terminal_->edition();
        const std::string have = edition ? std::to_string(*edition) : "none";
        if (have != wanted) return "edition is " + have;
        return std::nullopt;
    }

    Complaint expect_code(const std::string& id, const std::string& payload) {
        const Element* element = terminal_->page().find(id);
        if (!element) return "no element '" + id + "'";
        if (element->payload != payload) return id + " says " + element->payload;
        return std::nullopt;
    }

    Complaint expect_text(const std::vector<std::string>& words) {
        const Element* element = terminal_->page().find(words[2]);
        if (!element) return "no element '" + words[2] + "'";
        std::string wanted = words[3];
        for (std::size_t i = 4; i < words.size(); ++i) wanted += " " + words[i];
        if (element->text.find(wanted) == std::string::npos) return words[2] + " says: " + element->text;
        return std::nullopt;
    }

    Complaint expect_tally(const std::vector<std::string>& words) {
        if (!terminal_->tallies()) return "the counters cannot be opened";
        auto all = terminal_->tallies()->all();
        if (!all) return all.error().detail;
        long sum = 0;
        for (const Count& count : *all) {
            const Opinion& opinion = count.opinion;
            const auto is = [&words](const char* key, const std::string& have) {
                const auto wanted = value(words, key);
                return !wanted || *wanted == have;
            };
            const auto face = value(words, "face");
            if (is("week", opinion.week) && is("subject", opinion.subject) && is("language", opinion.language) &&
                is("edition", std::to_string(opinion.edition)) && is("question", opinion.question) &&
                is("answer", opinion.answer) && (!face || (opinion.question == "face" && opinion.answer == *face)))
                sum += count.count;
        }
        const auto wanted = value(words, "count");
        const auto number = wanted ? whole(*wanted) : std::optional<int>{1};
        if (!number) return "count is not a number";
        if (sum != *number) return "counted " + std::to_string(sum);
        return std::nullopt;
    }

    Complaint expect_dropped(const std::vector<std::string>& words) {
        if (!terminal_->tallies()) return "the counters cannot be opened";
        auto all = terminal_->tallies()->all_dropped();
        if (!all) return all.error().detail;
        long sum = 0;
        for (const auto& count : *all)
            if (count.why == words[2]) sum += count.count;
        const auto wanted = value(words, "count");
        if (std::to_string(sum) != wanted.value_or("1")) return "dropped " + std::to_string(sum);
        return std::nullopt;
    }

    Complaint set_pin(const std::string& digits) {
        if (auto written = write_pin(digits, wish_.places.state, real_disk()); !written) return written.error().detail;
        return std::nullopt;
    }

    Complaint shot(const std::string& name) {
        if (name.find('/') != name.npos) return "a picture has a name, not a path";
        std::error_code error;
        std::filesystem::create_directories(wish_.pictures, error);
        if (auto written = write_png(terminal_->canvas(), wish_.pictures / (name + ".png")); !written)
            return written.error().detail;
        return std::nullopt;
    }

    const PlayWish& wish_;
    SimulatedClock clock_;
    Events events_;
    RehearsedFolders folders_;
    std::vector<std::string> sticks_;  // that are in
    Moment pace_ = usual_pace;
    TerminalStart start_;
    ListeningSpeaker speaker_;
    std::unique_ptr<Terminal> terminal_;
};

std::vector<std::string> words_of_line(const std::string& line) {
    std::istringstream stream{line.substr(0, line.find(" #") == line.npos ? line.size() : line.find(" #"))};
    std::vector<std::string> words;
    for (std::string word; stream >> word;) words.push_back(word);
    if (!words.empty() && words[0][0] == '#') words.clear();
    return words;
}

// "start --language id --date 2026-11-23": the options of the program that matter to a terminal.
Complaint read_start(const std::vector<std::string>& words, Beginning& settings) {
    for (std::size_t i = 1; i < words.size(); i += 2) {
        if (i + 1 >= words.size()) return words[i] + " wants a value";
        const std::string& option = words[i];
        const std::string& text = words[i + 1];
        if (option == "--language") {
            const auto language = language_from_code(text);
            if (!language) return "no language '" + text + "'";
            settings.start.language = *language;
            settings.start.on_home = true;
        } else if (option == "--mode") {
            const auto modes = modes_from(text);
            if (!modes) return "no mode '" + text + "'";
            settings.start.modes = *modes;
        } else if (option == "--date") {
            settings.date = parse_date(text);
            if (!settings.date) return "'" + text + "' is not a date";
        } else if (option == "--display") {
            int width = 0, height = 0;
            if (std::sscanf(text.c_str(), "%dx%d", &width, &height) != 2 || width < 320 || height < 240)
                return "'" + text + "' is not a size";
            settings.start.glass.width = width;
            settings.start.glass.height = height;
        } else if (option == "--ppi") {
            settings.start.glass.ppi = std::strtof(text.c_str(), nullptr);
            if (settings.start.glass.ppi < 40) return "'" + text + "' is not a density";
        } else {
            return "unknown option " + option;
        }
    }
    return std::nullopt;
}

// The terminal in its own process. Lines go in, verdicts come back; each message is one packet.
class Machine {
public:
    explicit Machine(const PlayWish& wish) : wish_(wish) {}
    Machine(const Machine&) = delete;
    Machine& operator=(const Machine&) = delete;
    ~Machine() { stop(); }

    bool runs() const { return child_ > 0; }
    bool lives() const { return runs() && !gone_; }
    bool cannot_begin() const { return cannot_begin_; }  // no fault of the script
    Beginning settings;

    Complaint begin() {
        int ends[2];
        cannot_begin_ = true;
        if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) return "socketpair failed";
        std::fflush(nullptr);
        child_ = fork();
        if (child_ < 0) return "fork failed";
        cannot_begin_ = false;
        if (child_ == 0) {
            close(ends[0]);
            serve(ends[1]);
            std::fflush(nullptr);
            _exit(0);
        }
        close(ends[1]);
        to_child_ = ends[0];
        return answer();
    }

    Complaint run(const std::string& line) {
        if (!runs()) return "the terminal is not running";
        if (send(to_child_, line.data(), line.size(), MSG_NOSIGNAL) < 0) return "the terminal is gone";
        return answer();
    }

    void kill() {
        if (!runs()) return;
        ::kill(child_, SIGKILL);
        waitpid(child_, nullptr, 0);
        child_ = 0;
        close(to_child_);
    }

    void stop() {
        if (!runs()) return;
        close(to_child_);  // the end of its lines
        waitpid(child_, nullptr, 0);
        child_ = 0;
    }

private:
    Complaint answer() {
        std::string text(4096, '\0');
        const auto size = recv(to_child_, text.data(), text.size(), 0);
        gone_ = size <= 0;
        if (gone_) return "the terminal ended";
        text.resize(static_cast<std::size_t>(size));
        const auto space = text.find(' ');
        settings.already = Moment{std::stoll(text.substr(0, space))};
        if (space == text.npos) return std::nullopt;
        return text.substr(space + 1);
    }

    void serve(int lines) {
        Player player{wish_, settings};
        const auto reply = [&](const Complaint& verdict) {
            const std::string text =
                std::to_string(player.now().count()) + (verdict ? " " + verdict->substr(0, 3000) : "");
            return send(lines, text.data(), text.size(), MSG_NOSIGNAL) > 0;
        };
        if (!reply(std::nullopt)) return;
        std::string line(4096, '\0');
        while (true) {
            const auto size = recv(lines, line.data(), line.size(), 0);
            if (size <= 0) return;
            if (!reply(player.run(words_of_line(line.substr(0, static_cast<std::size_t>(size)))))) return;
        }
    }

    const PlayWish& wish_;
    pid_t child_ = 0;
    bool gone_ = false, cannot_begin_ = false;
    int to_child_ = -1;
};

// A script whose answers are not kept, or whose events nobody hears, would seem to have held.
Result<void> can_be_kept(const PlayWish& wish) {
    if (auto made = real_disk().make_folder(wish.places.state); !made) return made;
    if (::access(wish.places.state.c_str(), W_OK | X_OK) != 0)
        return fail(Trouble::NotWritable, wish.places.state.string(), std::strerror(errno));
    if (wish.events.empty()) return {};
    return Events::to_file(wish.events).map([](const Events&) {});
}

}  // namespace

int play(const PlayWish& wish) {
    std::ifstream script{wish.script};
    if (!script) {
        std::cerr << wish.script.string() << ": cannot be read\n";
        return 1;
    }
    if (auto kept = can_be_kept(wish); !kept) {
        std::cerr << "balai-kiosk: " << kept.error().subject << ": " << kept.error().detail << "\n";
        return 3;
    }
    Machine machine{wish};
    machine.settings = {wish.start, wish.date, Moment{0}};
    std::string line;
    for (int number = 1; std::getline(script, line); ++number) {
        const auto words = words_of_line(line);
        if (words.empty()) continue;
        Complaint verdict;
        if (words[0] == "start") {
            machine.stop();
            machine.settings = {wish.start, wish.date, Moment{0}};
            verdict = read_start(words, machine.settings);
            if (!verdict) verdict = machine.begin();
        } else if (words[0] == "kill") {
            machine.kill();
        } else if (words[0] == "restart") {
            machine.kill();
            // A restarted terminal meets nobody: it begins at the invitation.
            machine.settings.start.on_home = false;
            machine.settings.start.language = Language::Indonesian;
            machine.settings.start.modes = {};
            verdict = machine.begin();
        } else if (words[0] == "say") {
            std::cout << rest_of(words, 1) << std::endl;
        } else {
            if (!machine.runs()) verdict = machine.begin();
            if (!verdict) verdict = machine.run(line);
            if (!verdict && words[0] == "clock") machine.settings.set_by += *correction(words[1]);
            // A power cut that was asked for.
            if (verdict && words[0] == "stick" && std::count(words.begin(), words.end(), "killed-at") > 0 &&
                !machine.lives()) {
                machine.kill();
                verdict.reset();
            }
        }
        if (verdict) {
            std::cerr << wish.script.string() << ":" << number << ": " << line << "\n  " << *verdict << "\n";
            return machine.cannot_begin() ? 3 : 1;
        }
    }
    return 0;
}

}  // namespace balai
