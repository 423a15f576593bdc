#include "kiosk/terminal/backroom.h"

#include <algorithm>

#include "platform/senses/board.h"

namespace balai {

using namespace std::chrono_literals;

namespace {

constexpr std::size_t lines_looked_at = 512;
constexpr int error_is_old = 30;  // days

std::optional<int> free_percent(const std::filesystem::path& folder) {
    std::error_code error;
    const auto space = std::filesystem::space(folder, error);
    if (error || space.capacity == 0) return std::nullopt;
    return static_cast<int>(space.available * 100 / space.capacity);
}

SelfTest self_test_of(StaffPage page) {
    switch (page) {
        case StaffPage::Touch:
            return SelfTest::Touch;
        case StaffPage::Sound:
            return SelfTest::Sound;
        case StaffPage::Colours:
            return SelfTest::Colours;
        default:
            return SelfTest::Code;
    }
}

}  // namespace

Backroom::Backroom(const std::filesystem::path& state, Disk& disk, KeptClock& clock, Log log, bool aside)
    : state_(state), disk_(disk), clock_(clock), log_(std::move(log)), aside_(aside) {}

Backroom::~Backroom() {
    if (events_) note(What::Stopped);
}

bool Backroom::open() {
    if (guard_) return false;
    if (auto made = disk_.make_folder(state_); !made) log_("keadaan: " + made.error().detail);
    if (auto events = EventLog::open(state_))
        events_.emplace(std::move(*events));
    else
        log_("catatan kejadian: " + events.error().detail);
    guard_.emplace(state_, disk_, clock_.now());
    if (events_) {
        const auto newest = events_->newest(1);
        const Ended how = ended(newest.empty() ? std::nullopt : std::optional{newest.front()}, clock_.now());
        note(What::Started, static_cast<int>(how), static_cast<int>(clock_.now().count() / 1000));
    }
    auto settings = read_settings(state_, disk_);
    if (settings) {
        settings_ = std::move(*settings);
    } else if (settings.error().trouble != Trouble::NotFound) {
        log_("pengaturan: " + settings.error().detail);
        note(What::SettingsDamaged);
    }
    view_.settings = settings_;
    time_passed();
    return true;
}

void Backroom::note(What what, int first, int second) {
    if (!events_) return;
    const auto added = events_->add(static_cast<std::uint16_t>(what), gravity_of(what), first, second, clock_.now());
    if (!added) log_("catatan kejadian: " + added.error().detail);
}

void Backroom::look_at_door() {
    ++turn_;
    const auto pin = read_pin(state_, disk_);
    if (!pin && pin.error().trouble != Trouble::NotFound) log_("PIN: " + pin.error().detail);
    view_.pin_length = pin ? pin->length : 0;
    view_.closed_until = guard_ ? guard_->closed_until(clock_.now()) : std::nullopt;
    view_.tries_left = guard_ ? guard_->tries_left() : 0;
}

void Backroom::look_at_log() {
    view_.power_cuts = view_.crashes = 0;
    view_.last_error.reset();
    view_.log = events_ ? with_days(events_->newest(lines_looked_at)) : std::vector<LogLine>{};
    const Date today = clock_.today().date;
    for (const LogLine& line : view_.log) {
        const Record& record = line.record;
        if (record.what == static_cast<std::uint16_t>(What::Started)) {
            view_.power_cuts += record.first == static_cast<int>(Ended::PowerCut);
            view_.crashes += record.first == static_cast<int>(Ended::Crashed);
        }
        const bool lately = record.run == events_->run() || (line.day && plus_days(*line.day, error_is_old) >= today);
        if (record.gravity == Gravity::Error && lately && !view_.last_error) view_.last_error = line;
    }
}

void Backroom::look_at_opinions(Tallies* tallies) {
    view_.faces = {};
    const auto all = tallies ? tallies->all() : Result<std::vector<Count>>{tl::unexpected(Problem{})};
    view_.counts = all.has_value();
    if (!all) return;
    for (const Count& count : *all)
        for (int face = 1; face <= 4; ++face)
            if (count.opinion.question == "face" && count.opinion.answer == std::to_string(face))
                view_.faces[static_cast<std::size_t>(4 - face)] += count.count;
}

void Backroom::look_at_machine(const Shown& shown, Tallies* tallies) {
    ++turn_;
    view_.settings = settings_;
    view_.program = shown.program;
    view_.edition = shown.edition;
    view_.content_date = shown.content_date;
    view_.on_trial = shown.on_trial;
    view_.edition_before = shown.edition_before;
    view_.today = clock_.today();
    view_.minute = clock_.minute();
    view_.free_percent = free_percent(state_);
    view_.degrees = look_at_board().degrees;
    view_.touch_works = touch_works_;
    look_at_opinions(tallies);
    look_at_log();
}

std::optional<bool> Backroom::try_pin(const std::string& digits) {
    if (!guard_ || guard_->closed_until(clock_.now())) return false;
    const auto pin = read_pin(state_, disk_);
    if (!pin) return false;
    // Before it is looked at: who pulls the plug now has used up a try.
    if (auto begun = guard_->begin_try(clock_.now()); !begun) log_("PIN: " + begun.error().detail);
    if (aside_) {
        right_ = std::make_shared<bool>(false);
        auto errand = Errand::begin([pin = *pin, digits, right = right_] { *right = opens(pin, digits); });
        if (errand) {
            errand_ = std::move(*errand);
            return std::nullopt;
        }
        log_("PIN: " + errand.error().detail);
    }
    return answer(opens(*pin, digits));
}

std::optional<bool> Backroom::tried() {
    if (!errand_ || !errand_->is_done()) return std::nullopt;
    errand_.reset();  // its thread has ended: what it wrote can be read
    return answer(*right_);
}

bool Backroom::answer(bool right) {
    if (right) {
        if (auto written = guard_->was_right(); !written) log_("PIN: " + written.error().detail);
        note(What::StaffCame);
    } else {
        note(What::PinWrong, free_tries - guard_->tries_left());
    }
    return right;
}

void Backroom::keep(const Settings& settings) {
    settings_ = view_.settings = settings;
    const auto written = write_settings(settings_, state_, disk_);
    if (written) return note(What::SettingsChanged);
    log_("pengaturan: " + written.error().detail);
    note(What::SettingsNotKept, static_cast<int>(written.error().trouble));
}

void Backroom::keep_size(float ppi) {
    Settings settings = settings_;
    settings.ppi = std::clamp(ppi, 40.0F, 600.0F);
    keep(settings);
}

void Backroom::turn_glass() {
    Settings settings = settings_;
    settings.rotation = (settings.rotation + 90) % 360;
    keep(settings);
}

void Backroom::set_clock(int minutes) {
    const std::chrono::sys_days day{std::chrono::floor<std::chrono::days>(std::chrono::minutes{minutes})};
    const int minute = static_cast<int>(minutes - day.time_since_epoch().count() * 24 * 60);
    if (auto written = clock_.set(Date{day}, minute); !written) log_("jam: " + written.error().detail);
    note(What::ClockSet, day_number(Date{day}), minute);
    time_passed();
}

void Backroom::end_test(StaffPage test, bool passed) {
    const SelfTest which = self_test_of(test);
    note(passed ? What::TestPassed : What::TestFailed, static_cast<int>(which));
    if (!passed) return;
    Settings settings = settings_;
    settings.passed[which] = clock_.today().date;
    keep(settings);
}

void Backroom::touch_works(bool works) {
    if (works == touch_works_) return;
    touch_works_ = works;
    note(works ? What::InputFound : What::InputLost);
}

void Backroom::time_passed() {
    if (!guard_) return;
    const Today today = clock_.today();
    if (day_ != today.date) {
        day_ = today.date;
        note(What::Day, day_number(today.date), static_cast<int>(today.trust));
        if (auto kept = clock_.keep(); !kept) log_("jam: " + kept.error().detail);
    }
    if (events_ && events_->next_flush() && clock_.now() >= *events_->next_flush())
        if (auto written = events_->flush(); !written) log_("catatan kejadian: " + written.error().detail);
}

std::optional<Moment> Backroom::next_change(const Visit& visit) const {
    std::optional<Moment> next = events_ ? events_->next_flush() : std::nullopt;
    const Moment now = clock_.now();
    // A closed door says how long, second by second and then minute by minute.
    if (std::holds_alternative<PinScreen>(visit.screen) && view_.closed_until && *view_.closed_until > now) {
        const Moment left = *view_.closed_until - now, step = left > 61s ? 60s : 1s;
        const Moment then = *view_.closed_until - (left - Moment{1}) / step * step;
        if (!next || then < *next) next = then;
    }
    return next;
}

}  // namespace balai
