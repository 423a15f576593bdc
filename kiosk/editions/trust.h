// Whom a terminal believes. The first trust file comes with the package; a newer one is believed when both present
// roles have signed it, one version at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "kiosk/editions/refusal.h"
#include "platform/sign/keys.h"

namespace balai {

inline constexpr std::uint64_t largest_trust = 16 * 1024;

enum class Role { Author, Reviewer };
inline constexpr Role both_roles[] = {Role::Author, Role::Reviewer};
std::string_view code(Role role);  // "author", "reviewer"

struct TrustFile {
    std::string site;
    std::uint64_t version = 1;
    PublicKey author, reviewer;        // never the same
    std::optional<PublicKey> receipt;  // the office signs with it that results arrived
    std::vector<KeyId> revoked;        // in order
    std::vector<std::string> hosts;    // codes lead nowhere else; in order

    const PublicKey& of(Role role) const { return role == Role::Author ? author : reviewer; }
    bool operator==(const TrustFile&) const = default;
};

std::string to_text(const TrustFile& trust);
tl::expected<TrustFile, RefusedPack> read_trust(std::string_view text);

// The signatures that lie beside a manifest or a trust file; nothing where there is none.
struct Signatures {
    std::optional<std::string> author, reviewer;
    const std::optional<std::string>& of(Role role) const { return role == Role::Author ? author : reviewer; }
};

// Whether both roles have signed exactly these bytes.
tl::expected<void, RefusedPack> check_signatures(std::string_view bytes, const Signatures& signatures,
                                                 const TrustFile& trust);

// The trust after `text` was offered to a terminal that believes `present`.
tl::expected<TrustFile, RefusedPack> rotate(const TrustFile& present, std::string_view text,
                                            const Signatures& signatures);

}  // namespace balai
