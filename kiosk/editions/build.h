// Makes a pack of a content folder. The same folder and the same order give the same bytes: the terminal decodes PNG
// and JPEG only, so drawings are rasterised here, where they can still be looked at.
#pragma once

#include <cstdint>
#include <filesystem>

#include "kiosk/editions/manifest.h"
#include "platform/base/disk.h"

namespace balai {

struct BuildOrder {
    std::string site;
    std::uint64_t sequence = 1;
    Date issued{};
    std::optional<Date> valid_until;
};

// `out` must not exist yet.
Result<Manifest> build_pack(const std::filesystem::path& source, const std::filesystem::path& out,
                            const BuildOrder& order, Disk& disk);

// The size that a PNG or JPEG file says it has.
struct PictureSize {
    std::uint64_t width, height;
};
std::optional<PictureSize> picture_size(Kind kind, std::string_view bytes);

}  // namespace balai
