#include "kiosk/editions/pack.h"

#include <algorithm>
#include <set>

#include "platform/sign/signature.h"

namespace balai {

namespace fs = std::filesystem;

namespace {

tl::unexpected<RefusedPack> refused(Refusal reason, std::string subject = {}) {
    return tl::unexpected(RefusedPack{reason, std::move(subject)});
}

Refusal reading_failed(const Problem& problem) {
    return problem.trouble == Trouble::NoDevice ? Refusal::StickRemoved : Refusal::StickUnreadable;
}

Result<std::string> read_small(const fs::path& folder, const fs::path& inside, std::uint64_t limit, Folders& folders) {
    std::string bytes;
    auto read = folders.read_below(folder, inside, limit, [&bytes](std::string_view piece) -> Result<void> {
        bytes += piece;
        return {};
    });
    if (!read) return tl::unexpected(read.error());
    return bytes;
}

}  // namespace

std::string signature_name(std::string_view signed_file, Role role) {
    return std::string{signed_file}.append(".").append(code(role)).append(".minisig");
}

tl::expected<Signatures, RefusedPack> read_signatures(const fs::path& folder, std::string_view file, Folders& folders) {
    Signatures signatures;
    for (const Role role : both_roles) {
        auto bytes = read_small(folder, signature_name(file, role), largest_signature, folders);
        if (bytes) {
            (role == Role::Author ? signatures.author : signatures.reviewer) = std::move(*bytes);
        } else if (bytes.error().trouble == Trouble::Damaged) {
            return refused(Refusal::SignatureMalformed, std::string{code(role)});
        } else if (bytes.error().trouble != Trouble::NotFound) {
            return refused(reading_failed(bytes.error()));
        }
    }
    return signatures;
}

tl::expected<Papers, RefusedPack> read_papers(const fs::path& pack, Folders& folders) {
    auto manifest = read_small(pack, manifest_name, largest_manifest, folders);
    if (!manifest) {
        if (manifest.error().trouble == Trouble::NotFound) return refused(Refusal::NoManifest);
        if (manifest.error().trouble == Trouble::Damaged) return refused(Refusal::ManifestTooBig);
        return refused(reading_failed(manifest.error()));
    }
    auto signatures = read_signatures(pack, manifest_name, folders);
    if (!signatures) return tl::unexpected(signatures.error());
    return Papers{std::move(*manifest), std::move(*signatures)};
}

tl::expected<void, RefusedPack> read_blob(const fs::path& folder, const fs::path& inside, const Manifest& manifest,
                                          std::size_t index, Folders& folders, const Folders::Take& take) {
    const PackFile& file = manifest.files[index];
    const std::string part = std::to_string(index + 1) + "/" + std::to_string(manifest.files.size());
    Hash256 hash;
    std::uint64_t have = 0;
    bool own_disk = false;  // whether writing, not reading, went wrong
    const auto read = folders.read_below(folder, inside, file.size, [&](std::string_view piece) -> Result<void> {
        hash.add(piece);
        have += piece.size();
        auto taken = take(piece);
        own_disk = !taken;
        return taken;
    });
    if (own_disk) return refused(read.error().trouble == Trouble::DiskFull ? Refusal::NoSpace : Refusal::TerminalDisk);
    if (!read) {
        if (read.error().trouble == Trouble::NotFound) return refused(Refusal::BlobMissing, part);
        if (read.error().trouble != Trouble::Damaged) return refused(reading_failed(read.error()));
        return refused(have == file.size ? Refusal::BlobLong : Refusal::BlobHash, part);
    }
    if (have < file.size) return refused(Refusal::BlobShort, part);
    if (hex(hash.finish()) != file.hash) return refused(Refusal::BlobHash, part);
    return {};
}

tl::expected<void, RefusedPack> check_blobs(const fs::path& pack, const Manifest& manifest, Folders& folders) {
    for (std::size_t i = 0; i < manifest.files.size(); ++i) {
        const auto checked = read_blob(pack, fs::path{"b"} / manifest.files[i].hash, manifest, i, folders,
                                       [](std::string_view) { return Result<void>{}; });
        if (!checked) return checked;
    }
    return {};
}

tl::expected<fs::path, RefusedPack> copy_to_stick(const fs::path& pack, const fs::path& stick, Folders& folders) {
    auto papers = read_papers(pack, folders);
    if (!papers) return tl::unexpected(papers.error());
    const auto manifest = read_manifest(papers->manifest);
    if (!manifest) return tl::unexpected(manifest.error());
    for (const Role role : both_roles)
        if (!papers->signatures.of(role)) return refused(Refusal::SignatureMissing, std::string{code(role)});
    // A damaged pack must not take the place of a good one.
    if (auto whole = check_blobs(pack, *manifest, folders); !whole) return tl::unexpected(whole.error());
    const fs::path to = stick / "BALAI" / manifest->site, blobs = to / "b";
    const auto full = [](const Problem& problem) {
        return refused(problem.trouble == Trouble::DiskFull ? Refusal::NoSpace : Refusal::StickUnreadable);
    };
    if (auto made = folders.make_folder(blobs); !made) return full(made.error());
    if (auto gone = folders.remove(to / manifest_name); !gone) return full(gone.error());
    if (auto flushed = folders.flush(to); !flushed) return full(flushed.error());
    if (auto old = folders.names(blobs, 2 * most_files))
        for (const std::string& name : *old)
            if (auto gone = folders.remove(blobs / name); !gone) return full(gone.error());

    std::set<std::string> copied;
    for (std::size_t i = 0; i < manifest->files.size(); ++i) {
        const std::string& hash = manifest->files[i].hash;
        if (!copied.insert(hash).second) continue;
        auto file = folders.create(blobs / hash);
        if (!file) return full(file.error());
        auto read = read_blob(pack, fs::path{"b"} / hash, *manifest, i, folders,
                              [&file](std::string_view piece) { return (*file)->add(piece); });
        if (!read) return tl::unexpected(read.error());
        if (auto finished = (*file)->finish(); !finished) return full(finished.error());
    }
    if (auto flushed = folders.flush(blobs); !flushed) return full(flushed.error());
    for (const Role role : both_roles)
        if (auto written =
                folders.write_durably(to / signature_name(manifest_name, role), *papers->signatures.of(role));
            !written)
            return full(written.error());
    if (auto written = folders.write_durably(to / manifest_name, papers->manifest); !written)
        return full(written.error());
    if (auto checked = check_blobs(to, *manifest, folders); !checked) return tl::unexpected(checked.error());
    return to;
}

}  // namespace balai
