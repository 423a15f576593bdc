#include "platform/sign/secrets.h"

#include <sodium.h>

namespace balai {

namespace {

constexpr unsigned long long passes = 3;
constexpr std::size_t memory = 64 << 20;

// A file from elsewhere could ask for hours of work.
bool asks_for_as_much(const std::string& seal) {
    return crypto_pwhash_str_needs_rehash(seal.c_str(), passes, memory) == 0;
}

}  // namespace

Result<std::string> sealed(std::string_view secret) {
    char text[crypto_pwhash_STRBYTES] = {};
    if (sodium_init() < 0 ||
        crypto_pwhash_str_alg(text, secret.data(), secret.size(), passes, memory, crypto_pwhash_ALG_ARGON2ID13) != 0)
        return fail(Trouble::Internal, "PIN", "argon2id: no memory");
    return std::string{text};
}

bool unseals(std::string_view seal, std::string_view secret) {
    if (seal.size() >= crypto_pwhash_STRBYTES || sodium_init() < 0) return false;
    const std::string text{seal};
    return asks_for_as_much(text) && crypto_pwhash_str_verify(text.c_str(), secret.data(), secret.size()) == 0;
}

std::uint32_t random_below(std::uint32_t limit) { return randombytes_uniform(limit); }

}  // namespace balai
