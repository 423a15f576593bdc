#include "kiosk/office/sticks.h"

#include <optional>

#include "kiosk/feedback/results.h"
#include "platform/base/disk.h"

namespace balai {

namespace fs = std::filesystem;

namespace {

constexpr int deepest = 12;

std::optional<Found> found_at(const fs::path& place) {
    Found found{place, place.parent_path().filename().string(), place.filename().string()};
    std::error_code error;
    const bool is_results =
        (is_serial(found.serial) && place.parent_path().parent_path().filename() == results_folder) ||
        fs::exists(place / receipt_file, error) || fs::exists(place / results_file, error);
    if (!is_results) return std::nullopt;
    return found;
}

Result<void> walk(const fs::path& top, const std::function<Result<void>(Found)>& see) {
    std::error_code error;
    if (!fs::is_directory(top, error)) return fail(Trouble::NotFound, top.string(), "there is no such folder");
    const fs::path whole = fs::absolute(top, error).lexically_normal();
    if (auto found = found_at(whole.has_filename() ? whole : whole.parent_path())) return see(std::move(*found));
    fs::recursive_directory_iterator entries{whole, fs::directory_options::skip_permission_denied, error}, end;
    while (!error && entries != end) {
        if (entries->is_directory(error) && !entries->is_symlink(error)) {
            auto found = found_at(entries->path());
            if (found || entries.depth() > deepest) entries.disable_recursion_pending();
            if (found)
                if (auto seen = see(std::move(*found)); !seen) return seen;
        }
        entries.increment(error);
    }
    if (error) return fail(trouble_from_errno(error.value()), top.string(), error.message());
    return {};
}

}  // namespace

bool is_serial(const std::string& name) {
    return !name.empty() && name.size() <= 9 && name.front() != '0' &&
           name.find_first_not_of("0123456789") == std::string::npos;
}

Result<void> each_results_folder(const std::vector<fs::path>& tops, const std::function<Result<void>(Found)>& see) {
    for (const fs::path& top : tops)
        if (auto walked = walk(top, see); !walked) return walked;
    return {};
}

}  // namespace balai
