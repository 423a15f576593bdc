// Recordings on their way into content: whether they are good enough, and as the clips that a terminal plays.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/content/text.h"
#include "kiosk/speech/script.h"
#include "platform/sound/wave.h"

namespace balai {

// What can be wrong with a recording.
enum class Flaw {
    UnknownName,  // no line of the script has this name; perhaps its words changed
    Unreadable,
    Silent,
    TooLoud,
    TooSoft,
    Peak,
    TooShort,
    TooLong,
    SilenceAtEnds,
};
struct RecordingProblem {
    std::string file;
    Flaw flaw = Flaw::Unreadable;
    std::string value;  // what was measured or read
};
// What is wrong and how to cure it, a sentence.
std::string sentence(const RecordingProblem& problem);

// "id-3f2a….wav"
std::string recording_name(Language language, const std::string& clip);

// Everything that is wrong with it, for the words it is said to speak.
std::vector<RecordingProblem> flaws_of(const std::string& file, const Recording& recording, std::string_view words);

// As loud as clips are to be, silence cut from both ends; peaks bent, never cut off.
Recording evened(Recording recording);

// Writes a clip with opusenc; false when that cannot be done. `synthetic` is written into it where it was no person.
enum class Origin { Recorded, Synthetic };
bool encode(const std::filesystem::path& wave, const std::filesystem::path& clip, Origin origin);
// Speaks the words with espeak-ng into a WAV file; false when that cannot be done, as for Javanese.
bool synthesise(Language language, const std::string& words, const std::filesystem::path& wave);

}  // namespace balai
