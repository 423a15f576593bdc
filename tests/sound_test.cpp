// Sound: what a clip says is what the card gets, to the sample; whatever is wrong with it is silence and nothing else.
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <numbers>
#include <random>
#include <thread>

#include "platform/sound/clip.h"
#include "platform/sound/loudness.h"
#include "platform/sound/speaker.h"
#include "platform/sound/wave.h"
#include "tests/catch.h"
#include "tests/scratch.h"

using namespace balai;
using namespace std::chrono_literals;

namespace {

Samples tone(double frequency, double seconds, double height, int rate = samples_a_second) {
    Samples samples(static_cast<std::size_t>(seconds * rate));
    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i] =
            static_cast<float>(height * std::sin(2 * std::numbers::pi * frequency * static_cast<double>(i) / rate));
    return samples;
}

// A real clip, made by the real encoder.
struct Clips {
    Scratch scratch;
    std::filesystem::path made(const std::string& name, const Samples& samples) {
        const auto wave = scratch.folder / (name + ".wav"), clip = scratch.folder / (name + ".opus");
        REQUIRE(real_disk().write_durably(wave, to_wave({samples_a_second, samples})));
        REQUIRE(std::system(("opusenc --quiet --bitrate 64 " + wave.string() + " " + clip.string()).c_str()) == 0);
        return clip;
    }
};

Samples all_of(SampleSource& source, std::size_t at_once = 777) {
    Samples all;
    while (true) {
        Samples some(at_once);
        const std::size_t count = source.read(some);
        all.insert(all.end(), some.begin(), some.begin() + static_cast<std::ptrdiff_t>(count));
        if (count < at_once) return all;
    }
}

struct Given : SampleSource {
    Samples samples;
    std::size_t at = 0;
    explicit Given(Samples of) : samples(std::move(of)) {}
    std::size_t read(std::span<float> into) override {
        const std::size_t count = std::min(into.size(), samples.size() - at);
        std::copy_n(samples.begin() + static_cast<std::ptrdiff_t>(at), count, into.begin());
        at += count;
        return count;
    }
};

double crossings_a_second(const Samples& samples) {
    int crossings = 0;
    for (std::size_t i = 1; i < samples.size(); ++i) crossings += samples[i - 1] < 0 && samples[i] >= 0;
    return static_cast<double>(crossings) * samples_a_second / static_cast<double>(samples.size());
}

// SDL's own driver that writes into a file what a card would get.
struct Recorder {
    Scratch scratch;
    std::filesystem::path file = scratch.folder / "heard.raw";
    Recorder() {
        setenv("SDL_AUDIODRIVER", "disk", 1);
        setenv("SDL_DISKAUDIOFILE", file.c_str(), 1);
        setenv("SDL_DISKAUDIODELAY", "1", 1);
    }
    ~Recorder() { unsetenv("SDL_AUDIODRIVER"); }
    std::size_t count() const {
        std::error_code error;
        const auto bytes = std::filesystem::file_size(file, error);
        return error ? 0 : static_cast<std::size_t>(bytes) / sizeof(float);
    }
    void until(std::size_t samples) const {
        while (count() < samples) std::this_thread::yield();
    }
    // What came after the silence before it.
    Samples heard() const {
        Samples all(count());
        std::ifstream{file, std::ios::binary}.read(reinterpret_cast<char*>(all.data()),
                                                   static_cast<std::streamsize>(all.size() * sizeof(float)));
        all.erase(all.begin(), std::find_if(all.begin(), all.end(), [](float sample) { return sample != 0; }));
        return all;
    }
};

}  // namespace

TEST_CASE("A clip is as long as it was recorded and sounds the same however it is asked for") {
    Clips clips;
    const auto file = clips.made("tone", tone(440, 1.5, 0.3));
    auto clip = Clip::open(file, real_disk());
    REQUIRE(clip);
    CHECK(clip->length() == 1500ms);
    const Samples large = all_of(*clip, 10'000);
    auto again = Clip::open(file, real_disk());
    CHECK(large == all_of(*again, 31));
    CHECK(large.size() == 72'000);
    CHECK(crossings_a_second(large) == Approx(440).margin(2));
}

TEST_CASE("The card gets exactly the samples of the clip, then silence") {
    Clips clips;
    const auto file = clips.made("tone", tone(300, 0.5, 0.3));
    auto clip = Clip::open(file, real_disk());
    Samples wanted = all_of(*clip);
    wanted.erase(wanted.begin(), std::find_if(wanted.begin(), wanted.end(), [](float sample) { return sample != 0; }));
    Recorder recorder;
    const auto speaker = machine_speaker(real_disk());
    CHECK(speaker->play(file, usual_volume, Pace::Normal) == 500ms);
    recorder.until(40'000);
    speaker->rest();
    const Samples heard = recorder.heard();
    REQUIRE(heard.size() > wanted.size());
    CHECK(std::equal(wanted.begin(), wanted.end(), heard.begin()));
    CHECK(std::all_of(heard.begin() + static_cast<std::ptrdiff_t>(wanted.size()), heard.end(),
                      [](float sample) { return sample == 0; }));
}

TEST_CASE("A voice that is stopped is silent within 200 ms, and another may begin") {
    Clips clips;
    const auto file = clips.made("long", tone(300, 5, 0.3));
    Recorder recorder;
    const auto speaker = machine_speaker(real_disk());
    REQUIRE(speaker->play(file, usual_volume, Pace::Normal));
    recorder.until(20'000);
    speaker->stop();
    const std::size_t stopped = recorder.count();
    recorder.until(stopped + 30'000);
    REQUIRE(speaker->play(file, usual_volume, Pace::Normal));
    recorder.until(recorder.count() + 20'000);
    speaker->rest();
    Samples all(recorder.count());
    std::ifstream{recorder.file, std::ios::binary}.read(reinterpret_cast<char*>(all.data()),
                                                        static_cast<std::streamsize>(all.size() * sizeof(float)));
    const auto from = all.begin() + static_cast<std::ptrdiff_t>(stopped) + samples_a_second / 5;
    CHECK(std::all_of(from, from + 10'000, [](float sample) { return sample == 0; }));
    CHECK(std::any_of(from, all.end(), [](float sample) { return sample != 0; }));
}

TEST_CASE("A tick is short and soft, alone and over a voice") {
    Clips clips;
    const auto file = clips.made("loudest", tone(300, 0.5, 0.9));
    for (const bool with_voice : {false, true}) {
        Recorder recorder;
        const auto speaker = machine_speaker(real_disk());
        if (with_voice) REQUIRE(speaker->play(file, loudest, Pace::Normal));
        speaker->tick();
        recorder.until(40'000);
        speaker->rest();
        const Samples heard = recorder.heard();
        float peak = 0;
        for (const float sample : heard) peak = std::max(peak, std::abs(sample));
        CHECK(peak <= 0.795F);
        if (with_voice) continue;
        CHECK(peak > 0.1F);
        CHECK(peak < 0.3F);
        CHECK(
            std::all_of(heard.begin() + samples_a_second / 40, heard.end(), [](float sample) { return sample == 0; }));
    }
}

TEST_CASE("Louder is louder up to the cap") {
    Clips clips;
    const auto file = clips.made("loud", tone(300, 0.5, 0.6));
    float before = 0;
    for (int volume = softest; volume <= loudest; ++volume) {
        Recorder recorder;
        const auto speaker = machine_speaker(real_disk());
        REQUIRE(speaker->play(file, volume, Pace::Normal));
        recorder.until(30'000);
        speaker->rest();
        const Samples heard = recorder.heard();
        float peak = 0;
        for (const float sample : heard) peak = std::max(peak, std::abs(sample));
        CHECK(peak >= before);
        CHECK(peak <= 0.795F);
        before = peak;
    }
    CHECK(before > 0.7F);
}

TEST_CASE("Slower and quicker keep the pitch") {
    for (const auto& [pace, factor] : {std::pair{Pace::Slow, 1.2}, std::pair{Pace::Quick, 0.8}}) {
        Given source{tone(220, 2, 0.4)};
        PacedSource paced{source, pace};
        const Samples heard = all_of(paced);
        CHECK(static_cast<double>(heard.size()) / (2.0 * samples_a_second) == Approx(factor).margin(0.02));
        CHECK(crossings_a_second(heard) == Approx(220).margin(6));
        CHECK(lasting_at(2000ms, pace).count() == Approx(2000 * factor).margin(1));
    }
}

TEST_CASE("Without a sound card nothing is heard and nothing else happens") {
    Clips clips;
    const auto file = clips.made("tone", tone(440, 0.3, 0.3));
    setenv("SDL_AUDIODRIVER", "no-such-driver", 1);
    const auto speaker = machine_speaker(real_disk());
    CHECK_FALSE(speaker->play(file, usual_volume, Pace::Normal));
    speaker->stop();
    speaker->rest();
    unsetenv("SDL_AUDIODRIVER");
}

TEST_CASE("A clip that is no clip, is missing, is a folder or is far too long is silent") {
    Clips clips;
    const auto put = [&](const std::string& name, const std::string& bytes) {
        REQUIRE(real_disk().write_durably(clips.scratch.folder / name, bytes));
        return clips.scratch.folder / name;
    };
    CHECK_FALSE(Clip::open(clips.scratch.folder / "missing.opus", real_disk()));
    CHECK_FALSE(Clip::open(clips.scratch.folder, real_disk()));
    CHECK_FALSE(Clip::open(put("empty.opus", ""), real_disk()));
    CHECK_FALSE(Clip::open(put("words.opus", "Bukan suara, hanya kata-kata."), real_disk()));
    CHECK_FALSE(Clip::open(put("large.opus", std::string(largest_clip + 1, 'x')), real_disk()));
    CHECK_FALSE(Clip::open(clips.made("minute", tone(100, 61, 0.1)), real_disk()));
}

TEST_CASE("Cut and spoilt clips end, and never give more than they said") {
    Clips clips;
    const auto file = clips.made("tone", tone(440, 0.4, 0.3));
    const std::string good = real_disk().read(file, largest_clip).value();
    std::mt19937 random{20261125};
    const auto spoilt = clips.scratch.folder / "spoilt.opus";
    int opened = 0;
    for (int round = 0; round < 400; ++round) {
        std::string bytes = good;
        if (round % 2 == 0)
            bytes.resize(random() % bytes.size());
        else
            for (unsigned flips = 1 + random() % 8; flips > 0; --flips)
                bytes[random() % bytes.size()] = static_cast<char>(random());
        REQUIRE(real_disk().write_durably(spoilt, bytes));
        auto clip = Clip::open(spoilt, real_disk());
        if (!clip) continue;
        ++opened;
        const Moment said = clip->length();
        CHECK(lasting(all_of(*clip).size()) <= said);
    }
    CHECK(opened > 0);
}

TEST_CASE("Loudness is what the standard says") {
    CHECK(loudness(tone(997, 3, 1), 48'000) == Approx(-3.01).margin(0.05));
    CHECK(loudness(tone(997, 3, 0.1), 48'000) == Approx(-23.01).margin(0.05));
    CHECK(loudness(tone(997, 3, 1, 22'050), 22'050) == Approx(-3.01).margin(0.1));
    CHECK(loudness(tone(40, 3, 1), 48'000) < -6);
    CHECK(loudness(Samples(48'000), 48'000) == -70);
    CHECK(loudness({}, 48'000) == -70);
    Samples with_pause = tone(997, 2, 0.5);
    const double without = loudness(with_pause, 48'000);
    with_pause.resize(with_pause.size() * 2);
    CHECK(loudness(with_pause, 48'000) == Approx(without).margin(0.5));
}

TEST_CASE("Recordings come back as they were written; what is no recording is named") {
    const Recording recording{22'050, tone(440, 0.2, 0.5, 22'050)};
    const auto again = read_wave(to_wave(recording));
    REQUIRE(again);
    CHECK(again->rate == 22'050);
    REQUIRE(again->samples.size() == recording.samples.size());
    for (std::size_t i = 0; i < again->samples.size(); ++i)
        CHECK(std::abs(again->samples[i] - recording.samples[i]) < 0.0001F);
    CHECK_FALSE(read_wave(""));
    CHECK_FALSE(read_wave("RIFF\x04\0\0\0WAVE"));
    std::string eight_bits = to_wave(recording);
    eight_bits[34] = 8;
    CHECK_FALSE(read_wave(eight_bits));
    const std::string whole = to_wave(recording);
    for (std::size_t size = 0; size < 60; ++size) (void)read_wave(whole.substr(0, size));
    CHECK(read_wave(whole.substr(0, 1044))->samples.size() == 500);
}
