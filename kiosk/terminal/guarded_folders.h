// Folders with somebody in between who may say no: a stick that was pulled, a rehearsed power cut.
#pragma once

#include <atomic>
#include <cstdint>

#include "platform/base/folders.h"

namespace balai {

class GuardedFolders : public Folders {
public:
    explicit GuardedFolders(Folders& inner) : inner_(inner) {}

    Result<std::string> read(const std::filesystem::path& file, std::uint64_t limit) override {
        return guarded(file, [&] { return inner_.read(file, limit); });
    }
    Result<void> write_durably(const std::filesystem::path& file, std::string_view bytes) override {
        return guarded(file, [&] { return inner_.write_durably(file, bytes); });
    }
    Result<void> make_folder(const std::filesystem::path& folder) override {
        return guarded(folder, [&] { return inner_.make_folder(folder); });
    }
    Result<std::filesystem::path> set_aside(const std::filesystem::path& file) override {
        return guarded(file, [&] { return inner_.set_aside(file); });
    }
    Result<std::uint64_t> read_below(const std::filesystem::path& root, const std::filesystem::path& inside,
                                     std::uint64_t limit, const Take& take) override {
        const auto taking = [&](std::string_view piece) -> Result<void> {
            if (auto allowed = before(root, piece.size()); !allowed) return allowed;
            return take(piece);
        };
        return guarded(root, [&] { return inner_.read_below(root, inside, limit, taking); });
    }
    Result<std::unique_ptr<NewFile>> create(const std::filesystem::path& file) override {
        return guarded(file, [&] { return inner_.create(file); });
    }
    Result<void> link(const std::filesystem::path& from, const std::filesystem::path& to) override {
        return guarded(to, [&] { return inner_.link(from, to); });
    }
    Result<void> rename(const std::filesystem::path& from, const std::filesystem::path& to) override {
        return guarded(to, [&] { return inner_.rename(from, to); });
    }
    Result<void> remove(const std::filesystem::path& file) override {
        return guarded(file, [&] { return inner_.remove(file); });
    }
    Result<void> remove_all(const std::filesystem::path& folder) override {
        return guarded(folder, [&] { return inner_.remove_all(folder); });
    }
    Result<void> flush(const std::filesystem::path& folder) override {
        return guarded(folder, [&] { return inner_.flush(folder); });
    }
    Result<std::vector<std::string>> names(const std::filesystem::path& folder, std::size_t most) override {
        return guarded(folder, [&] { return inner_.names(folder, most); });
    }
    Result<std::uint64_t> free_space(const std::filesystem::path& folder) override {
        return guarded(folder, [&] { return inner_.free_space(folder); });
    }

protected:
    // Before each step, and before each piece that is read; a Problem takes its place.
    virtual Result<void> before(const std::filesystem::path& where, std::size_t bytes) = 0;

private:
    template <typename Step>
    auto guarded(const std::filesystem::path& where, const Step& step) -> decltype(step()) {
        if (auto allowed = before(where, 0); !allowed) return tl::unexpected(allowed.error());
        return step();
    }
    Folders& inner_;
};

// Whether a path lies in a folder, by its name alone.
inline bool lies_in(const std::filesystem::path& path, const std::filesystem::path& folder) {
    const std::string inner = path.string(), outer = folder.string();
    return !outer.empty() && inner.compare(0, outer.size(), outer) == 0 &&
           (inner.size() == outer.size() || inner[outer.size()] == '/');
}

// A stick that may be pulled while it is read: from then on it is not there any more.
class PulledFolders : public GuardedFolders {
public:
    PulledFolders(Folders& inner, std::filesystem::path root, const std::atomic<bool>& pulled)
        : GuardedFolders(inner), root_(std::move(root)), pulled_(pulled) {}

protected:
    Result<void> before(const std::filesystem::path& where, std::size_t) override {
        if (pulled_ && lies_in(where, root_)) return fail(Trouble::NoDevice, "flashdisk", "pulled");
        return {};
    }

private:
    std::filesystem::path root_;
    const std::atomic<bool>& pulled_;
};

}  // namespace balai
