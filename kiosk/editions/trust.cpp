#include "kiosk/editions/trust.h"

#include <algorithm>

#include "kiosk/editions/lines.h"
#include "platform/sign/signature.h"

namespace balai {

namespace {

constexpr std::string_view first_line = "balai-trust 1";
constexpr std::size_t most_revoked = 64, most_hosts = 64;

std::optional<KeyId> key_id_of(std::string_view text) {
    KeyId id{};
    if (text.size() != 16) return std::nullopt;
    for (std::size_t i = 0; i < 16; ++i) {
        const char c = text[i];
        const bool digit = c >= '0' && c <= '9';
        if (!digit && (c < 'A' || c > 'F')) return std::nullopt;
        auto& byte = id[7 - i / 2];
        byte = static_cast<unsigned char>(byte << 4 | (digit ? c - '0' : c - 'A' + 10));
    }
    return id;
}

bool is_host(std::string_view text) {
    if (text.size() < 4 || text.size() > 100 || text.find('.') == text.npos) return false;
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-'; });
}

bool contains(const std::vector<KeyId>& ids, const KeyId& id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

Refusal refusal_of(SignatureFault fault) {
    switch (fault) {
        case SignatureFault::Malformed:
            return Refusal::SignatureMalformed;
        case SignatureFault::WrongAlgorithm:
            return Refusal::SignatureWrongAlgorithm;
        case SignatureFault::WrongKey:
            return Refusal::KeyUnknown;
        case SignatureFault::Bad:
            return Refusal::SignatureBad;
        case SignatureFault::CommentBad:
            return Refusal::CommentBad;
    }
    return Refusal::SignatureBad;
}

}  // namespace

std::string_view code(Role role) { return role == Role::Author ? "author" : "reviewer"; }

std::string to_text(const TrustFile& trust) {
    std::string text{first_line};
    text += "\nsite=" + trust.site + "\nversion=" + std::to_string(trust.version) +
            "\nauthor=" + to_line(trust.author) + "\nreviewer=" + to_line(trust.reviewer) +
            "\nreceipt=" + (trust.receipt ? to_line(*trust.receipt) : "none") + "\n";
    for (const KeyId& id : trust.revoked) text += "revoked=" + to_string(id) + "\n";
    for (const std::string& host : trust.hosts) text += "host=" + host + "\n";
    return text;
}

tl::expected<TrustFile, RefusedPack> read_trust(std::string_view text) {
    Lines lines{text};
    const auto wrong = [&lines](int more) {
        return tl::unexpected(RefusedPack{Refusal::TrustMalformed, std::to_string(lines.line() + more)});
    };
    if (text.size() > largest_trust || lines.take() != first_line) return wrong(0);
    TrustFile trust;
    const auto site = lines.take("site");
    if (!site || !is_site(*site)) return wrong(!site);
    trust.site = *site;
    const auto version = lines.take("version");
    const auto number = version ? number_of(*version) : std::nullopt;
    if (!number || *number == 0) return wrong(!version);
    trust.version = *number;
    for (const Role role : both_roles) {
        const auto line = lines.take(code(role));
        const auto key = line ? public_key_from_line(*line) : std::nullopt;
        if (!key) return wrong(!line);
        (role == Role::Author ? trust.author : trust.reviewer) = *key;
    }
    // One person with one key is not two pairs of eyes.
    if (trust.author.id == trust.reviewer.id || trust.author.bytes == trust.reviewer.bytes) return wrong(0);
    const auto receipt = lines.take("receipt");
    if (!receipt) return wrong(1);
    trust.receipt = public_key_from_line(*receipt);
    if (!trust.receipt && *receipt != "none") return wrong(0);
    while (const auto line = lines.take("revoked")) {
        const auto id = key_id_of(*line);
        if (!id || trust.revoked.size() == most_revoked) return wrong(0);
        if (!trust.revoked.empty() && to_string(*id) <= to_string(trust.revoked.back())) return wrong(0);
        if (*id == trust.author.id || *id == trust.reviewer.id || (trust.receipt && *id == trust.receipt->id))
            return wrong(0);
        trust.revoked.push_back(*id);
    }
    while (const auto line = lines.take("host")) {
        if (!is_host(*line) || trust.hosts.size() == most_hosts) return wrong(0);
        if (!trust.hosts.empty() && *line <= trust.hosts.back()) return wrong(0);
        trust.hosts.emplace_back(*line);
    }
    if (!lines.at_end()) return wrong(1);
    return trust;
}

tl::expected<void, RefusedPack> check_signatures(std::string_view bytes, const Signatures& signatures,
                                                 const TrustFile& trust) {
    const Digest512 digest = hash512(bytes);
    for (const Role role : both_roles) {
        const auto refused = [](Refusal reason, std::string_view subject) {
            return tl::unexpected(RefusedPack{reason, std::string{subject}});
        };
        const auto& file = signatures.of(role);
        if (!file) return refused(Refusal::SignatureMissing, code(role));
        const auto signature = read_signature(*file);
        if (!signature) return refused(refusal_of(signature.error()), code(role));
        if (contains(trust.revoked, signature->key)) return refused(Refusal::KeyRevoked, to_string(signature->key));
        const Role other = role == Role::Author ? Role::Reviewer : Role::Author;
        if (signature->key == trust.of(other).id) return refused(Refusal::WrongRole, to_string(signature->key));
        if (signature->key != trust.of(role).id) return refused(Refusal::KeyUnknown, to_string(signature->key));
        if (const auto checked = verify(digest, *signature, trust.of(role)); !checked)
            return refused(refusal_of(checked.error()), code(role));
    }
    return {};
}

tl::expected<TrustFile, RefusedPack> rotate(const TrustFile& present, std::string_view text,
                                            const Signatures& signatures) {
    if (auto checked = check_signatures(text, signatures, present); !checked) return tl::unexpected(checked.error());
    auto offered = read_trust(text);
    if (!offered) return offered;
    const std::string version = std::to_string(offered->version);
    if (offered->site != present.site) return tl::unexpected(RefusedPack{Refusal::WrongSite, offered->site});
    if (offered->version <= present.version) return tl::unexpected(RefusedPack{Refusal::TrustOlder, version});
    if (offered->version > present.version + 1)
        return tl::unexpected(RefusedPack{Refusal::TrustSkipsAVersion, version});
    return offered;
}

}  // namespace balai
