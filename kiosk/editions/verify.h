// Whether a pack may be shown here: signatures first, then what they sign, then the number. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <set>

#include "kiosk/editions/manifest.h"
#include "kiosk/editions/trust.h"

namespace balai {

inline constexpr std::uint64_t longest_jump = 10'000;

// One edition by its number and the hash of its manifest.
struct Edition {
    std::uint64_t sequence = 0;
    std::string hash;
    bool operator==(const Edition&) const = default;
};

// What a terminal already knows. `bar` is the largest number that is in use or has passed its trial.
struct Known {
    std::optional<Edition> bar;
    std::set<std::string> bad;  // hashes of manifests that failed here
};

struct Verdict {
    Manifest manifest;
    std::string hash;        // of the manifest
    bool installed = false;  // the very same is already here
};

// The manifest and its signatures, without the blobs.
tl::expected<Verdict, RefusedPack> verify(std::string_view manifest, const Signatures& signatures,
                                          const TrustFile& trust, const Known& known);

}  // namespace balai
