// Pictures from a stick are opened by another program first, which may do nothing else: it has no files, no network,
// little memory and little time. Only what it could open, in the size that was signed, may be shown.
#pragma once

#include <filesystem>

#include "kiosk/editions/manifest.h"

namespace balai {

// bin/balai-decode beside share/balai.
std::filesystem::path decoder_beside(const std::filesystem::path& share);

tl::expected<void, RefusedPack> try_pictures(const std::filesystem::path& content, const Manifest& manifest,
                                             const std::filesystem::path& decoder);

}  // namespace balai
