// How loud a clip is to ears, in LUFS as ITU-R BS.1770 measures it, and what else a recording must be.
#pragma once

#include <span>

#include "platform/sound/samples.h"

namespace balai {

// Of one channel. -70 for silence. What is shorter than a block of the measure is measured as a whole.
double loudness(std::span<const float> samples, int rate);

double peak_db(std::span<const float> samples);  // of full scale

// The part with sound in it: what is softer than -50 dB at both ends is not speech. Empty when all of it is.
struct Part {
    std::size_t from = 0, to = 0;
};
Part sounding(std::span<const float> samples);

}  // namespace balai
