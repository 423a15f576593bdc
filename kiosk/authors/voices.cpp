#include "kiosk/authors/voices.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <set>
#include <thread>

#include "platform/base/temporary_folder.h"

namespace balai {

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t largest_recording = 64 << 20;

fs::path folder_of(const fs::path& content, Language language) { return content / "voices" / code(language); }

// Beside first, then in its place: a build that was interrupted leaves no half clip under a name that counts.
bool encode_into(const TemporaryFolder& bench, const Recording& recording, const std::string& name,
                 const fs::path& clip, Origin origin, Disk& disk) {
    const fs::path wave = bench.path() / (name + ".even.wav"), opus = clip.parent_path() / ("." + name + ".opus");
    std::error_code error;
    const bool encoded = disk.write_durably(wave, to_wave(recording)).has_value() && encode(wave, opus, origin);
    if (encoded) fs::rename(opus, clip, error);
    fs::remove(wave, error);
    return encoded && fs::exists(clip, error);
}

bool speak(const TemporaryFolder& bench, Language language, const ScriptLine& line, const fs::path& clip, Disk& disk) {
    const fs::path wave = bench.path() / (line.clip + ".wav");
    if (!synthesise(language, line.words, wave)) return false;
    const auto bytes = disk.read(wave, largest_recording);
    const auto recording = bytes ? read_wave(*bytes) : Result<Recording>{tl::unexpected(bytes.error())};
    std::error_code error;
    fs::remove(wave, error);
    return recording && encode_into(bench, evened(*recording), line.clip, clip, Origin::Synthetic, disk);
}

int remove_unsaid(const fs::path& folder, const std::vector<ScriptLine>& script) {
    std::set<std::string> said;
    for (const ScriptLine& line : script) said.insert(line.clip + ".opus");
    std::vector<fs::path> gone;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator{folder, error})
        if (!said.contains(entry.path().filename().string())) gone.push_back(entry.path());
    for (const fs::path& file : gone) fs::remove(file, error);
    return static_cast<int>(gone.size());
}

}  // namespace

std::string script_sheet(const Content& content, Language language) {
    std::string sheet;
    for (const ScriptLine& line : script_of(content, language)) {
        const bool there = !content.clip(language, line.clip).empty();
        sheet += std::string{there ? "+ " : "  "} + recording_name(language, line.clip) + "\t" + line.words + "\t" +
                 line.page + "\n";
    }
    return sheet;
}

std::size_t silent_lines(const Content& content, Language language) {
    const auto script = script_of(content, language);
    return static_cast<std::size_t>(std::count_if(script.begin(), script.end(), [&](const ScriptLine& line) {
        return content.clip(language, line.clip).empty();
    }));
}

TakenIn take_in(const Content& content, const fs::path& source, const fs::path& recordings, Disk& disk) {
    struct Wanted {
        Language language;
        ScriptLine line;
    };
    std::map<std::string, Wanted> wanted;
    for (const Language language : all_languages)
        for (ScriptLine& line : script_of(content, language)) {
            // The name first: an argument that moves the line away may be made before the other.
            std::string name = recording_name(language, line.clip);
            wanted.emplace(std::move(name), Wanted{language, std::move(line)});
        }

    TakenIn result;
    const TemporaryFolder bench;
    std::set<std::string> names;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator{recordings, error})
        if (entry.path().extension() == ".wav") names.insert(entry.path().filename().string());
    for (const std::string& name : names) {
        const auto found = wanted.find(name);
        if (found == wanted.end()) {
            result.problems.push_back({name, Flaw::UnknownName, {}});
            continue;
        }
        const auto bytes = disk.read(recordings / name, largest_recording);
        const auto recording = bytes ? read_wave(*bytes) : Result<Recording>{tl::unexpected(bytes.error())};
        if (!recording) {
            result.problems.push_back({name, Flaw::Unreadable, recording.error().detail});
            continue;
        }
        const auto& [language, line] = found->second;
        auto flaws = flaws_of(name, *recording, line.words);
        if (!flaws.empty()) {
            std::move(flaws.begin(), flaws.end(), std::back_inserter(result.problems));
            continue;
        }
        const fs::path folder = folder_of(source, language);
        fs::create_directories(folder, error);
        if (encode_into(bench, *recording, line.clip, folder / (line.clip + ".opus"), Origin::Recorded, disk))
            ++result.taken;
        else
            result.no_encoder = true;
    }
    return result;
}

Synthesised synthesise_missing(const Content& content, const fs::path& out, Unsaid unsaid, Disk& disk) {
    Synthesised result;
    const TemporaryFolder bench;
    for (const Language language : {Language::Indonesian, Language::English}) {
        const auto script = script_of(content, language);
        const fs::path folder = folder_of(out, language);
        std::error_code error;
        fs::create_directories(folder, error);
        if (unsaid == Unsaid::Remove) result.removed += remove_unsaid(folder, script);
        std::atomic<std::size_t> next{0};
        std::atomic<int> made{0}, kept{0}, failed{0};
        const auto work = [&] {
            for (std::size_t i = next++; i < script.size(); i = next++) {
                const fs::path clip = folder / (script[i].clip + ".opus");
                std::error_code not_there;
                if (fs::exists(clip, not_there))
                    ++kept;
                else if (speak(bench, language, script[i], clip, disk) ||
                         speak(bench, language, script[i], clip, disk))  // one in thousands failed on a busy machine
                    ++made;
                else
                    ++failed;
            }
        };
        std::vector<std::thread> workers;
        for (unsigned i = 0; i < std::max(1U, std::thread::hardware_concurrency()); ++i) workers.emplace_back(work);
        for (std::thread& worker : workers) worker.join();
        result.made += made;
        result.kept += kept;
        result.failed += failed;
    }
    return result;
}

}  // namespace balai
