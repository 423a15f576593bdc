// Files that survive a power cut. Everything that writes goes through a Disk, so that a test can make any step fail.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "platform/base/result.h"

namespace balai {

class Disk {
public:
    virtual ~Disk() = default;

    // The whole file, at most `limit` bytes (Trouble::Damaged when it is longer). Regular files only: a pipe or a
    // device under that name is Trouble::Damaged and never blocks.
    virtual Result<std::string> read(const std::filesystem::path& file, std::uint64_t limit) = 0;

    // The old content or the new one survives a power cut, never half of each: write beside, flush, rename, flush the
    // folder.
    virtual Result<void> write_durably(const std::filesystem::path& file, std::string_view bytes) = 0;

    // Makes the folder and those above it.
    virtual Result<void> make_folder(const std::filesystem::path& folder) = 0;

    // Moves a file (and what SQLite keeps beside it: -wal, -shm, -journal) to `<file>.rusak-<number>` in the same
    // folder and returns the new path. Nothing is ever deleted.
    virtual Result<std::filesystem::path> set_aside(const std::filesystem::path& file) = 0;
};

// The disk of this machine.
Disk& real_disk();

// What an errno of a file operation means for people.
Trouble trouble_from_errno(int error);

}  // namespace balai
