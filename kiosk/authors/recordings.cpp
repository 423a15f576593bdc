#include "kiosk/authors/recordings.h"

#include <spawn.h>
#include <sys/wait.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "platform/sound/clip.h"
#include "platform/sound/loudness.h"

extern char** environ;

namespace balai {

namespace {

constexpr double wanted_lufs = -19, tolerance = 1, highest_peak = -2;  // (design 8)
constexpr double longest_silence = 0.5;                                // seconds at either end
constexpr double slowest = 50, quickest = 260;                         // words a minute that can be speech

bool ran(std::vector<const char*> arguments) {
    arguments.push_back(nullptr);
    pid_t child = 0;
    int status = 0;
    return ::posix_spawnp(&child, arguments[0], nullptr, nullptr, const_cast<char**>(arguments.data()), environ) == 0 &&
           ::waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

std::string with_one_digit(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.1f", value);
    return text;
}

double seconds(std::size_t samples, int rate) { return static_cast<double>(samples) / rate; }

}  // namespace

std::string sentence(const RecordingProblem& problem) {
    const std::string start = problem.file + ": ";
    switch (problem.flaw) {
        case Flaw::UnknownName:
            return start + "tidak ada kalimat dengan nama ini. Cetak naskah lagi; mungkin kalimatnya sudah diganti.";
        case Flaw::Unreadable:
            return start + "bukan berkas WAV yang bisa dibaca (" + problem.value + "). Simpan lagi sebagai WAV.";
        case Flaw::Silent:
            return start + "tidak ada suara. Rekam lagi.";
        case Flaw::TooLoud:
            return start + "terlalu keras: " + problem.value + " LUFS, harus -19. Kecilkan lalu simpan lagi.";
        case Flaw::TooSoft:
            return start + "terlalu lirih: " + problem.value + " LUFS, harus -19. Keraskan lalu simpan lagi.";
        case Flaw::Peak:
            return start + "puncaknya " + problem.value + " dB, paling tinggi -2. Kecilkan lalu simpan lagi.";
        case Flaw::TooShort:
            return start + "terlalu pendek untuk kalimatnya: " + problem.value + " detik. Rekam kalimatnya utuh.";
        case Flaw::TooLong:
            return start + "terlalu panjang untuk kalimatnya: " + problem.value + " detik. Rekam lagi lebih cepat.";
        case Flaw::SilenceAtEnds:
            break;
    }
    return start + "diam " + problem.value + " detik di awal atau akhir. Potong bagian yang diam.";
}

std::string recording_name(Language language, const std::string& clip) {
    return std::string{code(language)} + "-" + clip + ".wav";
}

std::vector<RecordingProblem> flaws_of(const std::string& file, const Recording& recording, std::string_view words) {
    std::vector<RecordingProblem> flaws;
    const auto found = [&](Flaw flaw, double value) { flaws.push_back({file, flaw, with_one_digit(value)}); };
    const Part part = sounding(recording.samples);
    if (part.to == part.from) {
        found(Flaw::Silent, 0);
        return flaws;
    }
    const double loud = loudness(recording.samples, recording.rate), peak = peak_db(recording.samples);
    if (loud > wanted_lufs + tolerance) found(Flaw::TooLoud, loud);
    if (loud < wanted_lufs - tolerance) found(Flaw::TooSoft, loud);
    if (peak > highest_peak) found(Flaw::Peak, peak);
    const double all = seconds(recording.samples.size(), recording.rate);
    const double spoken = seconds(part.to - part.from, recording.rate);
    const auto count = static_cast<double>(1 + std::count(words.begin(), words.end(), ' '));
    if (spoken < count * 60 / quickest) found(Flaw::TooShort, spoken);
    const auto longest = static_cast<double>(longest_clip.count()) / 1000;
    if (spoken > 2 + count * 60 / slowest || all > longest) found(Flaw::TooLong, all);
    const double before = seconds(part.from, recording.rate);
    const double after = seconds(recording.samples.size() - part.to, recording.rate);
    if (std::max(before, after) > longest_silence) found(Flaw::SilenceAtEnds, std::max(before, after));
    return flaws;
}

Recording evened(Recording recording) {
    const Part part = sounding(recording.samples);
    if (part.to == part.from) return recording;
    const auto margin = static_cast<std::size_t>(recording.rate / 20);
    const std::size_t from = part.from > margin ? part.from - margin : 0;
    const std::size_t to = std::min(recording.samples.size(), part.to + margin);
    Samples samples{recording.samples.begin() + static_cast<std::ptrdiff_t>(from),
                    recording.samples.begin() + static_cast<std::ptrdiff_t>(to)};
    constexpr float knee = 0.5F, most = 0.7F;  // -3.1 dB: what Opus adds stays below -2
    // Bending peaks takes a little loudness away, so it is done twice.
    for (int pass = 0; pass < 2; ++pass) {
        const auto gain = static_cast<float>(std::pow(10, (wanted_lufs - loudness(samples, recording.rate)) / 20));
        for (float& sample : samples) {
            const float loud = std::abs(sample * gain);
            const float bent = loud <= knee ? loud : knee + (most - knee) * std::tanh((loud - knee) / (most - knee));
            sample = std::copysign(bent, sample);
        }
    }
    recording.samples = std::move(samples);
    return recording;
}

bool encode(const std::filesystem::path& wave, const std::filesystem::path& clip, Origin origin) {
    const std::string from = wave.string(), to = clip.string();
    std::vector<const char*> arguments{"opusenc", "--quiet",   "--speech", "--bitrate", "24", "--comp",
                                       "5",       "--padding", "0",        "--serial",  "1"};
    if (origin == Origin::Synthetic) arguments.insert(arguments.end(), {"--comment", "synthetic=espeak-ng"});
    arguments.insert(arguments.end(), {from.c_str(), to.c_str()});
    return ran(std::move(arguments));
}

bool synthesise(Language language, const std::string& words, const std::filesystem::path& wave) {
    if (language == Language::Javanese) return false;
    const std::string to = wave.string();
    const char* voice = language == Language::Indonesian ? "id" : "en-gb";
    return ran({"espeak-ng", "-v", voice, "-s", "140", "-w", to.c_str(), "--", words.c_str()});
}

}  // namespace balai
