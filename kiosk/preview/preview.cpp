#include "kiosk/preview/preview.h"

#include <algorithm>

#include "kiosk/preview/pages.h"
#include "kiosk/screens/staff_example.h"

namespace balai {

namespace {

std::string picture_of(const std::string& name, Language language) {
    return name + "." + std::string{code(language)} + ".png";
}

}  // namespace

Result<std::vector<std::string>> Preview::update(const Content& content, Painter& painter, Disk& disk, Today today,
                                                 const Wanted& wanted) {
    if (auto made = disk.make_folder(folder_); !made) return tl::unexpected(made.error());
    std::vector<std::string> changed, order;
    std::set<std::string> named;
    Canvas canvas{glass_.width, glass_.height};
    for (const Language language : all_languages)
        for (const AuthoredPage& page : authored_pages(content, language)) {
            int parts = 1;
            for (int part = 0; part < parts; ++part) {
                const Visit visit = in_part(page.visit, part);
                const std::string name = name_of_page(page, visit);
                if (named.insert(name).second) order.push_back(name);
                Shown& shown = shown_[name][static_cast<std::size_t>(language)];
                if (shown.fingerprint != 0 && !wanted(page.file)) {
                    parts = shown.parts;
                    continue;
                }
                const Page laid = painter.lay_out({visit, content, today, Moment{0}, &staff_example()}, glass_).page;
                parts = laid.parts;
                canvas.draw(laid.quads);
                const std::uint64_t fingerprint = fingerprint_of(canvas);
                shown.parts = parts;
                if (fingerprint == shown.fingerprint) continue;
                const std::string picture = picture_of(name, language);
                if (auto written = write_png(canvas, folder_ / picture); !written)
                    return tl::unexpected(written.error());
                shown = {page.file, fingerprint, parts};
                changed.push_back(picture);
            }
        }
    if (!changed.empty() || order != order_) {
        order_ = std::move(order);
        ++round_;
        if (auto written = write_page(disk); !written) return tl::unexpected(written.error());
    }
    return changed;
}

Result<void> Preview::write_page(Disk& disk) const {
    const std::string round = std::to_string(round_);
    std::string html =
        "<!doctype html>\n<html lang=\"id\"><meta charset=\"utf-8\"><title>Semua halaman</title>\n"
        "<style>body{font:16px sans-serif;margin:1em;background:#eee}h2{margin:1em 0 .3em;font-size:1em}"
        "img{width:32%;margin-right:.5%;border:1px solid #999}</style>\n";
    for (const std::string& name : order_) {
        const auto& languages = shown_.at(name);
        html += "<h2 id=\"" + name + "\">" + name + "</h2>\n";
        for (const Language language : all_languages) {
            const Shown& shown = languages[static_cast<std::size_t>(language)];
            if (shown.fingerprint == 0) continue;
            html += "<img loading=\"lazy\" title=\"" + shown.file + "\" src=\"" + picture_of(name, language) + "?" +
                    std::to_string(shown.fingerprint) + "\">\n";
        }
    }
    // A file of one line says which round is the last one; a page opened from a disk may load scripts, not read files.
    html += "<script>var shown=" + round +
            ";function round(last){if(last!==shown)location.reload()}"
            "setInterval(function(){var s=document.createElement('script');s.src='round.js?'+Date.now();"
            "s.onload=function(){s.remove()};document.body.appendChild(s)},1000)</script>\n</html>\n";
    if (auto written = disk.write_durably(page(), html); !written) return written;
    return disk.write_durably(folder_ / "round.js", "round(" + round + ")\n");
}

}  // namespace balai
