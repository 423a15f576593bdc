// Opinions are counters, not rows: one counter per (ISO week, edition, language, subject, question, answer). There is
// no column for a time, an order or a visit, so nobody can be picked out later. (decision 6)
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "platform/base/disk.h"
#include "platform/base/result.h"

namespace balai {

struct Opinion {
    std::string week;  // "2026-W48", with '?' when the clock is not trusted
    int edition = 0;
    std::string language;  // "id"
    std::string subject;   // "paspor-baru", "balai"
    std::string question;  // "face", "reason"
    std::string answer;    // "4", "read"

    friend auto operator<=>(const Opinion&, const Opinion&) = default;
};

struct Count {
    Opinion opinion;
    long count = 0;

    friend auto operator<=>(const Count&, const Count&) = default;
};

// How many of one counter have left the terminal: in a cell, in a sum by language, in a sum by edition.
struct Left {
    long in_cell = 0, in_language = 0, in_edition = 0;
    friend auto operator<=>(const Left&, const Left&) = default;
};
using Departed = std::map<Opinion, Left>;

// What was or will be written to a stick, byte for byte.
struct ResultsFolder {
    int serial = 0;
    std::string results, receipt, signature;
    friend auto operator<=>(const ResultsFolder&, const ResultsFolder&) = default;
};

// Why an opinion was not counted. Counted apart, so that the office sees how many there were.
enum class Dropped { ShortVisit, Mashing, SecondFace, NotSaved };
std::string_view word(Dropped why);  // "short-visit", "mashing", "second-face", "not-saved"

class Tallies {
public:
    // Opens <folder>/feedback.db or makes it. A damaged database is set aside under a dated name and a new one begun, a
    // newer one (Trouble::Newer), a locked one (Trouble::Busy), a full or read-only disk are Problems: the terminal
    // then runs without counting and says so. `set_aside` tells whether one was set aside.
    static Result<Tallies> open(const std::filesystem::path& folder, Disk& disk);

    Tallies(Tallies&&) noexcept;
    Tallies& operator=(Tallies&&) noexcept;
    ~Tallies();

    // One counter up, in one transaction. When this returns without a Problem the opinion survives a power cut.
    Result<void> add(const Opinion& opinion);
    Result<void> add_dropped(const std::string& week, Dropped why);

    // All counters in the order of their keys: the same whatever the order in which opinions came.
    Result<std::vector<Count>> all();
    struct DroppedCount {
        std::string week;
        std::string why;
        long count = 0;
        friend auto operator<=>(const DroppedCount&, const DroppedCount&) = default;
    };
    Result<std::vector<DroppedCount>> all_dropped();

    // What has left, and the folders with it; both change in one transaction. A folder is kept until it is
    // acknowledged; of the newest one the receipt stays.
    Result<Departed> departed();
    Result<void> keep(const ResultsFolder& folder, const Departed& left);
    Result<std::vector<ResultsFolder>> folders();  // not acknowledged, oldest first
    Result<ResultsFolder> last_folder();           // serial 0 when there was none
    Result<void> acknowledge(int serial);

    // Moves what the log holds into the database file and empties it; for idle moments. Nothing is lost without it.
    Result<void> rest();

    bool was_set_aside() const;  // a damaged database lies beside the new one

private:
    struct Inside;
    explicit Tallies(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

}  // namespace balai
