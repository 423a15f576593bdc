// A curious analyst with every row that ever left a terminal, who even knows which people each row counts, only not how
// many of them there are in any smaller group. Two ways to find out:
//  - adding and subtracting rows, any number of times: is there a group of fewer than `least` people whose number is
//    some combination of rows? All combinations are tried at once: a group's number follows from the rows exactly when
//    the group stands on every vector that all rows stand on, and a random such vector (modulo a prime) tells.
//  - bounds: no group is below zero, none above the rows it is in, and what was folded was below `least` a part. When
//    the least and the most are the same, the number is known.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "kiosk/feedback/departure.h"
#include "kiosk/feedback/weeks.h"

namespace balai {

class Attacker {
public:
    // Some people who share all that rows tell apart.
    struct Group {
        std::vector<int> rows;  // in which they are counted, as often as they are
        int part = 0;           // of a fold; 0: none
        long people = 0;        // the truth, which the attacker does not know
    };

    // One export. Says false when its rows do not add up to the counters behind them.
    bool sees(const Departure& departure) {
        bool adds_up = true;
        std::map<int, long> covered;
        const auto cover = [&](int row, int portion) {
            portions_[portion].rows.push_back(row);
            covered[row] += portions_[portion].people;
        };
        const int first = static_cast<int>(rows_.size());
        for (const Cell& cell : departure.cells) rows_.push_back(cell.count);
        std::map<int, std::pair<int, int>> newest;  // week and edition of a row's newest opinion
        std::map<int, std::vector<std::pair<int, const Opinion*>>> in_row;
        for (const auto& [opinion, left] : departure.left) {
            if (left.in_cell > 0) {
                const auto [index, folded] = row_of(departure.cells, opinion);
                portions_.push_back({{}, folded ? part_of(opinion) : 0, left.in_cell});
                const int portion = static_cast<int>(portions_.size()) - 1;
                cover(first + index, portion);
                unsummed_[opinion].push_back(portion);
                newest[index] = std::max(newest[index], {parse_label(opinion.week)->week, opinion.edition});
                in_row[index].push_back({portion, &opinion});
            }
            if (left.in_language == 0) continue;
            // All of an opinion that has left and was in no sum by language goes into it.
            long there = 0;
            for (const int portion : unsummed_[opinion]) {
                cover(first + sum_of(departure.cells, opinion, by_language, opinion.language), portion);
                there += portions_[portion].people;
            }
            adds_up = adds_up && there == left.in_language;
            unsummed_[opinion].clear();
        }
        for (const auto& [index, members] : in_row)
            for (const auto& [portion, opinion] : members)
                if (opinion->question == "face")
                    cover(first + sum_of(departure.cells, *opinion, by_edition, std::to_string(newest[index].second)),
                          portion);
        for (std::size_t i = 0; i < departure.cells.size(); ++i)
            adds_up = adds_up && covered[first + static_cast<int>(i)] == departure.cells[i].count;
        return adds_up;
    }

    // A row of any other rule: its number and the groups that it counts.
    int learns(long count) {
        rows_.push_back(count);
        return static_cast<int>(rows_.size()) - 1;
    }
    void meets(Group group) { portions_.push_back(std::move(group)); }

    // Groups of 1 to `least - 1` people whose number comes out.
    long finds_below(long least) const {
        long found = std::count_if(rows_.begin(), rows_.end(), [&](long row) { return row > 0 && row < least; });
        for (const std::vector<Group>& together : components())
            found += combined(together, least) + bounded(together, least);
        return found;
    }

private:
    using Prime = std::uint64_t;
    static constexpr Prime prime = (Prime{1} << 61) - 1;
    static Prime times(Prime a, Prime b) {
        __extension__ using Wide = unsigned __int128;
        return static_cast<Prime>(static_cast<Wide>(a) * b % prime);
    }
    static Prime minus(Prime a, Prime b) { return a >= b ? a - b : a + prime - b; }
    static Prime inverse(Prime a) {
        Prime result = 1;
        for (Prime power = prime - 2; power; power >>= 1, a = times(a, a))
            if (power & 1) result = times(result, a);
        return result;
    }

    // The row with its name and week, else the first fold that ends after it.
    static std::pair<int, bool> row_of(const std::vector<Cell>& cells, const Opinion& opinion) {
        const auto label = *parse_label(opinion.week);
        int fold = -1;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const Cell& cell = cells[i];
            if (cell.clock_set != label.clock_set || cell.question != opinion.question ||
                cell.answer != opinion.answer || label.week > cell.to)
                continue;
            if (cell.subject == opinion.subject && label.week >= cell.from) return {static_cast<int>(i), false};
            if (cell.subject == all_subjects && (fold < 0 || cell.to < cells[static_cast<std::size_t>(fold)].to))
                fold = static_cast<int>(i);
        }
        return {fold, true};
    }

    static int sum_of(const std::vector<Cell>& cells, const Opinion& opinion, const char* question,
                      const std::string& answer) {
        const bool clock_set = !opinion.week.ends_with('?');
        for (std::size_t i = 0; i < cells.size(); ++i)
            if (cells[i].clock_set == clock_set && cells[i].question == question && cells[i].answer == answer)
                return static_cast<int>(i);
        return -1;
    }

    int part_of(const Opinion& opinion) {
        const auto label = *parse_label(opinion.week);
        const auto [at, is_new] = parts_.try_emplace(
            {label.clock_set, label.week / weeks_in_block, opinion.subject, opinion.question, opinion.answer},
            static_cast<int>(parts_.size()) + 1);
        return at->second;
    }

    // Groups that no row can tell apart are one; rows that share no group have nothing to do with each other.
    std::vector<std::vector<Group>> components() const {
        std::map<std::pair<std::vector<int>, int>, long> groups;
        for (const Group& portion : portions_) {
            std::vector<int> rows = portion.rows;
            std::sort(rows.begin(), rows.end());
            groups[{rows, portion.part}] += portion.people;
        }
        std::vector<int> root(rows_.size());
        for (std::size_t i = 0; i < root.size(); ++i) root[i] = static_cast<int>(i);
        const auto find = [&root](int row) {
            while (root[static_cast<std::size_t>(row)] != row) row = root[static_cast<std::size_t>(row)];
            return row;
        };
        for (const auto& [key, people] : groups)
            for (const int row : key.first) root[static_cast<std::size_t>(find(row))] = find(key.first.front());
        std::map<int, std::vector<Group>> by_root;
        for (const auto& [key, people] : groups)
            if (!key.first.empty()) by_root[find(key.first.front())].push_back({key.first, key.second, people});
        std::vector<std::vector<Group>> all;
        for (auto& [at, together] : by_root) all.push_back(std::move(together));
        return all;
    }

    // A random vector on which every row of these groups is zero.
    static std::vector<Prime> random_kernel(const std::vector<Group>& groups, unsigned seed) {
        std::map<int, std::vector<Prime>> by_row;
        for (std::size_t i = 0; i < groups.size(); ++i)
            for (const int row : groups[i].rows) {
                auto& line = by_row[row];
                line.resize(groups.size());
                line[i] += 1;
            }
        std::vector<std::vector<Prime>> lines;
        for (auto& [row, line] : by_row) lines.push_back(std::move(line));
        // Short rows first, and kept so: most of them share no group, which saves nearly all of the work.
        std::stable_sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) {
            return std::count(a.begin(), a.end(), Prime{0}) > std::count(b.begin(), b.end(), Prime{0});
        });
        std::vector<std::size_t> pivots;
        std::vector<bool> is_pivot(groups.size());
        std::size_t done = 0;
        for (std::size_t column = 0; column < groups.size() && done < lines.size(); ++column) {
            std::size_t at = done;
            while (at < lines.size() && lines[at][column] == 0) ++at;
            if (at == lines.size()) continue;
            const auto from = lines.begin() + static_cast<long>(done), to = lines.begin() + static_cast<long>(at);
            std::rotate(from, to, to + 1);
            const Prime scale = inverse(lines[done][column]);
            for (std::size_t i = column; i < groups.size(); ++i) lines[done][i] = times(lines[done][i], scale);
            for (std::size_t other = 0; other < lines.size(); ++other) {
                const Prime much = lines[other][column];
                if (other == done || much == 0) continue;
                for (std::size_t i = column; i < groups.size(); ++i)
                    if (lines[done][i]) lines[other][i] = minus(lines[other][i], times(much, lines[done][i]));
            }
            pivots.push_back(column);
            is_pivot[column] = true;
            ++done;
        }
        std::mt19937_64 random{seed};
        std::vector<Prime> kernel(groups.size());
        for (Prime& number : kernel) number = random() % prime;
        for (std::size_t line = 0; line < pivots.size(); ++line) {
            Prime sum = 0;
            for (std::size_t i = pivots[line] + 1; i < groups.size(); ++i)
                if (lines[line][i] && !is_pivot[i]) sum = (sum + times(lines[line][i], kernel[i])) % prime;
            kernel[pivots[line]] = minus(0, sum);
        }
        return kernel;
    }

    // Every union of groups with fewer people: for a `least` of five at most four of them, as each has one at least.
    static long combined(const std::vector<Group>& groups, long least) {
        const std::vector<Prime> kernel = random_kernel(groups, 1);
        std::vector<std::size_t> small;
        for (std::size_t i = 0; i < groups.size(); ++i)
            if (groups[i].people < least) small.push_back(i);
        const auto value = [&](std::size_t i) { return kernel[small[i]]; };
        const auto people = [&](std::size_t i) { return groups[small[i]].people; };
        struct Pair {
            Prime sum;
            std::size_t a, b;
            bool operator<(const Pair& other) const { return sum < other.sum; }
        };
        std::vector<Pair> pairs;
        for (std::size_t b = 0; b < small.size(); ++b)
            for (std::size_t a = 0; a < b; ++a)
                if (people(a) + people(b) < least) pairs.push_back({(value(a) + value(b)) % prime, a, b});
        std::sort(pairs.begin(), pairs.end());
        // Pairs that take `rest` to zero and lie wholly before `end`, so that each set is met once.
        const auto with = [&](Prime rest, std::size_t end, long there) {
            const auto [from, to] = std::equal_range(pairs.begin(), pairs.end(), Pair{minus(0, rest), 0, 0});
            return std::count_if(from, to, [&](const Pair& one) {
                return one.b < end && people(one.a) + people(one.b) + there < least;
            });
        };
        long found = 0;
        for (std::size_t i = 0; i < small.size(); ++i) found += (value(i) == 0) + with(value(i), i, people(i));
        for (const Pair& one : pairs) found += (one.sum == 0) + with(one.sum, one.a, people(one.a) + people(one.b));
        return found;
    }

    // Least and most of each group are pushed together by the rows until nothing moves.
    long bounded(const std::vector<Group>& groups, long least) const {
        std::map<int, std::vector<std::size_t>> by_row, by_part;
        std::vector<long> low(groups.size(), 0), high(groups.size(), 0);
        for (std::size_t i = 0; i < groups.size(); ++i) {
            high[i] = groups[i].part ? least - 1 : rows_[static_cast<std::size_t>(groups[i].rows.front())];
            for (const int row : groups[i].rows) {
                by_row[row].push_back(i);
                high[i] = std::min(high[i], rows_[static_cast<std::size_t>(row)]);
            }
            if (groups[i].part) by_part[groups[i].part].push_back(i);
        }
        for (bool moved = true; moved;) {
            moved = false;
            const auto push = [&](const std::vector<std::size_t>& members, long count, bool exact) {
                long lows = 0, highs = 0;
                for (const std::size_t i : members) lows += low[i], highs += high[i];
                for (const std::size_t i : members) {
                    const long most = std::min(high[i], count - (lows - low[i]));
                    const long fewest = exact ? std::max(low[i], count - (highs - high[i])) : low[i];
                    moved = moved || most != high[i] || fewest != low[i];
                    lows += fewest - low[i];
                    highs -= high[i] - most;
                    low[i] = fewest;
                    high[i] = most;
                }
            };
            for (const auto& [row, members] : by_row) push(members, rows_[static_cast<std::size_t>(row)], true);
            for (const auto& [part, members] : by_part) push(members, least - 1, false);
        }
        long found = 0;
        for (std::size_t i = 0; i < groups.size(); ++i) found += low[i] == high[i] && low[i] > 0 && low[i] < least;
        return found;
    }

    std::vector<long> rows_;
    std::vector<Group> portions_;
    std::map<Opinion, std::vector<int>> unsummed_;  // left, but in no sum by language yet
    std::map<std::tuple<bool, int, std::string, std::string, std::string>, int> parts_;
};

}  // namespace balai
