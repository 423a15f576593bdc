#include "platform/machine/stick_rules.h"

#include <algorithm>
#include <sstream>

namespace balai {

namespace {

unsigned byte(std::string_view bytes, std::size_t at) { return static_cast<unsigned char>(bytes[at]); }
unsigned pair(std::string_view bytes, std::size_t at) { return byte(bytes, at) | byte(bytes, at + 1) << 8; }
bool is_power_of_two(unsigned number) { return number && !(number & (number - 1)); }

// A partition table ends with the same two bytes, so the numbers of a FAT must make sense too.
bool looks_like_fat(std::string_view sector) {
    const bool jumps = byte(sector, 0) == 0xEB || byte(sector, 0) == 0xE9;
    const unsigned sector_size = pair(sector, 11), cluster = byte(sector, 13), reserved = pair(sector, 14),
                   tables = byte(sector, 16), media = byte(sector, 21);
    return jumps && is_power_of_two(sector_size) && sector_size >= 512 && sector_size <= 4096 &&
           is_power_of_two(cluster) && reserved > 0 && (tables == 1 || tables == 2) && (media == 0xF0 || media >= 0xF8);
}

// Mount points carry blanks as \040.
std::string unescaped(const std::string& text) {
    std::string plain;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool octal = text[at] == '\\' && at + 3 < text.size() &&
                           std::all_of(text.begin() + at + 1, text.begin() + at + 4,
                                       [](char digit) { return digit >= '0' && digit <= '7'; });
        if (!octal) {
            plain += text[at];
            continue;
        }
        plain += static_cast<char>((text[at + 1] - '0') * 64 + (text[at + 2] - '0') * 8 + (text[at + 3] - '0'));
        at += 3;
    }
    return plain;
}

}  // namespace

std::string_view code(FileSystem system) { return system == FileSystem::Vfat ? "vfat" : "exfat"; }

std::optional<FileSystem> file_system_in(std::string_view first_sector) {
    if (first_sector.size() < 512 || byte(first_sector, 510) != 0x55 || byte(first_sector, 511) != 0xAA)
        return std::nullopt;
    if (first_sector.substr(3, 8) == "EXFAT   ") return FileSystem::Exfat;
    return looks_like_fat(first_sector) ? std::optional{FileSystem::Vfat} : std::nullopt;
}

bool is_stick_name(std::string_view name) {
    if (name.size() < 3 || name.size() > 6 || name.substr(0, 2) != "sd") return false;
    const auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto numbers = std::find_if_not(name.begin() + 2, name.end(), letter);
    return numbers != name.begin() + 2 && std::all_of(numbers, name.end(), digit) &&
           (numbers == name.end() || *numbers != '0');
}

std::string disk_of(std::string_view name) {
    return std::string{name.substr(0, std::min(name.find_first_of("0123456789"), name.size()))};
}

std::vector<Mounted> mounted_in(std::string_view mountinfo) {
    std::vector<Mounted> found;
    std::istringstream lines{std::string{mountinfo}};
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words{line};
        std::string id, parent, device, inside, folder;
        if (words >> id >> parent >> device >> inside >> folder) found.push_back({device, unescaped(folder)});
    }
    return found;
}

std::string mount_data(FileSystem system, Access access, unsigned user, unsigned group) {
    std::string data = "uid=" + std::to_string(user) + ",gid=" + std::to_string(group);
    data += access == Access::Read ? ",fmask=0377,dmask=0277" : ",fmask=0177,dmask=0077";
    data += ",errors=remount-ro";
    if (system == FileSystem::Vfat) data += ",utf8";
    return data;
}

}  // namespace balai
