// A pack as it lies in a folder: manifest.txt, its two signatures, and b/<hash>. The folder is never listed; only names
// that a signed manifest gives are opened.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>

#include "kiosk/editions/verify.h"
#include "platform/base/folders.h"

namespace balai {

inline constexpr std::string_view manifest_name = "manifest.txt";
std::string signature_name(std::string_view signed_file, Role role);  // "manifest.txt.author.minisig"

struct Papers {
    std::string manifest;
    Signatures signatures;
};
tl::expected<Papers, RefusedPack> read_papers(const std::filesystem::path& pack, Folders& folders);
// The signatures beside a file in a folder.
tl::expected<Signatures, RefusedPack> read_signatures(const std::filesystem::path& folder, std::string_view file,
                                                      Folders& folders);

// Reads the blob of files[index], hands its pieces on, and says whether it is what the manifest says.
tl::expected<void, RefusedPack> read_blob(const std::filesystem::path& folder, const std::filesystem::path& inside,
                                          const Manifest& manifest, std::size_t index, Folders& folders,
                                          const Folders::Take& take);

using Progress = std::function<void(std::uint64_t done, std::uint64_t all)>;  // bytes

// Every blob of a pack.
tl::expected<void, RefusedPack> check_blobs(const std::filesystem::path& pack, const Manifest& manifest,
                                            Folders& folders);

// Copies a pack to BALAI/<site> of a stick and reads it back. The manifest goes first and comes last, so a stick that
// was pulled on the way holds no pack rather than half of one.
tl::expected<std::filesystem::path, RefusedPack> copy_to_stick(const std::filesystem::path& pack,
                                                               const std::filesystem::path& stick, Folders& folders);

}  // namespace balai
