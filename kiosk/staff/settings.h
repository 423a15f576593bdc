// What the people of a hall decide about their terminal, in one small file. Written by the setup program and by the
// staff area; a file that is not exactly right is not believed at all, and the terminal runs with what it was built
// with.
//
//   kiosk = "balai-sukorejo"
//   office = "wonosobo"       this and the next two are kept; nothing shows them yet
//   officer = "Pak Karyo"
//   hall = "07:30-15:00"
//   dim = "18:00-07:00"       left out: never
//   off = "21:00-05:00"       dark once people have gone; left out: never
//   ppi = 149.0
//   rotation = 0
//   sound = true
//   volume = 60               how loud the voice is at the beginning of each visit
//   [passed]                  self-tests and the day each last passed
//   touch = 2026-11-25
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "platform/base/clock.h"
#include "platform/base/disk.h"

namespace balai {

// Of each day, in minutes after midnight; may reach over midnight.
struct Hours {
    int from = 0, until = 0;
    bool holds(int minute) const {
        return from <= until ? minute >= from && minute < until : minute >= from || minute < until;
    }
    bool operator==(const Hours&) const = default;
};

enum class SelfTest { Touch, Sound, Colours, Code };
inline constexpr SelfTest all_self_tests[] = {SelfTest::Touch, SelfTest::Sound, SelfTest::Colours, SelfTest::Code};
std::string_view code(SelfTest test);  // "touch"

struct Settings {
    std::string kiosk;                    // [a-z0-9-]{1,32}; empty until it was set up
    std::string office;                   // as kiosk; whose packs it takes says the trust file
    std::string officer;                  // at most 40 letters
    std::optional<Hours> hall, dim, off;  // without `off` the screen is dark while the hall is closed
    float ppi = 149;                      // 40 to 600
    int rotation = 0;                     // 0, 90, 180, 270: degrees clockwise
    bool sound = true;
    int volume = 60;  // percent
    std::map<SelfTest, Date> passed;
    bool operator==(const Settings&) const = default;
};

bool is_kiosk_id(std::string_view text);
std::optional<Hours> hours_from(std::string_view text);  // "07:30-15:00"
std::string to_string(const Hours& hours);

std::string to_text(const Settings& settings);
// The Problem names the line that is wrong.
Result<Settings> settings_from(const std::string& text);

// <state>/settings.toml. Trouble::NotFound before the first one was written.
Result<Settings> read_settings(const std::filesystem::path& state, Disk& disk);
Result<void> write_settings(const Settings& settings, const std::filesystem::path& state, Disk& disk);

}  // namespace balai
