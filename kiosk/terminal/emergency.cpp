#include "kiosk/terminal/emergency.h"

#include <cstddef>

#include "platform/glass/pictures.h"

// The picture lies in the program itself (emergency_picture.S); these two names are its beginning and its end.
extern "C" const char balai_emergency_picture[];
extern "C" const char balai_emergency_picture_end[];

namespace balai {

namespace {

// The two files of a content folder that hold the emergency page, read by the ordinary reader.
class CompiledIn : public Disk {
public:
    Result<std::string> read(const std::filesystem::path& file, std::uint64_t) override {
        if (file.filename() == "site.toml") return "name = \"Balai\"\nedition = 0\nchecked = 2026-11-23\nhosts = []\n";
        if (file.filename() == "id.toml")
            return "[broken]\n"
                   "heading = \"Maaf, layar ini sedang rusak.\"\n"
                   "ask = \"Silakan tanya petugas desa.\"\n"
                   "police = \"Polisi, gratis\"\n"
                   "women = \"Perempuan dan anak\"\n"
                   "retry = \"Layar mencoba lagi sendiri.\"\n"
                   "[stick]\n"
                   "title = \"Petugas\"\n"
                   "wait = \"Tunggu sebentar\"\n"
                   "read = \"Jangan dicabut\"\n"
                   "done = \"Selesai, cabut sekarang\"\n"
                   "refused = \"Ditolak\"\n"
                   "stranger = \"Bukan isi Balai\"\n"
                   "[bar]\n"
                   "back = \"Kembali\"\n"
                   "start = \"Ke awal\"\n"
                   "done = \"Selesai\"\n";
        return fail(Trouble::NotFound, "isi", file.string());
    }
    Result<void> write_durably(const std::filesystem::path&, std::string_view) override { return never(); }
    Result<void> make_folder(const std::filesystem::path&) override { return never(); }
    Result<std::filesystem::path> set_aside(const std::filesystem::path&) override {
        return fail(Trouble::NotWritable, "isi", "compiled in");
    }

private:
    static tl::unexpected<Problem> never() { return fail(Trouble::NotWritable, "isi", "compiled in"); }
};

}  // namespace

Content emergency_content() {
    CompiledIn disk;
    auto content = Content::open("", disk);
    return std::move(content.value());
}

void draw_emergency_picture(Canvas& canvas) {
    const auto size = static_cast<std::size_t>(balai_emergency_picture_end - balai_emergency_picture);
    const auto picture = decode_png({balai_emergency_picture, size});
    if (!picture) return;
    const Picture fitted = scaled_to(*picture, canvas.width(), canvas.height());
    const Box all{0, 0, canvas.width(), canvas.height()};
    const Quad quad{all, all, &fitted, {255, 255, 255, 255}, all};
    canvas.draw({&quad, 1});
}

}  // namespace balai
