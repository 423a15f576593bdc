// What a terminal does about sticks: shows how it goes, switches when nobody is in the middle of anything, sends the
// sums along.
#include <algorithm>

#include "kiosk/staff/settings.h"
#include "kiosk/terminal/terminal.h"
#include "platform/sign/keys.h"

namespace balai {

namespace {

constexpr const char* key_file = "kiosk.key";
constexpr std::uint64_t largest_key = 4096;
constexpr Moment pulled_just_now = std::chrono::seconds{5};

}  // namespace

std::optional<std::uint64_t> Terminal::edition() const {
    const auto& active = shown_content_.shelf().active;
    if (!active || is_broken()) return std::nullopt;
    return active->sequence;
}

int Terminal::edition_number() const {
    const auto number = edition();
    return number ? static_cast<int>(*number) : content_.site().edition;
}

std::optional<int> Terminal::edition_before() const {
    const auto& previous = shown_content_.shelf().previous;
    if (!previous || !shelf_is_ours()) return std::nullopt;
    return static_cast<int>(previous->sequence);
}

void Terminal::show_edition_before() {
    const int from = edition_number();
    const auto to = edition_before();
    if (!to || !shown_content_.go_back()) return;
    happened(What::WentBack, from, *to);
    restart();
}

void Terminal::note_edition_left() {
    if (const auto left = shown_content_.take_left())
        happened(What::EditionBack, static_cast<int>(left->sequence), edition_number());
}

void Terminal::note_stick(const StickDesk::Told& told) {
    if (told.inbox) return;
    if (told.result && told.result->edition)
        happened(What::StickInstalled, static_cast<int>(told.result->edition->sequence));
    if (told.page.reason == "stick_removed") {
        happened(What::StickPulled);
    } else if (told.page.news == StickNews::Refused) {
        const auto reason = std::find_if(all_refusals.begin(), all_refusals.end(),
                                         [&](Refusal refusal) { return code(refusal) == told.page.reason; });
        happened(What::StickRefused, static_cast<int>(reason - all_refusals.begin()));
    }
    if (told.page.results) happened(What::ResultsWritten, told.folders, told.serial);
    if (told.not_written) happened(What::ResultsFailed, static_cast<int>(*told.not_written));
}

void Terminal::stick_inserted(const std::string& device, const std::filesystem::path& root) {
    const auto settings = read_settings(places_.state, disk_);
    sticks_.inserted(device, root, settings ? settings->kiosk : "");
}

void Terminal::take_stick_news() {
    for (const StickDesk::Told& told : sticks_.take()) {
        if (!told.subject.empty()) log_("flashdisk: " + told.page.reason + " " + told.subject);
        note_stick(told);
        if (told.gone) {
            stick_is_out();
        } else if (!told.inbox) {
            show_stick(told);
        }
        if (!told.result) continue;
        if (told.result->edition) next_edition_ = told.result->edition;
        if (!told.inbox) packs_are_done(*told.result);
    }
    switch_when_idle();
    draw();
}

void Terminal::stick_is_out() {
    events_.stick("removed", "");
    const auto* page = std::get_if<UpdateScreen>(&visit_.screen);
    if (!page || page->reason == "stick_removed") return;  // who pulled too early is to read it
    if (may_mean_pulled(page->reason) && clock_.now() - visit_.shown < pulled_just_now) {
        happened(What::StickPulled);
        return go_to(
            stick_says(visit_, {StickNews::Refused, page->stages, 0, "stick_removed", {}, false}, clock_.now()));
    }
    perform(after(visit_, Back{}, content_, clock_.now()));
}

void Terminal::show_stick(const StickDesk::Told& told) {
    events_.stick(std::string{code(told.page.news)}, told.page.reason);
    const auto* before = std::get_if<UpdateScreen>(&visit_.screen);
    const bool is_news = !before || before->news != told.page.news || before->reason != told.page.reason;
    go_to(stick_says(visit_, told.page, clock_.now()));
    if (is_news) announce_stick();
}

void Terminal::packs_are_done(const StickResult& result) {
    if (!tallies_) open_tallies();
    if (result.acknowledged && tallies_) {
        const auto forgotten = forget(*tallies_, *result.acknowledged);
        if (!forgotten)
            log_("tanda terima: " + forgotten.error().detail);
        else if (forgotten->folders > 0)
            happened(What::Acknowledged, forgotten->folders);
    }
    if (result.has_results_folder)
        if (auto results = results_to_take_along()) return sticks_.write_results(std::move(*results));
    sticks_.finish();
}

std::optional<PreparedResults> Terminal::results_to_take_along() {
    const auto settings = read_settings(places_.state, disk_);
    const auto text = disk_.read(places_.state / key_file, largest_key);
    if (!tallies_ || !settings || !text) return std::nullopt;
    const auto key = secret_key_from_file(*text, std::nullopt);
    if (!key) {
        log_("kunci terminal tidak bisa dibaca");
        return std::nullopt;
    }
    ExportState state{settings->kiosk, clock_.today(), static_cast<int>(edition().value_or(0)), places_.program, {}};
    if (const auto free = folders_.free_space(places_.state))
        state.health["disk-free-gb"] = static_cast<long>(*free >> 30);
    auto prepared = prepare_results(*tallies_, state, *key);
    if (!prepared) {
        log_("pendapat: " + prepared.error().detail);
        return std::nullopt;
    }
    return std::move(*prepared);
}

void Terminal::switch_when_idle() {
    if (!next_edition_ || !(is_idle(visit_) || is_broken()) || sticks_.busy()) return;
    const int from = edition_number();
    shown_content_.changed(clock_.now());
    next_edition_.reset();
    const bool was_broken = is_broken();
    if (!try_content()) return;
    if (const auto& active = shown_content_.shelf().active) events_.edition(active->sequence);
    if (was_broken) visit_.screen = AttractScreen{};
    if (edition_number() != from) happened(What::EditionChanged, from, edition_number());
    note_edition_left();
    std::replace_if(
        visit_.way_back.begin(), visit_.way_back.end(),
        [](const Screen& screen) { return std::holds_alternative<EmergencyScreen>(screen); }, Screen{AttractScreen{}});
    if (painter_) painter_->forget_drawings();
    shown_.reset();
    tell_screen();
}

}  // namespace balai
