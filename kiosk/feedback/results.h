// The results folder: what leaves a terminal, written by the terminal and read by the office with the same lines of
// code. RESULTS.md is the promise. Nothing here decides what may leave; departure.h does.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/feedback/departure.h"
#include "platform/base/result.h"

namespace balai {

constexpr const char* results_folder = "BALAI-RESULTS";
constexpr const char* results_file = "results.csv";
constexpr const char* receipt_file = "receipt.json";
constexpr const char* signature_file = "receipt.json.minisig";
constexpr const char* acknowledgement_file = "acknowledged.txt";
constexpr const char* acknowledgement_signature_file = "acknowledged.txt.minisig";
constexpr std::size_t largest_results = 1 << 20, largest_receipt = 8 << 10, largest_acknowledgement = 256 << 10;

// Ids are 1 to 64 of [a-z0-9-], not beginning with '-', so that no spreadsheet takes one for a formula.
bool is_plain_id(std::string_view text);

// What the terminal says about itself, once an export. Numbers only, none finer than a week.
struct Receipt {
    std::string kiosk;
    int serial = 0;
    int week = 0;  // in which it was written, or its floor
    bool clock_set = true;
    int edition = 0;
    std::string program;                 // "0.1.0"
    std::map<std::string, long> health;  // names are ids: "starts", "set-aside", "disk-free-mb", "hottest-c"
    std::string results;                 // BLAKE2b-256 of results.csv in hexadecimal
    bool operator==(const Receipt&) const = default;
};

// One spelling each: what is read and written again is the same, byte for byte.
std::string results_text(const std::string& kiosk, int serial, const std::vector<Cell>& cells);
std::string receipt_text(const Receipt& receipt);
std::string digest(std::string_view bytes);

// Why a folder was refused: the closed list of RESULTS.md.
enum class Refused {
    Incomplete,  // a file is missing or cannot be read
    TooLarge,
    Stranger,     // no such terminal is enrolled
    Forged,       // the signature is not the enrolled key's over this receipt
    Changed,      // results.csv is not the one that the receipt names
    OtherFolder,  // signed for another terminal or serial than the folder says
    NotUtf8,
    Formula,    // a field that a spreadsheet would run
    NotAnId,    // a field that is no id: quotes, blanks, semicolons
    Malformed,  // not the columns, the numbers, the weeks or the order of the page
    SmallCell,  // below the least that may leave
    Newer,      // of a newer format
    Conflict,   // this serial came before with another content
};
std::string_view word(Refused why);

tl::expected<Receipt, Refused> read_receipt(std::string_view text);
tl::expected<std::vector<Cell>, Refused> read_results(std::string_view text, const std::string& kiosk, int serial);

// What the office has: the next stick carries it back. The date has certainly passed when a terminal reads it.
struct Acknowledgement {
    std::string kiosk;
    Date date{};
    std::map<int, std::string> have;  // serial -> digest of its receipt
};
std::string acknowledgement_text(const Acknowledgement& acknowledgement);
std::optional<Acknowledgement> read_acknowledgement(std::string_view text);

}  // namespace balai
