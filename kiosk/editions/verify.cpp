#include "kiosk/editions/verify.h"

#include "platform/sign/hash.h"

namespace balai {

tl::expected<Verdict, RefusedPack> verify(std::string_view text, const Signatures& signatures, const TrustFile& trust,
                                          const Known& known) {
    if (text.size() > largest_manifest) return tl::unexpected(RefusedPack{Refusal::ManifestTooBig, {}});
    if (auto checked = check_signatures(text, signatures, trust); !checked) return tl::unexpected(checked.error());
    auto manifest = read_manifest(text);
    if (!manifest) return tl::unexpected(manifest.error());
    const auto refused = [&manifest](Refusal reason) {
        return tl::unexpected(RefusedPack{reason, std::to_string(manifest->sequence)});
    };
    if (manifest->site != trust.site) return tl::unexpected(RefusedPack{Refusal::WrongSite, manifest->site});
    const std::string hash = hex(hash256(text));
    if (known.bad.count(hash)) return refused(Refusal::KnownBad);
    const std::uint64_t bar = known.bar ? known.bar->sequence : 0;
    const bool same = known.bar && known.bar->hash == hash;
    if (manifest->sequence < bar) return refused(Refusal::ReplayOlder);
    if (manifest->sequence == bar && !same) return refused(Refusal::SameNumberOtherContent);
    if (manifest->sequence > bar + longest_jump) return refused(Refusal::JumpTooFar);
    return Verdict{std::move(*manifest), hash, same};
}

}  // namespace balai
