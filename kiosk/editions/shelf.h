// Which edition a terminal shows, which one before it is kept, and how far the new one can be trusted. Pure values; one
// small file holds them, and replacing that file is the switch.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/editions/verify.h"

namespace balai {

inline constexpr int most_strikes = 3;
inline constexpr std::size_t most_bad = 32;

// Waits: not yet ten minutes in use. Restart: these passed, a restart is to come. Passed: done.
enum class Trial { Waits, Restart, Passed };

struct Shelf {
    std::uint64_t turn = 0;  // of two copies the later one counts
    std::optional<Edition> active, previous;
    Trial trial = Trial::Passed;  // of the active one
    int strikes = 0;              // starts that were not followed by calm
    std::optional<Edition> high;  // the largest that passed
    bool anew = false;            // keys have changed since: any number may come next
    std::vector<std::string> bad;
    bool operator==(const Shelf&) const = default;
};

std::string to_text(const Shelf& shelf);
std::optional<Shelf> read_shelf(std::string_view text);

std::string folder_name(const Edition& edition);  // "7-3f9a01b2c4d5e6f7"

// What a stick is judged by.
Known known(const Shelf& shelf);
// The smallest number still kept; nothing older is ever shown again.
std::uint64_t floor_of(const Shelf& shelf);

Shelf after_install(Shelf shelf, const Edition& edition);
// Before content is opened: a strike, until settled() takes it back. After three the edition before is shown, then what
// came with the program (no active one), then nothing but the compiled-in page (`emergency`).
struct Start {
    Shelf shelf;
    bool emergency = false;
};
Start before_start(Shelf shelf);
Shelf settled(Shelf shelf);       // a minute of calm
Shelf ten_minutes(Shelf shelf);   // once a run
Shelf go_back(Shelf shelf);       // an officer wants the edition before; the active one is not called bad for it
Shelf keys_changed(Shelf shelf);  // older packs cannot be signed any more, so numbers may begin anew

}  // namespace balai
