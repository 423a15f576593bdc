#include "platform/sound/speaker.h"

#include <SDL.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <mutex>
#include <utility>

#include "platform/sound/clip.h"

namespace balai {

namespace {

// Step 3 is what clips were measured at; a step is 4 dB. No step makes a peak louder than the cap.
constexpr std::array<float, 5> gains{0.398F, 0.631F, 1.0F, 1.585F, 2.512F};
constexpr float cap = 0.794F;      // -2 dB
constexpr int buffer = 1024;       // 21 ms
constexpr std::size_t fade = 240;  // 5 ms: a voice that stops at once would click

constexpr std::size_t tick_lasts = samples_a_second / 40;  // 25 ms

// Wood, not an alarm: a low tone that dies away at once.
float knock(std::size_t sample) {
    const float seconds = static_cast<float>(sample) / samples_a_second;
    return 0.25F * std::exp(-200 * seconds) * std::sin(2 * 3.14159265F * 660 * seconds);
}

class MachineSpeaker final : public Speaker {
public:
    explicit MachineSpeaker(Disk& disk) : disk_(disk) {}
    MachineSpeaker(const MachineSpeaker&) = delete;
    MachineSpeaker& operator=(const MachineSpeaker&) = delete;
    ~MachineSpeaker() override {
        rest();
        if (began_) SDL_QuitSubSystem(SDL_INIT_AUDIO);
    }

    std::optional<Moment> play(const std::filesystem::path& file, int volume, Pace pace) override {
        auto clip = Clip::open(file, disk_);
        if (!clip || !ready()) return std::nullopt;
        auto voice = std::make_unique<Voice>(std::move(*clip), pace, gains[std::clamp(volume, softest, loudest) - 1]);
        const Moment length = lasting_at(voice->clip.length(), pace);
        const std::lock_guard held{lock_};
        voice_ = std::move(voice);
        return length;
    }

    void stop() override {
        const std::lock_guard held{lock_};
        if (voice_) voice_->fading = fade;
    }

    void tick() override {
        if (!ready()) return;
        const std::lock_guard held{lock_};
        ticked_ = 0;
    }

    void rest() override {
        if (device_) SDL_CloseAudioDevice(std::exchange(device_, 0));
        voice_.reset();
        ticked_ = tick_lasts;
    }

private:
    struct Voice {
        Voice(Clip of, Pace pace, float loud) : clip(std::move(of)), paced(clip, pace), gain(loud) {}
        Clip clip;
        PacedSource paced;
        float gain;
        std::optional<std::size_t> fading;  // samples left
    };

    bool ready() {
        if (device_) return true;
        if (refused_) return false;
        if (!began_) began_ = begin();
        if (!began_) {
            refused_ = true;
            return false;
        }
        SDL_AudioSpec wish{};
        wish.freq = samples_a_second;
        wish.format = AUDIO_F32SYS;
        wish.channels = 1;
        wish.samples = buffer;
        wish.userdata = this;
        wish.callback = [](void* self, Uint8* stream, int bytes) {
            static_cast<MachineSpeaker*>(self)->fill({reinterpret_cast<float*>(stream), bytes / sizeof(float)});
        };
        device_ = SDL_OpenAudioDevice(nullptr, 0, &wish, nullptr, 0);
        if (device_) SDL_PauseAudioDevice(device_, 0);
        return device_ != 0;
    }

    // A named driver or the card itself; never a sound server that would be asked over a network.
    static bool begin() {
        if (std::getenv("SDL_AUDIODRIVER")) return SDL_InitSubSystem(SDL_INIT_AUDIO) == 0;
        SDL_SetHint(SDL_HINT_AUDIODRIVER, "alsa");
        return SDL_InitSubSystem(SDL_INIT_AUDIO) == 0;
    }

    // In SDL's thread.
    void fill(std::span<float> out) {
        std::fill(out.begin(), out.end(), 0.0F);
        const std::lock_guard held{lock_};
        fill_with_voice(out);
        for (float& sample : out) {
            if (ticked_ >= tick_lasts) break;
            sample = std::clamp(sample + knock(ticked_++), -cap, cap);
        }
    }

    void fill_with_voice(std::span<float> out) {
        if (!voice_) return;
        const std::size_t count = voice_->paced.read(out);
        for (std::size_t i = 0; i < count; ++i) {
            float gain = voice_->gain;
            if (voice_->fading) {
                gain *= static_cast<float>(*voice_->fading) / fade;
                if (*voice_->fading > 0) --*voice_->fading;
            }
            out[i] = std::clamp(out[i] * gain, -cap, cap);
        }
        if (count < out.size() || voice_->fading == std::size_t{0}) voice_.reset();
    }

    Disk& disk_;
    std::mutex lock_;
    std::unique_ptr<Voice> voice_;
    std::size_t ticked_ = tick_lasts;  // samples of a tick that have sounded
    SDL_AudioDeviceID device_ = 0;
    bool began_ = false, refused_ = false;
};

}  // namespace

std::unique_ptr<Speaker> machine_speaker(Disk& disk) { return std::make_unique<MachineSpeaker>(disk); }

}  // namespace balai
