#include "platform/machine/kernel_mounts.h"

#include <fcntl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "platform/base/descriptor.h"

namespace balai {

namespace {

tl::unexpected<Problem> failed(const std::filesystem::path& what, const char* step) {
    const int error = errno;
    return fail(error == EBUSY ? Trouble::Busy : trouble_from_errno(error), what.string(),
                std::string{step} + ": " + std::strerror(error));
}

}  // namespace

Result<std::string> KernelMounts::first_sector(const std::filesystem::path& device) {
    const Descriptor open{::open(device.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW)};
    struct stat status {};
    if (!open || ::fstat(open.number(), &status) != 0) return failed(device, "open");
    if (!S_ISBLK(status.st_mode)) return fail(Trouble::Damaged, device.string(), "not a disk");
    std::string sector(512, '\0');
    const ssize_t got = ::pread(open.number(), sector.data(), sector.size(), 0);
    if (got != static_cast<ssize_t>(sector.size())) return failed(device, "read");
    return sector;
}

Result<void> KernelMounts::mount(const std::filesystem::path& device, const std::filesystem::path& folder,
                                 FileSystem system, Access access) {
    unsigned long flags = MS_NOSUID | MS_NODEV | MS_NOEXEC | MS_NOSYMFOLLOW | MS_NOATIME;
    if (access == Access::Read) flags |= MS_RDONLY;
    const std::string data = mount_data(system, access, user_, group_), kind{code(system)};
    if (::mount(device.c_str(), folder.c_str(), kind.c_str(), flags, data.c_str()) != 0) return failed(device, "mount");
    return {};
}

Result<void> KernelMounts::flush(const std::filesystem::path& folder) {
    const Descriptor open{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!open || ::syncfs(open.number()) != 0) return failed(folder, "flush");
    return {};
}

Result<void> KernelMounts::unmount(const std::filesystem::path& folder) {
    // EINVAL: nothing is mounted there, which is what was wanted.
    if (::umount2(folder.c_str(), UMOUNT_NOFOLLOW) != 0 && errno != EINVAL) return failed(folder, "unmount");
    return {};
}

void KernelMounts::forget(const std::filesystem::path& folder) {
    while (::umount2(folder.c_str(), UMOUNT_NOFOLLOW | MNT_DETACH) == 0) {
    }
}

}  // namespace balai
