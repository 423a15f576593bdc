#include "kiosk/terminal/places.h"

#include <cstdlib>

namespace balai {

Places usual_places() {
    std::error_code error;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
    Places places;
    places.share = program.parent_path().parent_path() / "share" / "balai";
    places.content = places.share / "content";
    const char* home = std::getenv("HOME");
    const char* state = std::getenv("XDG_STATE_HOME");
    places.state = state && *state ? std::filesystem::path{state} / "balai"
                                   : std::filesystem::path{home ? home : "/var/lib"} / ".local/state/balai";
    return places;
}

}  // namespace balai
