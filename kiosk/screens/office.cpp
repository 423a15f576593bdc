#include <algorithm>

#include "kiosk/screens/pages.h"

namespace balai {

namespace {

// Only where the office has said its hours and the clock knows the day: a wrong promise costs a journey.
Text hours_today(const Scene& scene) {
    const Words& words = words_of(scene);
    const auto& hours = scene.content.site().office_hours;
    const bool said = std::any_of(hours.begin(), hours.end(), [](const std::string& day) { return !day.empty(); });
    if (!said || scene.today.trust != Trust::Set) return words[Word::OfficeNoHours];
    const std::chrono::weekday weekday{std::chrono::sys_days{scene.today.date}};
    const std::string& today = hours[weekday.iso_encoding() - 1];
    return today.empty() ? words[Word::OfficeClosed] : Text{filled(words[Word::OfficeOpen], today)};
}

}  // namespace

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
    ui.line("clock", hours_today(scene));
    const std::string url = link ? link->url : "";
    const auto host = url.find("://");
    ui.code("qr.link", url, host == url.npos ? url : url.substr(host + 3), words[Word::NoCode]);
    const int parts = ui.parts();
    const LastSlot more = turn_page(parts);
    const LastSlot call{"button.call", "call", Word::BarCall, CallOffice{}};
    const bool can_call = scene.content.link(site.call_link) != nullptr;
    return usual_bar(ui, scene, {Slot::Back, Slot::Start, Slot::Listen, Slot::Help},
                     page.part + 1 < parts ? &more
                     : can_call            ? &call
                                           : nullptr);
}

}  // namespace balai
