// Every page that can be reached, as a picture and a line of layout: what reviewers look at and what the audit reads.
#pragma once

#include <filesystem>
#include <vector>

#include "kiosk/terminal/terminal.h"

namespace balai {

struct TourWish {
    std::filesystem::path folder;
    Glass glass;
    std::vector<Language> languages;
    std::vector<Modes> modes;
    bool pictures = true;  // false: only tour.jsonl, the layout pass
};

struct TourResult {
    int pages = 0;
    int overflows = 0;
};

// Walks from the invitation through every target, in every language and mode asked for; `tour.jsonl` has one line a
// page.
Result<TourResult> tour(const TourWish& wish, const Content& content, Painter& painter, Today today);

// The walk itself: one language in one mode, every page once. The tour and the tests look at the same pages.
struct TourPage {
    Visit visit;
    std::string name, subject;  // "step", "paspor-baru/2"
};
using TourVisitor = std::function<void(const TourPage&, Page&)>;
enum class Quads { Drawn, Left };  // left: the same elements, see Painter::measure
void for_every_page(const Content& content, Painter& painter, const Glass& glass, Today today, Language language,
                    Modes modes, Quads quads, const TourVisitor& look);

std::string name_of(const Modes& modes);  // "normal", "big", "big+contrast"
// Reads the same; nothing when a word of it is unknown.
std::optional<Modes> modes_from(std::string_view name);

}  // namespace balai
