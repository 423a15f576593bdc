#include "kiosk/terminal/stick_desk.h"

#include <sys/eventfd.h>

#include <algorithm>
#include <iterator>

#include "kiosk/terminal/guarded_folders.h"
#include "kiosk/terminal/mount_helper.h"

namespace balai {

namespace fs = std::filesystem;

namespace {

bool result_is_empty(const StickResult& result) { return result.news == StickNews::Stranger; }

}  // namespace

bool may_mean_pulled(std::string_view reason) {
    constexpr std::string_view reasons[] = {"stick_unreadable", "blob_missing", "blob_short", "blob_hash"};
    return std::find(std::begin(reasons), std::end(reasons), reason) != std::end(reasons);
}

StickDesk::StickDesk(const Places& places, Folders& folders)
    : places_(places), folders_(folders), bell_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {}

StickDesk::~StickDesk() {
    if (worker_.joinable()) worker_.join();
}

void StickDesk::ring() const {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto rung = ::write(bell_.number(), &one, sizeof one);
}

void StickDesk::tell(Told told, bool ended) {
    const std::lock_guard lock{mutex_};
    if (ended) working_ = false;
    // Of progress only the last word counts.
    const bool progress = told.page.news == StickNews::Reading && !told_.empty() && !told_.back().result &&
                          told_.back().page.news == StickNews::Reading && told_.back().inbox == told.inbox;
    if (progress)
        told_.back() = std::move(told);
    else
        told_.push_back(std::move(told));
    news_.notify_all();
    ring();
}

bool StickDesk::busy() const {
    const std::lock_guard lock{mutex_};
    return working_;
}

bool StickDesk::has_news() const {
    const std::lock_guard lock{mutex_};
    return !told_.empty();
}

void StickDesk::wait_for_news() {
    std::unique_lock lock{mutex_};
    news_.wait(lock, [this] { return !told_.empty() || !working_; });
}

void StickDesk::run(std::function<Told()> work) {
    if (worker_.joinable()) worker_.join();
    {
        const std::lock_guard lock{mutex_};
        working_ = true;
    }
    worker_ = std::thread{[this, work = std::move(work)] { tell(work(), true); }};
}

void StickDesk::inserted(const std::string& device, const fs::path& root, const std::string& kiosk) {
    if (current_ && current_->device == device) return;
    if (current_) {
        waiting_[device] = {root, kiosk};
        // While the first is being read its page stays: nobody may pull that one because of this one.
        if (current_->finished) tell({{StickNews::Second, 0, 0, {}, {}, false}, {}, false, false, false, {}});
        return;
    }
    tell(Told{});
    if (busy()) {
        waiting_[device] = {root, kiosk};  // the inbox is being read
        return;
    }
    start(device, root, kiosk);
}

void StickDesk::start(const std::string& device, const fs::path& root, const std::string& kiosk) {
    current_ = Current{device, root, {}, false, false};
    pulled_ = false;
    run([this, job = StickJob{root, false, kiosk}] {
        PulledFolders folders{folders_, job.root, pulled_};
        const auto progress = [this](int stages, int percent) {
            tell({{StickNews::Reading, stages, percent, {}, {}, false}, {}, false, false, false, {}});
        };
        Told told;
        told.result = work_on(job, places_, folders, progress);
        told.page = {StickNews::Reading, told.result->stages, 0, {}, {}, false};
        told.subject = told.result->subject;
        return told;
    });
}

void StickDesk::look_into_inbox() {
    if (busy() || current_) {
        look_again_ = true;
        return;
    }
    look_again_ = false;
    run([this, job = StickJob{places_.state / "inbox", true, {}}] {
        Told told;
        told.result = work_on(job, places_, folders_, [](int, int) {});
        told.inbox = true;
        told.subject = told.result->subject;
        return told;
    });
}

void StickDesk::unreadable(const std::string& device) {
    if (current_) return;
    current_ = Current{device, {}, {}, true, false};
    tell({{StickNews::Refused, 0, 0, "stick_unreadable", {}, false}, {}, false, false, false, {}});
}

void StickDesk::removed(const std::string& device) {
    waiting_.erase(device);
    if (!current_ || current_->device != device) return;
    if (!current_->finished) {
        current_->pulled = true;
        pulled_ = true;
        return;  // the work ends by itself and says so
    }
    current_.reset();
    Told out;
    out.gone = true;
    tell(std::move(out));
}

StickDesk::Told StickDesk::ended(const StickResult& result) const {
    Told told;
    told.last = true;
    told.page = {result.news, result.stages, 0, result.reason, result.issued, false};
    if (pulled_ && result.news == StickNews::Stranger)
        told.page = {StickNews::Refused, 0, 0, "stick_removed", {}, false};
    if (pulled_ && may_mean_pulled(result.reason)) told.page.reason = "stick_removed";
    return told;
}

std::vector<StickDesk::Told> StickDesk::take() {
    std::uint64_t count = 0;
    [[maybe_unused]] const auto heard = ::read(bell_.number(), &count, sizeof count);
    std::vector<Told> taken;
    {
        const std::lock_guard lock{mutex_};
        taken.swap(told_);
    }
    for (Told& told : taken)
        if (current_ && !told.inbox) {
            if (told.result) current_->result = *told.result;
            // It was told before anybody knew that the stick was out.
            if (current_->pulled && may_mean_pulled(told.page.reason)) told.page.reason = "stick_removed";
            current_->finished = current_->finished || told.last;
            if (current_->finished && current_->pulled) current_.reset();
        }
    const bool nothing_under_way = !busy() && !current_;
    if (nothing_under_way && !waiting_.empty()) {
        const auto next = waiting_.extract(waiting_.begin());
        tell(Told{});
        start(next.key(), next.mapped().root, next.mapped().kiosk);
    } else if (nothing_under_way && look_again_) {
        look_into_inbox();
    }
    return taken;
}

void StickDesk::write_results(PreparedResults results) {
    if (!current_) return;
    run([this, results = std::move(results), current = *current_] {
        PulledFolders folders{folders_, current.root, pulled_};
        Told told = ended(current.result);
        const bool open = ask_helper(places_, current.device, "write", "writable", folders_);
        const auto written = open ? balai::write_results(results, current.root, folders)
                                  : Result<void>{fail(Trouble::NotWritable, "flashdisk", "stays read-only")};
        const bool safe = ask_helper(places_, current.device, "done", "safe", folders_);
        told.page.results = written && safe;
        if (!written) told.subject = written.error().detail;
        told.folders = static_cast<int>(results.folders.size());
        told.serial = results.folders.empty() ? 0 : results.folders.back().serial;
        if (!told.page.results) told.not_written = written ? Trouble::NotWritable : written.error().trouble;
        if (told.page.results && result_is_empty(current.result)) told.page.news = StickNews::Done;
        // New content that is in is in, whatever became of the sums; those stay here for the next stick.
        if (!told.page.results && (current.result.news == StickNews::Same || result_is_empty(current.result)))
            told.page = {StickNews::NotSaved, 0, 0, {}, {}, false};
        return told;
    });
}

void StickDesk::finish() {
    if (current_) tell(ended(current_->result));
}

}  // namespace balai
