#include "kiosk/terminal/shown_content.h"

namespace balai {

using namespace std::chrono_literals;

namespace {

constexpr Moment calm_after = 60s, proved_after = 10min;

}  // namespace

ShownContent::ShownContent(const Places& places, Disk& disk, Folders& folders, Moment now, Log log)
    : places_(places), disk_(disk), folders_(folders), log_(std::move(log)) {
    if (places_.preview) return;
    const Shelf before = read_shelf(places_.state, folders_);
    if (before.turn == 0) return;
    const Opened opened = open_store(places_.state, folders_);
    shelf_ = opened.shelf;
    if (shelf_.active != before.active) left_ = before.active;
    emergency_ = opened.emergency;
    calm_at_ = now + calm_after;
    proved_at_ = now + proved_after;
}

tl::expected<Content, std::vector<ContentProblem>> ShownContent::open() {
    if (std::exchange(emergency_, false)) return tl::unexpected(std::vector<ContentProblem>{});
    while (shelf_.active && !places_.preview) {
        auto content = Content::open(content_folder(places_.state, *shelf_.active), disk_);
        if (content) {
            content->expires(valid_until(places_.state, *shelf_.active, folders_));
            return content;
        }
        log_("isi: edisi " + std::to_string(shelf_.active->sequence) + " tidak bisa dibuka");
        step_down();
    }
    return Content::open(places_.content, disk_);
}

void ShownContent::step_down() {
    left_ = shelf_.active;
    shelf_.strikes = most_strikes;
    shelf_ = before_start(std::move(shelf_)).shelf;
    if (auto written = write_shelf(places_.state, shelf_, folders_); !written) log_("isi: " + written.error().detail);
}

void ShownContent::changed(Moment now) {
    shelf_ = read_shelf(places_.state, folders_);
    calm_at_ = now + calm_after;
    proved_at_ = now + proved_after;
}

bool ShownContent::go_back() {
    if (!shelf_.previous) return false;
    Shelf shelf = balai::go_back(shelf_);
    if (auto written = write_shelf(places_.state, shelf, folders_); !written) {
        log_("isi: " + written.error().detail);
        return false;
    }
    shelf_ = std::move(shelf);
    ++shelf_.turn;
    calm_at_.reset();
    proved_at_.reset();
    return true;
}

std::optional<Moment> ShownContent::next_change() const { return calm_at_ ? calm_at_ : proved_at_; }

void ShownContent::time_passed(Moment now) {
    const auto keep = [this](Shelf shelf) {
        if (shelf == shelf_) return;
        if (auto written = write_shelf(places_.state, shelf, folders_); !written)
            log_("isi: " + written.error().detail);
        shelf_ = std::move(shelf);
        ++shelf_.turn;
    };
    if (calm_at_ && now >= *calm_at_) {
        calm_at_.reset();
        keep(settled(shelf_));
    }
    if (proved_at_ && now >= *proved_at_) {
        proved_at_.reset();
        keep(ten_minutes(shelf_));
    }
}

}  // namespace balai
