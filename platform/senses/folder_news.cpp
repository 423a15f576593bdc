#include "platform/senses/folder_news.h"

#include <sys/inotify.h>

namespace balai {

FolderNews::FolderNews() : inotify_(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {}

namespace {

// Watching a folder again gives the same number once more.
int watch_of(int inotify, const std::filesystem::path& folder) {
    constexpr unsigned changes = IN_CREATE | IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_ONLYDIR;
    return ::inotify_add_watch(inotify, folder.c_str(), changes);
}

}  // namespace

bool FolderNews::watch(const std::filesystem::path& folder) { return watch_of(inotify_.number(), folder) >= 0; }

void FolderNews::leave(const std::filesystem::path& folder) {
    if (const int watch = watch_of(inotify_.number(), folder); watch >= 0) ::inotify_rm_watch(inotify_.number(), watch);
}

bool FolderNews::read() {
    alignas(inotify_event) char events[4096];
    bool any = false;
    while (::read(inotify_.number(), events, sizeof events) > 0) any = true;
    return any;
}

}  // namespace balai
