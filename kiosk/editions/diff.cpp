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

// Two digits in a row: an amount, a telephone number, a time or a date.
bool weighty(std::string_view line) {
    return std::adjacent_find(line.begin(), line.end(), [](char a, char b) {
               return a >= '0' && a <= '9' && b >= '0' && b <= '9';
           }) != line.end();
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

std::string rows_of(const std::vector<PictureRow>& rows) {
    std::string all;
    for (const PictureRow& row : rows) {
        all += "<tr><td>" + html(row.name);
        for (const std::string& picture : {row.before, row.after})
            all += picture.empty() ? std::string{"<td>"} : "<td><img src=\"" + html(picture) + "\">";
        all += "\n";
    }
    return all;
}

Result<std::map<std::string, PackFile>> files_of(const fs::path& pack, Folders& folders) {
    auto text = folders.read(pack / manifest_name, largest_manifest);
    if (!text) return tl::unexpected(text.error());
    const auto manifest = read_manifest(*text);
    if (!manifest) return fail(Trouble::Damaged, pack.string(), sentence(manifest.error(), OfficerLanguage::English));
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
    const auto tell = [&] {
        for (std::size_t k = 0; k < std::max(gone.size(), come.size()); ++k) {
            ChangedLine change{file, k < gone.size() ? std::string{gone[k]} : "",
                               k < come.size() ? std::string{come[k]} : "", false};
            change.weighty = weighty(change.before) || weighty(change.after);
            if (change.before != change.after) changes.push_back(std::move(change));
        }
        gone.clear();
        come.clear();
    };
    for (std::size_t i = 0, j = 0; i < a.size() || j < b.size();) {
        if (i < a.size() && j < b.size() && a[i] == b[j]) {
            tell();
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

Result<std::string> write_diff(const fs::path& old_pack, const fs::path& new_pack, const std::vector<PictureRow>& pages,
                               const fs::path& out, Folders& folders) {
    const auto before = files_of(old_pack, folders), after = files_of(new_pack, folders);
    if (!before) return tl::unexpected(before.error());
    if (!after) return tl::unexpected(after.error());
    if (auto made = folders.make_folder(out / "drawings"); !made) return tl::unexpected(made.error());
    std::map<std::string, std::pair<const PackFile*, const PackFile*>> all;
    for (const auto& [path, file] : *before) all[path].first = &file;
    for (const auto& [path, file] : *after) all[path].second = &file;

    std::vector<ChangedLine> lines;
    int clips = 0;
    std::vector<PictureRow> drawings;
    std::string text;
    for (const auto& [path, pair] : all) {
        const auto& [was, is] = pair;
        if (was && is && was->hash == is->hash) continue;
        if ((is ? is : was)->kind == Kind::Opus) {
            ++clips;
            continue;
        }
        std::array<std::string, 2> bytes;
        for (const auto& [file, pack, side] : {std::tuple{was, &old_pack, 0}, std::tuple{is, &new_pack, 1}}) {
            if (!file) continue;
            auto read = folders.read(*pack / "b" / file->hash, largest_blob);
            if (!read) return tl::unexpected(read.error());
            bytes[static_cast<std::size_t>(side)] = std::move(*read);
        }
        if ((is ? is : was)->kind == Kind::Writing) {
            auto changes = changed_lines(path, bytes[0], bytes[1]);
            lines.insert(lines.end(), changes.begin(), changes.end());
            continue;
        }
        text += path + (!was ? ": new drawing\n" : !is ? ": drawing removed\n" : ": drawing changed\n");
        PictureRow row{path, "", ""};
        for (const std::size_t side : {0u, 1u}) {
            if (bytes[side].empty()) continue;
            const std::string name = (side == 0 ? was : is)->hash + fs::path{path}.extension().string();
            if (auto written = folders.write_durably(out / "drawings" / name, bytes[side]); !written)
                return tl::unexpected(written.error());
            (side == 0 ? row.before : row.after) = "drawings/" + name;
        }
        drawings.push_back(std::move(row));
    }
    if (clips > 0) text += "voices/: " + std::to_string(clips) + " clips new, changed or removed\n";
    std::stable_sort(lines.begin(), lines.end(),
                     [](const ChangedLine& a, const ChangedLine& b) { return a.weighty > b.weighty; });
    std::string page =
        "<!doctype html><meta charset=\"utf-8\"><title>Balai</title><style>body{font:16px sans-serif}"
        "td{vertical-align:top;padding:4px 12px;border-top:1px solid #ccc}.w{background:#ffefc2}img{height:192px}"
        ".page img{height:auto;width:100%;border:1px solid #999}.page td+td{width:42%}"
        "</style><table><tr><th>Berkas / File<th>Lama / Old<th>Baru / New\n";
    for (const ChangedLine& line : lines) {
        page += std::string{"<tr"} + (line.weighty ? " class=w" : "") + "><td>" + html(line.file) + "<td>" +
                html(line.before) + "<td>" + html(line.after) + "\n";
        text += line.file + (line.weighty ? " !\n" : "\n");
        if (!line.before.empty()) text += "  - " + line.before + "\n";
        if (!line.after.empty()) text += "  + " + line.after + "\n";
    }
    page += rows_of(drawings) + "</table>\n<table class=page>\n" + rows_of(pages) + "</table>\n";
    for (const PictureRow& row : pages)
        text += row.name + (row.before.empty()  ? ": new page\n"
                            : row.after.empty() ? ": page removed\n"
                                                : ": page looks different\n");
    if (auto written = folders.write_durably(out / "index.html", page); !written)
        return tl::unexpected(written.error());
    return text.empty() ? std::string{"Nothing changed.\n"} : text;
}

}  // namespace balai
