#include "kiosk/office/export.h"

#include <cerrno>
#include <cstring>
#include <fstream>

#include "kiosk/feedback/weeks.h"
#include "platform/base/disk.h"

namespace balai {

namespace {

constexpr const char* dictionary = R"(# Columns

One row is one cell: so many people gave this answer in this span. No row is below 5, no row can be subtracted from
another one, and nothing is counted in two rows of the same kind.

| column | type | meaning |
| --- | --- | --- |
| kiosk | text | the terminal |
| village | text | where it stands, as the office enrolled it |
| serial | number | which of the terminal's folders brought the row |
| from, to | ISO week | first and last week of the span, both included |
| monday | date | the Monday of `from`, for time axes |
| weeks | number | how many weeks the span has; 1 is a plain week |
| clock | set, floor | floor: the terminal had no trusted clock, the opinions came in `from` or later |
| kind | cell, folded, language, edition, dropped | what the row is, see below |
| subject | text | the guide; `*` when the row is a sum over all guides |
| question | face, reason, language, edition, dropped | |
| answer | text | face: 4 (best) to 1; reason: its id; language: id, jv, en; edition: its number; dropped: why |
| count | number | how many |

`cell` and `folded` together are all opinions, once: add them up for totals of an answer. `folded` rows are small counts
of several guides. `language` and `edition` rows hold the same faces once more, in other piles; never add them to the
cells. `dropped` rows were not counted as opinions. Times of single weeks and guides are only in rows that were large enough, so rare
answers are more often folded than frequent ones: compare shares of a village over all of its rows.
)";

std::string quoted(const std::string& text) {
    // A name that a spreadsheet would run is made harmless; ids cannot be such.
    std::string out = "\"";
    if (!text.empty() && std::string_view{"=+-@"}.find(text.front()) != std::string_view::npos) out += '\'';
    for (const char letter : text) out += letter == '"' ? "\"\"" : std::string(1, letter);
    return out + "\"";
}

}  // namespace

Result<long> export_cells(Sql& office, const std::filesystem::path& file) {
    auto beside = file;
    beside += ".baru";
    std::ofstream out{beside, std::ios::binary};
    if (!out) return fail(trouble_from_errno(errno), file.string(), std::strerror(errno));
    out << "kiosk,village,serial,from,to,monday,weeks,clock,kind,subject,question,answer,count\n";
    auto rows = office.each(
        "SELECT c.kiosk, k.village, c.serial, c.from_week, c.to_week, c.clock, c.subject, c.question, c.answer, c.count"
        " FROM cell c JOIN kiosk k ON k.id = c.kiosk ORDER BY c.kiosk, c.serial, c.line",
        {}, [&out](const Row& row) {
            const int from = std::stoi(row[3]), to = std::stoi(row[4]);
            const bool sum = row[7] == by_language || row[7] == by_edition || row[7] == not_counted;
            out << row[0] << ',' << quoted(row[1]) << ',' << row[2] << ',' << week_name(from) << ',' << week_name(to)
                << ',' << to_string(monday_of(from)) << ',' << to - from + 1 << ',' << row[5] << ','
                << (sum                      ? row[7]
                    : row[6] == all_subjects ? "folded"
                                             : "cell")
                << ',' << row[6] << ',' << row[7] << ',' << row[8] << ',' << row[9] << '\n';
        });
    if (!rows) return rows;
    out.close();
    if (!out) return fail(Trouble::DiskFull, file.string(), "the table could not be written");
    std::error_code error;
    std::filesystem::rename(beside, file, error);
    if (error) return fail(trouble_from_errno(error.value()), file.string(), error.message());
    auto page = file;
    page.replace_extension(".md");
    if (auto written = real_disk().write_durably(page, dictionary); !written) return tl::unexpected(written.error());
    return rows;
}

}  // namespace balai
