// Mounting by the kernel of this machine.
#pragma once

#include "platform/machine/sticks.h"

namespace balai {

class KernelMounts : public Mounts {
public:
    // Whose files a stick's files are.
    KernelMounts(unsigned user, unsigned group) : user_(user), group_(group) {}
    Result<std::string> first_sector(const std::filesystem::path& device) override;
    Result<void> mount(const std::filesystem::path& device, const std::filesystem::path& folder, FileSystem system,
                       Access access) override;
    Result<void> flush(const std::filesystem::path& folder) override;
    Result<void> unmount(const std::filesystem::path& folder) override;
    void forget(const std::filesystem::path& folder) override;

private:
    unsigned user_, group_;
};

}  // namespace balai
