#include "platform/sound/loudness.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>
#include <vector>

namespace balai {

namespace {

constexpr double silence = -70;
constexpr double of_one_channel = -0.691;

// A filter of second order, with its memory.
struct Filter {
    double b0, b1, b2, a1, a2;
    double x1 = 0, x2 = 0, y1 = 0, y2 = 0;

    double next(double x) {
        const double y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2;
        x2 = std::exchange(x1, x);
        y2 = std::exchange(y1, y);
        return y;
    }
};

// The head lifts what is high. The standard gives coefficients for 48,000 samples a second; these are the curves behind
// them, good for every rate.
Filter head(int rate) {
    constexpr double frequency = 1681.974450955533, gain = 3.999843853973347, q = 0.7071752369554196;
    const double k = std::tan(std::numbers::pi * frequency / rate);
    const double high = std::pow(10, gain / 20), band = std::pow(high, 0.4996667741545416);
    const double a0 = 1 + k / q + k * k;
    return {(high + band * k / q + k * k) / a0, 2 * (k * k - high) / a0, (high - band * k / q + k * k) / a0,
            2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0};
}

// Ears are weak for what is low.
Filter ears(int rate) {
    constexpr double frequency = 38.13547087602444, q = 0.5003270373238773;
    const double k = std::tan(std::numbers::pi * frequency / rate);
    const double a0 = 1 + k / q + k * k;
    return {1, -2, 1, 2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0};
}

double lufs(double power) { return power > 0 ? of_one_channel + 10 * std::log10(power) : silence; }

double mean(const std::vector<double>& powers, double gate) {
    double sum = 0;
    std::size_t count = 0;
    for (const double power : powers)
        if (lufs(power) > gate) {
            sum += power;
            ++count;
        }
    return count ? sum / static_cast<double>(count) : 0;
}

}  // namespace

double loudness(std::span<const float> samples, int rate) {
    if (samples.empty()) return silence;
    Filter first = head(rate), second = ears(rate);
    std::vector<double> sums{0};  // of squares, up to each sample
    sums.reserve(samples.size() + 1);
    for (const float sample : samples) {
        const double weighted = second.next(first.next(sample));
        sums.push_back(sums.back() + weighted * weighted);
    }
    const std::size_t block = std::min(samples.size(), static_cast<std::size_t>(rate) * 4 / 10), step = block / 4 + 1;
    std::vector<double> powers;
    for (std::size_t from = 0; from + block <= samples.size(); from += step)
        powers.push_back((sums[from + block] - sums[from]) / static_cast<double>(block));
    // Pauses do not count: neither silence, nor what is far below the rest.
    const double loud = mean(powers, silence);
    return std::max(silence, lufs(mean(powers, lufs(loud) - 10)));
}

double peak_db(std::span<const float> samples) {
    float peak = 1e-6F;
    for (const float sample : samples) peak = std::max(peak, std::abs(sample));
    return 20 * std::log10(static_cast<double>(peak));
}

Part sounding(std::span<const float> samples) {
    const auto heard = [](float sample) { return std::abs(sample) > 0.00316F; };  // -50 dB
    const auto first = std::find_if(samples.begin(), samples.end(), heard);
    if (first == samples.end()) return {};
    const auto last = std::find_if(samples.rbegin(), samples.rend(), heard);
    return {static_cast<std::size_t>(first - samples.begin()), static_cast<std::size_t>(samples.rend() - last)};
}

}  // namespace balai
