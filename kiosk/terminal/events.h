// One line an event, flushed at once: what scripts and checks read. Nothing in it says who.
#pragma once

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

#include "platform/base/handle.h"
#include "platform/base/result.h"

namespace balai {

class Events {
public:
    Events() = default;  // silent
    static Events to_standard_output();
    static Result<Events> to_file(const std::filesystem::path& file);

    void screen(const std::string& name, const std::string& subject);
    void saved(const std::string& subject, const std::string& question, const std::string& answer);
    void dropped(const std::string& why);
    void reset();
    void stick(const std::string& state, const std::string& reason);
    void edition(std::uint64_t number);

private:
    void line(const std::string& text);
    Handle<std::FILE, std::fclose> owned_;
    std::FILE* file_ = nullptr;
    std::string last_screen_, last_stick_;
};

}  // namespace balai
