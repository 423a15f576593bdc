// A guide: the overview that answers the common questions at once, its steps, its end.
#include "kiosk/screens/pages.h"

namespace balai {

namespace {

// A card that quotes a value past its term says nothing but whom to ask.
bool gave_way(const Text& text, const Scene& scene) {
    return quote(scene, text).find(words_of(scene)[Word::AskOffice]) != Text::npos;
}

Text ask_office(const Scene& scene) {
    Text ask = words_of(scene)[Word::AskOffice];
    if (!ask.empty() && ask[0] >= 'a' && ask[0] <= 'z') ask[0] = static_cast<char>(ask[0] - 'a' + 'A');
    return ask + "\n" + value_of(scene, scene.content.site().office_phone);
}

// A button of the overview; none where what it leads to is not there.
std::optional<Offer> offer_of(const Scene& scene, const std::string& id) {
    const Words& words = words_of(scene);
    if (id == "checklist") return Offer{{"button.checklist", "mylist", words[Word::MyList]}, MyList{}};
    if (id == "epassport") return Offer{{"button.epassport", "chip", words[Word::EPassport]}, EPassport{}};
    if (const QuestionSet* set = scene.content.question_set(id))
        return Offer{{"button." + id, set->drawing, in_language(scene, set->title)}, OpenTile{id}};
    if (const Guide* guide = scene.content.guide(id, scene.visit.language))
        return Offer{{"button." + id, guide->drawing, guide->title}, OpenTile{id}};
    return std::nullopt;
}

}  // namespace

Offer branch_of(const Scene& scene, const Step::Branch& branch) {
    std::string drawing = "next";
    if (const Guide* guide = scene.content.guide(branch.to, scene.visit.language)) drawing = guide->drawing;
    if (const QuestionSet* set = scene.content.question_set(branch.to)) drawing = set->drawing;
    return {{"button." + branch.to, drawing, quote(scene, branch.label)}, OpenTile{branch.to}};
}

About about(const Guide& guide) { return guide.danger ? About::WorkAbroad : About::Anything; }

SourceLine procedure_of(const Guide& guide, const Scene& scene) {
    return {guide.checked, is_past(guide.checked, guide.term_days, scene.today)};
}

Text step_line(const Scene& scene, const Guide& guide, const StepScreen& page, int parts) {
    Text line = filled(words_of(scene)[guide.pages ? Word::PageLine : Word::StepOf], std::to_string(page.step + 1),
                       std::to_string(guide.steps.size()));
    return line + part_of(page.part, parts);
}

Asked guide_screen(Ui& ui, const Scene& scene, const GuideScreen& page) {
    const Guide* guide = scene.content.guide(page.guide, scene.visit.language);
    if (!guide) return missing_screen(ui, scene, {"guide", page.guide, 0});
    const Words& words = words_of(scene);
    ui.begin(PageKind::Overview, page.part);

    std::vector<SourceLine> sources{procedure_of(*guide, scene)};
    std::vector<FactCard> cards = guide->cards;
    for (FactCard& card : cards) {
        add_sources(sources, scene, card.text);
        card.text = gave_way(card.text, scene) ? ask_office(scene) : quote(scene, card.text);
    }
    add_sources(sources, scene, guide->caution);
    head(ui, scene, scene.content.site().name, sources, about(*guide));
    ui.heading(guide->title);
    if (guide->in_person) ui.note("person", words[Word::InPerson]);
    ui.facts(cards, quote(scene, guide->caution));

    std::vector<Target> offers;
    std::vector<Intent> intents;
    for (const std::string& offer : guide->offers)
        if (auto made = offer_of(scene, offer)) {
            offers.push_back(std::move(made->target));
            intents.push_back(std::move(made->intent));
        }
    Asked asked;
    if (const auto touched = ui.buttons(offers)) asked = intents[*touched];
    const LastSlot begin{"button.begin", "next", Word::BarBegin, Begin{}, true};
    const LastSlot more = turn_page(ui.parts());
    const bool last_part = page.part + 1 >= ui.parts();
    if (const Asked bar =
            usual_bar(ui, scene, {Slot::Back, Slot::Start, Slot::Listen, Slot::Help}, last_part ? &begin : &more))
        asked = bar;
    return asked;
}

Asked step_screen(Ui& ui, const Scene& scene, const StepScreen& page) {
    const Guide* guide = scene.content.guide(page.guide, scene.visit.language);
    if (!guide || page.step >= static_cast<int>(guide->steps.size()))
        return missing_screen(ui, scene, {"guide", page.guide, 0});
    if (sits_together(scene.visit.modes)) return step_together(ui, scene, *guide, page);
    const Step& step = guide->steps[static_cast<std::size_t>(page.step)];
    const int count = static_cast<int>(guide->steps.size());
    ui.begin(PageKind::Step, page.part);

    std::vector<SourceLine> sources{procedure_of(*guide, scene)};
    add_sources(sources, scene, step.body);
    add_sources(sources, scene, step.caution);
    head(ui, scene, guide->title, sources, about(*guide));
    ui.picture(step.drawing, step.drawing_words);
    ui.heading(step.heading);
    Asked asked;
    if (!step.caution.empty() && !step.caution_drawing.empty())
        ui.sign(step.caution_drawing, quote(scene, step.caution));
    else if (!step.caution.empty())
        ui.caution(quote(scene, step.caution));
    if (step.branch.to.empty()) {
        ui.body(quote(scene, step.body));
    } else {
        const Offer branch = branch_of(scene, step.branch);
        if (ui.body(quote(scene, step.body), branch.target)) asked = branch.intent;
    }
    ui.progress(step_line(scene, *guide, page, ui.parts()), page.step + 1, count);
    const bool closes = guide->pages && page.step + 1 == count;
    const LastSlot next = closes ? LastSlot{"bar.close", "close", Word::BarClose, Close{}}
                                 : LastSlot{"bar.next", "next", Word::BarNext, Next{}, true};
    const LastSlot more = turn_page(ui.parts());
    if (const Asked bar = usual_bar(ui, scene, {Slot::Back, Slot::Start, Slot::Listen, Slot::Help},
                                    page.part + 1 < ui.parts() ? &more : &next))
        asked = bar;
    return asked;
}

Asked end_screen(Ui& ui, const Scene& scene, const EndScreen& page) {
    const Words& words = words_of(scene);
    const Guide* guide = scene.content.guide(page.guide, scene.visit.language);
    ui.begin(PageKind::End, 0);
    head(ui, scene, guide ? guide->title : scene.content.site().name, {}, guide ? about(*guide) : About::Anything);
    ui.heading(words[Word::EndHeading]);
    // The list of papers; a guide about danger leads on to what it offers first.
    std::optional<Offer> offer;
    if (guide && guide->danger && !guide->offers.empty()) offer = offer_of(scene, guide->offers.front());
    if (!offer) offer = offer_of(scene, "checklist");
    const Target targets[] = {offer->target, {"button.done", "done", words[Word::Done], false, true}};
    Asked asked;
    if (const auto touched = ui.tall(targets)) asked = *touched == 0 ? offer->intent : Intent{Done{}};
    if (const Asked bar = usual_bar(ui, scene, {Slot::Back, Slot::Start, Slot::Listen, Slot::Help})) asked = bar;
    return asked;
}

}  // namespace balai
