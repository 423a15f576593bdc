#include "kiosk/office/report_data.h"

namespace balai {

namespace {

long number(const std::string& text) { return text.empty() ? 0 : std::stol(text); }

}  // namespace

Result<ReportData> read_report_data(Sql& office) {
    ReportData data;
    const auto read = [&office](const std::string& statement, auto take) -> Result<void> {
        auto done = office.each(statement, {}, take);
        if (!done) return tl::unexpected(done.error());
        return {};
    };
    Result<void> done =
        read("SELECT id, village FROM kiosk", [&](const Row& row) { data.terminals[row[0]].village = row[1]; });
    if (done)
        done = read(
            "SELECT f.kiosk, f.serial, f.week, f.clock, f.edition, f.program, n.folders FROM folder f JOIN"
            " (SELECT kiosk, max(serial) AS serial, count(*) AS folders FROM folder GROUP BY kiosk) n"
            " ON n.kiosk = f.kiosk AND n.serial = f.serial",
            [&](const Row& row) {
                TerminalState& state = data.terminals[row[0]];
                state.newest_serial = number(row[1]);
                state.week = number(row[2]);
                state.clock_set = row[3] == "set";
                state.edition = number(row[4]);
                state.program = row[5];
                state.serials = number(row[6]);
            });
    if (done)
        done = read(
            "SELECT h.kiosk, h.name, h.number FROM health h JOIN"
            " (SELECT kiosk, max(serial) AS serial FROM folder GROUP BY kiosk) n"
            " ON n.kiosk = h.kiosk AND n.serial = h.serial",
            [&](const Row& row) { data.terminals[row[0]].health[row[1]] = number(row[2]); });
    const bool few = data.terminals.size() <= most_details;
    const std::string block = std::to_string(weeks_in_block);
    // The one walk over everything: sums small enough for memory, whatever the number of weeks.
    if (done)
        done = read("SELECT kiosk, subject, answer, to_week / " + block +
                        ", sum(count) FROM cell WHERE question = 'face' GROUP BY 1, 2, 3, 4",
                    [&](const Row& row) {
                        const long at = number(row[3]), count = number(row[4]);
                        data.guides[row[1]].add(row[2], count);
                        data.villages[row[0]].add(row[2], count);
                        data.trend[at].add(row[2], count);
                        data.village_trend[row[0]][at].add(row[2], count);
                        data.guide_trend[row[1]][at].add(row[2], count);
                        if (few) data.detail[row[0]][row[1]].add(row[2], count);
                    });
    if (done)
        done = read("SELECT from_week, to_week, clock, sum(count) FROM cell WHERE question = 'face' GROUP BY 1, 2, 3",
                    [&](const Row& row) {
                        auto& spans = row[2] == "floor" ? data.floor_spans : data.spans;
                        spans[{number(row[0]), number(row[1])}] += number(row[3]);
                    });
    if (done)
        done = read("SELECT subject, question, answer, sum(count) FROM cell WHERE question <> 'face' GROUP BY 1, 2, 3",
                    [&](const Row& row) {
                        const long count = number(row[3]);
                        if (row[1] == by_language)
                            data.languages[row[2]] += count;
                        else if (row[1] == by_edition)
                            data.editions[row[2]] += count;
                        else if (row[1] == not_counted)
                            data.dropped[row[2]] += count;
                        else if (row[1] == "reason")
                            data.reasons[row[0]][row[2]] += count;
                    });
    if (done)
        done = read(
            "SELECT r.why, count(*), count(DISTINCT r.kiosk), count(f.kiosk) FROM refusal r"
            " LEFT JOIN folder f ON f.kiosk = r.kiosk AND f.serial = r.serial GROUP BY r.why",
            [&](const Row& row) {
                data.refused[row[0]] = {number(row[1]), number(row[2]), number(row[3])};
            });
    if (!done) return tl::unexpected(done.error());
    return data;
}

}  // namespace balai
