// The voices of a content folder: the sheet of what to record, recordings taken in, clips synthesised until there are
// recordings.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/authors/recordings.h"
#include "platform/base/disk.h"

namespace balai {

// A line each: file name, words, where they are met; what has a clip already is marked.
std::string script_sheet(const Content& content, Language language);

// Lines of the script that nobody has spoken.
std::size_t silent_lines(const Content& content, Language language);

struct TakenIn {
    int taken = 0;
    std::vector<RecordingProblem> problems;
    bool no_encoder = false;  // opusenc could not be run
};
// Every WAV file of the folder that a line of the script has the name of becomes a clip under voices/ of the source.
TakenIn take_in(const Content& content, const std::filesystem::path& source, const std::filesystem::path& recordings,
                Disk& disk);

struct Synthesised {
    int made = 0, kept = 0, removed = 0, failed = 0;
};
// Makes what is missing under voices/ of `out`, and removes clips that nobody says any more. Keep them where a guide
// cannot be read: its sentences only seem to be gone, and among their clips are voices of people.
enum class Unsaid { Remove, Keep };
Synthesised synthesise_missing(const Content& content, const std::filesystem::path& out, Unsaid unsaid, Disk& disk);

}  // namespace balai
