// Recordings as people and synthesisers hand them over: WAV, one or two channels.
#pragma once

#include <string>
#include <string_view>

#include "platform/base/result.h"
#include "platform/sound/samples.h"

namespace balai {

struct Recording {
    int rate = samples_a_second;
    Samples samples;  // two channels are mixed
};

// 16, 24 or 32 bits, or floating point. A length that nobody filled in (a synthesiser writing into a pipe) means "to
// the end".
Result<Recording> read_wave(std::string_view bytes);
std::string to_wave(const Recording& recording);  // 16 bits

}  // namespace balai
