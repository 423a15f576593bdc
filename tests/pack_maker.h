// Two signers and a small pack for tests.
#pragma once

#include <cstdint>

#include "kiosk/editions/verify.h"
#include "platform/sign/signature.h"

namespace balai {

inline SecretKey key_of(unsigned char number) {
    SecretKey key = generate_key();
    key.id.fill(number);
    return key;
}

struct Signers {
    SecretKey author = key_of(1), reviewer = key_of(2);
    TrustFile trust() const {
        TrustFile trust;
        trust.site = "wonosobo";
        trust.author = author.public_key();
        trust.reviewer = reviewer.public_key();
        trust.hosts = {"play.google.com"};
        return trust;
    }
    Signatures sign(std::string_view bytes) const {
        return {balai::sign(hash512(bytes), "test", author), balai::sign(hash512(bytes), "test", reviewer)};
    }
};

inline PackFile pack_file(std::string path, std::string_view bytes) {
    PackFile file{std::move(path), hex(hash256(bytes)), bytes.size(), Kind::Writing, 0, 0};
    return file;
}

inline Manifest small_manifest(std::uint64_t sequence) {
    Manifest manifest;
    manifest.site = "wonosobo";
    manifest.sequence = sequence;
    manifest.issued = parse_date("2026-11-23").value();
    manifest.files = {pack_file("facts.toml", "facts"), pack_file("site.toml", "site")};
    return manifest;
}

}  // namespace balai
