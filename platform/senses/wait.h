// The one place where the program sleeps: until something is readable, a deadline passes, or it is asked to stop. It
// has no timers of its own, so nothing happening means no wake-up at all.
#pragma once

#include <csignal>
#include <memory>
#include <optional>
#include <vector>

#include "platform/base/clock.h"
#include "platform/base/descriptor.h"
#include "platform/base/result.h"

namespace balai {

class Waiter {
public:
    // From here until it is destroyed, SIGTERM and SIGINT no longer end the program; they end the wait. Open it before
    // any thread starts, or they still end the program through that thread.
    static Result<std::unique_ptr<Waiter>> open();
    ~Waiter();
    Waiter(const Waiter&) = delete;
    Waiter& operator=(const Waiter&) = delete;

    // Adding twice is adding once; removing a stranger does nothing.
    void add(int descriptor);
    void remove(int descriptor);

    // The descriptors that are readable, broken or hung up: reading them tells which. Empty when the deadline has
    // passed or somebody asked to stop. A descriptor that was closed without remove() is returned once and forgotten.
    std::vector<int> wait(std::optional<Moment> until);
    // Somebody asked to stop, at any time since open().
    bool stop_asked() const { return stop_asked_; }

private:
    Waiter() = default;

    SystemClock clock_{Date{}};  // only its moments are asked for
    sigset_t before_{};
    Descriptor signals_;
    std::vector<int> watched_;
    bool stop_asked_ = false;
};

}  // namespace balai
