// Results folders for tests: made by a terminal's key, laid out as on a stick; and what is in them, read without the
// office's own code.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "kiosk/feedback/weeks.h"
#include "kiosk/office/import.h"
#include "platform/sign/signature.h"
#include "tests/catch.h"
#include "tests/scratch.h"

namespace balai {

struct SignedFolder {
    std::string results, receipt, signature;
};
inline SignedFolder folder_of(const SecretKey& key, std::string results, int serial = 1,
                              const std::string& kiosk = "desa-1", bool clock_set = true) {
    SignedFolder folder{std::move(results), {}, {}};
    folder.receipt =
        receipt_text({kiosk, serial, 2943, clock_set, 1, "0.1.0", {{"starts", 2}}, digest(folder.results)});
    folder.signature = sign(hash512(folder.receipt), "balai results", key);
    return folder;
}

inline void put(const std::filesystem::path& stick, const SignedFolder& folder, int serial = 1,
                const std::string& kiosk = "desa-1") {
    const auto place = stick / results_folder / kiosk / std::to_string(serial);
    std::filesystem::create_directories(place);
    std::ofstream{place / results_file, std::ios::binary} << folder.results;
    std::ofstream{place / receipt_file, std::ios::binary} << folder.receipt;
    std::ofstream{place / signature_file, std::ios::binary} << folder.signature;
}

inline std::unique_ptr<Sql> office_of(const std::string& address) {
    auto office = open_office(address);
    REQUIRE(office);
    return std::move(*office);
}

inline std::string file_address(const Scratch& scratch, const std::string& name = "office") {
    return "sqlite:" + (scratch.folder / (name + ".db")).string();
}

inline void enrol_all(Sql& office, const std::filesystem::path& keys) {
    for (const auto& entry : std::filesystem::directory_iterator{keys}) {
        const std::string id = entry.path().stem().string();
        const auto text = real_disk().read(entry.path(), 4096);
        REQUIRE(enrol(office, {id, id, *public_key_from_file(*text)}));
    }
}

inline std::vector<std::filesystem::path> folders_in(const std::filesystem::path& home) {
    std::vector<std::filesystem::path> folders;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{home})
        if (entry.path().filename() == receipt_file) folders.push_back(entry.path().parent_path());
    std::sort(folders.begin(), folders.end());
    return folders;
}

// Lines of results.csv by "kiosk/serial"; of simulated sticks all but the third are honest.
using Lines = std::map<std::string, std::multiset<std::string>>;

inline Lines honest_lines(const std::filesystem::path& home) {
    Lines lines;
    for (const auto& folder : folders_in(home)) {
        if (folder.string().find("/stick-3/") != std::string::npos) continue;
        auto& its = lines[folder.parent_path().filename().string() + "/" + folder.filename().string()];
        its.clear();
        std::ifstream file{folder / results_file};
        std::string line;
        std::getline(file, line);
        while (std::getline(file, line)) its.insert(line);
    }
    return lines;
}

inline Lines lines_in(Sql& office) {
    Lines lines;
    REQUIRE(office.each("SELECT kiosk, serial FROM folder", {}, [&](const Row& row) { lines[row[0] + "/" + row[1]]; }));
    REQUIRE(office.each("SELECT kiosk, serial, from_week, to_week, clock, subject, question, answer, count FROM cell",
                        {}, [&](const Row& row) {
                            std::string line = row[0] + "," + row[1];
                            for (std::size_t i = 2; i < row.size(); ++i)
                                line += "," + (i < 4 ? week_name(std::stoi(row[i])) : row[i]);
                            lines[row[0] + "/" + row[1]].insert(line);
                        }));
    return lines;
}

}  // namespace balai
