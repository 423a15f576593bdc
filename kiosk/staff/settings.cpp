#include "kiosk/staff/settings.h"

#include <algorithm>
#include <cstdio>

#include "platform/base/toml.h"
#include "platform/base/utf8.h"

namespace balai {

namespace {

constexpr std::uint64_t longest_file = 4096;
constexpr std::size_t longest_id = 32, longest_name = 40;

struct Wrong {
    int line;
    std::string why;
};

// One table, entry by entry; the first thing that is wrong ends the reading.
class Reading {
public:
    explicit Reading(const toml::table& table) : table_(table) {}

    template <typename T, typename Take>
    void may(const char* key, const char* wanted, Take take) {
        const toml::node* node = table_.get(key);
        if (!node) return;
        ++known_;
        const auto value = node->value_exact<T>();
        if ((!value || !take(*value)) && !wrong_)
            wrong_ = Wrong{static_cast<int>(node->source().begin.line), std::string{key} + " wants " + wanted};
    }
    template <typename Take>
    void may_table(const char* key, Take take) {
        const toml::table* inside = table_[key].as_table();
        if (!inside) return;
        ++known_;
        take(*inside);
    }
    std::optional<Wrong> wrong() const {
        if (wrong_) return wrong_;
        if (known_ != table_.size()) return Wrong{1, "an entry that is not known"};
        return std::nullopt;
    }

private:
    const toml::table& table_;
    std::size_t known_ = 0;
    std::optional<Wrong> wrong_;
};

bool is_name(const std::string& text) {
    return text.size() <= longest_name && !text_fault(text) && text.find_first_of("\n\t") == text.npos;
}

std::optional<Wrong> read_passed(const toml::table& table, Settings& settings) {
    Reading reading{table};
    for (const SelfTest test : all_self_tests)
        reading.may<toml::date>(code(test).data(), "a day", [&](const toml::date& day) {
            const Date date{std::chrono::year{day.year} / day.month / day.day};
            settings.passed[test] = date;
            return date.ok();
        });
    return reading.wrong();
}

std::optional<Wrong> read_all(const toml::table& table, Settings& settings) {
    Reading reading{table};
    const auto id = [&](std::string& into) {
        return [&into](const std::string& text) {
            into = text;
            return is_kiosk_id(text);
        };
    };
    const auto span = [&](std::optional<Hours>& into) {
        return [&into](const std::string& text) { return (into = hours_from(text)).has_value(); };
    };
    reading.may<std::string>("kiosk", "small letters, digits and -", id(settings.kiosk));
    reading.may<std::string>("office", "small letters, digits and -", id(settings.office));
    reading.may<std::string>("officer", "a name", [&](const std::string& text) {
        settings.officer = text;
        return is_name(text);
    });
    reading.may<std::string>("hall", "hours like 07:30-15:00", span(settings.hall));
    reading.may<std::string>("dim", "hours like 18:00-07:00", span(settings.dim));
    reading.may<std::string>("off", "hours like 21:00-05:00", span(settings.off));
    reading.may<double>("ppi", "a number from 40.0 to 600.0", [&](double ppi) {
        settings.ppi = static_cast<float>(ppi);
        return ppi >= 40 && ppi <= 600;
    });
    reading.may<std::int64_t>("rotation", "0, 90, 180 or 270", [&](std::int64_t degrees) {
        settings.rotation = static_cast<int>(degrees);
        return degrees == 0 || degrees == 90 || degrees == 180 || degrees == 270;
    });
    reading.may<bool>("sound", "true or false", [&](bool on) {
        settings.sound = on;
        return true;
    });
    reading.may<std::int64_t>("volume", "a number from 0 to 100", [&](std::int64_t percent) {
        settings.volume = static_cast<int>(percent);
        return percent >= 0 && percent <= 100;
    });
    std::optional<Wrong> in_passed;
    reading.may_table("passed", [&](const toml::table& passed) { in_passed = read_passed(passed, settings); });
    return in_passed ? in_passed : reading.wrong();
}

}  // namespace

std::string_view code(SelfTest test) {
    switch (test) {
        case SelfTest::Touch:
            return "touch";
        case SelfTest::Sound:
            return "sound";
        case SelfTest::Colours:
            return "screen";
        case SelfTest::Code:
            break;
    }
    return "code";
}

bool is_kiosk_id(std::string_view text) {
    return !text.empty() && text.size() <= longest_id && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

std::optional<Hours> hours_from(std::string_view text) {
    if (text.size() != 11 || text[2] != ':' || text[5] != '-' || text[8] != ':') return std::nullopt;
    int digits[11]{};
    for (const int at : {0, 1, 3, 4, 6, 7, 9, 10}) {
        if (text[at] < '0' || text[at] > '9') return std::nullopt;
        digits[at] = text[at] - '0';
    }
    const auto minutes = [&](int at) -> std::optional<int> {
        const int hour = digits[at] * 10 + digits[at + 1], minute = digits[at + 3] * 10 + digits[at + 4];
        if (hour > 23 || minute > 59) return std::nullopt;
        return hour * 60 + minute;
    };
    const auto from = minutes(0), until = minutes(6);
    if (!from || !until || *from == *until) return std::nullopt;
    return Hours{*from, *until};
}

std::string to_string(const Hours& hours) {
    const auto two = [](int number) { return std::string{number < 10 ? "0" : ""} + std::to_string(number); };
    const auto clock = [&](int minutes) { return two(minutes / 60) + ":" + two(minutes % 60); };
    return clock(hours.from) + "-" + clock(hours.until);
}

std::string to_text(const Settings& settings) {
    std::string text;
    const auto quoted = [](const std::string& words) {
        std::string result{"\""};
        for (const char c : words) {
            if (c == '"' || c == '\\') result += '\\';
            result += c;
        }
        return result + "\"";
    };
    const auto add = [&](const char* key, const std::string& value) {
        text += std::string{key} + " = " + value + "\n";
    };
    for (const auto& [key, words] : {std::pair{"kiosk", settings.kiosk}, std::pair{"office", settings.office},
                                     std::pair{"officer", settings.officer}})
        if (!words.empty()) add(key, quoted(words));
    for (const auto& [key, hours] :
         {std::pair{"hall", settings.hall}, std::pair{"dim", settings.dim}, std::pair{"off", settings.off}})
        if (hours) add(key, quoted(to_string(*hours)));
    char ppi[32];
    std::snprintf(ppi, sizeof ppi, "%.2f", static_cast<double>(settings.ppi));
    add("ppi", ppi);
    add("rotation", std::to_string(settings.rotation));
    add("sound", settings.sound ? "true" : "false");
    add("volume", std::to_string(settings.volume));
    if (settings.passed.empty()) return text;
    text += "\n[passed]\n";
    for (const auto& [test, date] : settings.passed) add(code(test).data(), to_string(date));
    return text;
}

Result<Settings> settings_from(const std::string& text) {
    const auto damaged = [](int line, std::string_view why) {
        return fail(Trouble::Damaged, "pengaturan", "settings.toml:" + std::to_string(line) + ": " + std::string{why});
    };
    if (text_fault(text)) return damaged(1, "not clean text");
    const auto table = read_toml(text);
    if (!table) return damaged(table.error().line, table.error().why);
    Settings settings;
    if (const auto wrong = read_all(*table, settings)) return damaged(wrong->line, wrong->why);
    return settings;
}

Result<Settings> read_settings(const std::filesystem::path& state, Disk& disk) {
    return disk.read(state / "settings.toml", longest_file).and_then(settings_from);
}

Result<void> write_settings(const Settings& settings, const std::filesystem::path& state, Disk& disk) {
    return disk.make_folder(state).and_then(
        [&] { return disk.write_durably(state / "settings.toml", to_text(settings)); });
}

}  // namespace balai
