#include "platform/senses/wait.h"

#include <poll.h>
#include <sys/signalfd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstring>

namespace balai {

namespace {

// Rounded up by nature: now() cuts off what is left of its millisecond, so poll() never returns before the deadline.
int patience(Moment left) { return static_cast<int>(std::clamp<Moment::rep>(left.count(), 0, INT_MAX)); }

}  // namespace

Result<std::unique_ptr<Waiter>> Waiter::open() {
    sigset_t stop;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTERM);
    sigaddset(&stop, SIGINT);
    Descriptor signals{::signalfd(-1, &stop, SFD_NONBLOCK | SFD_CLOEXEC)};
    if (!signals) return fail(Trouble::Internal, "program", std::string{"signalfd: "} + std::strerror(errno));

    std::unique_ptr<Waiter> waiter{new Waiter};
    waiter->signals_ = std::move(signals);
    ::pthread_sigmask(SIG_BLOCK, &stop, &waiter->before_);  // fails only for an unknown first argument
    return waiter;
}

Waiter::~Waiter() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

void Waiter::add(int descriptor) {
    if (std::find(watched_.begin(), watched_.end(), descriptor) == watched_.end()) watched_.push_back(descriptor);
}

void Waiter::remove(int descriptor) {
    watched_.erase(std::remove(watched_.begin(), watched_.end(), descriptor), watched_.end());
}

std::vector<int> Waiter::wait(std::optional<Moment> until) {
    std::vector<pollfd> polled{{signals_.number(), POLLIN, 0}};
    for (const int descriptor : watched_) polled.push_back({descriptor, POLLIN, 0});

    std::vector<int> ready;
    while (true) {
        const int timeout = until ? patience(*until - clock_.now()) : -1;
        const int count = ::poll(polled.data(), polled.size(), timeout);
        if (count < 0 && errno != EINTR) return ready;
        if (count > 0) break;
        if (until && clock_.now() >= *until) return ready;
    }

    signalfd_siginfo signal;
    while (::read(signals_.number(), &signal, sizeof signal) == sizeof signal) stop_asked_ = true;
    for (auto one = polled.begin() + 1; one != polled.end(); ++one) {
        if (one->revents == 0) continue;
        ready.push_back(one->fd);
        if (one->revents & POLLNVAL) remove(one->fd);  // poll() would return at once for ever
    }
    return ready;
}

}  // namespace balai
