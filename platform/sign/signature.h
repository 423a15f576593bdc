// Signatures in minisign's file format, of the hashed kind only. Stock minisign accepts what is signed here; what is
// verified here is stricter than stock minisign: a file has one spelling, and any changed byte is refused by name.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "platform/sign/hash.h"
#include "platform/sign/keys.h"

namespace balai {

inline constexpr std::size_t largest_signature = 1300;

// `comment` is signed along (one line; what, for whom, when). What a signature is for must stand in the signed bytes.
std::string sign(const Digest512& of, std::string_view comment, const SecretKey& key);

enum class SignatureFault {
    Malformed,       // not exactly the four lines that minisign writes
    WrongAlgorithm,  // of the old kind, or of none that is known
    WrongKey,        // made with another key
    Bad,             // not over these bytes
    CommentBad,      // over these bytes, but the comment was changed
};

// What a signature file says, before anybody vouches for it.
struct Signature {
    KeyId key{};
    std::array<unsigned char, 64> bytes{};
    std::string comment;
    std::array<unsigned char, 64> over_comment{};
};

tl::expected<Signature, SignatureFault> read_signature(std::string_view file);
tl::expected<void, SignatureFault> verify(const Digest512& of, const Signature& signature, const PublicKey& key);

// Both; the comment that was signed along.
tl::expected<std::string, SignatureFault> verify(const Digest512& of, std::string_view file, const PublicKey& key);

}  // namespace balai
