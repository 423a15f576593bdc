#include "kiosk/terminal/drawings.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <string>

extern char** environ;

namespace balai {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t largest_drawing = 2 << 20;
constexpr const char* side_of_layers = "384";

// Names what a drawing looks like, so that a changed one is made again.
std::string fingerprint(std::string_view bytes) {
    std::uint64_t hash = 14695981039346656037ULL;  // FNV-1a
    for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    char text[20];
    std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(hash));
    return text;
}

bool rasterise(const fs::path& svg, const fs::path& layers, const fs::path& png) {
    const std::string from = svg.string(), look = layers.string(), to = png.string();
    const char* arguments[] = {"rsvg-convert", "--width",  side_of_layers, "--height",   side_of_layers, "--stylesheet",
                               look.c_str(),   "--output", to.c_str(),     from.c_str(), nullptr};
    posix_spawn_file_actions_t quiet;
    posix_spawn_file_actions_init(&quiet);
    posix_spawn_file_actions_addopen(&quiet, 2, "/dev/null", O_WRONLY, 0);
    pid_t child = 0;
    const bool started =
        posix_spawnp(&child, "rsvg-convert", &quiet, nullptr, const_cast<char**>(arguments), environ) == 0;
    posix_spawn_file_actions_destroy(&quiet);
    int status = 0;
    return started && waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

Result<std::string> of_svg(const std::string& name, const fs::path& svg, const Places& places, Disk& disk) {
    auto text = disk.read(svg, largest_drawing);
    if (!text) return text;
    const fs::path folder = places.state / "preview";
    const fs::path png = folder / (name + "-" + fingerprint(*text) + ".png");
    if (auto kept = disk.read(png, largest_drawing)) return kept;
    if (auto made = disk.make_folder(folder); !made) return tl::unexpected(made.error());
    if (!rasterise(svg, places.share / "content" / "drawings" / "layers.css", png))
        return fail(Trouble::NotFound, "gambar", svg.string() + ": rsvg-convert cannot draw it (package librsvg2-bin)");
    return disk.read(png, largest_drawing);
}

}  // namespace

Result<std::string> drawing_png(const std::string& name, const Content& content, const Places& places, Disk& disk) {
    const fs::path own = content.drawing(name);
    if (own.extension() == ".png") return disk.read(own, largest_drawing);
    if (!own.empty()) {
        auto made = of_svg(name, own, places, disk);
        if (made) return made;
    }
    // The page furniture (bar, mark, faces) is the same in every content.
    return disk.read(places.share / "content" / "drawings" / (name + ".png"), largest_drawing);
}

}  // namespace balai
