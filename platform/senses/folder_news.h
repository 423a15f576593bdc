// Says when something comes into a folder or goes from it, in the loop's one poll().
#pragma once

#include <filesystem>

#include "platform/base/descriptor.h"

namespace balai {

class FolderNews {
public:
    FolderNews();
    // Watching twice is watching once; a folder that is not there is not watched. Says whether it is.
    bool watch(const std::filesystem::path& folder);
    // A folder that is not watched is left all the same. The leaving itself is read as news.
    void leave(const std::filesystem::path& folder);
    int descriptor() const { return inotify_.number(); }
    // True when something has happened since the last call.
    bool read();

private:
    Descriptor inotify_;
};

}  // namespace balai
