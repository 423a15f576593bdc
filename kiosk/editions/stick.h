// Which pack of a stick or an inbox this terminal wants: the newest that it may show, whatever else lies there. One
// folder is listed, never more; only names that packs may have are opened.
#pragma once

#include <filesystem>
#include <optional>

#include "kiosk/editions/pack.h"

namespace balai {

inline constexpr std::size_t most_packs = 64;
inline constexpr std::string_view packs_folder = "BALAI";
inline constexpr std::string_view trust_name = "trust.txt";

struct StickOffer {
    std::filesystem::path pack;
    Verdict verdict;
};
// None: nothing for any terminal lies there. Where packs lie and none may be shown, the reason that helps most.
tl::expected<std::optional<StickOffer>, RefusedPack> best_offer(const std::filesystem::path& packs,
                                                                const TrustFile& trust, const Known& known,
                                                                Folders& folders);

// A newer trust file beside a pack, believed by the present one; several versions are taken one after the other.
struct Believed {
    TrustFile trust;
    std::string text;       // empty: nothing newer lies there
    bool new_keys = false;  // packs are signed by others from now on
};
tl::expected<Believed, RefusedPack> newest_trust(const std::filesystem::path& packs, const TrustFile& present,
                                                 Folders& folders);

}  // namespace balai
