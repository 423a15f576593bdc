// The entries of the fuzzer, fed with their seeds, with what was once found, and with a few thousand broken seeds.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "tests/catch.h"
#include "tests/fuzz/entries.h"

namespace {

namespace fs = std::filesystem;

std::vector<std::string> seeds_of(const balai::fuzz::Entry& entry) {
    std::vector<std::string> seeds;
    std::vector<fs::path> files;
    for (const fs::path& folder :
         {fs::path{BALAI_SOURCE} / entry.seeds, fs::path{BALAI_SOURCE "/tests/fuzz/corpus"} / entry.name}) {
        std::error_code error;
        for (const auto& file : fs::directory_iterator{folder, error}) files.push_back(file.path());
    }
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) {
        std::ostringstream text;
        text << std::ifstream{file, std::ios::binary}.rdbuf();
        seeds.push_back(text.str());
    }
    return seeds;
}

std::string broken(std::string text, std::mt19937& random) {
    for (int change = 0; change < 4 && !text.empty(); ++change) {
        const std::size_t at = random() % text.size();
        switch (random() % 4) {
            case 0:
                text[at] = static_cast<char>(random() % 256);
                break;
            case 1:
                text.erase(at, random() % 40);
                break;
            case 2:
                text.insert(at, std::string(random() % 200, "#[]{}>*\"\n=.-+"[random() % 13]));
                break;
            default:
                text.insert(at, text.substr(random() % text.size(), random() % 60));
                break;
        }
    }
    return text;
}

}  // namespace

TEST_CASE("Whatever was found once, and every seed, whole and broken, is read without breaking a promise") {
    std::mt19937 random{7};
    for (const balai::fuzz::Entry& entry : balai::fuzz::entries()) {
        INFO(entry.name);
        const auto seeds = seeds_of(entry);
        REQUIRE_FALSE(seeds.empty());
        for (const std::string& seed : seeds) entry.read(seed);
        for (int round = 0; round < 300; ++round) entry.read(broken(seeds[random() % seeds.size()], random));
    }
    SUCCEED();
}
