#include "kiosk/screens/pages.h"

namespace balai {

Asked home_screen(Ui& ui, const Scene& scene, const HomeScreen& page) {
    const Words& words = words_of(scene);
    const Site& site = scene.content.site();
    ui.begin(PageKind::Home, page.part);
    head(ui, scene, site.name);
    ui.heading(words[Word::HomeHeading]);
    const auto targets_of = [&](const std::vector<Tile>& tiles) {
        std::vector<Target> targets;
        for (const Tile& tile : tiles)
            targets.push_back({"tile." + tile.id, tile.drawing, in_language(scene, tile.label)});
        return targets;
    };
    const auto touched = ui.tiles(targets_of(site.tiles), targets_of(site.wide));
    const int parts = ui.parts();
    if (parts > 1)
        ui.aside(filled(words[Word::PageOf], std::to_string(page.part + 1), std::to_string(parts)));
    else
        ui.aside(words[Word::PrivacyShort]);
    const LastSlot more = turn_page(parts);
    // Slot 1 stays empty on the first part: repeated touches of "back" must end here.
    const LastSlot* next = page.part + 1 < parts ? &more : nullptr;
    Asked asked = page.part > 0 ? usual_bar(ui, scene, {Slot::Back, Slot::Listen, Slot::Help}, next)
                                : usual_bar(ui, scene, {Slot::Listen, Slot::Help}, next);
    if (!touched) return asked;
    const std::size_t picture_tiles = site.tiles.size();
    return OpenTile{*touched < picture_tiles ? site.tiles[*touched].id : site.wide[*touched - picture_tiles].id};
}

}  // namespace balai
