// Lays out pages of the shipped content without a window: for tests that read what is on the glass.
#pragma once

#include <deque>
#include <map>
#include <set>

#include "kiosk/paint/painter.h"
#include "kiosk/terminal/drawings.h"
#include "kiosk/terminal/tour.h"
#include "tests/catch.h"
#include "tests/shipped.h"

namespace balai {

inline Places test_places() {
    Places places;
    places.share = BALAI_BUILD "/share/balai";
    places.content = BALAI_BUILD "/share/balai/content";
    return places;
}

struct Rehearsal {
    Content content = std::move(Content::open(test_places().content, real_disk()).value());
    Painter painter{std::move(Typesetter::open(test_places().share / "fonts").value()),
                    [this](const std::string& name) { return drawing_png(name, content, test_places(), real_disk()); }};
    Today today{Date{std::chrono::year{2026} / 11 / 23}, Trust::Set};

    Page page(const Screen& screen, const Glass& glass = {}, Language language = Language::Indonesian,
              Modes modes = {}) {
        Visit visit;
        visit.screen = screen;
        visit.language = language;
        visit.modes = modes;
        return painter.lay_out({visit, content, today, Moment{0}}, glass).page;
    }

    // Every page the tour finds, by name.
    std::map<std::string, Page> every_page(const Glass& glass, Language language, Modes modes) {
        std::map<std::string, Page> pages;
        for_every_page(content, painter, glass, today, language, modes, Quads::Left,
                       [&](const TourPage& found, Page& laid) {
                           pages.emplace(found.name + " " + found.subject, std::move(laid));
                       });
        return pages;
    }
};

}  // namespace balai
