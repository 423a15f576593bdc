#include "pack_status.h"

#include <iostream>

#include "exit_code.h"
#include "kiosk/staff/status_code.h"

namespace balai {

namespace {

struct Wish {
    std::string text, language = "id";
};

int explain(const Wish& wish) {
    const auto sentences = explained(wish.text, wish.language == "id" ? Reader::Indonesian : Reader::English);
    if (!sentences) {
        std::cerr << (wish.language == "id"
                          ? "Ini bukan kode keadaan yang utuh. Salin seluruh baris yang mulai dengan BALAI1."
                          : "This is not a whole status code. Copy the whole line that begins with BALAI1.")
                  << "\n";
        return at_fault;
    }
    for (const std::string& sentence : *sentences) std::cout << sentence << "\n";
    return done;
}

}  // namespace

std::function<std::optional<int>()> add_status_word(CLI::App& app) {
    auto wish = std::make_shared<Wish>();
    CLI::App* word = app.add_subcommand("status-code", "Explain the code on a terminal's staff page; needs no network");
    word->add_option("TEXT", wish->text, "The line that the phone read, in quotes")->required();
    word->add_option("--language", wish->language, "id or en")
        ->check(CLI::IsMember({"id", "en"}))
        ->capture_default_str();
    return [wish, word]() -> std::optional<int> {
        if (!word->parsed()) return std::nullopt;
        return explain(*wish);
    };
}

}  // namespace balai
