#include "platform/machine/sticks.h"

#include <algorithm>

namespace balai {

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t longest_line = 64, longest_table = 1 << 20;
constexpr std::size_t most_requests = 64, most_blocks = 4096;

constexpr StickState all_states[] = {StickState::Ready,     StickState::Unreadable, StickState::Writable,
                                     StickState::Protected, StickState::Busy,       StickState::Safe};

bool lies_in(const fs::path& inner, const fs::path& outer) {
    return inner.parent_path() == outer && inner.filename() != "..";
}

}  // namespace

std::string_view code(StickState state) {
    switch (state) {
        case StickState::Ready:
            return "ready";
        case StickState::Unreadable:
            return "unreadable";
        case StickState::Writable:
            return "writable";
        case StickState::Protected:
            return "protected";
        case StickState::Busy:
            return "busy";
        case StickState::Safe:
            break;
    }
    return "safe";
}

Result<void> Sticks::in(std::string_view name) {
    if (!is_stick_name(name)) return fail(Trouble::WrongUse, std::string{name}, "not the name of a USB disk");
    sweep();
    if (serves_the_system(name) || later_part(name)) return {};
    if (auto mounted = mount(name, Access::Read); !mounted) {
        say(name, StickState::Unreadable);
        return mounted;
    }
    say(name, StickState::Ready);
    return {};
}

void Sticks::out(std::string_view name) {
    if (!is_stick_name(name)) return;
    std::error_code error;
    fs::remove(state_file(name), error);
    mounts_.forget(folder(name));
    fs::remove(folder(name), error);
}

void Sticks::failed(std::string_view name) {
    if (!is_stick_name(name)) return;
    out(name);
    say(name, StickState::Unreadable);
}

Sticks::Answered Sticks::answer_requests(Unfinished unfinished) {
    const auto names = folders_.names(places_.requests, most_requests);
    if (!names) {
        // A terminal that asks for so much at once is not ours any more.
        (void)folders_.remove_all(places_.requests);
        std::error_code error;
        fs::create_directory(places_.requests, error);
        return {1, false};
    }
    Answered answered;
    for (const std::string& name : *names) {
        if (unfinished == Unfinished::Leave && name.ends_with(".baru")) {
            answered.unfinished = true;
            continue;
        }
        std::string line;
        const auto read = folders_.read_below(places_.requests, name, longest_line, [&](std::string_view piece) {
            line += piece;
            return Result<void>{};
        });
        (void)folders_.remove_all(places_.requests / name);
        if (line.ends_with('\n')) line.pop_back();
        const auto blank = line.find(' ');
        const std::string word = line.substr(0, blank), stick = blank == line.npos ? "" : line.substr(blank + 1);
        if (!read || !is_stick_name(stick) || (word != "write" && word != "done"))
            ++answered.strange;
        else if (word == "write")
            make_writable(stick);
        else
            make_safe(stick);
    }
    return answered;
}

void Sticks::make_writable(std::string_view name) {
    const auto state = state_of(name);
    if (state != StickState::Ready && state != StickState::Safe && state != StickState::Busy) return;
    // Not remounted but mounted anew: inside the terminal's own view of the files, a mount keeps the rights it came
    // with.
    if (auto gone = mounts_.unmount(folder(name)); !gone) return say(name, StickState::Busy);
    if (mount(name, Access::Write)) return say(name, StickState::Writable);
    say(name, mount(name, Access::Read) ? StickState::Protected : StickState::Unreadable);
}

void Sticks::make_safe(std::string_view name) {
    const auto state = state_of(name);
    if (!state || *state == StickState::Unreadable) return;
    if (auto flushed = mounts_.flush(folder(name)); !flushed) return say(name, StickState::Unreadable);
    if (auto gone = mounts_.unmount(folder(name)); !gone) return say(name, StickState::Busy);
    say(name, mount(name, Access::Read) ? StickState::Safe : StickState::Unreadable);
}

Result<void> Sticks::mount(std::string_view name, Access access) {
    const auto system = file_system(name);
    if (!system) return fail(Trouble::Damaged, std::string{name}, "neither FAT nor exFAT");
    std::error_code error;
    fs::create_directories(folder(name), error);
    auto mounted = mounts_.mount(places_.devices / name, folder(name), *system, access);
    if (!mounted) fs::remove(folder(name), error);
    return mounted;
}

std::optional<FileSystem> Sticks::file_system(std::string_view name) {
    const auto sector = mounts_.first_sector(places_.devices / name);
    return sector ? file_system_in(*sector) : std::nullopt;
}

// A terminal may itself live on a USB disk; that one is not a stick, and its files are nobody's content.
bool Sticks::serves_the_system(std::string_view name) {
    const auto table = folders_.read(places_.mountinfo, longest_table);
    const auto blocks = folders_.names(places_.blocks, most_blocks);
    if (!table || !blocks) return false;
    const std::vector<Mounted> mounted = mounted_in(*table);
    const std::string disk = disk_of(name);
    return std::any_of(blocks->begin(), blocks->end(), [&](const std::string& block) {
        if (disk_of(block) != disk) return false;
        auto number = folders_.read(places_.blocks / block / "dev", longest_line);
        if (!number) return false;
        if (!number->empty() && number->back() == '\n') number->pop_back();
        return std::any_of(mounted.begin(), mounted.end(), [&](const Mounted& mount) {
            return mount.device == *number && !lies_in(mount.folder, places_.sticks);
        });
    });
}

bool Sticks::later_part(std::string_view name) {
    const std::string disk = disk_of(name);
    if (disk.size() == name.size()) return false;
    const int part = std::stoi(std::string{name.substr(disk.size())});
    for (int earlier = 1; earlier < part; ++earlier)
        if (file_system(disk + std::to_string(earlier))) return true;
    return false;
}

// What a pulled stick left behind when nobody was told, or when this program was killed.
void Sticks::sweep() {
    std::vector<std::string> left;
    if (const auto names = folders_.names(places_.sticks, most_blocks))
        for (const std::string& name : *names) left.push_back(fs::path{name}.stem().string());
    for (const std::string& name : left) {
        std::error_code error;
        if (is_stick_name(name) && !fs::exists(places_.blocks / name, error)) out(name);
    }
}

std::optional<StickState> Sticks::state_of(std::string_view name) {
    const auto text = folders_.read(state_file(name), longest_line);
    if (!text) return std::nullopt;
    for (const StickState state : all_states)
        if (*text == std::string{code(state)} + "\n") return state;
    return std::nullopt;
}

void Sticks::say(std::string_view name, StickState state) {
    (void)folders_.write_durably(state_file(name), std::string{code(state)} + "\n");
    // Pulled while it was worked on: out() has run already, beside us, and would not come back for what we just wrote.
    std::error_code error;
    if (!fs::exists(places_.blocks / name, error)) out(name);
}

}  // namespace balai
