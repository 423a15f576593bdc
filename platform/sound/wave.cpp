#include "platform/sound/wave.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>

namespace balai {

namespace {

std::uint32_t number(std::string_view bytes, std::size_t from, std::size_t count) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < count; ++i)
        value |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[from + i])) << (8 * i);
    return value;
}

std::string little(std::uint32_t value, int count) {
    std::string bytes;
    for (int i = 0; i < count; ++i) bytes += static_cast<char>(value >> (8 * i));
    return bytes;
}

tl::unexpected<Problem> wrong(std::string what) { return fail(Trouble::Damaged, "WAV", std::move(what)); }

struct Shape {
    std::uint32_t kind = 0, channels = 0, rate = 0, bits = 0;
};

float sample_at(std::string_view data, std::size_t at, const Shape& shape) {
    const std::uint32_t raw = number(data, at, shape.bits / 8);
    if (shape.kind == 3) {
        float value = 0;
        std::memcpy(&value, &raw, sizeof value);
        return std::isfinite(value) ? std::clamp(value, -1.0F, 1.0F) : 0;
    }
    const auto whole = static_cast<std::int32_t>(raw << (32 - shape.bits));
    return static_cast<float>(whole) / 2147483648.0F;
}

}  // namespace

Result<Recording> read_wave(std::string_view bytes) {
    if (bytes.size() < 12 || bytes.substr(0, 4) != "RIFF" || bytes.substr(8, 4) != "WAVE") return wrong("no WAV file");
    Shape shape;
    for (std::size_t at = 12; at + 8 <= bytes.size();) {
        const std::string_view name = bytes.substr(at, 4);
        const std::size_t inside = at + 8;
        const std::size_t size = std::min<std::size_t>(number(bytes, at + 4, 4), bytes.size() - inside);
        if (name == "fmt ") {
            if (size < 16) return wrong("its head is too short");
            shape = {number(bytes, inside, 2), number(bytes, inside + 2, 2), number(bytes, inside + 4, 4),
                     number(bytes, inside + 14, 2)};
            // The extensible kind says behind what it really is.
            if (shape.kind == 0xFFFE && size >= 26) shape.kind = number(bytes, inside + 24, 2);
        }
        if (name == "data") {
            const bool whole = shape.kind == 1 && (shape.bits == 16 || shape.bits == 24 || shape.bits == 32);
            if (!whole && !(shape.kind == 3 && shape.bits == 32)) return wrong("16, 24 or 32 bits are read");
            if (shape.channels < 1 || shape.channels > 2) return wrong("one or two channels are read");
            if (shape.rate < 8000 || shape.rate > 192000) return wrong("8,000 to 192,000 samples a second are read");
            Recording recording{static_cast<int>(shape.rate), {}};
            const std::size_t width = shape.bits / 8, frame = width * shape.channels;
            recording.samples.reserve(size / frame);
            for (std::size_t from = 0; from + frame <= size; from += frame) {
                float sample = sample_at(bytes, inside + from, shape);
                if (shape.channels == 2) sample = (sample + sample_at(bytes, inside + from + width, shape)) / 2;
                recording.samples.push_back(sample);
            }
            return recording;
        }
        at = inside + size + size % 2;
    }
    return wrong("it holds no sound");
}

std::string to_wave(const Recording& recording) {
    const auto size = static_cast<std::uint32_t>(recording.samples.size() * 2);
    const auto rate = static_cast<std::uint32_t>(recording.rate);
    std::string bytes = "RIFF" + little(36 + size, 4) + "WAVEfmt " + little(16, 4) + little(1, 2) + little(1, 2) +
                        little(rate, 4) + little(rate * 2, 4) + little(2, 2) + little(16, 2) + "data" + little(size, 4);
    bytes.reserve(bytes.size() + size);
    for (const float sample : recording.samples) {
        const float clamped = std::clamp(sample, -1.0F, 1.0F);
        bytes += little(static_cast<std::uint32_t>(std::lround(clamped * 32767)), 2);
    }
    return bytes;
}

}  // namespace balai
