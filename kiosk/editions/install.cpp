#include "kiosk/editions/install.h"

#include <algorithm>
#include <map>
#include <set>

#include "platform/sign/hash.h"

namespace balai {

namespace fs = std::filesystem;

namespace {

constexpr const char* shelf_names[] = {"shelf", "shelf.2"};
constexpr std::size_t most_editions = 1000;

tl::unexpected<RefusedPack> own_disk(const Problem& problem) {
    return tl::unexpected(
        RefusedPack{problem.trouble == Trouble::DiskFull ? Refusal::NoSpace : Refusal::TerminalDisk, {}});
}

fs::path folder_of(const fs::path& store, const Edition& edition) { return store / "packs" / folder_name(edition); }

Result<void> nothing(std::string_view) { return {}; }

// The manifest of an installed edition, if it is the one that was installed.
std::optional<Manifest> manifest_of(const fs::path& store, const Edition& edition, Folders& folders) {
    const auto text = folders.read(folder_of(store, edition) / manifest_name, largest_manifest);
    if (!text || hex(hash256(*text)) != edition.hash) return std::nullopt;
    auto manifest = read_manifest(*text);
    if (!manifest) return std::nullopt;
    return std::move(*manifest);
}

// The folders in which the files of an edition lie, the deepest first.
std::vector<fs::path> folders_of(const Manifest& manifest, const fs::path& content) {
    std::set<fs::path> all{content};
    for (const PackFile& file : manifest.files)
        for (fs::path at = fs::path{file.path}.parent_path(); !at.empty(); at = at.parent_path())
            all.insert(content / at);
    return {all.rbegin(), all.rend()};
}

// Fills the stage: linked where the active edition has the same bytes, copied from the stick otherwise.
tl::expected<std::uint64_t, RefusedPack> fill(const fs::path& pack, const fs::path& store, const Manifest& manifest,
                                              const std::optional<Edition>& active, Folders& folders,
                                              const Progress& progress) {
    const fs::path content = store / "packs" / ".stage" / "content";
    std::map<std::string, fs::path> here;  // by hash
    if (active)
        if (const auto old = manifest_of(store, *active, folders))
            for (const PackFile& file : old->files) here.emplace(file.hash, content_folder(store, *active) / file.path);
    const std::uint64_t all = total_size(manifest);
    std::uint64_t done = 0, copied = 0;
    for (std::size_t i = 0; i < manifest.files.size(); ++i) {
        const PackFile& file = manifest.files[i];
        const fs::path to = content / file.path;
        const auto found = here.find(file.hash);
        // A linked file is read first: rot must not spread into the new edition.
        const bool have =
            found != here.end() &&
            read_blob(found->second.parent_path(), found->second.filename(), manifest, i, folders, nothing) &&
            folders.link(found->second, to);
        if (!have) {
            auto out = folders.create(to);
            if (!out) return own_disk(out.error());
            const auto read =
                read_blob(pack, fs::path{"b"} / file.hash, manifest, i, folders, [&](std::string_view piece) {
                    auto added = (*out)->add(piece);
                    if (progress) progress(done += piece.size(), all);
                    return added;
                });
            if (!read) return tl::unexpected(read.error());
            if (auto finished = (*out)->finish(); !finished) return own_disk(finished.error());
            copied += file.size;
            here.insert_or_assign(file.hash, to);
        } else if (progress) {
            progress(done += file.size, all);
        }
    }
    return copied;
}

}  // namespace

Shelf read_shelf(const fs::path& store, Folders& folders) {
    Shelf best;
    for (const char* name : shelf_names)
        if (const auto text = folders.read(store / name, 8192))
            if (const auto shelf = read_shelf(*text); shelf && shelf->turn >= best.turn) best = *shelf;
    return best;
}

Result<void> write_shelf(const fs::path& store, Shelf shelf, Folders& folders) {
    ++shelf.turn;
    const std::string text = to_text(shelf);
    for (const char* name : shelf_names)
        if (auto written = folders.write_durably(store / name, text); !written) return written;
    return {};
}

fs::path content_folder(const fs::path& store, const Edition& edition) { return folder_of(store, edition) / "content"; }

std::optional<Date> valid_until(const fs::path& store, const Edition& edition, Folders& folders) {
    const auto manifest = manifest_of(store, edition, folders);
    return manifest ? manifest->valid_until : std::nullopt;
}

bool in_use(const Verdict& verdict, const Shelf& shelf) {
    return verdict.installed && shelf.active == Edition{verdict.manifest.sequence, verdict.hash};
}

tl::expected<Installed, RefusedPack> install(const fs::path& pack, const fs::path& store, const TrustFile& trust,
                                             Folders& folders, const Progress& progress, const Examine& examine) {
    const auto papers = read_papers(pack, folders);
    if (!papers) return tl::unexpected(papers.error());
    const Shelf shelf = read_shelf(store, folders);
    const auto verdict = verify(papers->manifest, papers->signatures, trust, known(shelf));
    if (!verdict) return tl::unexpected(verdict.error());
    const Edition edition{verdict->manifest.sequence, verdict->hash};
    if (in_use(*verdict, shelf)) return Installed{edition, 0, true};

    const fs::path packs = store / "packs", stage = packs / ".stage", content = stage / "content";
    if (auto made = folders.make_folder(packs); !made) return own_disk(made.error());
    if (auto flushed = folders.flush(store); !flushed) return own_disk(flushed.error());
    const auto free = folders.free_space(packs);
    if (!free) return own_disk(free.error());
    if (*free < total_size(verdict->manifest) + spare_space) return tl::unexpected(RefusedPack{Refusal::NoSpace, {}});
    if (auto gone = folders.remove_all(stage); !gone) return own_disk(gone.error());
    const auto inner = folders_of(verdict->manifest, content);
    for (const fs::path& folder : inner)
        if (auto made = folders.make_folder(folder); !made) return own_disk(made.error());
    const auto copied = fill(pack, store, verdict->manifest, shelf.active, folders, progress);
    if (!copied) {
        (void)folders.remove_all(stage);
        return tl::unexpected(copied.error());
    }
    auto paper = folders.write_durably(stage / manifest_name, papers->manifest);
    if (!paper) return own_disk(paper.error());
    for (const fs::path& folder : inner)
        if (auto flushed = folders.flush(folder); !flushed) return own_disk(flushed.error());
    if (auto flushed = folders.flush(stage); !flushed) return own_disk(flushed.error());
    // The copy is what counts: a stick may answer differently each time, and a card may lie.
    for (std::size_t i = 0; i < verdict->manifest.files.size(); ++i)
        if (auto same = read_blob(content, verdict->manifest.files[i].path, verdict->manifest, i, folders, nothing);
            !same)
            return tl::unexpected(same.error());
    if (examine)
        if (auto good = examine(content, verdict->manifest); !good) {
            (void)folders.remove_all(stage);
            return tl::unexpected(good.error());
        }

    const fs::path place = folder_of(store, edition);
    if (auto gone = folders.remove_all(place); !gone) return own_disk(gone.error());
    if (auto moved = folders.rename(stage, place); !moved) return own_disk(moved.error());
    if (auto flushed = folders.flush(packs); !flushed) return own_disk(flushed.error());
    if (auto written = write_shelf(store, after_install(shelf, edition), folders); !written)
        return own_disk(written.error());
    return Installed{edition, *copied, false};
}

bool is_whole(const fs::path& store, const Edition& edition, Folders& folders) {
    const auto manifest = manifest_of(store, edition, folders);
    if (!manifest) return false;
    for (std::size_t i = 0; i < manifest->files.size(); ++i)
        if (!read_blob(content_folder(store, edition), manifest->files[i].path, *manifest, i, folders, nothing))
            return false;
    return true;
}

Opened open_store(const fs::path& store, Folders& folders) {
    const Shelf before = read_shelf(store, folders);
    Start start = before_start(before);
    // An edition whose list is gone cannot be shown; the one before can.
    while (start.shelf.active && !manifest_of(store, *start.shelf.active, folders)) {
        start.shelf.strikes = most_strikes;
        start = before_start(start.shelf);
    }
    // The strike is on the disk before anything risky happens. Where it cannot be written, content is shown all the
    // same.
    const bool written = !start.emergency && (folders.make_folder(store), write_shelf(store, start.shelf, folders));
    if (written)
        if (const auto names = folders.names(store / "packs", most_editions))
            for (const std::string& name : *names) {
                const auto is = [&name](const std::optional<Edition>& kept) {
                    return kept && folder_name(*kept) == name;
                };
                if (!is(start.shelf.active) && !is(start.shelf.previous))
                    (void)folders.remove_all(store / "packs" / name);
            }
    Opened opened{{}, start.emergency, start.shelf};
    if (written) ++opened.shelf.turn;
    if (start.shelf.active && !start.emergency) opened.content = content_folder(store, *start.shelf.active);
    return opened;
}

}  // namespace balai
