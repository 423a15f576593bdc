#include "kiosk/terminal/tour.h"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "kiosk/screens/walk.h"
#include "kiosk/terminal/spoken_page.h"
#include "platform/glass/contrast.h"

namespace balai {

namespace {

using Json = nlohmann::ordered_json;

std::string hex(Colour c) {
    char text[8];
    std::snprintf(text, sizeof text, "#%02X%02X%02X", c.r, c.g, c.b);
    return text;
}

// With a picture also what can be measured only on it.
Json json_of(const Element& element, const Canvas* picture, const std::string& speech) {
    const auto rounded = [](double value) { return std::round(value * 100) / 100; };
    Json json;
    json["id"] = element.id;
    json["role"] = element.role;
    json["rect"] = {element.rect.x, element.rect.y, element.rect.w, element.rect.h};
    json["text"] = element.text;
    json["cap_mm"] = rounded(element.cap_mm);
    json["fg"] = hex(element.fg);
    json["bg"] = hex(element.bg);
    json["enabled"] = element.enabled;
    json["overflow"] = element.overflow;
    json["speech"] = speech.empty() ? Json{} : Json{speech};
    if (element.words.w > 0) json["words"] = {element.words.x, element.words.y, element.words.w, element.words.h};
    if (is_target(element) && element.role != "glass") {
        json["drawing"] = element.drawing;
        json["drawn"] = element.drawn;
        json["chosen"] = element.chosen;
        if (picture) json["edge"] = rounded(contrast_of_edge(*picture, element.rect));
    }
    if (picture && element.cap_mm > 0) json["contrast"] = rounded(contrast_in(*picture, element.rect));
    if (element.role == "qr") {
        json["payload"] = element.payload;
        json["module_px"] = element.module_px;
    }
    return json;
}

std::string picture_name(const TourPage& page, const Modes& modes) {
    std::string name = page.name + (page.subject.empty() ? "" : "." + page.subject);
    std::replace(name.begin(), name.end(), '/', '.');
    return name + "." + std::string{code(page.visit.language)} + "." + name_of(modes) + ".png";
}

Json json_of(const TourPage& page, const std::string& picture, const Modes& modes, const Glass& glass,
             const std::vector<Element>& elements, const Canvas* drawn, const Content& content) {
    Json line;
    line["picture"] = picture;
    line["screen"] = page.name;
    line["subject"] = page.subject;
    line["language"] = code(page.visit.language);
    line["mode"] = name_of(modes);
    line["width"] = glass.width;
    line["height"] = glass.height;
    line["ppi"] = glass.ppi;
    line["elements"] = Json::array();
    for (const Element& element : elements)
        line["elements"].push_back(json_of(element, drawn, clips_of(element, content, page.visit.language)));
    return line;
}

}  // namespace

std::string name_of(const Modes& modes) {
    std::string name;
    const auto add = [&name](bool on, const char* word) {
        if (on) name += (name.empty() ? "" : "+") + std::string{word};
    };
    add(modes.big, "big");
    add(modes.contrast, "contrast");
    add(modes.low, "low");
    add(modes.calm, "calm");
    add(modes.together, "together");
    return name.empty() ? "normal" : name;
}

std::optional<Modes> modes_from(std::string_view name) {
    Modes modes;
    while (!name.empty()) {
        const auto end = name.find('+');
        const auto word = name.substr(0, end);
        if (word == "big")
            modes.big = true;
        else if (word == "contrast")
            modes.contrast = true;
        else if (word == "low")
            modes.low = true;
        else if (word == "calm")
            modes.calm = true;
        else if (word == "together")
            modes.together = true;
        else if (word != "normal")
            return std::nullopt;
        name.remove_prefix(end == name.npos ? name.size() : end + 1);
    }
    return modes;
}

void for_every_page(const Content& content, Painter& painter, const Glass& glass, Today today, Language language,
                    Modes modes, Quads quads, const TourVisitor& look) {
    Walk walk{content, today, language, modes, [&](const Scene& scene, const std::string& id) {
                  return painter.lay_out(scene, glass, std::nullopt, id).asked;
              }};
    while (const auto visit = walk.next()) {
        TourPage page{*visit, visit->warned ? "warning" : name_of(visit->screen),
                      subject_with_outcome(*visit, content)};
        const Scene scene = walk.scene_of(*visit);
        Page laid = quads == Quads::Drawn ? painter.lay_out(scene, glass).page : painter.measure(scene, glass);
        std::vector<std::string> targets;
        for (const Element& element : laid.elements)
            if (is_target(element)) targets.push_back(element.id);
        look(page, laid);
        walk.follow(*visit, targets);
    }
}

Result<TourResult> tour(const TourWish& wish, const Content& content, Painter& painter, Today today) {
    std::error_code error;
    std::filesystem::create_directories(wish.folder, error);
    std::ofstream lines{wish.folder / "tour.jsonl", std::ios::trunc};
    if (!lines) return fail(Trouble::NotWritable, wish.folder.string(), "tour.jsonl");
    TourResult result;
    Canvas canvas{wish.glass.width, wish.glass.height};
    std::optional<Problem> trouble;
    for (const Language language : wish.languages)
        for (const Modes& modes : wish.modes)
            for_every_page(content, painter, wish.glass, today, language, modes,
                           wish.pictures ? Quads::Drawn : Quads::Left, [&](const TourPage& page, Page& laid) {
                               const std::string picture = picture_name(page, modes);
                               if (wish.pictures) canvas.draw(laid.quads);
                               lines << json_of(page, picture, modes, wish.glass, laid.elements,
                                                wish.pictures ? &canvas : nullptr, content)
                                            .dump()
                                     << "\n";
                               ++result.pages;
                               for (const Element& element : laid.elements) result.overflows += element.overflow;
                               if (!wish.pictures || trouble) return;
                               if (auto written = write_png(canvas, wish.folder / picture); !written)
                                   trouble = written.error();
                           });
    if (trouble) return tl::unexpected(*trouble);
    if (!lines.flush()) return fail(Trouble::DiskFull, wish.folder.string(), "tour.jsonl");
    return result;
}

}  // namespace balai
