#include "kiosk/editions/build.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <map>
#include <set>

#include "kiosk/editions/lines.h"
#include "platform/sign/hash.h"

extern char** environ;

namespace balai {

namespace fs = std::filesystem;

namespace {

// Scenes are shown up to 50 mm wide, the others mostly under 20: what is decoded at a touch should be no larger.
const char* side_of(const std::string& name) { return name.rfind("scene-", 0) == 0 ? "288" : "192"; }

bool rasterise(const fs::path& svg, const fs::path& look, const fs::path& png) {
    const std::string from = svg.string(), to = png.string(), style = look.string();
    const char* side = side_of(svg.filename().string());
    std::vector<const char*> arguments{"rsvg-convert", "--width", side, "--height", side, "--output", to.c_str()};
    if (fs::exists(look)) arguments.insert(arguments.end(), {"--stylesheet", style.c_str()});
    arguments.insert(arguments.end(), {from.c_str(), nullptr});
    pid_t child = 0;
    int status = 0;
    return ::posix_spawnp(&child, arguments[0], nullptr, nullptr, const_cast<char**>(arguments.data()), environ) == 0 &&
           ::waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

// What the terminal reads: tables anywhere, guides, drawings, voices. Notes for authors stay at home.
bool belongs(const fs::path& inner) {
    const auto ending = inner.extension();
    const bool drawing = *inner.begin() == "drawings", top = std::next(inner.begin()) == inner.end();
    if (ending == ".toml") return true;
    if (*inner.begin() == "voices") return ending == ".opus";
    if (ending == ".md") return !drawing && !top;
    return drawing && (ending == ".svg" || ending == ".png" || ending == ".jpg");
}

unsigned at(std::string_view bytes, std::size_t i) { return static_cast<unsigned char>(bytes[i]); }

}  // namespace

std::optional<PictureSize> picture_size(Kind kind, std::string_view bytes) {
    using namespace std::literals;
    if (kind == Kind::Png) {
        if (bytes.size() < 24 || bytes.substr(0, 8) != "\x89PNG\r\n\x1a\n"sv || bytes.substr(12, 4) != "IHDR")
            return std::nullopt;
        const auto four = [&](std::size_t i) {
            return std::uint64_t{at(bytes, i)} << 24 | at(bytes, i + 1) << 16 | at(bytes, i + 2) << 8 |
                   at(bytes, i + 3);
        };
        return PictureSize{four(16), four(20)};
    }
    if (kind != Kind::Jpeg || bytes.substr(0, 2) != "\xFF\xD8"sv) return std::nullopt;
    // Segments up to the frame header, baseline or progressive.
    for (std::size_t i = 2; i + 9 < bytes.size();) {
        if (at(bytes, i) != 0xFF) return std::nullopt;
        const unsigned marker = at(bytes, i + 1), length = at(bytes, i + 2) << 8 | at(bytes, i + 3);
        if (marker >= 0xC0 && marker <= 0xC2)
            return PictureSize{at(bytes, i + 7) << 8 | at(bytes, i + 8), at(bytes, i + 5) << 8 | at(bytes, i + 6)};
        i += 2 + length;
    }
    return std::nullopt;
}

Result<Manifest> build_pack(const fs::path& source, const fs::path& out, const BuildOrder& order, Disk& disk) {
    if (!is_site(order.site) || order.sequence == 0 || order.sequence > std::uint64_t{1} << 53)
        return fail(Trouble::WrongUse, "site", "the site is small letters, digits and '-'; numbers begin at 1");
    if (fs::exists(out)) return fail(Trouble::WrongUse, "OUT", out.string() + ": is there already");
    std::set<fs::path> inner;
    std::error_code error;
    for (fs::recursive_directory_iterator entry{source, error}; !error && entry != fs::recursive_directory_iterator{};
         entry.increment(error)) {
        const fs::path path = entry->path().lexically_relative(source);
        if (entry->is_regular_file() && belongs(path)) inner.insert(path);
    }
    if (error || !inner.count("site.toml")) return fail(Trouble::NotFound, "isi", source.string() + ": no site.toml");
    if (auto made = disk.make_folder(out / "b"); !made) return tl::unexpected(made.error());

    Manifest manifest{order.site, order.sequence, order.issued, order.valid_until, content_make, {}};
    std::map<std::string, PackFile> files;  // in the order of their paths as text
    for (fs::path path : inner) {
        fs::path from = source / path;
        const fs::path drawn = out / "drawing.png";
        if (path.extension() == ".svg") {
            path.replace_extension(".png");
            if (inner.count(path)) continue;  // the author's own picture wins
            if (!rasterise(from, source / "drawings" / "layers.css", drawn))
                return fail(Trouble::NotFound, path.string(),
                            from.string() + ": rsvg-convert cannot draw it (package librsvg2-bin)");
            from = drawn;
        }
        PackFile file;
        file.path = path.generic_string();
        if (!is_inner_path(file.path))
            return fail(Trouble::Damaged, file.path, file.path + ": names are small letters, digits, '-', '_' and '.'");
        const auto bytes = disk.read(from, largest_blob);
        if (!bytes) return tl::unexpected(bytes.error());
        file.kind = kind_of(file.path).value();
        file.hash = hex(hash256(*bytes));
        file.size = bytes->size();
        if (is_picture(file.kind)) {
            const auto size = picture_size(file.kind, *bytes);
            if (!size) return fail(Trouble::Damaged, file.path, file.path + ": no picture that the terminal can read");
            file.width = size->width;
            file.height = size->height;
        }
        if (auto written = disk.write_durably(out / "b" / file.hash, *bytes); !written)
            return tl::unexpected(written.error());
        fs::remove(drawn, error);
        files.emplace(file.path, file);
    }
    for (auto& [path, file] : files) manifest.files.push_back(std::move(file));
    const std::string text = to_text(manifest);
    if (auto read = read_manifest(text); !read)
        return fail(Trouble::Damaged, "isi", sentence(read.error(), OfficerLanguage::English));
    if (auto written = disk.write_durably(out / "manifest.txt", text); !written) return tl::unexpected(written.error());
    return manifest;
}

}  // namespace balai
