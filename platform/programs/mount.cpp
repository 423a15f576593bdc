// balai-mount: what systemd starts when a stick comes, goes, or shall be written. Never started by people.
//
//   balai-mount in|out|failed NAME      NAME: sda1
//   balai-mount requests
#include <pwd.h>
#include <unistd.h>

#include <cstdio>
#include <string_view>

#include "platform/machine/kernel_mounts.h"

namespace {

constexpr int done = 0, wrong_usage = 2, machine_at_fault = 3;

}  // namespace

int main(int count, char** arguments) {
    using namespace balai;
    const std::string_view word = count > 1 ? arguments[1] : "", name = count > 2 ? arguments[2] : "";
    const bool about_one = word == "in" || word == "out" || word == "failed";
    if (!(about_one && count == 3 && is_stick_name(name)) && !(word == "requests" && count == 2)) {
        std::fprintf(stderr, "balai-mount: in, out or failed with a name like sda1, or requests\n");
        return wrong_usage;
    }
    const passwd* terminal = ::getpwnam("balai");
    if (!terminal) {
        std::fprintf(stderr, "balai-mount: there is no user balai\n");
        return machine_at_fault;
    }
    KernelMounts mounts{terminal->pw_uid, terminal->pw_gid};
    Sticks sticks{{}, mounts, real_folders()};
    if (word == "in") {
        // An unreadable stick is no fault of the machine: the terminal tells people, the journal tells why.
        if (const auto in = sticks.in(name); !in)
            std::fprintf(stderr, "balai-mount: %s: %s\n", in.error().subject.c_str(), in.error().detail.c_str());
    } else if (word == "out") {
        sticks.out(name);
    } else if (word == "failed") {
        sticks.failed(name);
    } else {
        auto answered = sticks.answer_requests();
        // systemd starts us again at once while anything lies there.
        if (answered.unfinished) {
            ::usleep(200'000);
            answered.strange += sticks.answer_requests(Sticks::Unfinished::Sweep).strange;
        }
        if (answered.strange) std::fprintf(stderr, "balai-mount: %d requests made no sense\n", answered.strange);
    }
    return done;
}
