// A curious analyst with every export of a terminal: knows which opinions each row covers (from its names and from the
// others), adds and subtracts what can be nested, and keeps looking at what comes out.
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "kiosk/feedback/departure.h"

namespace balai {

class Attacker {
public:
    void sees(const Departure& departure) {
        // Which counters a row covers is more than the row says: the attacker is given it.
        Departed left = departure.left;
        std::map<Opinion, long> all, languages, editions;
        for (const auto& [opinion, parts] : left) {
            if (parts.in_cell) all[opinion] += parts.in_cell;
            if (parts.in_language) languages[opinion] += parts.in_language;
            if (parts.in_edition) editions[opinion] += parts.in_edition;
        }
        for (const Cell& cell : departure.cells) rows_.push_back(cell);
        for (const auto& [opinion, count] : all) covered_[opinion].in_cell += count;
        for (const auto& [opinion, count] : languages) covered_[opinion].in_language += count;
        for (const auto& [opinion, count] : editions) covered_[opinion].in_edition += count;
        // Totals of one export: all faces so far, what the sums cover so far, and what lies between them.
        std::map<bool, Left> totals;
        for (const auto& [opinion, parts] : covered_) {
            if (opinion.question != "face") continue;
            Left& total = totals[opinion.week.ends_with('?')];
            total.in_cell += parts.in_cell;
            total.in_language += parts.in_language;
            total.in_edition += parts.in_edition;
        }
        for (const auto& [doubtful, total] : totals) {
            known_.push_back(total.in_cell - total.in_language);
            known_.push_back(total.in_cell - total.in_edition);
            known_.push_back(std::abs(total.in_language - total.in_edition));
        }
    }

    // How many numbers from 1 to `least - 1` come out.
    long finds_below(long least) const {
        long found = 0;
        const auto small = [least](long number) { return number > 0 && number < least; };
        for (const Cell& row : rows_) found += small(row.count);
        for (const long number : known_) found += small(number);
        found += nested_differences(least);
        return found;
    }

private:
    // A wide row minus the narrower rows of the same name that lie in its span: works when rows overlap, that is when
    // somebody exports a sum again with more or fewer weeks in it.
    long nested_differences(long least) const {
        long found = 0;
        std::map<std::tuple<bool, std::string, std::string, std::string>, std::vector<Cell>> series;
        for (const Cell& row : rows_) series[{row.clock_set, row.subject, row.question, row.answer}].push_back(row);
        for (auto& [name, rows] : series) {
            for (const Cell& wide : rows) {
                long inside = 0;
                for (const Cell& narrow : rows)
                    if (&narrow != &wide && narrow.from >= wide.from && narrow.to <= wide.to) inside += narrow.count;
                const long rest = wide.count - inside;
                // Rows that are disjoint parts of one partition say nothing by being subtracted; only a row that holds
                // the others does, and the counters tell whether it does.
                if (inside > 0 && rest > 0 && rest < least && holds(wide, rows)) ++found;
            }
        }
        return found;
    }

    // True when the counters in the span are fewer than the rows say, so that some were told twice.
    bool holds(const Cell& wide, const std::vector<Cell>& rows) const {
        long told = 0, there = 0;
        for (const Cell& row : rows) told += row.count;
        for (const auto& [opinion, parts] : covered_)
            if (opinion.subject == wide.subject && opinion.question == wide.question && opinion.answer == wide.answer)
                there += parts.in_cell;
        return wide.subject != all_subjects && told > there;
    }

    std::vector<Cell> rows_;
    Departed covered_;
    std::vector<long> known_;
};

}  // namespace balai
