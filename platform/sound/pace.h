// Slower and quicker speech in the same voice: pieces are laid over one another where they fit best, so the pitch
// stays.
#pragma once

#include <array>

#include "platform/sound/samples.h"

namespace balai {

enum class Pace { Slow, Normal, Quick };

// How long something that lasts so long at normal pace will take.
Moment lasting_at(Moment length, Pace pace);

class PacedSource : public SampleSource {
public:
    PacedSource(SampleSource& source, Pace pace);
    std::size_t read(std::span<float> into) override;

private:
    bool make_more();
    void look_ahead(std::size_t samples);
    std::size_t best_start(std::size_t wished) const;

    SampleSource& source_;
    Pace pace_;
    Samples ahead_;  // of the source; begins at the sample first_
    std::size_t first_ = 0;
    bool ended_ = false;
    double at_ = 0;  // where in the source the next piece is to begin
    Samples tail_;   // end of the last piece, to be blended with the next
    Samples ready_;  // finished, not handed out yet
    std::size_t given_ = 0;
};

}  // namespace balai
