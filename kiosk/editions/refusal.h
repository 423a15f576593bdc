// Why a pack is refused. The list is closed: every reason has its sentence, which says what to do.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace balai {

enum class Refusal {
    NoManifest,
    ManifestTooBig,
    SignatureMissing,
    SignatureMalformed,
    SignatureWrongAlgorithm,
    KeyUnknown,
    KeyRevoked,
    WrongRole,  // the author's signature where the reviewer's belongs, or the other way round
    SignatureBad,
    CommentBad,
    Grammar,
    WrongType,
    WrongSite,
    ProgramTooOld,
    ReplayOlder,
    SameNumberOtherContent,
    JumpTooFar,
    KnownBad,
    BlobMissing,
    BlobShort,
    BlobLong,
    BlobHash,
    KindUnknown,
    PixelBudget,
    DecodeFailed,
    DecodeTimeout,
    DecodeMemory,
    TextNotUtf8,
    TextForbidden,
    LinkNotAllowed,
    ContentUnusable,
    NoSpace,
    TerminalDisk,
    TooManyPacks,
    StickRemoved,
    StickUnreadable,
    TrustMissing,
    TrustMalformed,
    TrustOlder,
    TrustSkipsAVersion,
};

inline constexpr std::array all_refusals{
    Refusal::NoManifest,
    Refusal::ManifestTooBig,
    Refusal::SignatureMissing,
    Refusal::SignatureMalformed,
    Refusal::SignatureWrongAlgorithm,
    Refusal::KeyUnknown,
    Refusal::KeyRevoked,
    Refusal::WrongRole,
    Refusal::SignatureBad,
    Refusal::CommentBad,
    Refusal::Grammar,
    Refusal::WrongType,
    Refusal::WrongSite,
    Refusal::ProgramTooOld,
    Refusal::ReplayOlder,
    Refusal::SameNumberOtherContent,
    Refusal::JumpTooFar,
    Refusal::KnownBad,
    Refusal::BlobMissing,
    Refusal::BlobShort,
    Refusal::BlobLong,
    Refusal::BlobHash,
    Refusal::KindUnknown,
    Refusal::PixelBudget,
    Refusal::DecodeFailed,
    Refusal::DecodeTimeout,
    Refusal::DecodeMemory,
    Refusal::TextNotUtf8,
    Refusal::TextForbidden,
    Refusal::LinkNotAllowed,
    Refusal::ContentUnusable,
    Refusal::NoSpace,
    Refusal::TerminalDisk,
    Refusal::TooManyPacks,
    Refusal::StickRemoved,
    Refusal::StickUnreadable,
    Refusal::TrustMissing,
    Refusal::TrustMalformed,
    Refusal::TrustOlder,
    Refusal::TrustSkipsAVersion,
};

struct RefusedPack {
    Refusal reason;
    std::string subject;  // which part, line or key; may be empty
};

enum class OfficerLanguage { Indonesian, English };

std::string_view code(Refusal reason);  // "replay_older"
std::string sentence(const RefusedPack& refused, OfficerLanguage language);

}  // namespace balai
