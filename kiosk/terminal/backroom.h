// What staff need of a terminal: its settings, its event log, the door with its PIN, and a look at the machine. Works
// as far as the disk lets it; nothing here can stop the page that a resident reads.
#pragma once

#include <functional>
#include <memory>

#include "kiosk/feedback/tally.h"
#include "kiosk/staff/view.h"
#include "kiosk/visit/visit.h"
#include "platform/base/kept_clock.h"
#include "platform/senses/errand.h"

namespace balai {

class Backroom {
public:
    using Log = std::function<void(const std::string&)>;
    // `aside`: a PIN is looked at beside the loop, not before the next frame.
    Backroom(const std::filesystem::path& state, Disk& disk, KeptClock& clock, Log log, bool aside);
    ~Backroom();  // says in the log that the end was asked for
    Backroom(const Backroom&) = delete;
    Backroom& operator=(const Backroom&) = delete;

    // Reads what is kept and begins a run of the log; true the first time. Not part of the constructor: the first
    // picture does not wait.
    bool open();
    void note(What what, int first = 0, int second = 0);

    const Settings& settings() const { return settings_; }
    const StaffView& view() const { return view_; }
    unsigned turn() const { return turn_; }  // another number, another view

    struct Shown {
        std::string program;
        int edition = 0;
        Date content_date{};
        bool on_trial = false;
        std::optional<int> edition_before;
    };
    void look_at_door();
    void look_at_machine(const Shown& shown, Tallies* tallies);

    // The answer, or nothing while it is looked at beside the loop.
    std::optional<bool> try_pin(const std::string& digits);
    std::optional<bool> tried();
    int descriptor() const { return errand_ ? errand_->descriptor() : -1; }

    void keep_size(float ppi);
    void turn_glass();
    void set_clock(int minutes);
    void end_test(StaffPage test, bool passed);
    void touch_works(bool works);

    void time_passed();
    std::optional<Moment> next_change(const Visit& visit) const;

private:
    void keep(const Settings& settings);
    bool answer(bool right);
    void look_at_log();
    void look_at_opinions(Tallies* tallies);

    std::filesystem::path state_;
    Disk& disk_;
    KeptClock& clock_;
    Log log_;
    bool aside_;
    std::optional<EventLog> events_;
    std::optional<PinGuard> guard_;
    Settings settings_;
    StaffView view_;
    unsigned turn_ = 0;
    std::optional<Date> day_;
    bool touch_works_ = true;
    std::unique_ptr<Errand> errand_;
    std::shared_ptr<bool> right_;  // shared with the errand
};

}  // namespace balai
