// The real program, killed with SIGKILL while faces are given: every acknowledged one is counted once, at most one
// more.
#include <signal.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <random>
#include <thread>

#include "kiosk/feedback/tally.h"
#include "tests/catch.h"
#include "tests/scratch.h"

extern char** environ;

using namespace balai;

namespace {

constexpr const char* program = BALAI_RELEASE "/bin/balai-kiosk";

void write_script(const std::filesystem::path& file, int visits) {
    std::ofstream script{file};
    script << "start --date 2026-11-23\n";
    for (int i = 0; i < visits; ++i)
        script << "touch language.id\ntouch bar.help\ntouch button.opinion\ntouch face." << (3 + i % 2)
               << "\nwait 21s\n";
}

pid_t start(const Scratch& scratch, const std::filesystem::path& script, const std::filesystem::path& events) {
    const std::string state = (scratch.folder / "state").string(), of_script = script.string(),
                      of_events = events.string();
    const char* arguments[] = {program,           "--state",  state.c_str(),     "--play",
                               of_script.c_str(), "--events", of_events.c_str(), nullptr};
    posix_spawnattr_t group;
    posix_spawnattr_init(&group);
    posix_spawnattr_setflags(&group, POSIX_SPAWN_SETPGROUP);
    pid_t child = 0;
    REQUIRE(posix_spawn(&child, program, nullptr, &group, const_cast<char**>(arguments), environ) == 0);
    posix_spawnattr_destroy(&group);
    return child;
}

// The terminal is a child of the script runner: its file locks are gone only when the whole group is. Orphans come to
// us.
void end(pid_t child) {
    kill(-child, SIGKILL);
    while (waitpid(-child, nullptr, 0) > 0) {
    }
}

long acknowledged(const std::filesystem::path& events) {
    std::ifstream file{events};
    long count = 0;
    for (std::string line; std::getline(file, line);) count += line.rfind("saved ", 0) == 0;
    return count;
}

long counted(const Scratch& scratch) {
    auto tallies = Tallies::open(scratch.folder / "state", real_disk());
    REQUIRE(tallies);
    CHECK_FALSE(tallies->was_set_aside());
    const auto counts = tallies->all();
    REQUIRE(counts);
    long sum = 0;
    for (const Count& count : *counts) sum += count.count;
    return sum;
}

// How long this machine takes, on its own, until so many faces are thanked for: kills shall fall among them, on a fast
// machine and on a slow one.
std::chrono::microseconds time_for_faces(const Scratch& scratch, const std::filesystem::path& script, long faces) {
    const auto events = scratch.folder / "first-events.txt";
    const auto began = std::chrono::steady_clock::now();
    const pid_t child = start(scratch, script, events);
    while (acknowledged(events) < faces) std::this_thread::sleep_for(std::chrono::milliseconds{1});
    const auto took = std::chrono::steady_clock::now() - began;
    end(child);
    return std::chrono::duration_cast<std::chrono::microseconds>(took);
}

}  // namespace

TEST_CASE("A terminal killed at any moment has counted every face it thanked for, and at most one more", "[kernel]") {
    REQUIRE(prctl(PR_SET_CHILD_SUBREAPER, 1) == 0);
    const char* wanted = std::getenv("BALAI_KILLS");
    const int rounds = wanted ? std::atoi(wanted) : 250;
    Scratch scratch;
    const auto script = scratch.folder / "visits.play";
    write_script(script, 100000);
    std::mt19937 random{42};
    const auto few = time_for_faces(scratch, script, 3);
    long lost = 0, invented = 0, one_more = 0, before = counted(scratch), faces = 0;
    for (int round = 0; round < rounds; ++round) {
        const auto events = scratch.folder / "events.txt";
        std::filesystem::remove(events);
        const pid_t child = start(scratch, script, events);
        // The moment is random on purpose: the wait is the test.
        std::this_thread::sleep_for(few / 4 + std::chrono::microseconds{random() % static_cast<unsigned>(few.count())});
        end(child);
        const long now = counted(scratch), thanked = acknowledged(events);
        const long added = now - before;
        lost += std::max(0L, thanked - added);
        invented += std::max(0L, added - thanked - 1);
        one_more += added == thanked + 1;
        faces += thanked;
        before = now;
    }
    WARN(rounds << " kills, " << faces << " faces thanked for, " << lost << " lost, " << invented << " invented, "
                << one_more << " counted without thanks");
    CHECK(lost == 0);
    CHECK(invented == 0);
    CHECK(faces > rounds / 10);
}

TEST_CASE("A terminal asked to stop ends at once and in order") {
    Scratch scratch;
    const auto script = scratch.folder / "visits.play", events = scratch.folder / "events.txt";
    write_script(script, 20);
    const pid_t child = start(scratch, script, events);
    int status = 0;
    waitpid(child, &status, 0);
    CHECK(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 0);
    CHECK(acknowledged(events) == 20);
    CHECK(counted(scratch) == 20);
}
