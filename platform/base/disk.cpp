#include "platform/base/disk.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "platform/base/descriptor.h"

namespace balai {

namespace fs = std::filesystem;

namespace {

tl::unexpected<Problem> failed(const fs::path& file, const char* step) {
    const int error = errno;
    return fail(trouble_from_errno(error), file.filename().string(),
                file.string() + ": " + step + ": " + std::strerror(error));
}

Result<void> flush_folder(const fs::path& folder) {
    const Descriptor open{::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (open.number() < 0 || ::fsync(open.number()) != 0) return failed(folder, "flush folder");
    return {};
}

bool write_all(int file, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto written = ::write(file, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

class RealDisk : public Disk {
public:
    Result<std::string> read(const fs::path& file, std::uint64_t limit) override {
        // Non-blocking: opening a pipe that somebody put under this name must not hang the terminal.
        const Descriptor open{::open(file.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC)};
        if (open.number() < 0) return failed(file, "open");
        struct stat about {};
        if (::fstat(open.number(), &about) != 0) return failed(file, "stat");
        if (!S_ISREG(about.st_mode))
            return fail(Trouble::Damaged, file.filename().string(), file.string() + ": not a file");
        if (static_cast<std::uint64_t>(about.st_size) > limit)
            return fail(Trouble::Damaged, file.filename().string(),
                        file.string() + ": longer than " + std::to_string(limit));
        std::string bytes(static_cast<std::size_t>(about.st_size), '\0');
        std::size_t have = 0;
        while (have < bytes.size()) {
            const auto got = ::read(open.number(), bytes.data() + have, bytes.size() - have);
            if (got < 0 && errno == EINTR) continue;
            if (got < 0) return failed(file, "read");
            if (got == 0) break;  // shortened while we read it
            have += static_cast<std::size_t>(got);
        }
        bytes.resize(have);
        return bytes;
    }

    Result<void> write_durably(const fs::path& file, std::string_view bytes) override {
        fs::path beside = file;
        beside += ".baru";
        Descriptor open{::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644)};
        if (open.number() < 0) return failed(file, "create");
        if (!write_all(open.number(), bytes) || ::fsync(open.number()) != 0 || !open.close()) {
            auto problem = failed(file, "write");
            ::unlink(beside.c_str());
            return problem;
        }
        if (::rename(beside.c_str(), file.c_str()) != 0) return failed(file, "rename");
        return flush_folder(file.parent_path());
    }

    Result<void> make_folder(const fs::path& folder) override {
        std::error_code error;
        fs::create_directories(folder, error);
        if (error || !fs::is_directory(folder, error)) {
            if (!error) error = std::make_error_code(std::errc::not_a_directory);
            return fail(trouble_from_errno(error.value()), folder.filename().string(),
                        folder.string() + ": " + error.message());
        }
        return {};
    }

    Result<fs::path> set_aside(const fs::path& file) override {
        for (int number = 1;; ++number) {
            const std::string behind = ".rusak-" + std::to_string(number);
            fs::path to = file;
            to += behind;
            std::error_code error;
            if (fs::exists(to, error)) continue;
            if (::rename(file.c_str(), to.c_str()) != 0) return failed(file, "set aside");
            // What SQLite keeps beside a database belongs to it and must not be taken for the new one's.
            for (const char* companion : {"-wal", "-shm", "-journal"}) {
                fs::path beside = file, away = to;
                beside += companion;
                away += companion;
                if (fs::exists(beside, error) && ::rename(beside.c_str(), away.c_str()) != 0)
                    return failed(beside, "set aside");
            }
            if (auto flushed = flush_folder(file.parent_path()); !flushed) return tl::unexpected(flushed.error());
            return to;
        }
    }
};

}  // namespace

Disk& real_disk() {
    static RealDisk disk;
    return disk;
}

Trouble trouble_from_errno(int error) {
    switch (error) {
        case ENOENT:
        case ENOTDIR:
            return Trouble::NotFound;
        case EACCES:
        case EPERM:
        case EROFS:
            return Trouble::NotWritable;
        case ENOSPC:
        case EDQUOT:
        case EFBIG:
            return Trouble::DiskFull;
        case EBUSY:
        case EAGAIN:
            return Trouble::Busy;
        case EIO:
            return Trouble::Damaged;
        case ENODEV:
        case ENXIO:
            return Trouble::NoDevice;
        default:
            return Trouble::Internal;
    }
}

}  // namespace balai
