// What counts as a stick. Nothing here touches a device: bytes and names in, answers out.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace balai {

enum class FileSystem { Vfat, Exfat };
std::string_view code(FileSystem system);  // as the kernel calls it

// What the first 512 bytes of a volume say it is. Anything else (NTFS, ext4, a partition table, noise) is nothing to
// us.
std::optional<FileSystem> file_system_in(std::string_view first_sector);

// "sda", "sdb1": a USB disk or one part of it. What is not such a name never becomes part of a path.
bool is_stick_name(std::string_view name);
std::string disk_of(std::string_view name);  // "sda1" -> "sda"

// The folders on which one of `devices` ("8:1") is mounted, by /proc/self/mountinfo, in its order.
struct Mounted {
    std::string device, folder;
};
std::vector<Mounted> mounted_in(std::string_view mountinfo);

enum class Access { Read, Write };
// The data of mount(2): whose files they are, and that nobody else may look.
std::string mount_data(FileSystem system, Access access, unsigned user, unsigned group);

}  // namespace balai
