#include "kiosk/feedback/results.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "kiosk/feedback/weeks.h"
#include "platform/base/plain_name.h"
#include "platform/base/utf8.h"
#include "platform/sign/hash.h"

namespace balai {

namespace {

constexpr std::string_view header = "kiosk,serial,from,to,clock,subject,question,answer,count\n";
constexpr std::string_view acknowledgement_head = "balai-acknowledgement 1\n";
constexpr int receipt_format = 1;
constexpr long largest_number = 1'000'000'000;

std::optional<long> number_from(std::string_view text) {
    long number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number < 0 || number > largest_number)
        return std::nullopt;
    if (std::to_string(number) != text) return std::nullopt;  // no "007"
    return number;
}

// The part up to `end`, which is taken off together with it; nothing when there is no `end`.
std::optional<std::string_view> take(std::string_view& text, char end) {
    const auto at = text.find(end);
    if (at == std::string_view::npos) return std::nullopt;
    const auto part = text.substr(0, at);
    text.remove_prefix(at + 1);
    return part;
}

bool is_hex(std::string_view text) {
    return text.size() == 64 && std::all_of(text.begin(), text.end(),
                                            [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

std::optional<Refused> fault_of_name(std::string_view field) {
    if (field == all_subjects || is_plain_id(field)) return std::nullopt;
    constexpr std::string_view formula = "=+-@\t\r|%";
    if (!field.empty() && formula.find(field.front()) != std::string_view::npos) return Refused::Formula;
    return Refused::NotAnId;
}

}  // namespace

bool is_plain_id(std::string_view text) { return is_plain_name(text, 64); }

std::string digest(std::string_view bytes) { return hex(hash256(bytes)); }

std::string results_text(const std::string& kiosk, int serial, const std::vector<Cell>& cells) {
    std::string text{header};
    for (const Cell& cell : cells)
        text += kiosk + "," + std::to_string(serial) + "," + week_name(cell.from) + "," + week_name(cell.to) + "," +
                (cell.clock_set ? "set" : "floor") + "," + cell.subject + "," + cell.question + "," + cell.answer +
                "," + std::to_string(cell.count) + "\n";
    return text;
}

std::string receipt_text(const Receipt& receipt) {
    nlohmann::ordered_json json;
    json["format"] = receipt_format;
    json["kiosk"] = receipt.kiosk;
    json["serial"] = receipt.serial;
    json["week"] = week_name(receipt.week);
    json["clock"] = receipt.clock_set ? "set" : "floor";
    json["edition"] = receipt.edition;
    json["program"] = receipt.program;
    json["health"] = nlohmann::ordered_json::object();
    for (const auto& [name, number] : receipt.health) json["health"][name] = number;
    json["results"] = receipt.results;
    return json.dump(1) + "\n";
}

std::string_view word(Refused why) {
    switch (why) {
        case Refused::Incomplete:
            return "incomplete";
        case Refused::TooLarge:
            return "too-large";
        case Refused::Stranger:
            return "stranger";
        case Refused::Forged:
            return "forged";
        case Refused::Changed:
            return "changed";
        case Refused::OtherFolder:
            return "other-folder";
        case Refused::NotUtf8:
            return "not-utf8";
        case Refused::Formula:
            return "formula";
        case Refused::NotAnId:
            return "not-an-id";
        case Refused::Malformed:
            return "malformed";
        case Refused::SmallCell:
            return "small-cell";
        case Refused::Newer:
            return "newer";
        case Refused::Conflict:
            break;
    }
    return "conflict";
}

tl::expected<Receipt, Refused> read_receipt(std::string_view text) {
    if (text_fault(text)) return tl::unexpected(Refused::NotUtf8);
    const auto json = nlohmann::json::parse(text, nullptr, false);
    if (!json.is_object()) return tl::unexpected(Refused::Malformed);
    if (const auto format = json.find("format"); format != json.end() && format->is_number_integer() && *format > 1)
        return tl::unexpected(Refused::Newer);
    const auto number = [&json](const char* name) -> std::optional<int> {
        const auto found = json.find(name);
        if (found == json.end() || !found->is_number_unsigned() || *found > largest_number) return std::nullopt;
        return found->get<int>();
    };
    const auto words = [&json](const char* name) {
        const auto found = json.find(name);
        return found != json.end() && found->is_string() ? found->get<std::string>() : std::string{};
    };
    const auto serial = number("serial"), edition = number("edition");
    const auto week = week_number(words("week"));
    const std::string clock = words("clock");
    if (!serial || *serial < 1 || !edition || !week || (clock != "set" && clock != "floor"))
        return tl::unexpected(Refused::Malformed);
    Receipt receipt{words("kiosk"), *serial, *week, clock == "set", *edition, words("program"), {}, words("results")};
    const bool version =
        !receipt.program.empty() && receipt.program.size() <= 32 &&
        receipt.program.find_first_not_of("0123456789abcdefghijklmnopqrstuvwxyz.-~") == std::string::npos;
    const auto health = json.find("health");
    if (!is_plain_id(receipt.kiosk) || !is_hex(receipt.results) || !version || health == json.end() ||
        !health->is_object())
        return tl::unexpected(Refused::Malformed);
    for (const auto& [name, value] : health->items()) {
        if (!is_plain_id(name) || !value.is_number_integer() || value > largest_number || value < -largest_number)
            return tl::unexpected(Refused::Malformed);
        receipt.health[name] = value.get<long>();
    }
    if (receipt_text(receipt) != text) return tl::unexpected(Refused::Malformed);
    return receipt;
}

tl::expected<std::vector<Cell>, Refused> read_results(std::string_view text, const std::string& kiosk, int serial) {
    if (text_fault(text)) return tl::unexpected(Refused::NotUtf8);
    if (!text.starts_with(header)) return tl::unexpected(Refused::Malformed);
    text.remove_prefix(header.size());
    const std::string serial_text = std::to_string(serial);
    std::vector<Cell> cells;
    while (!text.empty()) {
        auto line = take(text, '\n');
        if (!line) return tl::unexpected(Refused::Malformed);
        std::array<std::string_view, 9> field;
        for (std::size_t i = 0; i < 8; ++i) {
            const auto part = take(*line, ',');
            if (!part) return tl::unexpected(Refused::Malformed);
            field[i] = *part;
        }
        field[8] = *line;
        for (const std::size_t name : {0u, 5u, 6u, 7u})
            if (const auto fault = fault_of_name(field[name])) return tl::unexpected(*fault);
        if (field[0] != kiosk || field[1] != serial_text) return tl::unexpected(Refused::OtherFolder);
        const auto from = week_number(field[2]), to = week_number(field[3]);
        const auto count = number_from(field[8]);
        if (!from || !to || *from > *to || (field[4] != "set" && field[4] != "floor") || !count ||
            field[6] == all_subjects || field[7] == all_subjects)
            return tl::unexpected(Refused::Malformed);
        if (*count < least_cell) return tl::unexpected(Refused::SmallCell);
        cells.push_back({*from, *to, field[4] == "set", std::string{field[5]}, std::string{field[6]},
                         std::string{field[7]}, *count});
        // In their order and each once, so that a text has one spelling.
        if (cells.size() > 1 && !(cells[cells.size() - 2] < cells.back())) return tl::unexpected(Refused::Malformed);
    }
    return cells;
}

std::string acknowledgement_text(const Acknowledgement& acknowledgement) {
    std::string text{acknowledgement_head};
    text += "kiosk " + acknowledgement.kiosk + "\ndate " + to_string(acknowledgement.date) + "\n";
    for (const auto& [serial, receipt] : acknowledgement.have)
        text += "have " + std::to_string(serial) + " " + receipt + "\n";
    return text;
}

std::optional<Acknowledgement> read_acknowledgement(std::string_view text) {
    const std::string_view whole = text;
    if (!text.starts_with(acknowledgement_head)) return std::nullopt;
    text.remove_prefix(acknowledgement_head.size());
    Acknowledgement acknowledgement;
    const auto kiosk = take(text, '\n'), date = take(text, '\n');
    if (!kiosk || !date || !kiosk->starts_with("kiosk ") || !date->starts_with("date ")) return std::nullopt;
    acknowledgement.kiosk = kiosk->substr(6);
    const auto day = parse_date(date->substr(5));
    if (!is_plain_id(acknowledgement.kiosk) || !day) return std::nullopt;
    acknowledgement.date = *day;
    while (!text.empty()) {
        auto line = take(text, '\n');
        if (!line || take(*line, ' ') != "have") return std::nullopt;
        const auto serial = take(*line, ' ');
        const auto number = serial ? number_from(*serial) : std::nullopt;
        if (!number || !is_hex(*line)) return std::nullopt;
        acknowledgement.have[static_cast<int>(*number)] = *line;
    }
    if (acknowledgement_text(acknowledgement) != whole) return std::nullopt;
    return acknowledgement;
}

}  // namespace balai
