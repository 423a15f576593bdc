#include "platform/base/folders.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "platform/base/descriptor.h"

namespace balai {

namespace fs = std::filesystem;

namespace {

tl::unexpected<Problem> failed(const fs::path& file, const char* step, int error = errno) {
    return fail(trouble_from_errno(error), file.filename().string(),
                file.string() + ": " + step + ": " + std::strerror(error));
}

class RealNewFile : public Folders::NewFile {
public:
    RealNewFile(fs::path name, Descriptor file) : name_(std::move(name)), file_(std::move(file)) {}
    Result<void> add(std::string_view bytes) override {
        while (!bytes.empty()) {
            const auto written = ::write(file_.number(), bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) return failed(name_, "write");
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
        return {};
    }
    Result<void> finish() override {
        if (::fsync(file_.number()) != 0) return failed(name_, "flush");
        if (!file_.close()) return failed(name_, "close");
        return {};
    }

private:
    fs::path name_;
    Descriptor file_;
};

class RealFolders : public Folders {
public:
    Result<std::string> read(const fs::path& file, std::uint64_t limit) override {
        return real_disk().read(file, limit);
    }
    Result<void> write_durably(const fs::path& file, std::string_view bytes) override {
        return real_disk().write_durably(file, bytes);
    }
    Result<void> make_folder(const fs::path& folder) override { return real_disk().make_folder(folder); }
    Result<fs::path> set_aside(const fs::path& file) override { return real_disk().set_aside(file); }

    Result<std::uint64_t> read_below(const fs::path& root, const fs::path& inside, std::uint64_t limit,
                                     const Take& take) override {
        constexpr int anything = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
        Descriptor at{::open(root.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
        if (at.number() < 0) return failed(root, "open");
        for (auto part = inside.begin(); part != inside.end(); ++part) {
            if (*part == ".." || part->is_absolute())
                return fail(Trouble::Damaged, inside.string(), inside.string() + ": leads out of its folder");
            const bool last = std::next(part) == inside.end();
            Descriptor next{::openat(at.number(), part->c_str(), last ? anything : anything | O_DIRECTORY)};
            if (next.number() < 0 && errno == ELOOP)
                return fail(Trouble::Damaged, inside.string(), inside.string() + ": a link");
            if (next.number() < 0) return failed(root / inside, "open");
            at = std::move(next);
        }
        struct stat about {};
        if (::fstat(at.number(), &about) != 0) return failed(root / inside, "stat");
        if (!S_ISREG(about.st_mode)) return fail(Trouble::Damaged, inside.string(), inside.string() + ": not a file");
        std::string piece(64 << 10, '\0');
        std::uint64_t have = 0;
        for (;;) {
            const auto want = std::min<std::uint64_t>(piece.size(), limit + 1 - have);
            const auto got = ::read(at.number(), piece.data(), static_cast<std::size_t>(want));
            if (got < 0 && errno == EINTR) continue;
            if (got < 0) return failed(root / inside, "read");
            if (got == 0) return have;
            const auto wanted = std::min(static_cast<std::uint64_t>(got), limit - have);
            if (auto taken = take({piece.data(), static_cast<std::size_t>(wanted)}); !taken)
                return tl::unexpected(taken.error());
            have += wanted;
            if (wanted < static_cast<std::uint64_t>(got))
                return fail(Trouble::Damaged, inside.string(),
                            inside.string() + ": longer than " + std::to_string(limit));
        }
    }

    Result<std::unique_ptr<NewFile>> create(const fs::path& file) override {
        Descriptor open{::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644)};
        if (open.number() < 0) return failed(file, "create");
        return std::make_unique<RealNewFile>(file, std::move(open));
    }
    Result<void> link(const fs::path& from, const fs::path& to) override {
        if (::link(from.c_str(), to.c_str()) != 0) return failed(to, "link");
        return {};
    }
    Result<void> rename(const fs::path& from, const fs::path& to) override {
        if (::rename(from.c_str(), to.c_str()) != 0) return failed(to, "rename");
        return {};
    }
    Result<void> remove(const fs::path& file) override {
        if (::unlink(file.c_str()) != 0 && errno != ENOENT) return failed(file, "remove");
        return {};
    }
    Result<void> remove_all(const fs::path& folder) override {
        std::error_code error;
        fs::remove_all(folder, error);
        if (error) return failed(folder, "remove", error.value());
        return {};
    }
    Result<void> flush(const fs::path& folder) override {
        const Descriptor open{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
        if (open.number() < 0 || ::fsync(open.number()) != 0) return failed(folder, "flush folder");
        return {};
    }
    Result<std::vector<std::string>> names(const fs::path& folder, std::size_t most) override {
        std::vector<std::string> all;
        std::error_code error;
        fs::directory_iterator entries{folder, error};
        if (error == std::errc::no_such_file_or_directory) return all;
        for (; !error && entries != fs::directory_iterator{}; entries.increment(error)) {
            if (all.size() == most)
                return fail(Trouble::Damaged, folder.string(), folder.string() + ": too many files");
            all.push_back(entries->path().filename().string());
        }
        if (error) return failed(folder, "list", error.value());
        std::sort(all.begin(), all.end());
        return all;
    }
    Result<std::uint64_t> free_space(const fs::path& folder) override {
        struct statvfs about {};
        if (::statvfs(folder.c_str(), &about) != 0) return failed(folder, "free space");
        return std::uint64_t{about.f_bavail} * about.f_frsize;
    }
};

}  // namespace

Folders& real_folders() {
    static RealFolders folders;
    return folders;
}

}  // namespace balai
