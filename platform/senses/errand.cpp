#include "platform/senses/errand.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <system_error>

namespace balai {

Result<std::unique_ptr<Errand>> Errand::begin(std::function<void()> what) {
    Descriptor ready{::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)};
    if (ready.number() < 0) return fail(Trouble::Internal, "tugas", std::string{"eventfd: "} + std::strerror(errno));
    std::unique_ptr<Errand> errand{new Errand{std::move(ready)}};
    const int tell = errand->done_.number();
    try {
        errand->thread_ = std::thread{[what = std::move(what), tell] {
            what();
            const std::uint64_t one = 1;
            (void)!::write(tell, &one, sizeof one);
        }};
    } catch (const std::system_error& error) {
        return fail(Trouble::Internal, "tugas", std::string{"thread: "} + error.what());
    }
    return errand;
}

Errand::~Errand() {
    if (thread_.joinable()) thread_.join();
}

bool Errand::is_done() const {
    pollfd about{done_.number(), POLLIN, 0};
    return ::poll(&about, 1, 0) == 1;
}

}  // namespace balai
