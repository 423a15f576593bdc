// Sound as numbers: one channel, 48,000 a second, from -1 to 1.
#pragma once

#include <chrono>
#include <cstddef>
#include <span>
#include <vector>

#include "platform/base/clock.h"

namespace balai {

inline constexpr int samples_a_second = 48'000;
using Samples = std::vector<float>;

inline Moment lasting(std::size_t samples) { return Moment{static_cast<long>(samples) * 1000 / samples_a_second}; }

// Where samples come from. Fills as much as there is; less than asked for means the end.
class SampleSource {
public:
    virtual ~SampleSource() = default;
    virtual std::size_t read(std::span<float> into) = 0;
};

}  // namespace balai
