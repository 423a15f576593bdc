// Tells systemd that we are up, still alive, or leaving (the sd_notify protocol). Says nothing to nobody when systemd
// did not start us; a message that cannot be delivered is lost and harms nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/base/clock.h"
#include "platform/base/descriptor.h"

namespace balai {

class Notify {
public:
    Notify();  // listens to NOTIFY_SOCKET in the environment

    bool is_heard() const { return bool{socket_}; }  // systemd started us
    void ready() const { send("READY=1"); }
    void alive() const { send("WATCHDOG=1"); }
    void stopping() const { send("STOPPING=1"); }
    void status(std::string_view sentence) const;  // one line for `systemctl status`

private:
    void send(std::string_view message) const;

    std::string address_;  // a path, or a name behind a zero byte
    Descriptor socket_;
};

// systemd ends us when it hears nothing for so long: say alive() twice as often. None when nobody watches.
std::optional<Moment> watchdog_interval();

}  // namespace balai
