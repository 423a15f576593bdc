#include "kiosk/terminal/narrator.h"

#include <utility>

namespace balai {

using namespace std::chrono_literals;

namespace {

constexpr Moment breath = 300ms;     // between two clips
constexpr Moment before_rest = 10s;  // somebody may go on listening

}  // namespace

Manner manner_of(const Voice& voice) {
    constexpr Pace paces[] = {Pace::Slow, Pace::Normal, Pace::Quick};
    return {voice.volume, paces[voice.pace - slow_pace]};
}

Narrator::Narrator(Speaker* speaker, Clips clips) : speaker_(speaker), clips_(std::move(clips)) {}

bool Narrator::begin(std::vector<Utterance> reading, Manner manner, Moment now) {
    stop(now);
    heard_.clear();
    if (!speaker_) return false;
    manner_ = manner;
    waiting_.assign(std::make_move_iterator(reading.begin()), std::make_move_iterator(reading.end()));
    return next_clip(now);
}

void Narrator::stop(Moment now) {
    waiting_.clear();
    element_.clear();
    if (!ends_) return;
    ends_.reset();
    speaker_->stop();
    rests_ = now + before_rest;
}

void Narrator::tick(Moment now) {
    if (!speaker_) return;
    speaker_->tick();
    if (!ends_) rests_ = now + before_rest;
}

bool Narrator::next_clip(Moment now) {
    while (!waiting_.empty()) {
        Utterance next = std::move(waiting_.front());
        waiting_.pop_front();
        const std::filesystem::path clip = clips_(next);
        if (clip.empty()) continue;
        const auto takes = speaker_->play(clip, manner_.volume, manner_.pace);
        if (!takes) continue;
        ends_ = now + *takes + breath;
        element_ = next.element;
        rests_.reset();
        heard_.push_back(std::move(next));
        return true;
    }
    return false;
}

bool Narrator::time_passed(Moment now) {
    if (rests_ && now >= *rests_) {
        rests_.reset();
        speaker_->rest();
    }
    if (!ends_ || now < *ends_ || next_clip(now)) return false;
    stop(now);
    return true;
}

std::optional<Moment> Narrator::next_change() const { return ends_ ? ends_ : rests_; }

}  // namespace balai
