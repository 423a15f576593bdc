// Sticks that come and go, and the inbox. One is worked on at a time, on a thread of its own; what it has to say
// waits here until the loop takes it.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string_view>
#include <thread>
#include <vector>

#include "kiosk/terminal/stick_job.h"
#include "platform/base/descriptor.h"

namespace balai {

// A stick that is pulled while it is read fails first, and only then is known to be out. Whether a refusal for this
// reason looks like that.
bool may_mean_pulled(std::string_view reason);

class StickDesk {
public:
    StickDesk(const Places& places, Folders& folders);
    ~StickDesk();  // waits for what is under way
    StickDesk(const StickDesk&) = delete;
    StickDesk& operator=(const StickDesk&) = delete;

    // `kiosk` as in StickJob.
    void inserted(const std::string& device, const std::filesystem::path& root, const std::string& kiosk);
    void unreadable(const std::string& device);
    void removed(const std::string& device);
    void look_into_inbox();

    struct Told {
        UpdateScreen page;
        std::optional<StickResult> result;  // of the packs; asks for write_results() or finish()
        bool inbox = false;                 // nobody stands there: no page
        bool gone = false;                  // the stick that was shown is out
        bool last = false;                  // nothing more is to come from this stick
        std::string subject;                // for the log
        // Of the sums that were to go along: how many folders, the newest serial, and why they did not.
        int folders = 0, serial = 0;
        std::optional<Trouble> not_written = std::nullopt;
    };
    std::vector<Told> take();
    // After a result of a stick: the sums go onto it, or nothing more is to come.
    void write_results(PreparedResults results);
    void finish();

    bool busy() const;
    bool has_news() const;
    int descriptor() const { return bell_.number(); }  // readable when there is something to take
    void wait_for_news();                              // for rehearsals, which have no loop

private:
    struct Current {
        std::string device;
        std::filesystem::path root;
        StickResult result;
        bool finished = false, pulled = false;
    };
    void start(const std::string& device, const std::filesystem::path& root, const std::string& kiosk);
    void run(std::function<Told()> work);
    void tell(Told told, bool ended = false);
    void ring() const;
    Told ended(const StickResult& result) const;

    Places places_;
    Folders& folders_;
    Descriptor bell_;
    std::thread worker_;
    mutable std::mutex mutex_;
    std::condition_variable news_;
    std::vector<Told> told_;
    bool working_ = false;
    std::atomic<bool> pulled_ = false;
    std::optional<Current> current_;  // of the loop only, as what follows
    struct Waiting {
        std::filesystem::path root;
        std::string kiosk;
    };
    std::map<std::string, Waiting> waiting_;
    bool look_again_ = false;
};

}  // namespace balai
