#include "platform/senses/folder_news.h"

#include <sys/inotify.h>

namespace balai {

FolderNews::FolderNews() : inotify_(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {}

bool FolderNews::watch(const std::filesystem::path& folder) {
    constexpr unsigned changes = IN_CREATE | IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_ONLYDIR;
    return ::inotify_add_watch(inotify_.number(), folder.c_str(), changes) >= 0;
}

bool FolderNews::read() {
    alignas(inotify_event) char events[4096];
    bool any = false;
    while (::read(inotify_.number(), events, sizeof events) > 0) any = true;
    return any;
}

}  // namespace balai
