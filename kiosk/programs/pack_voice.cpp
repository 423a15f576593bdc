#include "pack_voice.h"

#include <iostream>
#include <memory>

#include "exit_code.h"
#include "kiosk/authors/report.h"
#include "kiosk/authors/voices.h"

namespace balai {

namespace {

struct Wish {
    std::string source, recordings, synthesised;
    std::vector<std::string> languages{"id", "jv", "en"};
};

int print_script(const Content& content, const Wish& wish) {
    for (const std::string& language : wish.languages)
        std::cout << script_sheet(content, *language_from_code(language));
    return done;
}

int import_recordings(const Content& content, const Wish& wish) {
    const TakenIn taken = take_in(content, wish.source, wish.recordings, real_disk());
    for (const RecordingProblem& problem : taken.problems) std::cout << sentence(problem) << "\n";
    std::cout << taken.taken << " rekaman masuk, " << taken.problems.size() << " masalah.\n";
    if (taken.no_encoder) {
        std::cerr << "balai-pack: opusenc tidak bisa dijalankan (paket opus-tools)\n";
        return machine_at_fault;
    }
    return taken.problems.empty() ? done : at_fault;
}

int synthesise_voices(const Content& content, const Wish& wish) {
    const bool whole = only_warnings(check(content, wish.source, real_disk()));
    if (!whole)
        std::cerr << "balai-pack: ada masalah di " << wish.source
                  << ", lihat balai-pack check; suara yang tampak tidak terpakai tidak dihapus\n";
    const Synthesised all =
        synthesise_missing(content, wish.synthesised, whole ? Unsaid::Remove : Unsaid::Keep, real_disk());
    std::cout << all.made << " suara buatan dibuat, " << all.kept << " sudah ada, " << all.removed << " dihapus.\n";
    if (all.failed == 0) return done;
    std::cerr << "balai-pack: " << all.failed << " suara gagal (paket espeak-ng dan opus-tools)\n";
    return machine_at_fault;
}

int run_voice(const Wish& wish) {
    const auto content = Content::open(wish.source, real_disk());
    if (!content) {
        for (const ContentProblem& problem : content.error())
            std::cerr << sentence(problem, AuthorLanguage::Indonesian) << "\n";
        return at_fault;
    }
    if (!wish.recordings.empty()) return import_recordings(*content, wish);
    if (!wish.synthesised.empty()) return synthesise_voices(*content, wish);
    return print_script(*content, wish);
}

}  // namespace

void tell_what_is_silent(const Content& content, const std::string& source, const std::string& language) {
    std::string counts;
    for (const Language spoken : all_languages)
        if (const std::size_t silent = silent_lines(content, spoken))
            counts += (counts.empty() ? "" : ", ") + std::to_string(silent) + " " + std::string{code(spoken)};
    if (counts.empty()) return;
    std::cerr << "balai-pack: " << (language == "en" ? "sentences without a voice: " : "kalimat tanpa suara: ")
              << counts << " (balai-pack voice " << source << " --synthesise " << source << ")\n";
}

std::function<std::optional<int>()> add_voice_word(CLI::App& app) {
    const auto wish = std::make_shared<Wish>();
    CLI::App* word = app.add_subcommand("voice", "Print what is to be recorded, or take recordings in");
    word->add_option("SOURCE", wish->source, "The content folder")->required();
    word->add_option("--language", wish->languages, "Only these languages: id, jv, en")
        ->check(CLI::IsMember({"id", "jv", "en"}));
    CLI::Option* import = word->add_option("--import", wish->recordings,
                                           "Check the WAV files of this folder and keep the good ones as clips")
                              ->check(CLI::ExistingDirectory);
    word->add_option("--synthesise", wish->synthesised,
                     "Let a machine speak what nobody has recorded, into voices/ of this folder")
        ->excludes(import);
    return [word, wish]() -> std::optional<int> {
        if (!word->parsed()) return std::nullopt;
        return run_voice(*wish);
    };
}

}  // namespace balai
