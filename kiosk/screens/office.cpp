#include "kiosk/screens/pages.h"

namespace balai {

Asked office_screen(Ui& ui, const Scene& scene, const OfficeScreen& page) {
    const Words& words = words_of(scene);
    const Site& site = scene.content.site();
    const Link* link = scene.content.link(site.office_link);
    ui.begin(PageKind::Office, page.part);
    std::vector<SourceLine> sources{site_source(scene)};
    for (const SourceLine& line : sources_of("{" + site.office_phone + "}", scene.content, scene.today))
        sources.push_back(line);
    head(ui, scene, words[Word::OfficeTitle], sources);
    ui.heading(in_language(scene, site.office_name));
    ui.number("call", words[Word::OfficePhone], value_of(scene, site.office_phone));
    ui.line("pin", in_language(scene, site.office_address));
    const Text& hours = in_language(scene, site.office_hours);
    ui.line("clock", hours.empty() ? words[Word::OfficeNoHours] : hours);
    const std::string url = link ? link->url : "";
    const auto host = url.find("://");
    ui.code("qr.link", url, host == url.npos ? url : url.substr(host + 3), words[Word::NoCode]);
    const int parts = ui.parts();
    const LastSlot more = turn_page(page.part, parts);
    return usual_bar(ui, scene, {Slot::Back, Slot::Start, Slot::Listen, Slot::Help}, parts > 1 ? &more : nullptr);
}

}  // namespace balai
