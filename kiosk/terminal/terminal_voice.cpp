// What a terminal says aloud, and when.
#include <algorithm>

#include "kiosk/terminal/spoken_page.h"
#include "kiosk/terminal/terminal.h"

namespace balai {

void Terminal::read_aloud() {
    if (!painter_) return;
    const Page page = painter_->measure(scene_of(visit_), start_.glass);
    const bool any =
        narrator_.begin(spoken_page(page, content_, visit_.language), manner_of(visit_.voice), clock_.now());
    visit_ = after_beginning_to_read(std::move(visit_), any);
}

// Who goes from target to target by keys hears each of them, where pages are heard at all.
void Terminal::read_ringed() {
    const Element* ringed = page_.find(visit_.ring);
    if (!ringed || !visit_.voice.on || !may_be_heard(visit_)) return;
    visit_.voice.reads_at.reset();  // the page does not talk over it
    if (narrator_.begin(spoken_element(*ringed, content_, visit_.language), manner_of(visit_.voice), clock_.now()))
        visit_ = after_beginning_to_read(std::move(visit_), true);
}

// A word that every set of clips has: the self-test of the sound.
void Terminal::say_something() {
    const Language language = Language::Indonesian;
    const PagePiece word{"", "heading", content_.words(language)[Word::VoiceTitle]};
    narrator_.begin(said_by(word, spelling_of(content_, language)), {}, clock_.now());
}

// Whoever pushed it in may look at the stick, not at the glass: what to do with it is said whether or not a voice was
// asked for.
void Terminal::announce_stick() {
    if (!painter_) return;
    std::vector<Utterance> words =
        spoken_page(painter_->measure(scene_of(visit_), start_.glass), content_, visit_.language);
    std::erase_if(words, [](const Utterance& one) { return one.element != "heading" && one.element != "body"; });
    if (narrator_.begin(std::move(words), manner_of(visit_.voice), clock_.now()))
        visit_ = after_beginning_to_read(std::move(visit_), true);
}

}  // namespace balai
