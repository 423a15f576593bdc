#include "kiosk/preview/changed_pages.h"

#include <functional>
#include <map>

#include "kiosk/preview/pages.h"
#include "kiosk/screens/staff_example.h"
#include "platform/glass/pictures.h"

namespace balai {

namespace {

using Visitor = std::function<Result<void>(const std::string& name, const Canvas& canvas)>;

Result<void> draw_each(const ContentShown& shown, const Glass& glass, const Visitor& look) {
    Canvas canvas{glass.width, glass.height};
    const Today today{shown.content.site().checked, Trust::Floor};
    for (const Language language : all_languages)
        for (const AuthoredPage& page : authored_pages(shown.content, language)) {
            int parts = 1;
            for (int part = 0; part < parts; ++part) {
                const Visit visit = in_part(page.visit, part);
                const Page laid =
                    shown.painter.lay_out({visit, shown.content, today, Moment{0}, &staff_example()}, glass).page;
                parts = laid.parts;
                canvas.draw(laid.quads);
                const std::string name = name_of_page(page, visit) + "." + std::string{code(language)};
                if (auto looked = look(name, canvas); !looked) return looked;
            }
        }
    return {};
}

}  // namespace

Result<std::vector<ChangedPage>> write_changed_pages(const ContentShown& before, const ContentShown& after,
                                                     const Glass& glass, const std::filesystem::path& folder) {
    std::map<std::string, std::uint64_t> was;
    auto done = draw_each(before, glass, [&](const std::string& name, const Canvas& canvas) -> Result<void> {
        was[name] = fingerprint_of(canvas);
        return {};
    });
    if (!done) return tl::unexpected(done.error());
    std::map<std::string, ChangedPage> changed;
    std::map<std::string, std::uint64_t> gone = was;
    done = draw_each(after, glass, [&](const std::string& name, const Canvas& canvas) -> Result<void> {
        gone.erase(name);
        const auto old = was.find(name);
        if (old != was.end() && old->second == fingerprint_of(canvas)) return {};
        ChangedPage page{name, old == was.end() ? "" : name + ".old.png", name + ".new.png"};
        auto written = write_png(canvas, folder / page.after);
        changed.emplace(name, std::move(page));
        return written;
    });
    if (!done) return tl::unexpected(done.error());
    for (const auto& [name, fingerprint] : gone) changed.emplace(name, ChangedPage{name, name + ".old.png", ""});
    if (changed.empty()) return std::vector<ChangedPage>{};
    done = draw_each(before, glass, [&](const std::string& name, const Canvas& canvas) -> Result<void> {
        const auto page = changed.find(name);
        if (page == changed.end() || page->second.before.empty()) return {};
        return write_png(canvas, folder / page->second.before);
    });
    if (!done) return tl::unexpected(done.error());
    std::vector<ChangedPage> pages;
    for (auto& [name, page] : changed) pages.push_back(std::move(page));
    return pages;
}

}  // namespace balai
