// The terminal under a clock that only moves when told, with the hands, sticks and ears of a play script.
#pragma once

#include <memory>

#include "kiosk/terminal/play.h"
#include "kiosk/terminal/play_words.h"
#include "kiosk/terminal/rehearsed_folders.h"

namespace balai {

struct Beginning {
    TerminalStart start;
    std::optional<Date> date;
    Moment already{0};  // simulated time that passed before this process began
    Moment set_by{0};   // how far its clock was set meanwhile
};

// Hears everything and makes no sound: a script only asks what was said, and how long it took.
class ListeningSpeaker : public Speaker {
public:
    std::optional<Moment> play(const std::filesystem::path& file, int, Pace pace) override;
    void stop() override {}
    void tick() override {}
    void rest() override {}
};

class Player {
public:
    Player(const PlayWish& wish, const Beginning& settings);

    Moment now() const { return clock_.now(); }
    // The words of one line; they are listed in tests/tasks/README.md.
    Complaint run(const std::vector<std::string>& words);

private:
    void begin();
    void take_all_news();
    void look_into_inbox();
    Complaint stick(const std::vector<std::string>& words);
    void pass(Moment by);
    void press(Point at, Moment hold);
    Complaint touch(const std::string& id);
    Complaint listen();
    Complaint follow(const std::string& wanted);
    Complaint touch_at(const std::vector<std::string>& words);
    Complaint key(const std::string& name);
    Complaint keys(const std::string& id);
    Complaint wait(const std::string& time);
    Complaint set_clock(const std::string& by);
    Complaint set_pin(const std::string& digits);
    Complaint shot(const std::string& name);

    const PlayWish& wish_;
    SimulatedClock clock_;
    Events events_;
    RehearsedFolders folders_;
    std::vector<std::string> sticks_;  // that are in
    Moment pace_;                      // before each touch
    TerminalStart start_;
    ListeningSpeaker speaker_;
    std::unique_ptr<Terminal> terminal_;
};

}  // namespace balai
