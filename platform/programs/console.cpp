// balai-console: makes the first console deaf and blank, or gives it back. Never started by people.
//
//   balai-console deaf|back
#include <fcntl.h>
#include <linux/kd.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string_view>

#include "platform/base/descriptor.h"

int main(int count, char** arguments) {
    using namespace balai;
    constexpr int done = 0, wrong_usage = 2, machine_at_fault = 3;
    const std::string_view word = count == 2 ? arguments[1] : "";
    if (word != "deaf" && word != "back") {
        std::fprintf(stderr, "balai-console: deaf or back\n");
        return wrong_usage;
    }
    const Descriptor console{::open("/dev/tty1", O_RDWR | O_NOCTTY | O_CLOEXEC)};
    // Between two runs of the terminal nothing holds the keyboard; keys must then end here.
    if (!console || ::ioctl(console.number(), KDSKBMODE, word == "deaf" ? K_OFF : K_UNICODE) != 0) {
        std::fprintf(stderr, "balai-console: /dev/tty1: %s\n", std::strerror(errno));
        return machine_at_fault;
    }
    // Cleared with the cursor hidden; or shown again.
    const std::string_view looks = word == "deaf" ? "\033[2J\033[H\033[?25l" : "\033[?25h";
    if (::write(console.number(), looks.data(), looks.size()) < 0) return machine_at_fault;
    return done;
}
