// A recorded clip: Opus, decoded piece by piece while it sounds. What is wrong with a file makes it silent or short,
// never more than that.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "platform/base/disk.h"
#include "platform/base/result.h"
#include "platform/sound/samples.h"

namespace balai {

inline constexpr std::size_t largest_clip = 1 << 20;
inline constexpr Moment longest_clip = std::chrono::seconds{60};

class Clip : public SampleSource {
public:
    // The whole file lies in memory, its sound never does.
    static Result<Clip> open(const std::filesystem::path& file, Disk& disk);

    Clip(Clip&&) noexcept;
    Clip& operator=(Clip&&) noexcept;
    ~Clip() override;

    Moment length() const;
    std::size_t read(std::span<float> into) override;

private:
    struct Inside;
    explicit Clip(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

}  // namespace balai
