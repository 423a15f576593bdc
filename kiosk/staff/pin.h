// The staff's PIN: which ones are allowed, and how often one may guess. A guess is written down before it is looked at,
// so that pulling the plug buys nothing; a wait that a power cut ends begins anew. Nobody is locked out for good, or a
// resident could lock out the staff. Nothing behind it is worth a stolen card: six digits do not survive that.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "platform/base/clock.h"
#include "platform/base/disk.h"

namespace balai {

inline constexpr std::size_t shortest_pin = 6, longest_pin = 8;

enum class PinFault { Length, NotDigits, Weak };
// Weak: few different digits, steps up or down, a piece repeated, a day or a year that people think of first.
std::optional<PinFault> fault_of_pin(std::string_view digits);
std::string random_pin(std::size_t length);

// How many were tried in a row without the right one -> how long to wait before the next.
inline constexpr int free_tries = 5;
Moment wait_after(int tries);

// What lies in <state>/pin. How many digits it has is no secret: the page shows as many places.
struct KeptPin {
    std::size_t length = 0;
    std::string seal;
};
Result<void> write_pin(std::string_view digits, const std::filesystem::path& state, Disk& disk);
// Trouble::NotFound until one was set.
Result<KeptPin> read_pin(const std::filesystem::path& state, Disk& disk);
bool opens(const KeptPin& pin, std::string_view digits);  // takes as long as sealing does

// Counts the tries. One for each run of the program; `now` is when it starts.
class PinGuard {
public:
    PinGuard(const std::filesystem::path& state, Disk& disk, Moment now);

    // Until when nobody may try; nothing when somebody may.
    std::optional<Moment> closed_until(Moment now) const;
    int tries_left() const;  // free ones
    // A try begins: flushed before it returns. Trouble means that the disk would not take it; the try may go on, but
    // from then on every one is followed by a wait.
    Result<void> begin_try(Moment now);
    Result<void> was_right();

private:
    Result<void> write();

    std::filesystem::path file_;
    Disk& disk_;
    int tries_ = 0;
    Moment last_{0};
};

}  // namespace balai
