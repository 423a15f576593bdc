#include "platform/sound/pace.h"

#include <algorithm>
#include <utility>

namespace balai {

namespace {

constexpr std::size_t piece = 960;    // 20 ms, of which the last
constexpr std::size_t overlap = 480;  // 10 ms are blended with the next piece
constexpr std::size_t search = 480;   // a piece may begin up to 10 ms later than planned
constexpr std::size_t coarse = 4;     // every fourth place and sample is looked at: speech has no more to tell

// Words a minute: 120 is what clips are spoken at. (design 8)
double speed(Pace pace) { return pace == Pace::Slow ? 100.0 / 120 : pace == Pace::Quick ? 150.0 / 120 : 1; }

}  // namespace

Moment lasting_at(Moment length, Pace pace) {
    return Moment{static_cast<long>(static_cast<double>(length.count()) / speed(pace))};
}

PacedSource::PacedSource(SampleSource& source, Pace pace) : source_(source), pace_(pace) {}

void PacedSource::look_ahead(std::size_t samples) {
    constexpr std::size_t step = 4096;
    while (!ended_ && first_ + ahead_.size() < samples) {
        const std::size_t had = ahead_.size();
        ahead_.resize(had + step);
        const std::size_t got = source_.read({ahead_.data() + had, step});
        ended_ = got < step;
        ahead_.resize(had + got);
    }
}

// Where the source sounds most like the tail that it will be blended with.
std::size_t PacedSource::best_start(std::size_t wished) const {
    std::size_t best = wished;
    float most = 0;
    for (std::size_t start = wished; start < wished + search; start += coarse) {
        if (start + overlap > first_ + ahead_.size()) break;
        const float* there = ahead_.data() + (start - first_);
        float alike = 0, loud = 1e-9F;
        for (std::size_t i = 0; i < overlap; i += coarse) {
            alike += tail_[i] * there[i];
            loud += there[i] * there[i];
        }
        const float fit = alike > 0 ? alike * alike / loud : 0;
        if (fit > most) {
            most = fit;
            best = start;
        }
    }
    return best;
}

bool PacedSource::make_more() {
    const auto wished = static_cast<std::size_t>(at_);
    look_ahead(wished + search + piece + overlap);
    const std::size_t end = first_ + ahead_.size();
    ready_.clear();
    given_ = 0;
    if (wished >= end) {
        ready_ = std::exchange(tail_, {});
        return !ready_.empty();
    }
    const std::size_t start = tail_.empty() ? wished : best_start(wished);
    const std::size_t count = std::min(piece, end - start);
    const float* from = ahead_.data() + (start - first_);
    ready_.assign(from, from + count);
    for (std::size_t i = 0; i < std::min(tail_.size(), count); ++i) {
        const float share = static_cast<float>(i) / static_cast<float>(overlap);
        ready_[i] = tail_[i] * (1 - share) + ready_[i] * share;
    }
    const std::size_t next = start + count;
    tail_.assign(ahead_.data() + (next - first_), ahead_.data() + (std::min(next + overlap, end) - first_));
    at_ += static_cast<double>(piece) * speed(pace_);
    if (const auto gone = std::min(static_cast<std::size_t>(at_), end); gone > first_) {
        ahead_.erase(ahead_.begin(), ahead_.begin() + static_cast<std::ptrdiff_t>(gone - first_));
        first_ = gone;
    }
    return true;
}

std::size_t PacedSource::read(std::span<float> into) {
    if (pace_ == Pace::Normal) return source_.read(into);
    std::size_t done = 0;
    while (done < into.size()) {
        if (given_ == ready_.size() && !make_more()) break;
        const std::size_t count = std::min(into.size() - done, ready_.size() - given_);
        std::copy_n(ready_.begin() + static_cast<std::ptrdiff_t>(given_), count,
                    into.begin() + static_cast<std::ptrdiff_t>(done));
        given_ += count;
        done += count;
    }
    return done;
}

}  // namespace balai
