// Answers that are counted, and those that are not.
#include "kiosk/terminal/terminal.h"

namespace balai {

namespace {

Dropped reason_of(NotCounted why) {
    switch (why) {
        case NotCounted::ShortVisit:
            return Dropped::ShortVisit;
        case NotCounted::Mashing:
            return Dropped::Mashing;
        case NotCounted::SecondFace:
            break;
    }
    return Dropped::SecondFace;
}

}  // namespace

void Terminal::open_tallies() {
    if (tallies_) return;
    if (backroom_.open()) {
        if (is_broken()) backroom_.note(What::ContentBroken);
        if (!painter_) backroom_.note(What::FontsMissing);
        note_edition_left();
    }
    auto made = disk_.make_folder(places_.state);
    auto tallies = made ? Tallies::open(places_.state, disk_) : Result<Tallies>{tl::unexpected(made.error())};
    if (!tallies) {
        log_("pendapat belum bisa disimpan: " + tallies.error().detail);
        backroom_.note(What::CountersFailed, static_cast<int>(tallies.error().trouble));
        return;
    }
    tallies_.emplace(std::move(*tallies));
    if (!tallies_->was_set_aside()) return;
    log_("pendapat: berkas lama rusak, disimpan terpisah, mulai berkas baru");
    backroom_.note(What::CountersAside);
}

Opinion Terminal::opinion_of(const SaveAnswer& answer) const {
    return {week_label(clock_.today()),
            content_.site().edition,
            std::string{code(visit_.language)},
            answer.subject,
            answer.question,
            answer.answer};
}

void Terminal::keep_answer(const SaveAnswer& answer) {
    const std::string week = week_label(clock_.today());
    if (!tallies_) open_tallies();
    bool saved = false;
    if (tallies_) {
        const auto added = tallies_->add(opinion_of(answer));
        saved = added.has_value();
        if (!saved) log_("pendapat tidak tersimpan: " + added.error().detail);
    }
    if (saved) {
        events_.saved(answer.subject, answer.question, answer.answer);
        // The disk takes writes again: tell it how many it refused.
        for (auto& [of_week, count] : unsaved_)
            while (count > 0 && tallies_->add_dropped(of_week, Dropped::NotSaved)) --count;
    } else {
        ++unsaved_[week];
        events_.dropped(std::string{word(Dropped::NotSaved)});
    }
    go_to(after_saving(visit_, answer, saved, clock_.now()));
}

void Terminal::drop_answer(NotCounted why) {
    if (!tallies_) open_tallies();
    const Dropped reason = reason_of(why);
    if (tallies_) (void)tallies_->add_dropped(week_label(clock_.today()), reason);
    events_.dropped(std::string{word(reason)});
}

}  // namespace balai
