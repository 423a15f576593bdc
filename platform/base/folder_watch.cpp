#include "platform/base/folder_watch.h"

#include <poll.h>
#include <sys/inotify.h>

#include <cerrno>
#include <cstring>

namespace balai {

namespace fs = std::filesystem;

Result<FolderWatch> FolderWatch::open(const fs::path& folder) {
    Descriptor events{::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)};
    if (!events) return fail(Trouble::Internal, folder.string(), std::string{"inotify: "} + std::strerror(errno));
    FolderWatch watch{folder, std::move(events)};
    if (auto watched = watch.watch(""); !watched) return tl::unexpected(watched.error());
    std::error_code error;
    for (const auto& entry : fs::directory_iterator{folder, error})
        if (entry.is_directory(error))
            if (auto watched = watch.watch(entry.path().filename().string() + "/"); !watched)
                return tl::unexpected(watched.error());
    return watch;
}

Result<void> FolderWatch::watch(const std::string& inside) {
    const fs::path path = folder_ / inside;
    const int number = ::inotify_add_watch(events_.number(), path.c_str(),
                                           IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE |
                                               IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR);
    if (number < 0) return fail(Trouble::NotFound, path.string(), path.string() + ": " + std::strerror(errno));
    inside_[number] = inside;
    return {};
}

Result<void> FolderWatch::read(std::set<std::string>& changed) {
    alignas(inotify_event) char bytes[4096];
    for (;;) {
        const auto length = ::read(events_.number(), bytes, sizeof bytes);
        if (length <= 0) return {};
        for (const char* at = bytes; at < bytes + length;) {
            const auto* event = reinterpret_cast<const inotify_event*>(at);
            at += sizeof(inotify_event) + event->len;
            if (event->mask & IN_Q_OVERFLOW) changed.insert("/");  // more than can be named
            const auto found = inside_.find(event->wd);
            if (found == inside_.end()) continue;
            const std::string inside = found->second;
            if (inside.empty() && event->mask & (IN_DELETE_SELF | IN_MOVE_SELF))
                return fail(Trouble::NotFound, folder_.string(), folder_.string() + ": is gone");
            const std::string name = event->len > 0 ? event->name : "";
            if (name.empty() || name.front() == '.' || name.back() == '~') continue;
            if (event->mask & IN_ISDIR) {
                if (inside.empty() && event->mask & (IN_CREATE | IN_MOVED_TO)) (void)watch(name + "/");
                changed.insert(inside + name + "/");
            } else if (!(event->mask & IN_CREATE)) {  // an empty file; it counts when it is closed
                changed.insert(inside + name);
            }
        }
    }
}

Result<std::set<std::string>> FolderWatch::wait(std::chrono::milliseconds quiet) {
    std::set<std::string> changed;
    pollfd waiting{events_.number(), POLLIN, 0};
    for (;;) {
        const int ready = ::poll(&waiting, 1, changed.empty() ? -1 : static_cast<int>(quiet.count()));
        if (ready < 0 && errno != EINTR) return fail(Trouble::Internal, folder_.string(), std::strerror(errno));
        if (ready == 0) return changed;
        if (auto read_all = read(changed); !read_all) return tl::unexpected(read_all.error());
    }
}

}  // namespace balai
