#include "kiosk/editions/stick.h"

#include "kiosk/editions/lines.h"

namespace balai {

namespace fs = std::filesystem;

namespace {

tl::unexpected<RefusedPack> refused(Refusal reason) { return tl::unexpected(RefusedPack{reason, {}}); }

bool stick_is_at_fault(Refusal reason) { return reason == Refusal::StickRemoved || reason == Refusal::StickUnreadable; }

tl::expected<std::vector<std::string>, RefusedPack> names_of_packs(const fs::path& packs, Folders& folders) {
    auto names = folders.names(packs, most_packs);
    if (!names) {
        const Trouble trouble = names.error().trouble;
        return refused(trouble == Trouble::Damaged    ? Refusal::TooManyPacks
                       : trouble == Trouble::NoDevice ? Refusal::StickRemoved
                                                      : Refusal::StickUnreadable);
    }
    std::erase_if(*names, [](const std::string& name) { return !is_site(name); });
    return std::move(*names);
}

// A pack for this place tells more about what went wrong than one for another.
int weight(const RefusedPack& why, const std::string& name, const TrustFile& trust) {
    if (why.reason == Refusal::NoManifest) return 0;
    if (why.reason == Refusal::WrongSite) return 1;
    return name == trust.site ? 3 : 2;
}

}  // namespace

tl::expected<std::optional<StickOffer>, RefusedPack> best_offer(const fs::path& packs, const TrustFile& trust,
                                                                const Known& known, Folders& folders) {
    const auto names = names_of_packs(packs, folders);
    if (!names) return tl::unexpected(names.error());
    std::optional<StickOffer> best;
    std::optional<RefusedPack> why;
    int heaviest = -1;
    for (const std::string& name : *names) {
        const auto papers = read_papers(packs / name, folders);
        auto verdict = papers ? verify(papers->manifest, papers->signatures, trust, known)
                              : tl::expected<Verdict, RefusedPack>{tl::unexpected(papers.error())};
        if (verdict) {
            if (!best || verdict->manifest.sequence > best->verdict.manifest.sequence)
                best = StickOffer{packs / name, std::move(*verdict)};
            continue;
        }
        if (stick_is_at_fault(verdict.error().reason)) return tl::unexpected(verdict.error());
        if (const int heavy = weight(verdict.error(), name, trust); heavy > heaviest) {
            heaviest = heavy;
            why = verdict.error();
        }
    }
    if (!best && why && why->reason != Refusal::NoManifest) return tl::unexpected(*why);
    return best;
}

tl::expected<Believed, RefusedPack> newest_trust(const fs::path& packs, const TrustFile& present, Folders& folders) {
    const auto names = names_of_packs(packs, folders);
    if (!names) return tl::unexpected(names.error());
    Believed believed{present, {}, false};
    std::optional<RefusedPack> why;
    for (bool newer = true; newer;) {
        newer = false;
        for (const std::string& name : *names) {
            std::string text;
            const auto read = folders.read_below(packs / name, trust_name, largest_trust, [&](std::string_view piece) {
                text += piece;
                return Result<void>{};
            });
            if (!read) continue;
            const auto signatures = read_signatures(packs / name, trust_name, folders);
            if (!signatures) continue;
            auto next = rotate(believed.trust, text, *signatures);
            if (!next) {
                // Without its signatures it lies there for the office only; an older one has done its work.
                if (next.error().reason != Refusal::TrustOlder && next.error().reason != Refusal::SignatureMissing &&
                    text != believed.text && text != to_text(believed.trust))
                    why = next.error();
                continue;
            }
            believed.new_keys = believed.new_keys || !(next->author == believed.trust.author) ||
                                !(next->reviewer == believed.trust.reviewer);
            believed.trust = std::move(*next);
            believed.text = std::move(text);
            newer = true;
        }
    }
    if (believed.text.empty() && why && why->reason == Refusal::TrustSkipsAVersion) return tl::unexpected(*why);
    return believed;
}

}  // namespace balai
