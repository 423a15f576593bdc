#include "kiosk/office/import.h"

#include <algorithm>
#include <future>
#include <thread>

#include "kiosk/feedback/weeks.h"
#include "platform/sign/hash.h"
#include "platform/sign/signature.h"

namespace balai {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t batch_size = 512;

// A folder as it was found: nothing of it is believed yet.
struct Found {
    fs::path path;
    std::string kiosk, serial;  // as the path says
    bool operator<(const Found& other) const { return std::tie(kiosk, serial) < std::tie(other.kiosk, other.serial); }
};

struct Checked {
    Found found;
    enum { New, Known, Bad } state = Bad;
    Refused why = Refused::Incomplete;
    Receipt receipt;
    std::string receipt_digest;
    std::vector<Cell> cells;
};

using Known = std::map<std::pair<std::string, std::string>, std::string>;  // (kiosk, serial) -> digest of the receipt

bool is_serial(const std::string& name) {
    return !name.empty() && name.size() <= 9 && name.front() != '0' &&
           name.find_first_not_of("0123456789") == std::string::npos;
}

Refused why_unreadable(const Problem& problem) {
    return problem.trouble == Trouble::Damaged && problem.detail.find("longer than") != std::string::npos
               ? Refused::TooLarge
               : Refused::Incomplete;
}

// The cheapest question first; nothing is taken apart before the signature fits.
Checked check(Found found, const std::map<std::string, Terminal>& enrolled, const Known& known, Disk& disk) {
    Checked checked;
    checked.found = std::move(found);
    const auto bad = [&checked](Refused why) {
        checked.why = why;
        return std::move(checked);
    };
    const fs::path& path = checked.found.path;
    const auto terminal = enrolled.find(checked.found.kiosk);
    if (terminal == enrolled.end()) return bad(Refused::Stranger);
    const auto receipt = disk.read(path / receipt_file, largest_receipt);
    if (!receipt) return bad(why_unreadable(receipt.error()));
    checked.receipt_digest = digest(*receipt);
    const auto before = known.find({checked.found.kiosk, checked.found.serial});
    if (before != known.end() && before->second == checked.receipt_digest) {
        checked.state = Checked::Known;
        return checked;
    }
    const auto signature = disk.read(path / signature_file, largest_signature);
    if (!signature) return bad(why_unreadable(signature.error()));
    if (!verify(hash512(*receipt), *signature, terminal->second.key)) return bad(Refused::Forged);
    auto read = read_receipt(*receipt);
    if (!read) return bad(read.error());
    checked.receipt = std::move(*read);
    if (checked.receipt.kiosk != checked.found.kiosk || std::to_string(checked.receipt.serial) != checked.found.serial)
        return bad(Refused::OtherFolder);
    if (before != known.end()) return bad(Refused::Conflict);
    const auto results = disk.read(path / results_file, largest_results);
    if (!results) return bad(why_unreadable(results.error()));
    auto cells = read_results(*results, checked.receipt.kiosk, checked.receipt.serial);
    // A change is named by what it is when that can be said; the digest says that there was one.
    if (!cells && (cells.error() != Refused::Malformed || digest(*results) == checked.receipt.results))
        return bad(cells.error());
    if (digest(*results) != checked.receipt.results) return bad(Refused::Changed);
    checked.cells = std::move(*cells);
    checked.state = Checked::New;
    return checked;
}

std::vector<Checked> check_all(std::vector<Found> batch, const std::map<std::string, Terminal>& enrolled,
                               const Known& known, Disk& disk) {
    const std::size_t workers = std::clamp(std::thread::hardware_concurrency(), 1u, 8u);
    std::vector<Checked> checked(batch.size());
    std::vector<std::future<void>> running;
    for (std::size_t worker = 0; worker < workers; ++worker)
        running.push_back(std::async(std::launch::async, [&, worker] {
            for (std::size_t i = worker; i < batch.size(); i += workers)
                checked[i] = check(std::move(batch[i]), enrolled, known, disk);
        }));
    for (auto& one : running) one.get();
    return checked;
}

class Importing {
public:
    Importing(Sql& office, const ImportWish& wish, Disk& disk) : office_(office), wish_(wish), disk_(disk) {}

    Result<ImportSummary> run() {
        auto enrolled = terminals(office_);
        if (!enrolled) return tl::unexpected(enrolled.error());
        enrolled_ = std::move(*enrolled);
        for (const fs::path& folder : wish_.folders)
            if (auto walked = walk(folder); !walked) return tl::unexpected(walked.error());
        if (auto done = take_batch(); !done) return tl::unexpected(done.error());
        if (auto looked = look_for_gaps(); !looked) return tl::unexpected(looked.error());
        if (auto written = acknowledge(); !written) return tl::unexpected(written.error());
        return std::move(summary_);
    }

private:
    Result<void> walk(const fs::path& top) {
        std::error_code error;
        if (!fs::is_directory(top, error)) return fail(Trouble::NotFound, top.string(), "there is no such folder");
        if (auto seen = see(fs::absolute(top, error).lexically_normal()); !seen) return seen;
        fs::recursive_directory_iterator entries{top, fs::directory_options::skip_permission_denied, error}, end;
        while (!error && entries != end) {
            if (entries->is_directory(error) && !entries->is_symlink(error)) {
                if (entries.depth() > 12) entries.disable_recursion_pending();
                if (auto seen = see(entries->path()); !seen) return seen;
            }
            entries.increment(error);
        }
        if (error) return fail(trouble_from_errno(error.value()), top.string(), error.message());
        return {};
    }

    Result<void> see(const fs::path& folder) {
        const fs::path place = folder.has_filename() ? folder : folder.parent_path();
        const std::string serial = place.filename().string();
        const fs::path parent = place.parent_path();
        std::error_code error;
        const bool is_results = (is_serial(serial) && parent.parent_path().filename() == results_folder) ||
                                fs::exists(place / receipt_file, error) || fs::exists(place / results_file, error);
        if (!is_results) return {};
        batch_.push_back({place, parent.filename().string(), serial});
        return batch_.size() < batch_size ? Result<void>{} : take_batch();
    }

    Result<Known> known(const std::vector<Found>& batch) {
        Known known;
        std::string places;
        Row values;
        for (const Found& one : batch) {
            if (!is_serial(one.serial) || !is_plain_id(one.kiosk)) continue;
            places += (places.empty() ? "" : ",") + std::string{"($"} + std::to_string(values.size() + 1) + ",CAST($" +
                      std::to_string(values.size() + 2) + " AS bigint))";
            values.push_back(one.kiosk);
            values.push_back(one.serial);
        }
        if (values.empty()) return known;
        auto read =
            office_.each("SELECT kiosk, serial, receipt FROM folder WHERE (kiosk, serial) IN (VALUES " + places + ")",
                         values, [&known](const Row& row) {
                             known[{row[0], row[1]}] = row[2];
                         });
        if (!read) return tl::unexpected(read.error());
        return known;
    }

    Result<void> take_batch() {
        if (batch_.empty()) return {};
        std::vector<Found> batch = std::exchange(batch_, {});
        // Always in the same order, so that two imports at once never wait for each other in a circle.
        std::sort(batch.begin(), batch.end());
        summary_.folders += static_cast<long>(batch.size());
        auto had = known(batch);
        if (!had) return tl::unexpected(had.error());
        const std::vector<Checked> all = check_all(std::move(batch), enrolled_, *had, disk_);
        std::vector<const Checked*> fresh;
        std::map<std::pair<std::string, std::string>, const Checked*> first;
        for (const Checked& one : all) {
            if (one.state != Checked::Bad) places_[one.found.path.parent_path()] = one.found.kiosk;
            if (one.state == Checked::Known) ++summary_.repeated;
            if (one.state == Checked::Bad) refuse(one, one.why);
            if (one.state != Checked::New) continue;
            // The same serial twice in one batch: two sticks with the same folder, or a terminal that was copied.
            const auto [at, is_first] = first.try_emplace({one.found.kiosk, one.found.serial}, &one);
            if (is_first)
                fresh.push_back(&one);
            else if (at->second->receipt_digest == one.receipt_digest)
                ++summary_.repeated;
            else
                refuse(one, Refused::Conflict);
        }
        if (auto stored = store(fresh); !stored) return stored;
        wish_.progress(summary_);
        return {};
    }

    void refuse(const Checked& one, Refused why) {
        summary_.refused.push_back({one.found.path.string(), why});
        refusals_.push_back({is_plain_id(one.found.kiosk) ? one.found.kiosk : "?",
                             is_serial(one.found.serial) ? one.found.serial : "0", std::string{word(why)}});
    }

    Result<void> store(const std::vector<const Checked*>& fresh) {
        std::set<std::pair<std::string, std::string>> mine;
        long cells = 0;
        const auto work = [&]() -> Result<void> {
            mine.clear();
            cells = 0;
            for (const Row& refusal : refusals_)
                if (auto put = office_.rows(
                        "INSERT INTO refusal VALUES($1,CAST($2 AS bigint),$3) ON CONFLICT DO NOTHING", refusal);
                    !put)
                    return tl::unexpected(put.error());
            if (fresh.empty()) return {};
            std::string statement = "INSERT INTO folder VALUES ";
            Row values;
            for (const Checked* one : fresh) {
                const std::size_t n = values.size();
                const auto place = [n](std::size_t i) { return "$" + std::to_string(n + i); };
                const auto number = [&place](std::size_t i) { return "CAST(" + place(i) + " AS bigint)"; };
                statement += (n ? "," : "") + std::string{"("} + place(1) + "," + number(2) + "," + place(3) + "," +
                             number(4) + "," + place(5) + "," + number(6) + "," + place(7) + ")";
                const Receipt& receipt = one->receipt;
                for (std::string value :
                     {receipt.kiosk, std::to_string(receipt.serial), one->receipt_digest, std::to_string(receipt.week),
                      std::string{receipt.clock_set ? "set" : "floor"}, std::to_string(receipt.edition),
                      receipt.program})
                    values.push_back(std::move(value));
            }
            // Whoever puts the folder's line owns the folder; the others wait here and then find it taken.
            auto claimed = office_.each(statement + " ON CONFLICT DO NOTHING RETURNING kiosk, serial", values,
                                        [&mine](const Row& row) {
                                            mine.insert({row[0], row[1]});
                                        });
            if (!claimed) return tl::unexpected(claimed.error());
            std::vector<Row> cell_rows, health_rows;
            for (const Checked* one : fresh) {
                if (!mine.count({one->found.kiosk, one->found.serial})) continue;
                for (const auto& [name, value] : one->receipt.health)
                    health_rows.push_back({one->found.kiosk, one->found.serial, name, std::to_string(value)});
                long line = 0;
                for (const Cell& cell : one->cells)
                    cell_rows.push_back({one->found.kiosk, one->found.serial, std::to_string(++line),
                                         std::to_string(cell.from), std::to_string(cell.to),
                                         cell.clock_set ? "set" : "floor", cell.subject, cell.question, cell.answer,
                                         std::to_string(cell.count)});
            }
            cells = static_cast<long>(cell_rows.size());
            if (auto put = office_.append("health", health_rows); !put) return put;
            return office_.append("cell", cell_rows);
        };
        if (fresh.empty() && refusals_.empty()) return {};
        if (auto stored = in_transaction(office_, work); !stored) return stored;
        refusals_.clear();
        summary_.imported += static_cast<long>(mine.size());
        summary_.repeated += static_cast<long>(fresh.size() - mine.size());
        summary_.cells += cells;
        return {};
    }

    Result<void> look_for_gaps() {
        std::map<std::string, long> newest;
        auto gaps = office_.each("SELECT kiosk, max(serial) FROM folder GROUP BY kiosk HAVING max(serial) > count(*)",
                                 {}, [&](const Row& row) { newest[row[0]] = std::stol(row[1]); });
        if (!gaps) return tl::unexpected(gaps.error());
        for (const auto& [kiosk, last] : newest) {
            long next = 1;
            auto& missing = summary_.missing[kiosk];
            auto read = office_.each("SELECT serial FROM folder WHERE kiosk = $1 ORDER BY serial", {kiosk},
                                     [&](const Row& row) {
                                         const long serial = std::stol(row[0]);
                                         for (; next < serial && missing.size() < 1000; ++next)
                                             missing.push_back(static_cast<int>(next));
                                         next = serial + 1;
                                     });
            if (!read) return tl::unexpected(read.error());
        }
        auto doubts = office_.each(
            "SELECT DISTINCT kiosk FROM folder WHERE clock = 'floor' OR week > CAST($1 AS bigint)",
            {std::to_string(week_of(wish_.today))}, [&](const Row& row) { summary_.doubtful.insert(row[0]); });
        if (!doubts) return tl::unexpected(doubts.error());
        return {};
    }

    Result<void> acknowledge() {
        if (!wish_.key) return {};
        std::set<std::string> kiosks;
        for (const auto& [place, kiosk] : places_) {
            Acknowledgement acknowledgement{kiosk, wish_.today, {}};
            auto read = office_.each("SELECT serial, receipt FROM folder WHERE kiosk = $1", {kiosk},
                                     [&](const Row& row) { acknowledgement.have[std::stoi(row[0])] = row[1]; });
            if (!read) return tl::unexpected(read.error());
            // Beyond a few years of weeks only the newest ones: the terminal has long forgotten the others.
            while (acknowledgement.have.size() > 2000) acknowledgement.have.erase(acknowledgement.have.begin());
            const std::string text = acknowledgement_text(acknowledgement);
            if (auto put = disk_.write_durably(place / acknowledgement_file, text); !put) return put;
            if (auto put = disk_.write_durably(place / acknowledgement_signature_file,
                                               sign(hash512(text), "balai acknowledgement " + kiosk, *wish_.key));
                !put)
                return put;
            kiosks.insert(kiosk);
        }
        summary_.acknowledged = static_cast<long>(kiosks.size());
        return {};
    }

    Sql& office_;
    const ImportWish& wish_;
    Disk& disk_;
    std::map<std::string, Terminal> enrolled_;
    std::vector<Found> batch_;
    std::vector<Row> refusals_;
    std::map<fs::path, std::string> places_;  // folders of terminals, for the acknowledgement
    ImportSummary summary_;
};

}  // namespace

Result<ImportSummary> import(Sql& office, const ImportWish& wish, Disk& disk) {
    return Importing{office, wish, disk}.run();
}

}  // namespace balai
