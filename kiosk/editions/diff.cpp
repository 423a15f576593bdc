#include "kiosk/editions/diff.h"

#include <algorithm>
#include <map>

#include "kiosk/editions/pack.h"

namespace balai {

namespace fs = std::filesystem;

namespace {

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "2026-09-26" at this place.
bool is_date_at(std::string_view line, std::size_t at) {
    constexpr std::string_view shape = "0000-00-00";
    if (line.size() < at + shape.size()) return false;
    for (std::size_t i = 0; i < shape.size(); ++i)
        if (shape[i] == '-' ? line[at + i] != '-' : !is_digit(line[at + i])) return false;
    return true;
}

// Two digits in a row are an amount, a number to call or a time, unless they are of a date.
ChangedLine::Weight weight_of(std::string_view line) {
    auto weight = line.starts_with("term =") ? ChangedLine::Weight::Day : ChangedLine::Weight::Words;
    if (weight == ChangedLine::Weight::Day) return weight;
    for (std::size_t at = 0; at < line.size(); ++at) {
        if (is_date_at(line, at)) {
            weight = ChangedLine::Weight::Day;
            at += 9;
        } else if (is_digit(line[at]) && at + 1 < line.size() && is_digit(line[at + 1])) {
            return ChangedLine::Weight::Figure;
        }
    }
    return weight;
}

// "value" of `value = "Rp650.000"`; nothing of a sentence.
std::string_view name_in(std::string_view line) {
    const auto end = line.find(" = ");
    return end == line.npos || line.substr(0, end).find(' ') != line.npos ? std::string_view{} : line.substr(0, end);
}

// Which of the lines that came stands for which of those that went: the one with the same name, else the next.
std::vector<std::pair<std::string_view, std::string_view>> paired(const std::vector<std::string_view>& gone,
                                                                  std::vector<std::string_view> come) {
    std::vector<std::pair<std::string_view, std::string_view>> pairs;
    for (const std::string_view line : gone) {
        const auto same = std::find_if(come.begin(), come.end(), [name = name_in(line)](std::string_view other) {
            return !name.empty() && name_in(other) == name;
        });
        pairs.emplace_back(line, same == come.end() ? std::string_view{} : *same);
        if (same != come.end()) come.erase(same);
    }
    auto rest = come.begin();
    for (auto& [was, is] : pairs)
        if (is.empty() && rest != come.end() && name_in(was).empty() && name_in(*rest).empty()) is = *rest++;
    for (; rest != come.end(); ++rest) pairs.emplace_back(std::string_view{}, *rest);
    return pairs;
}

std::string html(std::string_view text) {
    std::string safe;
    for (const char c : text) {
        if (c == '<')
            safe += "&lt;";
        else if (c == '&')
            safe += "&amp;";
        else
            safe += c;
    }
    return safe;
}

struct Label {
    const char* indonesian;
    const char* english;
    const char* in(OfficerLanguage language) const {
        return language == OfficerLanguage::English ? english : indonesian;
    }
};
constexpr Label title{"Apa yang berubah", "What changed"}, file_label{"Berkas", "File"}, page_label{"Halaman", "Page"},
    drawing_label{"Gambar", "Drawing"}, before_label{"Lama", "Old"}, after_label{"Baru", "New"},
    nothing{"Tidak ada yang berubah.", "Nothing changed."}, drawings_heading{"Gambar", "Drawings"},
    pages_heading{"Halaman yang tampil lain", "Pages that look different"}, is_new{"baru", "new"},
    is_gone{"dihapus", "removed"}, is_changed{"berubah", "changed"},
    clips_label{"rekaman suara baru, berubah, atau dihapus", "clips new, changed or removed"};
// In the order of ChangedLine::Weight.
constexpr Label headings[] = {{"Harga, nomor, dan waktu", "Prices, numbers and times"},
                              {"Tanggal diperiksa dan masa berlaku", "Dates of checking and terms"},
                              {"Kalimat lain", "Other sentences"}};

struct Changes {
    std::vector<ChangedLine> lines;
    std::vector<PictureRow> drawings, pages;
    int clips = 0;

    bool none() const { return lines.empty() && drawings.empty() && pages.empty() && clips == 0; }
};

std::string table_of(const char* heading, const char* first, const std::string& rows, OfficerLanguage language) {
    if (rows.empty()) return "";
    return std::string{"<h2>"} + heading + "</h2>\n<table><tr><th>" + first + "<th>" + before_label.in(language) +
           "<th>" + after_label.in(language) + "\n" + rows + "</table>\n";
}

std::string rows_of(const std::vector<PictureRow>& rows) {
    std::string all;
    for (const PictureRow& row : rows) {
        all += "<tr><td>" + html(row.name);
        for (const std::string& picture : {row.before, row.after})
            all += picture.empty() ? std::string{"<td>"} : "<td><img src=\"" + html(picture) + "\" alt=\"\">";
        all += "\n";
    }
    return all;
}

std::string as_page(const Changes& changes, OfficerLanguage language) {
    std::string page = std::string{"<!doctype html><html lang=\""} +
                       (language == OfficerLanguage::English ? "en" : "id") +
                       "\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>" +
                       title.in(language) +
                       "</title><style>body{font:16px sans-serif;margin:24px}table{width:100%;border-collapse:collapse}"
                       "th,td{text-align:left;vertical-align:top;padding:4px 12px;border-top:1px solid #ccc}"
                       "td+td,th+th{width:40%}.number td{background:#ffefc2}img{max-width:100%;border:1px solid #999}"
                       "</style><h1>" +
                       title.in(language) + "</h1>\n";
    if (changes.none()) page += std::string{"<p>"} + nothing.in(language) + "\n";
    for (const auto weight : {ChangedLine::Weight::Figure, ChangedLine::Weight::Day, ChangedLine::Weight::Words}) {
        std::string rows;
        for (const ChangedLine& line : changes.lines)
            if (line.weight == weight)
                rows += std::string{weight == ChangedLine::Weight::Figure ? "<tr class=number>" : "<tr>"} + "<td>" +
                        html(line.file) + "<td>" + html(line.before) + "<td>" + html(line.after) + "\n";
        page += table_of(headings[static_cast<int>(weight)].in(language), file_label.in(language), rows, language);
    }
    page += table_of(drawings_heading.in(language), drawing_label.in(language), rows_of(changes.drawings), language);
    page += table_of(pages_heading.in(language), page_label.in(language), rows_of(changes.pages), language);
    if (changes.clips > 0)
        page += "<p>voices/: " + std::to_string(changes.clips) + " " + clips_label.in(language) + "\n";
    return page;
}

std::string as_text(const Changes& changes, OfficerLanguage language) {
    if (changes.none()) return std::string{nothing.in(language)} + "\n";
    std::string text;
    for (const auto weight : {ChangedLine::Weight::Figure, ChangedLine::Weight::Day, ChangedLine::Weight::Words}) {
        std::string rows;
        for (const ChangedLine& line : changes.lines) {
            if (line.weight != weight) continue;
            rows += line.file + "\n";
            if (!line.before.empty()) rows += "  - " + line.before + "\n";
            if (!line.after.empty()) rows += "  + " + line.after + "\n";
        }
        if (!rows.empty()) text += std::string{headings[static_cast<int>(weight)].in(language)} + ":\n" + rows;
    }
    for (const auto& [heading, rows] :
         {std::pair{drawings_heading, &changes.drawings}, std::pair{pages_heading, &changes.pages}}) {
        if (!rows->empty()) text += std::string{heading.in(language)} + ":\n";
        for (const PictureRow& row : *rows)
            text += row.name + ": " +
                    (row.before.empty()  ? is_new
                     : row.after.empty() ? is_gone
                                         : is_changed)
                        .in(language) +
                    "\n";
    }
    if (changes.clips > 0) text += "voices/: " + std::to_string(changes.clips) + " " + clips_label.in(language) + "\n";
    return text;
}

Result<std::map<std::string, PackFile>> files_of(const fs::path& pack, OfficerLanguage language, Folders& folders) {
    auto text = folders.read(pack / manifest_name, largest_manifest);
    if (!text) return tl::unexpected(text.error());
    const auto manifest = read_manifest(*text);
    if (!manifest) return fail(Trouble::Damaged, pack.string(), sentence(manifest.error(), language));
    std::map<std::string, PackFile> files;
    for (const PackFile& file : manifest->files) files.emplace(file.path, file);
    return files;
}

}  // namespace

std::vector<ChangedLine> changed_lines(const std::string& file, std::string_view before, std::string_view after) {
    const auto a = lines_of(before), b = lines_of(after);
    // Longest common subsequence; guides and tables are a few hundred lines.
    std::vector<std::vector<int>> common(a.size() + 1, std::vector<int>(b.size() + 1));
    for (std::size_t i = a.size(); i-- > 0;)
        for (std::size_t j = b.size(); j-- > 0;)
            common[i][j] = a[i] == b[j] ? common[i + 1][j + 1] + 1 : std::max(common[i + 1][j], common[i][j + 1]);
    std::vector<ChangedLine> changes;
    std::vector<std::string_view> gone, come;
    std::string table;  // whose lines follow: "value" alone says little
    const auto tell = [&] {
        for (const auto& [was, is] : paired(gone, come))
            changes.push_back(
                {file + table, std::string{was}, std::string{is}, std::min(weight_of(was), weight_of(is))});
        gone.clear();
        come.clear();
    };
    for (std::size_t i = 0, j = 0; i < a.size() || j < b.size();) {
        if (i < a.size() && j < b.size() && a[i] == b[j]) {
            tell();
            if (a[i].starts_with('[') && file.ends_with(".toml")) table = " " + std::string{a[i]};
            ++i, ++j;
        } else if (j == b.size() || (i < a.size() && common[i + 1][j] >= common[i][j + 1])) {
            gone.push_back(a[i++]);
        } else {
            come.push_back(b[j++]);
        }
    }
    tell();
    return changes;
}

namespace {

// Takes the change of one file in; a drawing is written to `out`.
Result<void> add(const std::string& path, const PackFile* was, const PackFile* is, const fs::path& old_pack,
                 const fs::path& new_pack, const fs::path& out, Folders& folders, Changes& changes) {
    const Kind kind = (is ? is : was)->kind;
    if (kind == Kind::Opus) {
        ++changes.clips;
        return {};
    }
    std::array<std::string, 2> bytes;
    for (const auto& [file, pack, side] : {std::tuple{was, &old_pack, 0}, std::tuple{is, &new_pack, 1}}) {
        if (!file) continue;
        auto read = folders.read(*pack / "b" / file->hash, largest_blob);
        if (!read) return tl::unexpected(read.error());
        bytes[static_cast<std::size_t>(side)] = std::move(*read);
    }
    if (kind == Kind::Writing) {
        auto lines = changed_lines(path, bytes[0], bytes[1]);
        changes.lines.insert(changes.lines.end(), lines.begin(), lines.end());
        return {};
    }
    PictureRow row{path, "", ""};
    for (const std::size_t side : {0u, 1u}) {
        if (bytes[side].empty()) continue;
        const std::string name = (side == 0 ? was : is)->hash + fs::path{path}.extension().string();
        if (auto written = folders.write_durably(out / "drawings" / name, bytes[side]); !written) return written;
        (side == 0 ? row.before : row.after) = "drawings/" + name;
    }
    changes.drawings.push_back(std::move(row));
    return {};
}

}  // namespace

Result<std::string> write_diff(const fs::path& old_pack, const fs::path& new_pack, const std::vector<PictureRow>& pages,
                               const fs::path& out, OfficerLanguage language, Folders& folders) {
    const auto before = files_of(old_pack, language, folders), after = files_of(new_pack, language, folders);
    if (!before) return tl::unexpected(before.error());
    if (!after) return tl::unexpected(after.error());
    if (auto made = folders.make_folder(out / "drawings"); !made) return tl::unexpected(made.error());
    std::map<std::string, std::pair<const PackFile*, const PackFile*>> all;
    for (const auto& [path, file] : *before) all[path].first = &file;
    for (const auto& [path, file] : *after) all[path].second = &file;
    Changes changes;
    changes.pages = pages;
    for (const auto& [path, pair] : all) {
        const auto& [was, is] = pair;
        if (was && is && was->hash == is->hash) continue;
        if (auto added = add(path, was, is, old_pack, new_pack, out, folders, changes); !added)
            return tl::unexpected(added.error());
    }
    if (auto written = folders.write_durably(out / "index.html", as_page(changes, language)); !written)
        return tl::unexpected(written.error());
    return as_text(changes, language);
}

}  // namespace balai
