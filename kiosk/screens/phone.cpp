// Booking by phone, and the road without one.
#include "kiosk/screens/pages.h"

namespace balai {

namespace {

// The part of an address that a person can compare with what the phone shows.
std::string host_of(const std::string& url) {
    const auto start = url.find("://");
    if (start == url.npos) return url;
    const auto host = url.substr(start + 3);
    return host.substr(0, host.find('/'));
}

}  // namespace

Asked phone_screen(Ui& ui, const Scene& scene, const PhoneScreen& page) {
    const Words& words = words_of(scene);
    const Site& site = scene.content.site();
    const Link* link = scene.content.link(page.store == Store::Android ? site.store_android : site.store_iphone);
    ui.begin(PageKind::Phone, page.part);
    std::vector<SourceLine> sources{site_source(scene)};
    if (link) sources.push_back({link->checked, false});
    head(ui, scene, words[Word::PhoneTitle], sources);
    ui.heading(words[Word::PhoneHeading]);
    ui.code("qr.link", link ? link->url : "", link ? host_of(link->url) : "", words[Word::NoCode]);
    const Target tabs[] = {{"tab.android", "", words[Word::PhoneAndroid], page.store == Store::Android},
                           {"tab.iphone", "", words[Word::PhoneIphone], page.store == Store::Iphone}};
    Asked asked;
    if (const auto touched = ui.tabs(tabs)) asked = ChooseStore{*touched == 0 ? Store::Android : Store::Iphone};
    ui.body(words[Word::PhoneHow] + "\n" + words[Word::PhoneSearch]);
    const Target none[] = {{"button.nophone", "person", words[Word::PhoneNone]}};
    if (ui.buttons(none)) asked = NoPhone{};
    const int parts = ui.parts();
    const LastSlot more = turn_page(parts);
    if (const Asked bar = usual_bar(ui, scene, {Slot::Back, Slot::Start, Slot::Listen, Slot::Help},
                                    page.part + 1 < parts ? &more : nullptr))
        asked = bar;
    return asked;
}

Asked walk_in_screen(Ui& ui, const Scene& scene, const WalkInScreen& page) {
    const Words& words = words_of(scene);
    ui.begin(PageKind::Message, page.part);
    const SourceLine sources[] = {site_source(scene)};
    head(ui, scene, words[Word::PhoneTitle], sources);
    ui.picture("scene-office", words[Word::WalkInHeading]);
    ui.heading(words[Word::WalkInHeading]);
    ui.body(words[Word::WalkInVillage] + "\n" + words[Word::WalkIn]);
    ui.number("call", words[Word::OfficePhone], value_of(scene, scene.content.site().office_phone));
    const LastSlot more = turn_page(ui.parts());
    return usual_bar(ui, scene, {Slot::Back, Slot::Start, Slot::Listen, Slot::Help},
                     page.part + 1 < ui.parts() ? &more : nullptr);
}

}  // namespace balai
