#include "pack_diff.h"

#include <fstream>
#include <iostream>

#include "exit_code.h"
#include "kiosk/content/content.h"
#include "kiosk/editions/diff.h"
#include "kiosk/editions/pack.h"
#include "kiosk/preview/changed_pages.h"
#include "kiosk/terminal/drawings.h"
#include "platform/base/temporary_folder.h"

namespace balai {

namespace {

namespace fs = std::filesystem;

struct Wish {
    std::string before, after, out, language = "id";
};

int say(const Problem& problem) {
    std::cerr << "balai-pack: " << problem.subject << ": " << problem.detail << "\n";
    return exit_code(problem);
}

Result<void> unpack(const fs::path& pack, const TemporaryFolder& folder, OfficerLanguage language) {
    const auto refused = [&](const RefusedPack& why) {
        return fail(Trouble::Damaged, pack.string(), sentence(why, language));
    };
    if (folder.path().empty()) return fail(Trouble::NotWritable, "diff", "no temporary folder can be made");
    const auto text = real_folders().read(pack / manifest_name, largest_manifest);
    if (!text) return tl::unexpected(text.error());
    const auto manifest = read_manifest(*text);
    if (!manifest) return refused(manifest.error());
    for (std::size_t i = 0; i < manifest->files.size(); ++i) {
        const fs::path to = folder.path() / manifest->files[i].path;
        fs::create_directories(to.parent_path());
        std::ofstream file{to, std::ios::binary};
        const auto write = [&](std::string_view bytes) -> Result<void> {
            if (file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()))) return {};
            return fail(Trouble::DiskFull, "diff", to.string());
        };
        const auto read = read_blob(pack, fs::path{"b"} / manifest->files[i].hash, *manifest, i, real_folders(), write);
        if (!read) return refused(read.error());
        if (!file.flush()) return fail(Trouble::DiskFull, "diff", to.string());
    }
    return {};
}

// What draws one of the packs.
struct Side {
    std::unique_ptr<Content> content;
    Painter painter;

    static Result<Side> open(const fs::path& folder) {
        auto opened = Content::open(folder, real_disk());
        if (!opened) return fail(Trouble::Damaged, "diff", "the pages of this pack cannot be drawn");
        auto content = std::make_unique<Content>(std::move(*opened));
        Places places = usual_places();
        auto type = Typesetter::open(places.share / "fonts");
        if (!type) return tl::unexpected(type.error());
        places.content = folder;
        Painter painter{std::move(*type), [places, shown = content.get()](const std::string& name) {
                            return drawing_png(name, *shown, places, real_disk());
                        }};
        return Side{std::move(content), std::move(painter)};
    }
};

OfficerLanguage language_of(const Wish& wish) {
    return wish.language == "en" ? OfficerLanguage::English : OfficerLanguage::Indonesian;
}

Result<std::vector<PictureRow>> changed_pages(const Wish& wish) {
    const TemporaryFolder before, after;
    const OfficerLanguage language = language_of(wish);
    if (auto unpacked = unpack(wish.before, before, language); !unpacked) return tl::unexpected(unpacked.error());
    if (auto unpacked = unpack(wish.after, after, language); !unpacked) return tl::unexpected(unpacked.error());
    auto was = Side::open(before.path()), is = Side::open(after.path());
    if (!was) return tl::unexpected(was.error());
    if (!is) return tl::unexpected(is.error());
    const fs::path folder = fs::path{wish.out} / "pages";
    if (auto made = real_folders().make_folder(folder); !made) return tl::unexpected(made.error());
    const auto pages = write_changed_pages({*was->content, was->painter}, {*is->content, is->painter}, {}, folder);
    if (!pages) return tl::unexpected(pages.error());
    std::vector<PictureRow> rows;
    const auto in_pages = [](const std::string& name) { return name.empty() ? name : "pages/" + name; };
    for (const ChangedPage& page : *pages) rows.push_back({page.name, in_pages(page.before), in_pages(page.after)});
    return rows;
}

int diff(const Wish& wish) {
    auto pages = changed_pages(wish);
    // Words can be compared even where no terminal could show them.
    if (!pages) {
        say(pages.error());
        pages = std::vector<PictureRow>{};
    }
    const auto written = write_diff(wish.before, wish.after, *pages, wish.out, language_of(wish), real_folders());
    if (!written) return say(written.error());
    std::cout << *written;
    return done;
}

}  // namespace

std::function<std::optional<int>()> add_diff_word(CLI::App& app) {
    auto wish = std::make_shared<Wish>();
    CLI::App* word = app.add_subcommand(
        "diff", "What changed between two packs: sentences, prices, dates; pages and drawings old beside new");
    word->add_option("--lang", wish->language, "Language of the sentences: id, en")->check(CLI::IsMember({"id", "en"}));
    word->add_option("OLD", wish->before)->required();
    word->add_option("NEW", wish->after)->required();
    word->add_option("--out", wish->out, "Folder for index.html and the pictures")->required();
    return [wish, word]() -> std::optional<int> {
        if (!word->parsed()) return std::nullopt;
        return diff(*wish);
    };
}

}  // namespace balai
