// Rehearsals: a stick that is pulled after so many bytes, a machine that loses its power at a step.
#pragma once

#include <csignal>
#include <cstdint>

#include "kiosk/terminal/guarded_folders.h"

namespace balai {

class RehearsedFolders : public GuardedFolders {
public:
    RehearsedFolders() : GuardedFolders(real_folders()) {}

    void pull_after(const std::filesystem::path& root, std::uint64_t bytes) {
        root_ = std::filesystem::absolute(root);
        left_ = bytes;
    }
    // The step with this number, counted from now, does not happen any more.
    void kill_at(int step) { kill_in_ = step; }
    // Since it was asked last; the next stick stays in.
    bool was_pulled() {
        root_.clear();
        return std::exchange(pulled_, false);
    }

protected:
    Result<void> before(const std::filesystem::path& where, std::size_t bytes) override {
        if (kill_in_ > 0 && --kill_in_ == 0) std::raise(SIGKILL);
        if (root_.empty() || !lies_in(where, root_)) return {};
        if (bytes > left_ || pulled_) {
            pulled_ = true;
            return fail(Trouble::NoDevice, "flashdisk", "pulled");
        }
        left_ -= bytes;
        return {};
    }

private:
    std::filesystem::path root_;
    std::uint64_t left_ = 0;
    int kill_in_ = 0;
    bool pulled_ = false;
};

}  // namespace balai
