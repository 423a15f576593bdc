#include "kiosk/terminal/play.h"

#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fstream>
#include <iostream>
#include <vector>

#include "kiosk/terminal/player.h"
#include "kiosk/terminal/tour.h"

namespace balai {

namespace {

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
