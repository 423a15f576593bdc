// A folder of a test's own, gone when the test is over.
#pragma once

#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <string>

namespace balai {

struct Scratch {
    std::filesystem::path folder;
    Scratch() {
        static std::atomic<int> number{0};
        folder = std::filesystem::temp_directory_path() /
                 ("balai-test-" + std::to_string(getpid()) + "-" + std::to_string(++number));
        std::filesystem::create_directories(folder);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    ~Scratch() {
        std::error_code error;
        std::filesystem::remove_all(folder, error);
    }
};

}  // namespace balai
