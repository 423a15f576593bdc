// The terminal without its window: takes contacts, keeps the visit, draws the page, saves answers. The window, the
// tour, the play scripts and the tests drive it in the same way; clock, disk and glass are handed in.
#pragma once

#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>

#include "kiosk/feedback/tally.h"
#include "kiosk/paint/painter.h"
#include "kiosk/staff/light.h"
#include "kiosk/terminal/backroom.h"
#include "kiosk/terminal/events.h"
#include "kiosk/terminal/narrator.h"
#include "kiosk/terminal/places.h"
#include "kiosk/terminal/shown_content.h"
#include "kiosk/terminal/stick_desk.h"
#include "platform/glass/packed_picture.h"
#include "platform/senses/sense_event.h"

namespace balai {

struct TerminalStart {
    Glass glass;
    bool on_home = false;  // begin on home in `language`, as somebody who has just chosen it
    Language language = Language::Indonesian;
    Modes modes;
    int volume = usual_step;  // of every visitor's voice until they change it
    bool aside = false;       // what takes long is done beside the loop that calls time_passed()
};

class Terminal {
public:
    // Never fails: without content it shows the compiled-in emergency guide and tries again, without fonts a picture of
    // it. What went wrong is told to `log`, one line each.
    using Log = std::function<void(const std::string&)>;
    // Without a speaker nothing is read aloud.
    Terminal(const Places& places, const TerminalStart& start, Disk& disk, const Clock& clock, Events& events, Log log,
             Folders& folders = real_folders(), Speaker* speaker = nullptr);

    // Opens the counters. Not part of the constructor: the first picture does not wait for the disk.
    void open_tallies();

    void contact(const Contact& contact);
    // One of the five keys, on whatever device: the ring moves, or the target in it answers as to a finger.
    void key(Key key);
    // The last device that takes fingers is gone, or one is there again. Gone for a while, the page says whom to ask.
    void hands_lost();
    void hands_found();
    // None was there at the start. A panel may wake later than we do, so this is no loss yet.
    void hands_awaited();
    // For the event log: what became of devices.
    void happened(What what, int first = 0, int second = 0) { backroom_.note(what, first, second); }
    // Readable when something that was done beside the loop is ready; -1 when nothing is.
    int descriptor() const { return backroom_.descriptor(); }
    // Staff asked for it, or a setting needs it.
    bool restart_asked() const { return restart_asked_; }
    void time_passed();
    // When time_passed() has something to do next, if ever.
    std::optional<Moment> next_change() const;
    // Sticks come and go; what they say is taken by the loop whenever their descriptor is readable.
    void stick_inserted(const std::string& device, const std::filesystem::path& root);
    void stick_unreadable(const std::string& device) { sticks_.unreadable(device); }
    void stick_removed(const std::string& device) { sticks_.removed(device); }
    void look_into_inbox() { sticks_.look_into_inbox(); }
    StickDesk& sticks() { return sticks_; }
    void take_stick_news();

    // Something a finger can wait for is prepared now, while nobody waits: call when there is nothing else to do.
    void prepare();

    // The picture, and which part of it changed since the last call.
    const Canvas& canvas();
    Box take_changed();

    const Page& page() const { return page_; }
    const Visit& visit() const { return visit_; }
    const Content& content() const { return content_; }
    const Glass& glass() const { return start_.glass; }
    const Narrator& narrator() const { return narrator_; }
    Tallies* tallies() { return tallies_ ? &*tallies_ : nullptr; }
    // The installed edition that is shown, if it is one.
    std::optional<std::uint64_t> edition() const;
    bool is_broken() const { return std::holds_alternative<EmergencyScreen>(visit_.screen); }

private:
    // What decides how the page looks: equal keys, equal pictures.
    struct Shown {
        Screen screen;
        Language language = Language::Indonesian;
        Modes modes;
        std::map<std::string, Answers> answers;
        std::map<std::string, std::set<int>> to_do;
        bool dark = false;
        bool voice = false, warned = false;
        Reading reading = Reading::No;
        int volume = 0, pace = 0;
        int seconds = 0;
        Date date{};
        std::string pressed, ring;
        std::string read;  // the part that is being read aloud
        std::optional<std::pair<int, int>> missed;
        unsigned staff = 0;  // which look at the machine
        friend bool operator==(const Shown&, const Shown&) = default;
    };
    struct Kept {
        Shown shown;
        PackedPicture picture;
    };

    bool try_content();
    Visit next_visitor() const;
    Shown key_of(const Visit& visit) const;
    Scene scene_of(const Visit& visit) const {
        return {visit, content_, clock_.today(), clock_.now(), &backroom_.view()};
    }
    void perform(Outcome outcome);
    void keep_answer(const SaveAnswer& answer);
    void drop_answer(NotCounted why);
    void do_for_staff(const StaffDeed& deed);
    void pin_was(bool right);
    void go_to(Visit visit);
    void read_aloud();
    void read_ringed();
    void say_something();
    void announce_stick();
    Box around_element(const std::string& id, const Page& page) const;
    void tell_screen();
    void apply(const TouchChange& change);
    void tap(const std::string& id);
    void miss(Finger at);
    void tend_light();
    Onlooker onlooker() const;
    std::optional<int> minute() const;
    void be_helped();  // hands or keys are there: back from the page that says whom to ask
    void wake();
    std::optional<Moment> visit_changes_at() const;
    void draw_dark();
    Box part_that_differs(const Shown& now, const Page& page) const;
    void draw();
    const Kept* kept(const Shown& shown) const;
    void show_emergency_picture();
    Opinion opinion_of(const SaveAnswer& answer) const;
    void stick_is_out();
    void show_stick(const StickDesk::Told& told);
    void packs_are_done(const StickResult& result);
    void switch_when_idle();
    void note_stick(const StickDesk::Told& told);
    void note_edition_left();
    int edition_number() const;
    std::optional<int> edition_before() const;
    void show_edition_before();
    // Nobody else writes it now, and what it says is what is shown.
    bool shelf_is_ours() const { return !next_edition_ && !sticks_.busy() && !sticks_.has_news(); }
    void restart();
    std::optional<PreparedResults> results_to_take_along();

    Places places_;
    TerminalStart start_;
    Disk& disk_;
    Folders& folders_;
    KeptClock clock_;
    Events& events_;
    Log log_;
    Backroom backroom_;
    ShownContent shown_content_;
    Content content_;
    std::optional<Edition> next_edition_;  // installed, and shown as soon as nobody is in the middle of anything
    std::optional<Painter> painter_;       // none without fonts
    std::optional<Tallies> tallies_;
    std::map<std::string, long> unsaved_;  // week -> answers that the disk would not take
    Visit visit_;
    Narrator narrator_;
    Touch touch_;
    std::optional<Finger> finger_;
    std::optional<Finger> missed_;  // a touch beside every target, shown for a moment
    Moment missed_until_{0};
    std::optional<Moment> last_key_tap_;
    std::optional<Moment> helpless_from_;  // without anything that takes fingers
    std::optional<Moment> retry_;
    bool restart_asked_ = false;
    int light_ = full_light;  // as it was asked for last
    Page page_;
    Canvas canvas_;
    std::optional<Shown> shown_;
    Box changed_;
    StickDesk sticks_;
    std::deque<Kept> kept_;  // pages that may be asked for next: the one behind a press, the likely one, the last ones
};

}  // namespace balai
