// The single screens, and the small parts that several of them share.
#pragma once

#include <initializer_list>

#include "kiosk/screens/screen.h"
#include "kiosk/visit/freshness.h"

namespace balai {

using Asked = std::optional<Intent>;

Asked attract_screen(Ui& ui, const Scene& scene, const AttractScreen& page);
Asked language_screen(Ui& ui, const Scene& scene);
Asked home_screen(Ui& ui, const Scene& scene, const HomeScreen& page);
Asked guide_screen(Ui& ui, const Scene& scene, const GuideScreen& page);
Asked step_screen(Ui& ui, const Scene& scene, const StepScreen& page);
Asked end_screen(Ui& ui, const Scene& scene, const EndScreen& page);
Asked phone_screen(Ui& ui, const Scene& scene, const PhoneScreen& page);
Asked walk_in_screen(Ui& ui, const Scene& scene, const WalkInScreen& page);
Asked office_screen(Ui& ui, const Scene& scene, const OfficeScreen& page);
Asked section_screen(Ui& ui, const Scene& scene, const SectionScreen& page);
Asked question_screen(Ui& ui, const Scene& scene, const QuestionScreen& page);
Asked checklist_screen(Ui& ui, const Scene& scene, const ChecklistScreen& page);
Asked result_screen(Ui& ui, const Scene& scene, const ResultScreen& page);
Asked take_screen(Ui& ui, const Scene& scene, const TakeScreen& page);
Asked step_together(Ui& ui, const Scene& scene, const Guide& guide, const StepScreen& page);
Asked together_screen(Ui& ui, const Scene& scene, const TogetherScreen& page);
Asked call_screen(Ui& ui, const Scene& scene);
Asked faces_screen(Ui& ui, const Scene& scene);
Asked reason_screen(Ui& ui, const Scene& scene);
Asked thanks_screen(Ui& ui, const Scene& scene, const ThanksScreen& page);
Asked help_screen(Ui& ui, const Scene& scene, const HelpScreen& page);
Asked missing_screen(Ui& ui, const Scene& scene, const MissingScreen& page);
Asked warning_screen(Ui& ui, const Scene& scene);
Asked update_screen(Ui& ui, const Scene& scene, const UpdateScreen& page);
Asked aloud_screen(Ui& ui, const Scene& scene, const AloudScreen& page);
Asked voice_screen(Ui& ui, const Scene& scene);
Asked emergency_screen(Ui& ui, const Scene& scene);
Asked pin_screen(Ui& ui, const Scene& scene, const PinScreen& page);
Asked staff_screen(Ui& ui, const Scene& scene, const StaffScreen& page);

// When the guide was last checked, and whether that is too long ago.
SourceLine procedure_of(const Guide& guide, const Scene& scene);
// The button that leads from a step to another guide or to questions.
struct Offer {
    Target target;
    Intent intent;
};
Offer branch_of(const Scene& scene, const Step::Branch& branch);
Text part_of(int part, int parts);  // " (1/2)"; empty when there is only one
// "Langkah 2 dari 6 (1/2)".
Text step_line(const Scene& scene, const Guide& guide, const StepScreen& page, int parts);
// The words of the visit's language.
const Words& words_of(const Scene& scene);
const Text& in_language(const Scene& scene, const Texts& texts);
Text quote(const Scene& scene, const Text& text);  // with the values of its facts
void add_sources(std::vector<SourceLine>& sources, const Scene& scene, const Text& text);
Text value_of(const Scene& scene, const std::string& fact);

// The header: page name, approval mark, and for pages that rest on sources the date of the oldest.
// Pages about work abroad carry numbers to call instead of the name. (caution 11)
enum class About { Anything, WorkAbroad };
void head(Ui& ui, const Scene& scene, const Text& name, std::span<const SourceLine> sources = {},
          About about = About::Anything);
About about(const Guide& guide);
About about(const QuestionSet& set);
SourceLine site_source(const Scene& scene);

// What slot 5 does on this page.
struct LastSlot {
    std::string id;
    std::string drawing;
    Word label;
    Intent intent;
    bool primary = false;
    bool chosen = false;
};
// Back, start, listen, help and slot 5; pages leave out what makes no sense on them. `instead` takes a slot over.
struct OtherSlot {
    Slot slot;
    LastSlot does;
};
// A page with answers nobody else should see: covered and erased by one touch, in the place of "home".
OtherSlot closes();
Asked usual_bar(Ui& ui, const Scene& scene, std::initializer_list<Slot> slots, const LastSlot* last = nullptr,
                std::span<const OtherSlot> instead = {});
// "Next" that turns to the next part of this page. The last part has none: "back" leads to the parts before it.
LastSlot turn_page(int parts, Word label = Word::BarNext);

}  // namespace balai
