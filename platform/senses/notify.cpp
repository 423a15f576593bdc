#include "platform/senses/notify.h"

#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>

namespace balai {

namespace {

std::optional<std::int64_t> number_in(const char* variable) {
    const char* text = std::getenv(variable);
    if (!text) return std::nullopt;
    const char* end = text + std::strlen(text);
    std::int64_t number = 0;
    const auto [stop, error] = std::from_chars(text, end, number);
    if (error != std::errc{} || stop != end || number <= 0) return std::nullopt;
    return number;
}

}  // namespace

Notify::Notify() {
    const char* address = std::getenv("NOTIFY_SOCKET");
    // Other addresses (vsock:...) are for virtual machines that have no kiosk in them.
    if (!address || (address[0] != '/' && address[0] != '@')) return;
    address_ = address;
    if (address_.size() >= sizeof(sockaddr_un::sun_path)) return;
    if (address_[0] == '@') address_[0] = '\0';
    socket_ = Descriptor{::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)};
}

void Notify::status(std::string_view sentence) const {
    std::string message = "STATUS=";
    message += sentence;
    // A line break would begin another message.
    std::replace(message.begin(), message.end(), '\n', ' ');
    send(message);
}

void Notify::send(std::string_view message) const {
    if (!socket_) return;
    sockaddr_un to{};
    to.sun_family = AF_UNIX;
    std::memcpy(to.sun_path, address_.data(), address_.size());
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + address_.size());
    // Never waits: a manager that does not read must not stop the page.
    ::sendto(socket_.number(), message.data(), message.size(), MSG_NOSIGNAL | MSG_DONTWAIT,
             reinterpret_cast<const sockaddr*>(&to), size);
}

std::optional<Moment> watchdog_interval() {
    const auto allowed = number_in("WATCHDOG_USEC");
    if (!allowed) return std::nullopt;
    // The variables of whoever started us are ours only when they name us.
    if (std::getenv("WATCHDOG_PID") && number_in("WATCHDOG_PID") != ::getpid()) return std::nullopt;
    const auto interval = std::chrono::duration_cast<Moment>(std::chrono::microseconds{*allowed});
    if (interval == Moment{0}) return std::nullopt;
    return interval;
}

}  // namespace balai
