// Where results folders lie: on a stick, or somewhere in a tree with copies of many.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "platform/base/result.h"

namespace balai {

// A folder as it was found: nothing of it is believed yet.
struct Found {
    std::filesystem::path path;
    std::string kiosk, serial;  // as the path says

    std::filesystem::path terminal() const { return path.parent_path(); }  // where its acknowledgement belongs
};

bool is_serial(const std::string& name);

// Each one in turn, so that a country's worth of them needs no memory. A Problem of `see` ends the walk.
Result<void> each_results_folder(const std::vector<std::filesystem::path>& tops,
                                 const std::function<Result<void>(Found)>& see);

}  // namespace balai
