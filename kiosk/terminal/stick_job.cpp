#include "kiosk/terminal/stick_job.h"

#include <algorithm>

#include "kiosk/content/content.h"
#include "kiosk/terminal/decoding.h"
#include "platform/base/utf8.h"

namespace balai {

namespace fs = std::filesystem;

namespace {

constexpr const char* own_trust = "trust";

tl::unexpected<RefusedPack> refused(Refusal reason, std::string subject = {}) {
    return tl::unexpected(RefusedPack{reason, std::move(subject)});
}

// Which of the five stages it was that failed.
int stage_of(Refusal reason) {
    switch (reason) {
        case Refusal::NoManifest:
        case Refusal::ManifestTooBig:
        case Refusal::WrongType:
        case Refusal::TooManyPacks:
        case Refusal::StickUnreadable:
        case Refusal::TrustMissing:
            return static_cast<int>(StickStage::Found);
        case Refusal::SignatureMissing:
        case Refusal::SignatureMalformed:
        case Refusal::SignatureWrongAlgorithm:
        case Refusal::KeyUnknown:
        case Refusal::KeyRevoked:
        case Refusal::WrongRole:
        case Refusal::SignatureBad:
        case Refusal::CommentBad:
        case Refusal::TrustMalformed:
        case Refusal::TrustOlder:
        case Refusal::TrustSkipsAVersion:
            return static_cast<int>(StickStage::Signed);
        case Refusal::DecodeFailed:
        case Refusal::DecodeTimeout:
        case Refusal::DecodeMemory:
        case Refusal::TextNotUtf8:
        case Refusal::TextForbidden:
        case Refusal::LinkNotAllowed:
        case Refusal::ContentUnusable:
            return static_cast<int>(StickStage::Tested);
        default:
            return static_cast<int>(StickStage::Copied);
    }
}

StickResult told(const RefusedPack& why) {
    StickResult result;
    result.news = StickNews::Refused;
    result.stages = stage_of(why.reason);
    result.reason = code(why.reason);
    result.subject = why.subject;
    return result;
}

// Takes a newer trust file along, before packs are judged by it.
tl::expected<TrustFile, RefusedPack> renewed_trust(const fs::path& packs, const Places& places, Folders& folders) {
    auto present = present_trust(places, folders);
    if (!present) return present;
    auto believed = newest_trust(packs, *present, folders);
    if (!believed) return tl::unexpected(believed.error());
    if (believed->text.empty()) return std::move(believed->trust);
    // The shelf first: with the new keys the old numbers mean nothing, and numbers that begin anew harm nobody before.
    if (believed->new_keys)
        if (auto kept = write_shelf(places.state, keys_changed(read_shelf(places.state, folders)), folders); !kept)
            return refused(Refusal::TerminalDisk);
    if (auto kept = folders.write_durably(places.state / own_trust, believed->text); !kept)
        return refused(Refusal::TerminalDisk);
    return std::move(believed->trust);
}

tl::expected<StickResult, RefusedPack> bring_in(const fs::path& packs, const Places& places, Folders& folders,
                                                const TellProgress& tell) {
    if (auto made = folders.make_folder(places.state); !made) return refused(Refusal::TerminalDisk);
    const auto trust = renewed_trust(packs, places, folders);
    if (!trust) return tl::unexpected(trust.error());
    const Shelf shelf = read_shelf(places.state, folders);
    const auto offer = best_offer(packs, *trust, known(shelf), folders);
    if (!offer) return tl::unexpected(offer.error());
    if (!*offer) return StickResult{};
    StickResult result;
    result.stages = stick_stages;
    result.issued = (*offer)->verdict.manifest.issued;
    if (in_use((*offer)->verdict, shelf)) {  // told by one reading of its manifest
        result.news = StickNews::Same;
        return result;
    }
    tell(static_cast<int>(StickStage::Copied), 0);
    int percent = 0;
    const auto copying = [&](std::uint64_t done, std::uint64_t all) {
        const int now = all == 0 ? 100 : static_cast<int>(done * 100 / all);
        if (now != percent) tell(static_cast<int>(StickStage::Copied), percent = now);
    };
    const auto testing = [&](const fs::path& content, const Manifest& manifest) {
        tell(static_cast<int>(StickStage::Tested), 0);
        return examine_content(content, manifest, *trust, decoder_beside(places.share), folders);
    };
    const auto installed = install((*offer)->pack, places.state, *trust, folders, copying, testing);
    if (!installed) return tl::unexpected(installed.error());
    result.news = installed->before ? StickNews::Same : StickNews::Done;
    if (!installed->before) result.edition = installed->edition;
    return result;
}

bool is_there(const fs::path& folder, Folders& folders) {
    const auto names = folders.names(folder, most_packs);
    return !names || !names->empty();
}

}  // namespace

tl::expected<TrustFile, RefusedPack> present_trust(const Places& places, Folders& folders) {
    auto text = folders.read(places.state / own_trust, largest_trust);
    if (!text && text.error().trouble == Trouble::NotFound)
        text = folders.read(places.share / own_trust, largest_trust);
    if (!text) return refused(Refusal::TrustMissing);
    return read_trust(*text);
}

tl::expected<void, RefusedPack> examine_content(const fs::path& content, const Manifest& manifest,
                                                const TrustFile& trust, const fs::path& decoder, Disk& disk) {
    for (const PackFile& file : manifest.files) {
        if (file.kind != Kind::Writing) continue;
        const auto bytes = disk.read(content / file.path, file.size);
        if (!bytes) return refused(Refusal::TerminalDisk);
        if (const auto fault = text_fault(*bytes)) {
            return refused(fault->fault == TextFault::NotUtf8 ? Refusal::TextNotUtf8 : Refusal::TextForbidden,
                           file.path);
        }
    }
    if (auto tried = try_pictures(content, manifest, decoder); !tried) return tried;
    const auto opened = Content::open(content, disk);
    if (!opened) return refused(Refusal::ContentUnusable, opened.error().empty() ? "" : opened.error().front().file);
    for (const std::string& host : opened->site().hosts)
        if (!trust.hosts.empty() && !std::binary_search(trust.hosts.begin(), trust.hosts.end(), host))
            return refused(Refusal::LinkNotAllowed, host);
    bool any_guide = false;
    for (const std::string& id : opened->guide_ids())
        any_guide = any_guide || opened->guide(id, Language::Indonesian) != nullptr;
    if (!any_guide || opened->site().tiles.empty()) return refused(Refusal::ContentUnusable, "site.toml");
    return {};
}

StickResult work_on(const StickJob& job, const Places& places, Folders& folders, const TellProgress& tell) {
    tell(static_cast<int>(StickStage::Found), 0);
    const fs::path packs = job.root / packs_folder;
    const bool has_packs = is_there(packs, folders);
    StickResult result;
    if (has_packs || job.inbox) {
        auto brought = bring_in(has_packs ? packs : job.root, places, folders, tell);
        result = brought ? std::move(*brought) : told(brought.error());
    }
    if (job.kiosk.empty()) return result;
    result.has_results_folder = is_there(job.root / results_folder, folders) || has_packs;
    if (const auto trust = present_trust(places, folders); trust && trust->receipt)
        if (auto found = find_acknowledgement(job.kiosk, *trust->receipt, job.root, folders); found && *found)
            result.acknowledged = std::move(**found);
    return result;
}

}  // namespace balai
