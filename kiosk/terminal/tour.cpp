#include "kiosk/terminal/tour.h"

#include <algorithm>
#include <deque>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "kiosk/screens/staff_example.h"
#include "platform/glass/contrast.h"

namespace balai {

namespace {

using namespace std::chrono_literals;
using Json = nlohmann::ordered_json;

std::string hex(Colour c) {
    char text[8];
    std::snprintf(text, sizeof text, "#%02X%02X%02X", c.r, c.g, c.b);
    return text;
}

// With a picture also what can be measured only on it.
Json json_of(const Element& element, const Canvas* picture) {
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
    json["speech"] = nullptr;  // no clips yet
    if (is_target(element) && element.role != "glass") {
        json["drawing"] = element.drawing;
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

const QuestionSet* outcome_set(const Visit& visit, const Content& content) {
    if (const auto* page = std::get_if<ChecklistScreen>(&visit.screen)) return content.question_set(page->set);
    if (const auto* page = std::get_if<ResultScreen>(&visit.screen)) return content.question_set(page->set);
    return nullptr;
}

// As play scripts call it, and with the outcome of questions behind it: a terminal never says that, a picture shows it.
std::string subject_with_outcome(const Visit& visit, const Content& content) {
    std::string subject = subject_of(visit.screen);
    const QuestionSet* set = visit.warned ? nullptr : outcome_set(visit, content);
    const auto answers = set ? visit.answers.find(set->id) : visit.answers.end();
    if (answers == visit.answers.end()) return visit.warned ? "" : subject;
    if (const ResultOutcome* outcome = result_of(*set, answers->second)) return subject + "/" + outcome->id;
    if (const RuleText* heading = checklist_of(*set, answers->second).heading)
        subject += "/" + std::to_string(heading - set->headings.data() + 1);
    return subject;
}

std::string key_of(const Visit& visit, const Content& content) {
    return (visit.warned ? "warning" : name_of(visit.screen)) + "." + subject_with_outcome(visit, content);
}

// One language in one mode: a walk over every target of every page, breadth first.
class Walk {
public:
    Walk(const Content& content, Painter& painter, const Glass& glass, Today today, Language language, Modes modes)
        : content_(content), painter_(painter), glass_(glass), today_(today) {
        Visit start;
        start.language = language;
        start.modes = modes;
        found(start);
        Visit broken = start;
        broken.screen = EmergencyScreen{};
        broken.began = now_;
        found(broken);
    }

    std::optional<Visit> next() {
        if (waiting_.empty()) return std::nullopt;
        Visit visit = waiting_.front();
        waiting_.pop_front();
        return visit;
    }

    Scene scene_of(const Visit& visit) const { return {visit, content_, today_, now_, &staff_example()}; }

    void follow(const Visit& visit, const std::vector<Element>& elements) {
        for (const Element& element : elements) {
            if (!is_target(element)) continue;
            const auto asked = painter_.lay_out(scene_of(visit), glass_, std::nullopt, element.id).asked;
            if (!asked) continue;
            Outcome outcome = after(touched(visit, now_), *asked, content_, now_);
            found(outcome.visit);
            for (const Effect& effect : outcome.effects)
                if (const auto* answer = std::get_if<SaveAnswer>(&effect))
                    for (const bool saved : {true, false}) found(after_saving(outcome.visit, *answer, saved, now_));
        }
        if (std::holds_alternative<AttractScreen>(visit.screen)) {
            Visit later = visit;
            later.shown = now_ - 12s;
            later.began.reset();
            found(passed(later, content_, now_).visit);
        }
        // Whatever the answers: each heading of a list and each result once.
        if (const auto* page = std::get_if<QuestionScreen>(&visit.screen))
            if (const QuestionSet* set = content_.question_set(page->set); set && asked_sets_.insert(set->id).second)
                each_way(*set, {}, [&](const Answers& answers) {
                    Visit answered = visit;
                    answered.answers[set->id] = answers;
                    if (set->kind == SetKind::Result)
                        answered.screen = ResultScreen{set->id, 0, 0};
                    else
                        answered.screen = ChecklistScreen{set->id};
                    found(answered);
                });
        if (const auto* door = std::get_if<PinScreen>(&visit.screen); door && door->state == PinState::Typing) {
            Visit there = visit;
            for (const PinState state : {PinState::Looking, PinState::Wrong}) {
                there.screen = PinScreen{{}, state};
                found(there);
            }
            there.screen = StaffScreen{};
            found(there);
        }
        if (std::holds_alternative<HomeScreen>(visit.screen)) {
            Visit left = visit;
            left.warned = true;
            left.touched = now_ - 180s;
            found(left);
        }
    }

private:
    void found(Visit visit) {
        const Visit& first = first_ ? *first_ : visit;
        // Other languages and modes have walks of their own.
        if (visit.language != first.language || !(visit.modes == first.modes)) return;
        visit.voice = false;
        visit.voted = false;
        visit.voice_asked = false;
        visit.recent.clear();
        if (!std::holds_alternative<AttractScreen>(visit.screen)) visit.began = now_ - 60s;
        if (!first_) first_ = visit;
        if (seen_.insert(key_of(visit, content_)).second) waiting_.push_back(std::move(visit));
    }

    const Content& content_;
    Painter& painter_;
    Glass glass_;
    Today today_;
    Moment now_ = 1h;
    std::optional<Visit> first_;
    std::set<std::string> seen_, asked_sets_;
    std::deque<Visit> waiting_;
};

std::string picture_name(const TourPage& page, const Modes& modes) {
    std::string name = page.name + (page.subject.empty() ? "" : "." + page.subject);
    std::replace(name.begin(), name.end(), '/', '.');
    return name + "." + std::string{code(page.visit.language)} + "." + name_of(modes) + ".png";
}

Json json_of(const TourPage& page, const std::string& picture, const Modes& modes, const Glass& glass,
             const std::vector<Element>& elements, const Canvas* drawn) {
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
    for (const Element& element : elements) line["elements"].push_back(json_of(element, drawn));
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
        else if (word != "normal")
            return std::nullopt;
        name.remove_prefix(end == name.npos ? name.size() : end + 1);
    }
    return modes;
}

void for_every_page(const Content& content, Painter& painter, const Glass& glass, Today today, Language language,
                    Modes modes, const TourVisitor& look) {
    Walk walk{content, painter, glass, today, language, modes};
    while (const auto visit = walk.next()) {
        TourPage page{*visit, visit->warned ? "warning" : name_of(visit->screen),
                      subject_with_outcome(*visit, content)};
        auto laid = painter.lay_out(walk.scene_of(*visit), glass);
        const std::vector<Element> elements = laid.page.elements;
        look(page, laid);
        walk.follow(*visit, elements);
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
                           [&](const TourPage& page, Painter::Laid& laid) {
                               const std::string picture = picture_name(page, modes);
                               if (wish.pictures) canvas.draw(laid.page.quads);
                               lines << json_of(page, picture, modes, wish.glass, laid.page.elements,
                                                wish.pictures ? &canvas : nullptr)
                                            .dump()
                                     << "\n";
                               ++result.pages;
                               for (const Element& element : laid.page.elements) result.overflows += element.overflow;
                               if (!wish.pictures || trouble) return;
                               if (auto written = write_png(canvas, wish.folder / picture); !written)
                                   trouble = written.error();
                           });
    if (trouble) return tl::unexpected(*trouble);
    if (!lines.flush()) return fail(Trouble::DiskFull, wish.folder.string(), "tour.jsonl");
    return result;
}

}  // namespace balai
