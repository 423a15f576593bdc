// balai-ladder: what systemd runs after the terminal ended. Never started by people.
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "platform/base/disk.h"
#include "platform/machine/ladder.h"

namespace {

using namespace balai;

constexpr std::uint64_t longest_line = 64;
const std::filesystem::path run = "/run/balai", kept = "/var/lib/balai-ladder";

std::string in_environment(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

std::string text_of(const std::filesystem::path& file) { return real_disk().read(file, longest_line).value_or(""); }

void write(const std::filesystem::path& file, const std::string& text) {
    if (const auto written = real_disk().write_durably(file, text); !written)
        std::fprintf(stderr, "balai-ladder: %s\n", written.error().detail.c_str());
}

}  // namespace

int main() {
    const Ending ending{in_environment("SERVICE_RESULT"), in_environment("EXIT_CODE"), in_environment("EXIT_STATUS")};
    std::error_code error;
    if (ending.result == "success") {
        std::filesystem::remove(run / "falls", error);
        std::filesystem::remove(run / "glass.env", error);
        return 0;
    }
    if (!is_fall(ending)) return 0;
    const SystemClock clock{Date{std::chrono::year{2026} / 11 / 23}};
    const Rung rung = after_fall(falls_from(text_of(run / "falls")), restarts_from(text_of(kept / "restarts")),
                                 clock.now(), to_string(clock.today().date));
    std::printf("balai-ladder: %d falls in a row (%s %s)\n", rung.falls.count, ending.result.c_str(),
                ending.status.c_str());
    write(run / "falls", to_text(rung.falls));
    // With no driver of that name SDL gives up at once, and the kernel's own frame buffer is used.
    if (rung.plain_glass) write(run / "glass.env", "SDL_VIDEODRIVER=none\n");
    if (!rung.restart) return 0;
    // Counted first: a restart that nobody could count might never end.
    if (!real_disk().make_folder(kept) || !real_disk().write_durably(kept / "restarts", to_text(rung.restarts)))
        return 0;
    std::printf("balai-ladder: the machine starts again, %d of %d today\n", rung.restarts.count, most_restarts);
    std::fflush(stdout);
    ::execl("/usr/bin/systemctl", "systemctl", "--no-block", "reboot", nullptr);
    return 3;
}
