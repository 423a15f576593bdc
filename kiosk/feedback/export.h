// Results onto a stick, and the office's word that they came. Whatever is pulled and whenever: the same serial always
// has the same bytes, what left is never counted again, and nothing is forgotten before the office has it.
#pragma once

#include <filesystem>
#include <functional>

#include "kiosk/feedback/results.h"
#include "platform/sign/keys.h"

namespace balai {

struct ExportState {
    std::string kiosk;
    Today today;
    int edition = 0;
    std::string program;
    std::map<std::string, long> health;
};

struct Exported {
    int folders = 0;     // on the stick now: those that nobody has acknowledged yet
    int new_serial = 0;  // 0: nothing new has closed since the last one
};

// Makes a new folder when cells have closed or the terminal has something new to say about itself, and writes all that
// are not acknowledged to <stick>/BALAI-RESULTS/<kiosk>/<serial>/. Kept in the database first, written then, so a
// stick that is pulled too early is simply filled again.
Result<Exported> export_results(Tallies& tallies, const ExportState& state, const SecretKey& key,
                                const std::filesystem::path& stick, Disk& disk);

// The same in two halves: what touches the counters, and what touches the stick and may take its time.
struct PreparedResults {
    std::string kiosk;
    std::vector<ResultsFolder> folders;  // that nobody has acknowledged yet
    int new_serial = 0;
};
Result<PreparedResults> prepare_results(Tallies& tallies, const ExportState& state, const SecretKey& key);
Result<void> write_results(const PreparedResults& results, const std::filesystem::path& stick, Disk& disk);

struct Acknowledged {
    int folders = 0;           // forgotten now
    std::optional<Date> date;  // has passed: the terminal's floor may rise to it
};
// Looks for the office's acknowledgement on a stick. None, or one for somebody else, is no Problem; one that is not the
// office's is Trouble::Damaged and changes nothing.
Result<Acknowledged> take_acknowledgement(Tallies& tallies, const std::string& kiosk, const PublicKey& office,
                                          const std::filesystem::path& stick, Disk& disk);

// And this in two halves. None on the stick, or one for somebody else: nothing.
Result<std::optional<Acknowledgement>> find_acknowledgement(const std::string& kiosk, const PublicKey& office,
                                                            const std::filesystem::path& stick, Disk& disk);
Result<Acknowledged> forget(Tallies& tallies, const Acknowledgement& acknowledgement);

}  // namespace balai
