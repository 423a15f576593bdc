#include "platform/senses/board.h"

#include <charconv>

#include "platform/base/disk.h"

namespace balai {

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t longest_file = 4096;  // what the kernel says of every one of them

std::string line_of(const fs::path& file) {
    auto text = real_disk().read(file, longest_file);
    if (!text) return {};
    return text->substr(0, text->find('\n'));
}

std::optional<int> number_of(const fs::path& file) {
    const std::string text = line_of(file);
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end != text.data() ? std::optional{value} : std::nullopt;
}

}  // namespace

Board look_at_board(const fs::path& sys) {
    Board board;
    if (const auto thousandths = number_of(sys / "class/thermal/thermal_zone0/temp"))
        board.degrees = *thousandths / 1000;
    std::error_code error;
    for (fs::directory_iterator at{sys / "class/hwmon", error}, end; !error && at != end; at.increment(error)) {
        if (line_of(at->path() / "name") != "rpi_volt") continue;
        if (const auto alarm = number_of(at->path() / "in0_lcrit_alarm")) board.supply_weak = *alarm != 0;
    }
    return board;
}

}  // namespace balai
