// The black box: what happened to this machine, kept through power cuts in little room and with few writes. Fixed-size
// records with a checksum in two files of a fixed size, used in turn; a torn or flipped record is skipped, its
// neighbours stay. Numbers only: no text from outside, no place on the glass, nothing about what a visitor did.
//
//   <folder>/events.1, events.2   256 KiB each, 8192 records of 32 bytes, little endian:
//   sequence (8), run (4), seconds since boot (4), what (2), gravity (1), zero (1), two numbers (4 each), CRC-32 (4)
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/clock.h"
#include "platform/base/result.h"

namespace balai {

enum class Gravity : std::uint8_t { Note, Warning, Error };

struct Record {
    std::uint64_t sequence = 0;  // from 1
    std::uint32_t run = 0;       // which start of the program, from 1
    std::uint32_t uptime = 0;    // seconds since the machine was switched on
    std::uint16_t what = 0;
    Gravity gravity = Gravity::Note;
    std::int32_t first = 0, second = 0;
    bool operator==(const Record&) const = default;
};

inline constexpr std::size_t record_size = 32, records_a_file = 8192;

std::string to_bytes(const Record& record);
// Every whole record in what is left of a file, by sequence.
std::vector<Record> records_in(std::string_view bytes);

class EventLog {
public:
    // A new run begins. Trouble when the files cannot be read or made; the terminal then runs without.
    static Result<EventLog> open(const std::filesystem::path& folder);
    EventLog(EventLog&&) noexcept;
    EventLog& operator=(EventLog&&) noexcept;
    ~EventLog();  // writes what is left

    // Warnings and errors are on the card when this returns, notes within ten minutes.
    Result<void> add(std::uint16_t what, Gravity gravity, std::int32_t first, std::int32_t second, Moment now);
    std::optional<Moment> next_flush() const;
    Result<void> flush();

    std::uint32_t run() const { return run_; }
    // Newest first.
    std::vector<Record> newest(std::size_t most) const;

private:
    class File;
    EventLog();
    std::vector<File> files_;
    std::vector<Record> kept_;  // the newest few hundred, oldest first; what is not flushed yet at its end
    std::size_t waiting_ = 0;
    std::size_t file_ = 0, slot_ = 0;  // where the next one goes
    std::uint32_t run_ = 1;
    std::optional<Moment> flush_at_;
};

}  // namespace balai
