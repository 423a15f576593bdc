// What the page needs, as sums of whole numbers, so that both kinds of database say exactly the same.
#pragma once

#include <array>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/office/office.h"

namespace balai {

struct Faces {
    std::array<long, 4> of{};  // 4, 3, 2, 1
    long all() const { return of[0] + of[1] + of[2] + of[3]; }
    long happy() const { return of[0] + of[1]; }
    void add(const std::string& answer, long count) {
        if (answer.size() == 1 && answer[0] >= '1' && answer[0] <= '4')
            of[static_cast<std::size_t>('4' - answer[0])] += count;
    }
};

struct TerminalState {
    std::string village;
    long serials = 0, newest_serial = 0, week = 0, edition = 0;
    bool clock_set = true;
    std::string program;
    std::map<std::string, long> health;
};

struct RefusedCount {
    long folders = 0, terminals = 0;
    long came = 0;  // of these came whole in the end
};

struct ReportData {
    std::map<std::string, TerminalState> terminals;
    std::map<std::string, Faces> guides;                         // "*" for what was folded
    std::map<std::string, std::map<std::string, long>> reasons;  // by guide
    std::map<std::string, Faces> villages;                       // by terminal
    std::map<std::string, std::map<std::string, Faces>> detail;  // terminal, guide; only when there are few
    std::map<long, Faces> trend;                                 // by block
    std::map<std::string, std::map<long, Faces>> village_trend;  // by terminal and block
    std::map<std::string, std::map<long, Faces>> guide_trend;    // by guide and block
    std::map<std::pair<long, long>, long> spans;                 // faces by first and last week
    std::map<std::pair<long, long>, long> floor_spans;           // the same when the clock was not trusted
    std::map<std::string, long> languages, editions, dropped;
    std::map<std::string, RefusedCount> refused;  // by why
};

// More terminals than these: the table of guides in each village would be a book.
constexpr std::size_t most_details = 150;

Result<ReportData> read_report_data(Sql& office);

}  // namespace balai
