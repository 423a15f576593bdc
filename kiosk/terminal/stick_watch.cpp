#include "kiosk/terminal/stick_watch.h"

#include "kiosk/editions/stick.h"
#include "kiosk/terminal/mount_helper.h"

namespace balai {

using namespace std::chrono_literals;

namespace fs = std::filesystem;

namespace {

constexpr Moment inbox_is_quiet_after = 5s;  // whatever copies into it writes many files
constexpr std::string_view state_ending = ".state";

std::vector<fs::path> inner_folders(const fs::path& folder) {
    std::vector<fs::path> all;
    std::error_code error;
    for (fs::directory_iterator entry{folder, error};
         !error && entry != fs::directory_iterator{} && all.size() < most_packs; entry.increment(error))
        if (entry->is_directory(error)) all.push_back(entry->path());
    return all;
}

}  // namespace

StickWatch::StickWatch(const Places& places, Disk& disk) : places_(places), disk_(disk) {
    if (!places_.sticks.empty()) watch_.watch(places_.sticks);
    if (!disk_.make_folder(places_.state / "inbox")) return;
    watch_inbox();
}

// A pack comes as folders in folders; each that appears is watched as well.
void StickWatch::watch_inbox() {
    const fs::path inbox = places_.state / "inbox";
    watch_.watch(inbox);
    for (const fs::path& pack : inner_folders(inbox)) {
        watch_.watch(pack);
        for (const fs::path& inner : inner_folders(pack)) {
            watch_.watch(inner);
            for (const fs::path& innermost : inner_folders(inner)) watch_.watch(innermost);
        }
    }
}

void StickWatch::look_at_sticks(Terminal& terminal) {
    std::map<std::string, std::string> now;
    std::error_code error;
    for (fs::directory_iterator entry{places_.sticks, error}; !error && entry != fs::directory_iterator{};
         entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        if (!name.ends_with(state_ending)) continue;
        const std::string device = name.substr(0, name.size() - state_ending.size());
        now[device] = state_of_stick(places_, device, disk_);
    }
    for (const auto& [device, state] : seen_)
        if (!now.count(device)) terminal.stick_removed(device);
    for (const auto& [device, state] : now) {
        const auto before = seen_.find(device);
        if (before != seen_.end() && before->second == state) continue;
        if (state == "unreadable") terminal.stick_unreadable(device);
        if (state == "ready") terminal.stick_inserted(device, places_.sticks / device);
    }
    seen_ = std::move(now);
}

void StickWatch::read(Terminal& terminal, Moment now) {
    if (watch_.read() || first_) {
        first_ = false;
        if (!places_.sticks.empty()) look_at_sticks(terminal);
        watch_inbox();
        inbox_at_ = now + inbox_is_quiet_after;
    }
    if (!inbox_at_ || now < *inbox_at_) return;
    inbox_at_.reset();
    if (!inner_folders(places_.state / "inbox").empty()) terminal.look_into_inbox();
}

}  // namespace balai
