// The one file of a pack that is signed: for whom it is, which number it has, and every file by its hash.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "kiosk/editions/refusal.h"
#include "platform/base/clock.h"

namespace balai {

inline constexpr std::uint64_t largest_manifest = 1 << 20, largest_blob = 16 << 20, largest_pack = 512 << 20,
                               most_files = 8192, longest_side = 4096, most_pixels = 64 << 20;
// Contents of this make can be shown by this program.
inline constexpr std::uint64_t content_make = 1;

enum class Kind { Writing, Png, Jpeg, Opus };
inline bool is_picture(Kind kind) { return kind == Kind::Png || kind == Kind::Jpeg; }

struct PackFile {
    std::string path;  // in the content folder
    std::string hash;  // BLAKE2b-256 in 64 small hex digits; the blob lies in b/<hash>
    std::uint64_t size = 0;
    Kind kind = Kind::Writing;
    std::uint64_t width = 0, height = 0;  // of pictures
    bool operator==(const PackFile&) const = default;
};

struct Manifest {
    std::string site;
    std::uint64_t sequence = 0;
    Date issued{};
    std::optional<Date> valid_until;
    std::uint64_t min_app = content_make;
    std::vector<PackFile> files;  // by path
    bool operator==(const Manifest&) const = default;
};

std::uint64_t total_size(const Manifest& manifest);
std::optional<Kind> kind_of(std::string_view path);  // by its ending

// One text for each manifest, one manifest for each text.
std::string to_text(const Manifest& manifest);
tl::expected<Manifest, RefusedPack> read_manifest(std::string_view text);

}  // namespace balai
