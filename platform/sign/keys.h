// Keys in minisign's file formats. Whoever holds a secret key says so with a password; only trials go without one.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace balai {

using KeyId = std::array<unsigned char, 8>;
std::string to_string(const KeyId& id);  // sixteen capital digits, as minisign prints it

struct PublicKey {
    KeyId id{};
    std::array<unsigned char, 32> bytes{};
    bool operator==(const PublicKey&) const = default;
};

// Overwritten with zeros when it goes.
struct SecretKey {
    KeyId id{};
    std::array<unsigned char, 64> bytes{};
    SecretKey() = default;
    SecretKey(const SecretKey&) = default;
    SecretKey& operator=(const SecretKey&) = default;
    ~SecretKey();
    PublicKey public_key() const;
};

SecretKey generate_key();

// One line of 56 letters, as trust files carry it; and the file of two lines.
std::string to_line(const PublicKey& key);
std::optional<PublicKey> public_key_from_line(std::string_view line);
std::string to_file(const PublicKey& key);
std::optional<PublicKey> public_key_from_file(std::string_view text);

enum class KeyFault { Malformed, PasswordNeeded, WrongPassword, TooCostly, NoMemory };

// Without a password the file protects nothing. With one, opening it takes half a second and 128 MiB.
tl::expected<std::string, KeyFault> to_file(const SecretKey& key, std::optional<std::string_view> password);
tl::expected<SecretKey, KeyFault> secret_key_from_file(std::string_view text, std::optional<std::string_view> password);

}  // namespace balai
