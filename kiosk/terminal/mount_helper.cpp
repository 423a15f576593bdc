#include "kiosk/terminal/mount_helper.h"

#include <chrono>
#include <thread>

namespace balai {

using namespace std::chrono_literals;

namespace {

constexpr int most_looks = 400;  // 20 s: a slow stick flushes for a while
constexpr auto between_looks = 50ms;

}  // namespace

std::string state_of_stick(const Places& places, const std::string& device, Disk& disk) {
    std::string state = disk.read(places.sticks / (device + ".state"), 64).value_or("");
    while (!state.empty() && state.back() == '\n') state.pop_back();
    return state;
}

bool ask_helper(const Places& places, const std::string& device, const std::string& wish, const std::string& answer,
                Disk& disk) {
    if (places.sticks.empty()) return true;
    const auto requests = places.sticks.parent_path() / "requests";
    std::error_code error;
    if (!std::filesystem::is_directory(requests, error)) return true;
    const std::string line = wish + " " + device;
    if (!disk.write_durably(requests / (wish + "-" + device), line + "\n")) return false;
    for (int look = 0; look < most_looks; ++look) {
        const std::string state = state_of_stick(places, device, disk);
        if (state == answer) return true;
        if (state.empty() || state == "unreadable" || state == "protected") return false;
        std::this_thread::sleep_for(between_looks);
    }
    return false;
}

}  // namespace balai
