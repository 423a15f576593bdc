// Which Indonesian sentences a translation was made from: translations.toml, written by `balai-pack translated`.
#pragma once

#include "kiosk/content/content.h"

namespace balai {

// Notes that this translation says what the Indonesian guide says today. Other entries stay as they are.
tl::expected<void, std::vector<ContentProblem>> record_translation(const std::filesystem::path& folder, Disk& disk,
                                                                   const std::string& guide, Language language);

}  // namespace balai
