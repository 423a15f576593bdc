// Brings a pack from a stick into the terminal. The old edition serves until the new one lies whole, checked and
// flushed on the terminal's own disk; then one file is replaced. What a power cut leaves on the way is swept at the
// next start.
//
//   <store>/shelf, shelf.2      which edition is shown (two copies)
//   <store>/packs/<edition>/    manifest.txt and content/, a folder as Content::open reads it
//   <store>/packs/.stage        what is being copied
#pragma once

#include <cstdint>

#include "kiosk/editions/pack.h"
#include "kiosk/editions/shelf.h"

namespace balai {

inline constexpr std::uint64_t spare_space = 64 << 20;

Shelf read_shelf(const std::filesystem::path& store, Folders& folders);  // empty when there is none
Result<void> write_shelf(const std::filesystem::path& store, Shelf shelf, Folders& folders);

// Where Content::open finds an installed edition.
std::filesystem::path content_folder(const std::filesystem::path& store, const Edition& edition);
// Its last day, where its authors have set one.
std::optional<Date> valid_until(const std::filesystem::path& store, const Edition& edition, Folders& folders);

// The very same is shown already: there is nothing to copy.
bool in_use(const Verdict& verdict, const Shelf& shelf);

struct Installed {
    Edition edition;
    std::uint64_t copied = 0;  // bytes that came from the stick; what was here already is linked
    bool before = false;       // it was installed before; nothing was done
};
// Looks at what was copied before it may be shown: whether pictures open, texts are clean, pages can be made of it.
using Examine = std::function<tl::expected<void, RefusedPack>(const std::filesystem::path& content, const Manifest&)>;
// Returns only after everything is flushed and was read back: "cabut sekarang".
tl::expected<Installed, RefusedPack> install(const std::filesystem::path& pack, const std::filesystem::path& store,
                                             const TrustFile& trust, Folders& folders, const Progress& progress = {},
                                             const Examine& examine = {});

// At start-up: takes one strike, steps down what struck too often or is not whole by names and sizes, sweeps away what
// nobody needs.
struct Opened {
    std::filesystem::path content;  // empty: what came with the program
    bool emergency = false;
    Shelf shelf;
};
Opened open_store(const std::filesystem::path& store, Folders& folders);

// Reads every byte of an installed edition; for quiet hours.
bool is_whole(const std::filesystem::path& store, const Edition& edition, Folders& folders);

}  // namespace balai
