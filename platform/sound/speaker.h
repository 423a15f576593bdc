// What speaks. The machine's loudspeaker is one; a play script and the tests listen with others.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "platform/base/disk.h"
#include "platform/sound/pace.h"

namespace balai {

inline constexpr int softest = 1, usual_volume = 3, loudest = 5;  // steps

class Speaker {
public:
    virtual ~Speaker() = default;
    // Begins to speak; what was spoken before stops. How long it will take, or nothing when nothing will be heard.
    virtual std::optional<Moment> play(const std::filesystem::path& clip, int volume, Pace pace) = 0;
    // Within a few milliseconds.
    virtual void stop() = 0;
    // A short knock that a finger was felt; lies over what is being spoken.
    virtual void tick() = 0;
    // Nobody will speak for a while: lets go of the sound card, which otherwise asks for silence all the time.
    virtual void rest() = 0;
};

// The sound card, opened when something is first to be said. Without one nothing is ever heard, and nothing else is
// different.
std::unique_ptr<Speaker> machine_speaker(Disk& disk);

}  // namespace balai
