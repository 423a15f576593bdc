// What installing needs of a disk: streams, links, renames, and folders that are flushed when it is said and not
// before. Every step may be made to fail or to be the last one, so that tests can cut the power between any two.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "platform/base/disk.h"

namespace balai {

class Folders : public Disk {
public:
    using Take = std::function<Result<void>(std::string_view piece)>;  // a failure ends the reading

    // Reads a regular file in pieces of at most 64 KiB and gives its length. No part of `inside` may be a link, a pipe
    // or `..`, and nothing is waited for. Reads one byte more than `limit` at most; when there is
    // one, `take` had the first `limit` and it is Trouble::Damaged.
    virtual Result<std::uint64_t> read_below(const std::filesystem::path& root, const std::filesystem::path& inside,
                                             std::uint64_t limit, const Take& take) = 0;

    class NewFile {
    public:
        virtual ~NewFile() = default;
        virtual Result<void> add(std::string_view bytes) = 0;
        virtual Result<void> finish() = 0;  // flushed and closed
    };
    virtual Result<std::unique_ptr<NewFile>> create(const std::filesystem::path& file) = 0;

    virtual Result<void> link(const std::filesystem::path& from, const std::filesystem::path& to) = 0;
    virtual Result<void> rename(const std::filesystem::path& from, const std::filesystem::path& to) = 0;
    virtual Result<void> remove(const std::filesystem::path& file) = 0;        // no fault when it is not there
    virtual Result<void> remove_all(const std::filesystem::path& folder) = 0;  // the same
    virtual Result<void> flush(const std::filesystem::path& folder) = 0;
    // The names in a folder in order; empty when there is none. More than `most` is Trouble::Damaged.
    virtual Result<std::vector<std::string>> names(const std::filesystem::path& folder, std::size_t most) = 0;
    virtual Result<std::uint64_t> free_space(const std::filesystem::path& folder) = 0;
};

Folders& real_folders();

}  // namespace balai
