#include "platform/sign/keys.h"

#include <sodium.h>

#include <algorithm>
#include <cstdint>

#include "platform/sign/base64.h"
#include "platform/sign/hash.h"

namespace balai {

namespace {

using namespace std::literals;

constexpr std::string_view algorithm = "Ed", scrypt = "Sc", no_password = "\0\0"sv, checksum = "B2";
constexpr std::string_view comment = "untrusted comment: ";
constexpr std::size_t public_size = 2 + 8 + 32, secret_size = 2 + 2 + 2 + 32 + 8 + 8 + 8 + 64 + 32;
constexpr std::uint64_t rounds = 1 << 22, memory = 1 << 27;
// A file that asks for more than minisign ever writes is refused before it eats the memory.
constexpr std::uint64_t most_rounds = 1 << 25, most_memory = 1 << 30;

template <typename Bytes>
std::string_view view(const Bytes& bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

template <typename Bytes>
void fill(Bytes& bytes, std::string_view from) {
    std::copy_n(from.begin(), bytes.size(), bytes.begin());
}

std::string little_endian(std::uint64_t number) {
    std::string bytes;
    for (int i = 0; i < 8; ++i) bytes += static_cast<char>(number >> (8 * i));
    return bytes;
}

std::uint64_t little_endian(std::string_view bytes) {
    std::uint64_t number = 0;
    for (int i = 7; i >= 0; --i) number = (number << 8) | static_cast<unsigned char>(bytes[i]);
    return number;
}

// The second of exactly two lines; the first one is a comment that nobody vouches for.
std::optional<std::string_view> second_line(std::string_view text) {
    const auto end = text.find('\n');
    if (end == text.npos || text.substr(0, comment.size()) != comment) return std::nullopt;
    text.remove_prefix(end + 1);
    if (text.empty() || text.back() != '\n') return std::nullopt;
    text.remove_suffix(1);
    if (text.find('\n') != text.npos) return std::nullopt;
    return text;
}

std::string check_of(const SecretKey& key) {
    return std::string{view(Hash256{}.add(algorithm).add(view(key.id)).add(view(key.bytes)).finish())};
}

// Scrypt makes a stream as long as the secret part; adding it twice gives the secret back.
bool mix_in(std::string& secret, std::string_view password, std::string_view salt, std::uint64_t ops,
            std::uint64_t memory_limit) {
    std::string stream(secret.size(), '\0');
    if (crypto_pwhash_scryptsalsa208sha256(
            reinterpret_cast<unsigned char*>(stream.data()), stream.size(), password.data(), password.size(),
            reinterpret_cast<const unsigned char*>(salt.data()), ops, static_cast<std::size_t>(memory_limit)) != 0)
        return false;
    for (std::size_t i = 0; i < secret.size(); ++i) secret[i] = static_cast<char>(secret[i] ^ stream[i]);
    sodium_memzero(stream.data(), stream.size());
    return true;
}

}  // namespace

std::string to_string(const KeyId& id) {
    KeyId turned = id;
    std::reverse(turned.begin(), turned.end());
    std::string text = hex(turned);
    for (char& c : text)
        if (c >= 'a') c = static_cast<char>(c - 'a' + 'A');
    return text;
}

SecretKey::~SecretKey() { sodium_memzero(bytes.data(), bytes.size()); }

PublicKey SecretKey::public_key() const {
    PublicKey key;
    key.id = id;
    crypto_sign_ed25519_sk_to_pk(key.bytes.data(), bytes.data());
    return key;
}

SecretKey generate_key() {
    SecretKey key;
    PublicKey unused;
    randombytes_buf(key.id.data(), key.id.size());
    crypto_sign_keypair(unused.bytes.data(), key.bytes.data());
    return key;
}

std::string to_line(const PublicKey& key) {
    return to_base64(std::string{algorithm}.append(view(key.id)).append(view(key.bytes)));
}

std::optional<PublicKey> public_key_from_line(std::string_view line) {
    const auto bytes = from_base64(line, public_size);
    if (!bytes || std::string_view{*bytes}.substr(0, 2) != algorithm) return std::nullopt;
    PublicKey key;
    fill(key.id, std::string_view{*bytes}.substr(2));
    fill(key.bytes, std::string_view{*bytes}.substr(10));
    return key;
}

std::string to_file(const PublicKey& key) {
    return std::string{comment} + "minisign public key " + to_string(key.id) + "\n" + to_line(key) + "\n";
}

std::optional<PublicKey> public_key_from_file(std::string_view text) {
    const auto line = second_line(text);
    return line ? public_key_from_line(*line) : std::nullopt;
}

tl::expected<std::string, KeyFault> to_file(const SecretKey& key, std::optional<std::string_view> password) {
    std::string salt(32, '\0');
    std::string secret;
    // Minisign leaves the sum out where there is no password that it could prove.
    secret.append(view(key.id)).append(view(key.bytes)).append(password ? check_of(key) : std::string(32, '\0'));
    if (password) {
        randombytes_buf(salt.data(), salt.size());
        if (!mix_in(secret, *password, salt, rounds, memory)) return tl::unexpected(KeyFault::NoMemory);
    }
    std::string whole{algorithm};
    whole.append(password ? scrypt : no_password).append(checksum).append(salt);
    whole.append(little_endian(password ? rounds : 0)).append(little_endian(password ? memory : 0)).append(secret);
    std::string text{comment};
    text += "minisign encrypted secret key\n" + to_base64(whole) + "\n";
    sodium_memzero(whole.data(), whole.size());
    sodium_memzero(secret.data(), secret.size());
    return text;
}

tl::expected<SecretKey, KeyFault> secret_key_from_file(std::string_view text,
                                                       std::optional<std::string_view> password) {
    const auto line = second_line(text);
    const auto whole = line ? from_base64(*line, secret_size) : std::nullopt;
    if (!whole) return tl::unexpected(KeyFault::Malformed);
    const std::string_view bytes{*whole};
    const auto kind = bytes.substr(2, 2);
    if (bytes.substr(0, 2) != algorithm || (kind != scrypt && kind != no_password) || bytes.substr(4, 2) != checksum)
        return tl::unexpected(KeyFault::Malformed);
    std::string secret{bytes.substr(54)};
    if (kind == scrypt) {
        if (!password) return tl::unexpected(KeyFault::PasswordNeeded);
        const auto ops = little_endian(bytes.substr(38, 8)), limit = little_endian(bytes.substr(46, 8));
        if (ops > most_rounds || limit > most_memory) return tl::unexpected(KeyFault::TooCostly);
        if (!mix_in(secret, *password, bytes.substr(6, 32), ops, limit)) return tl::unexpected(KeyFault::NoMemory);
    }
    SecretKey key;
    fill(key.id, secret);
    fill(key.bytes, std::string_view{secret}.substr(8));
    const auto sum = std::string_view{secret}.substr(72);
    if (sum != (kind == scrypt ? check_of(key) : std::string(32, '\0')))
        return tl::unexpected(kind == scrypt ? KeyFault::WrongPassword : KeyFault::Malformed);
    sodium_memzero(secret.data(), secret.size());
    return key;
}

}  // namespace balai
