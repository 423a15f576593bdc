// What is done with one stick, from finding a pack to having it installed; runs beside the loop, so that the screen
// goes on answering.
#pragma once

#include <functional>

#include "kiosk/editions/install.h"
#include "kiosk/editions/stick.h"
#include "kiosk/feedback/export.h"
#include "kiosk/terminal/places.h"
#include "kiosk/visit/update_page.h"

namespace balai {

struct StickJob {
    std::filesystem::path root;  // of the stick
    bool inbox = false;          // packs may lie in it directly as well
    std::string kiosk;           // whose results; empty: none are taken along
};

struct StickResult {
    StickNews news = StickNews::Stranger;  // Done, Same, Refused or Stranger
    int stages = 0;                        // that were done
    std::string reason;                    // "replay_older"
    std::string subject;                   // of the reason; for the log
    Date issued{};
    std::optional<Edition> edition;   // installed now
    bool has_results_folder = false;  // the office prepared it for results
    std::optional<Acknowledgement> acknowledged;
};

using TellProgress = std::function<void(int stages, int percent)>;

// Whom the terminal believes: its own file, else the one that came with the program.
tl::expected<TrustFile, RefusedPack> present_trust(const Places& places, Folders& folders);

StickResult work_on(const StickJob& job, const Places& places, Folders& folders, const TellProgress& tell);

// Whether what was copied may be shown: clean text, pages that can be made, addresses that the office allows.
tl::expected<void, RefusedPack> examine_content(const std::filesystem::path& content, const Manifest& manifest,
                                                const TrustFile& trust, const std::filesystem::path& decoder,
                                                Disk& disk);

}  // namespace balai
