// How the board is: what the kernel tells about its heat and its supply. What a machine does not tell is not known.
#pragma once

#include <filesystem>
#include <optional>

namespace balai {

struct Board {
    std::optional<int> degrees;
    std::optional<bool> supply_weak;  // since it was switched on
};
Board look_at_board(const std::filesystem::path& sys = "/sys");

}  // namespace balai
