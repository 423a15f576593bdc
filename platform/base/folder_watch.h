// Sleeps until somebody saves, removes or renames a file in a folder or in one directly inside it.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <set>
#include <string>

#include "platform/base/descriptor.h"
#include "platform/base/result.h"

namespace balai {

class FolderWatch {
public:
    static Result<FolderWatch> open(const std::filesystem::path& folder);

    // The files that changed, relative to the folder, once nothing more has happened for `quiet`: editors save in
    // several steps. Hidden files and editors' copies (`x~`) do not count. "/" stands for more than can be named. Fails
    // when the folder itself is gone.
    Result<std::set<std::string>> wait(std::chrono::milliseconds quiet);

private:
    FolderWatch(std::filesystem::path folder, Descriptor events)
        : folder_(std::move(folder)), events_(std::move(events)) {}
    Result<void> watch(const std::string& inside);
    Result<void> read(std::set<std::string>& changed);

    std::filesystem::path folder_;
    Descriptor events_;
    std::map<int, std::string> inside_;  // watch -> "" or "guides/"
};

}  // namespace balai
