#include "kiosk/terminal/events.h"

#include <cerrno>
#include <cstring>

namespace balai {

Events Events::to_standard_output() {
    Events events;
    events.file_ = stdout;
    return events;
}

Result<Events> Events::to_file(const std::filesystem::path& file) {
    Events events;
    events.owned_.reset(std::fopen(file.c_str(), "ae"));
    if (!events.owned_) return fail(Trouble::NotWritable, file.string(), std::strerror(errno));
    events.file_ = events.owned_.get();
    return events;
}

void Events::line(const std::string& text) {
    if (!file_) return;
    std::fprintf(file_, "%s\n", text.c_str());
    std::fflush(file_);
}

void Events::screen(const std::string& name, const std::string& subject) {
    const std::string text = "screen " + name + (subject.empty() ? "" : " " + subject);
    if (text == last_screen_) return;
    last_screen_ = text;
    line(text);
}

void Events::saved(const std::string& subject, const std::string& question, const std::string& answer) {
    line("saved " + subject + " " + question + " " + answer);
}

void Events::dropped(const std::string& why) { line("dropped " + why); }

void Events::stick(const std::string& state, const std::string& reason) {
    const std::string text = "stick " + state + (reason.empty() ? "" : " " + reason);
    if (text == last_stick_) return;  // progress is for eyes
    last_stick_ = text;
    line(text);
}

void Events::edition(std::uint64_t number) { line("edition " + std::to_string(number)); }

void Events::reset() { line("reset"); }

}  // namespace balai
