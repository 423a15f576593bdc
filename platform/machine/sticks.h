// Lays sticks out for the terminal as folders, and takes them away again. The only part of the machine that mounts
// anything; it trusts neither the stick nor the terminal. packaging/README.md ("Sticks") has the protocol.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "platform/base/folders.h"
#include "platform/machine/stick_rules.h"

namespace balai {

struct StickPlaces {
    std::filesystem::path sticks = "/run/balai/sticks", requests = "/run/balai/requests", devices = "/dev",
                          blocks = "/sys/class/block", mountinfo = "/proc/self/mountinfo";
};

// The kernel's part; a test brings its own.
class Mounts {
public:
    virtual ~Mounts() = default;
    virtual Result<std::string> first_sector(const std::filesystem::path& device) = 0;
    virtual Result<void> mount(const std::filesystem::path& device, const std::filesystem::path& folder,
                               FileSystem system, Access access) = 0;
    virtual Result<void> flush(const std::filesystem::path& folder) = 0;
    // Trouble::Busy while somebody has a file open in it.
    virtual Result<void> unmount(const std::filesystem::path& folder) = 0;
    virtual void forget(const std::filesystem::path& folder) = 0;  // unmounts whatever still holds it
};

enum class StickState {
    Ready,       // may be read
    Unreadable,  // not a file system of ours, or broken
    Writable,    // may be written, as was asked
    Protected,   // may be read, but not written
    Busy,        // the terminal still has a file open
    Safe,        // flushed and only readable again: it may be pulled
};
std::string_view code(StickState state);

class Sticks {
public:
    Sticks(StickPlaces places, Mounts& mounts, Folders& folders)
        : places_(std::move(places)), mounts_(mounts), folders_(folders) {}

    // A stick came. Nothing is said about a part of a disk whose earlier part already serves as the stick.
    Result<void> in(std::string_view name);
    // It went, or goes.
    void out(std::string_view name);
    // It took too long or its driver fell: the terminal is told.
    void failed(std::string_view name);
    // A request is a file with one line, "write sda1" or "done sda1". Answers all and empties the folder. A name ending
    // in .baru is about to get its real one, unless its writer died on the way.
    enum class Unfinished { Leave, Sweep };
    struct Answered {
        int strange = 0;  // that made no sense
        bool unfinished = false;
    };
    Answered answer_requests(Unfinished unfinished = Unfinished::Leave);

private:
    bool serves_the_system(std::string_view name);
    bool later_part(std::string_view name);
    void sweep();
    Result<void> mount(std::string_view name, Access access);
    void make_writable(std::string_view name);
    void make_safe(std::string_view name);
    std::optional<StickState> state_of(std::string_view name);
    void say(std::string_view name, StickState state);
    std::filesystem::path folder(std::string_view name) const { return places_.sticks / name; }
    std::filesystem::path state_file(std::string_view name) const {
        return places_.sticks / (std::string{name} + ".state");
    }
    std::optional<FileSystem> file_system(std::string_view name);

    StickPlaces places_;
    Mounts& mounts_;
    Folders& folders_;
};

}  // namespace balai
