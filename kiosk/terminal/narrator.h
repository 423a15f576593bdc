// Reads a page aloud, clip after clip. It waits for no sound card: what a clip takes is known before it sounds, so a
// card that stalls or is pulled out only makes silence.
#pragma once

#include <deque>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/speech/reading.h"
#include "kiosk/visit/voice.h"
#include "platform/sound/speaker.h"

namespace balai {

struct Manner {
    int volume = usual_volume;
    Pace pace = Pace::Normal;
};

Manner manner_of(const Voice& voice);

class Narrator {
public:
    // Where the clip with these words lies; empty when nobody has spoken them.
    using Clips = std::function<std::filesystem::path(const Utterance&)>;
    Narrator(Speaker* speaker, Clips clips);

    // False when none of it can be heard: then nothing has begun.
    bool begin(std::vector<Utterance> reading, Manner manner, Moment now);
    void stop(Moment now);
    void tick(Moment now);
    // True when the last word has just been spoken.
    bool time_passed(Moment now);
    std::optional<Moment> next_change() const;

    bool speaks() const { return ends_.has_value(); }
    const std::string& element() const { return element_; }  // the part that is being read; empty when silent
    // What was heard since reading began; never leaves the memory, and is forgotten with the visit.
    const std::vector<Utterance>& heard() const { return heard_; }
    void forget() { heard_.clear(); }

private:
    bool next_clip(Moment now);

    Speaker* speaker_;
    Clips clips_;
    Manner manner_;
    std::deque<Utterance> waiting_;
    std::vector<Utterance> heard_;
    std::string element_;
    std::optional<Moment> ends_;   // of the clip that sounds
    std::optional<Moment> rests_;  // when the sound card is let go
};

}  // namespace balai
