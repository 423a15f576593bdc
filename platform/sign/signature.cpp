#include "platform/sign/signature.h"

#include <sodium.h>

#include <algorithm>

#include "platform/sign/base64.h"

namespace balai {

namespace {

constexpr std::string_view hashed = "ED";
constexpr std::string_view first_line = "untrusted comment: signature from minisign secret key";
constexpr std::string_view before_comment = "trusted comment: ";

std::string_view view(const std::array<unsigned char, 64>& bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

const unsigned char* raw(std::string_view bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }

std::array<unsigned char, 64> sign_bytes(std::string_view bytes, const SecretKey& key) {
    std::array<unsigned char, 64> signature{};
    crypto_sign_detached(signature.data(), nullptr, raw(bytes), bytes.size(), key.bytes.data());
    return signature;
}

bool signed_by(const PublicKey& key, std::string_view bytes, const std::array<unsigned char, 64>& signature) {
    return crypto_sign_verify_detached(signature.data(), raw(bytes), bytes.size(), key.bytes.data()) == 0;
}

// With its line feed; nothing when there is none.
std::optional<std::string_view> take_line(std::string_view& text) {
    const auto end = text.find('\n');
    if (end == text.npos) return std::nullopt;
    const auto line = text.substr(0, end);
    text.remove_prefix(end + 1);
    return line;
}

}  // namespace

std::string sign(const Digest512& of, std::string_view comment, const SecretKey& key) {
    const auto signature = sign_bytes({reinterpret_cast<const char*>(of.data()), of.size()}, key);
    const auto over_comment = sign_bytes(std::string{view(signature)}.append(comment), key);
    std::string whole{hashed};
    whole.append(reinterpret_cast<const char*>(key.id.data()), key.id.size()).append(view(signature));
    std::string file{first_line};
    file += "\n" + to_base64(whole) + "\n";
    file.append(before_comment).append(comment);
    return file + "\n" + to_base64(view(over_comment)) + "\n";
}

tl::expected<Signature, SignatureFault> read_signature(std::string_view file) {
    const tl::unexpected malformed{SignatureFault::Malformed};
    if (file.size() > largest_signature) return malformed;
    const auto first = take_line(file), second = take_line(file), third = take_line(file), fourth = take_line(file);
    if (!fourth || !file.empty() || *first != first_line || third->substr(0, before_comment.size()) != before_comment)
        return malformed;
    const auto whole = from_base64(*second, 2 + 8 + 64), over_comment = from_base64(*fourth, 64);
    if (!whole || !over_comment) return malformed;
    const auto kind = std::string_view{*whole}.substr(0, 2);
    if (kind != hashed) return tl::unexpected(SignatureFault::WrongAlgorithm);
    Signature signature;
    std::copy_n(whole->begin() + 2, 8, signature.key.begin());
    std::copy_n(whole->begin() + 10, 64, signature.bytes.begin());
    std::copy_n(over_comment->begin(), 64, signature.over_comment.begin());
    signature.comment = third->substr(before_comment.size());
    return signature;
}

tl::expected<void, SignatureFault> verify(const Digest512& of, const Signature& signature, const PublicKey& key) {
    if (signature.key != key.id) return tl::unexpected(SignatureFault::WrongKey);
    if (!signed_by(key, {reinterpret_cast<const char*>(of.data()), of.size()}, signature.bytes))
        return tl::unexpected(SignatureFault::Bad);
    if (!signed_by(key, std::string{view(signature.bytes)} + signature.comment, signature.over_comment))
        return tl::unexpected(SignatureFault::CommentBad);
    return {};
}

tl::expected<std::string, SignatureFault> verify(const Digest512& of, std::string_view file, const PublicKey& key) {
    auto signature = read_signature(file);
    if (!signature) return tl::unexpected(signature.error());
    if (auto checked = verify(of, *signature, key); !checked) return tl::unexpected(checked.error());
    return signature->comment;
}

}  // namespace balai
