#include "kiosk/office/import.h"

#include <algorithm>
#include <future>

#include "kiosk/feedback/weeks.h"
#include "kiosk/office/check.h"
#include "platform/sign/hash.h"
#include "platform/sign/signature.h"

namespace balai {

namespace fs = std::filesystem;

namespace {

using Place = std::pair<std::string, std::string>;  // (kiosk, serial)

// "($1,CAST($2 AS bigint)),($3,…": places for that many rows. `types` has a letter a column: text or number.
std::string places(std::string_view types, std::size_t rows) {
    std::string text;
    for (std::size_t i = 0; i < rows * types.size(); ++i) {
        const std::size_t column = i % types.size();
        text += column ? "," : i ? "),(" : "(";
        const std::string place = "$" + std::to_string(i + 1);
        text += types[column] == 'n' ? "CAST(" + place + " AS bigint)" : place;
    }
    return text + ")";
}

Result<Known> known_of(Sql& office, const std::vector<Place>& wanted) {
    Known known;
    if (wanted.empty()) return known;
    Row values;
    for (const auto& [kiosk, serial] : wanted) values.push_back(kiosk), values.push_back(serial);
    auto read = office.each("SELECT kiosk, serial, receipt FROM folder WHERE (kiosk, serial) IN (VALUES " +
                                places("tn", wanted.size()) + ")",
                            values, [&known](const Row& row) {
                                known[{row[0], row[1]}] = row[2];
                            });
    if (!read) return tl::unexpected(read.error());
    return known;
}

// Whoever puts the folder's line owns the folder; others wait here and then find it taken.
Result<std::vector<const Checked*>> claim(Sql& office, const std::vector<const Checked*>& fresh) {
    std::vector<const Checked*> mine;
    if (fresh.empty()) return mine;
    Row values;
    for (const Checked* one : fresh)
        for (std::string value :
             {one->receipt.kiosk, std::to_string(one->receipt.serial), one->receipt_digest,
              std::to_string(one->receipt.week), std::string{one->receipt.clock_set ? "set" : "floor"},
              std::to_string(one->receipt.edition), one->receipt.program})
            values.push_back(std::move(value));
    std::set<Place> claimed;
    auto put = office.each("INSERT INTO folder VALUES " + places("tntntnt", fresh.size()) +
                               " ON CONFLICT DO NOTHING RETURNING kiosk, serial",
                           values, [&claimed](const Row& row) {
                               claimed.insert({row[0], row[1]});
                           });
    if (!put) return tl::unexpected(put.error());
    for (const Checked* one : fresh)
        if (claimed.count({one->found.kiosk, one->found.serial})) mine.push_back(one);
    return mine;
}

RowSource cells_of(const std::vector<const Checked*>& folders) {
    return [&folders, at = std::size_t{0}, line = std::size_t{0}](Row& row) mutable {
        while (at < folders.size() && line == folders[at]->cells.size()) ++at, line = 0;
        if (at == folders.size()) return false;
        const Cell& cell = folders[at]->cells[line++];
        row.resize(10);
        row[0] = folders[at]->found.kiosk;
        row[1] = folders[at]->found.serial;
        row[2] = std::to_string(line);
        row[3] = std::to_string(cell.from);
        row[4] = std::to_string(cell.to);
        row[5] = cell.clock_set ? "set" : "floor";
        row[6] = cell.subject;
        row[7] = cell.question;
        row[8] = cell.answer;
        row[9] = std::to_string(cell.count);
        return true;
    };
}

RowSource health_of(const std::vector<const Checked*>& folders) {
    return [&folders, at = std::size_t{0}, number = std::size_t{0}](Row& row) mutable {
        while (at < folders.size() && number == folders[at]->receipt.health.size()) ++at, number = 0;
        if (at == folders.size()) return false;
        const auto& [name, value] = *std::next(folders[at]->receipt.health.begin(), static_cast<long>(number++));
        row = {folders[at]->found.kiosk, folders[at]->found.serial, name, std::to_string(value)};
        return true;
    };
}

class Importing {
public:
    Importing(Sql& office, const ImportWish& wish, Disk& disk) : office_(office), wish_(wish), disk_(disk) {}

    Result<ImportSummary> run() {
        auto enrolled = terminals(office_);
        if (!enrolled) return tl::unexpected(enrolled.error());
        enrolled_ = std::move(*enrolled);
        Result<void> done = count_ahead();
        if (done) done = each_results_folder(wish_.folders, [this](Found found) { return take(std::move(found)); });
        if (done) done = check_batch();
        if (done) done = store_checked();
        if (done) done = look_for_gaps();
        if (done) done = look_at_clocks();
        if (done) done = acknowledge();
        if (!done) return tl::unexpected(done.error());
        return std::move(summary_);
    }

private:
    Result<void> count_ahead() {
        if (!wish_.progress) return {};
        return each_results_folder(wish_.folders, [this](const Found&) -> Result<void> {
            ++summary_.found;
            return {};
        });
    }

    Result<void> take(Found found) {
        batch_.push_back(std::move(found));
        return batch_.size() < wish_.at_once ? Result<void>{} : check_batch();
    }

    // While these are checked, the ones before go into the database.
    Result<void> check_batch() {
        std::vector<Found> batch = std::exchange(batch_, {});
        // Always in the same order, so that two imports at once never wait for each other in a circle.
        std::sort(batch.begin(), batch.end(), [](const Found& a, const Found& b) {
            return std::tie(a.kiosk, a.serial) < std::tie(b.kiosk, b.serial);
        });
        std::vector<Place> wanted;
        for (const Found& one : batch)
            if (is_serial(one.serial) && is_plain_id(one.kiosk)) wanted.push_back({one.kiosk, one.serial});
        const auto known = known_of(office_, wanted);
        if (!known) return tl::unexpected(known.error());
        auto checking =
            std::async(std::launch::async, [&] { return check_all(std::move(batch), enrolled_, *known, disk_); });
        auto stored = store_checked();
        checked_ = checking.get();
        return stored;
    }

    Result<void> store_checked() {
        const std::vector<Checked> all = std::exchange(checked_, {});
        if (all.empty()) return {};
        std::vector<const Checked*> fresh;
        std::map<Place, const Checked*> first;
        for (const Checked& one : all) {
            if (one.state != Checked::Bad) terminals_[one.found.terminal()] = one.found.kiosk;
            if (one.state == Checked::Known) ++summary_.repeated;
            if (one.state == Checked::Bad) refuse(one, one.why);
            if (one.state != Checked::New) continue;
            // The same serial twice in one batch: two sticks with the same folder, or a terminal that was copied.
            const auto [at, is_first] = first.try_emplace({one.found.kiosk, one.found.serial}, &one);
            if (is_first)
                fresh.push_back(&one);
            else
                came_again(one, at->second->receipt_digest);
        }
        summary_.folders += static_cast<long>(all.size());
        if (auto stored = store(fresh); !stored) return stored;
        if (wish_.progress) wish_.progress(summary_);
        return {};
    }

    void came_again(const Checked& one, const std::string& receipt_digest) {
        if (one.receipt_digest == receipt_digest)
            ++summary_.repeated;
        else
            refuse(one, Refused::Conflict);
    }

    void refuse(const Checked& one, Refused why) {
        summary_.refused.push_back({one.found.path.string(), why});
        refusals_.push_back({is_plain_id(one.found.kiosk) ? one.found.kiosk : "?",
                             is_serial(one.found.serial) ? one.found.serial : "0", std::string{word(why)}});
    }

    Result<void> store(const std::vector<const Checked*>& fresh) {
        std::vector<const Checked*> mine;
        if (!fresh.empty()) {
            auto stored = in_transaction(office_, [&]() -> Result<void> {
                auto claimed = claim(office_, fresh);
                if (!claimed) return tl::unexpected(claimed.error());
                mine = std::move(*claimed);
                if (auto put = office_.append("health", health_of(mine)); !put) return put;
                return office_.append("cell", cells_of(mine));
            });
            if (!stored) return stored;
        }
        summary_.imported += static_cast<long>(mine.size());
        for (const Checked* one : mine) summary_.cells += static_cast<long>(one->cells.size());
        if (mine.size() < fresh.size())
            if (auto compared = compare_taken(fresh, {mine.begin(), mine.end()}); !compared) return compared;
        return note_refusals();
    }

    // Taken since we looked, by the batch before or by another import.
    Result<void> compare_taken(const std::vector<const Checked*>& fresh, const std::set<const Checked*>& mine) {
        std::vector<Place> taken;
        for (const Checked* one : fresh)
            if (!mine.count(one)) taken.push_back({one->found.kiosk, one->found.serial});
        const auto known = known_of(office_, taken);
        if (!known) return tl::unexpected(known.error());
        for (const Checked* one : fresh)
            if (!mine.count(one))
                if (const auto had = known->find({one->found.kiosk, one->found.serial}); had != known->end())
                    came_again(*one, had->second);
        return {};
    }

    Result<void> note_refusals() {
        if (refusals_.empty()) return {};
        Row values;
        for (const Row& refusal : refusals_) values.insert(values.end(), refusal.begin(), refusal.end());
        auto noted = in_transaction(office_, [&]() -> Result<void> {
            auto put = office_.rows(
                "INSERT INTO refusal VALUES " + places("tnt", refusals_.size()) + " ON CONFLICT DO NOTHING", values);
            if (!put) return tl::unexpected(put.error());
            return {};
        });
        if (noted) refusals_.clear();
        return noted;
    }

    Result<void> look_for_gaps() {
        long next = 1;
        std::string kiosk;
        auto read = office_.each(
            "SELECT kiosk, serial FROM folder WHERE kiosk IN"
            " (SELECT kiosk FROM folder GROUP BY kiosk HAVING max(serial) > count(*)) ORDER BY kiosk, serial",
            {}, [&](const Row& row) {
                if (row[0] != kiosk) kiosk = row[0], next = 1;
                std::vector<int>& missing = summary_.missing[kiosk];
                const long serial = std::stol(row[1]);
                for (; next < serial && missing.size() < 1000; ++next) missing.push_back(static_cast<int>(next));
                next = serial + 1;
            });
        if (!read) return tl::unexpected(read.error());
        return {};
    }

    Result<void> look_at_clocks() {
        auto read = office_.each("SELECT DISTINCT kiosk FROM folder WHERE clock = 'floor' OR week > CAST($1 AS bigint)",
                                 {std::to_string(week_of(wish_.today))},
                                 [&](const Row& row) { summary_.doubtful.insert(row[0]); });
        if (!read) return tl::unexpected(read.error());
        return {};
    }

    Result<void> acknowledge() {
        if (!wish_.key) return {};
        std::set<std::string> kiosks;
        for (const auto& [place, kiosk] : terminals_) {
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
    Enrolled enrolled_;
    std::vector<Found> batch_;
    std::vector<Checked> checked_;
    std::vector<Row> refusals_;
    std::map<fs::path, std::string> terminals_;  // where they lie, for the acknowledgement
    ImportSummary summary_;
};

}  // namespace

Result<ImportSummary> import(Sql& office, const ImportWish& wish, Disk& disk) {
    return Importing{office, wish, disk}.run();
}

}  // namespace balai
