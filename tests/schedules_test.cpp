// Imports in any order, repeated, several at once, killed between any two steps, their server killed in the middle.
// BALAI_SCHEDULES makes it long.
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <random>

#include "kiosk/office/report.h"
#include "kiosk/office/simulate.h"
#include "tests/office_folders.h"
#include "tests/postgres.h"

using namespace balai;
namespace fs = std::filesystem;

namespace {

const Date today = *parse_date("2026-11-24");

int number_from(const char* name, int otherwise) {
    const char* text = std::getenv(name);
    return text ? std::atoi(text) : otherwise;
}

// A database in whose steps something happens: before and after each word, and at each row that goes in.
class WatchedSql : public Sql {
    template <typename Word>
    auto around(Word word) {
        step_();
        auto done = word();
        step_();
        return done;
    }

public:
    WatchedSql(std::unique_ptr<Sql> inside, std::function<void()> step)
        : inside_(std::move(inside)), step_(std::move(step)) {}

    Result<void> run(const std::string& statements) override {
        return around([&] { return inside_->run(statements); });
    }
    Result<long> each(const std::string& statement, const Row& values,
                      const std::function<void(const Row&)>& row) override {
        return around([&] { return inside_->each(statement, values, row); });
    }
    Result<void> append(const std::string& table, const RowSource& rows) override {
        return around([&] {
            return inside_->append(table, [&](Row& row) {
                step_();
                return rows(row);
            });
        });
    }
    Result<void> begin() override {
        return around([&] { return inside_->begin(); });
    }
    Result<void> commit() override {
        return around([&] { return inside_->commit(); });
    }
    void roll_back() override { inside_->roll_back(); }
    std::string types(std::string statement) const override { return inside_->types(std::move(statement)); }

private:
    std::unique_ptr<Sql> inside_;
    std::function<void()> step_;
};

struct Fate {
    std::vector<fs::path> folders;
    long ends_at = -1;  // the step at which something dies
    bool server = false;
};

ImportWish wish_of(std::vector<fs::path> folders) {
    ImportWish wish;
    wish.folders = std::move(folders);
    wish.today = today;
    wish.at_once = 5;
    return wish;
}

// A process of its own: what dies in it is really dead.
pid_t live(const std::string& address, const Fate& fate, Postgres* server) {
    const pid_t child = ::fork();
    if (child != 0) return child;
    auto office = open_sql(address);
    if (!office) ::_exit(3);
    long steps = 0;
    WatchedSql watched{std::move(*office), [&] {
                           if (steps++ != fate.ends_at) return;
                           if (fate.server)
                               server->stop("immediate");
                           else
                               ::raise(SIGKILL);
                       }};
    ::_exit(import(watched, wish_of(fate.folders), real_disk()) ? 0 : 3);
}

struct Sticks {
    fs::path home;
    std::vector<fs::path> folders;
    Lines truth;
    std::string page;
    long steps;  // of an import of everything that nobody disturbs
};

// With mishaps of every kind among them.
Sticks sticks_in(const fs::path& home) {
    SimulateWish wish;
    wish.kiosks = 3;
    wish.weeks = 20;
    wish.subjects = {"paspor-baru", "anak", "balai"};
    wish.out = home;
    for (;; ++wish.seed) {
        fs::remove_all(home);
        const auto made = simulate(wish);
        REQUIRE(made);
        if (made->forged > 0 && made->repeated > 0 && made->lost > 0) break;
    }
    Sticks sticks{home, folders_in(home), honest_lines(home), {}, 0};
    auto office = office_of("sqlite:" + (home / "quiet.db").string());
    enrol_all(*office, home / "keys");
    WatchedSql watched{std::move(office), [&] { ++sticks.steps; }};
    REQUIRE(import(watched, wish_of({home}), real_disk()));
    sticks.page = report(watched, {today, {}}).value();
    return sticks;
}

// A folder is there with all of its lines or not at all.
bool whole_folders_of(const Lines& have, const Lines& truth) {
    return std::all_of(have.begin(), have.end(), [&](const auto& one) {
        const auto found = truth.find(one.first);
        return found != truth.end() && found->second == one.second;
    });
}

std::string new_database(const Scratch& scratch, Postgres* server, int number) {
    if (!server) return file_address(scratch, "schedule-" + std::to_string(number));
    REQUIRE((*open_sql(server->address()))->run("CREATE DATABASE schedule" + std::to_string(number)));
    return server->address("schedule" + std::to_string(number));
}

std::vector<Fate> fates(const Sticks& sticks, std::mt19937& random, bool on_server) {
    const auto up_to = [&random](long most) { return static_cast<long>(random() % static_cast<unsigned long>(most)); };
    std::vector<Fate> all(static_cast<std::size_t>(1 + up_to(3)));
    std::vector<fs::path> folders = sticks.folders;
    std::shuffle(folders.begin(), folders.end(), random);
    for (const fs::path& folder : folders) all[random() % all.size()].folders.push_back(folder);
    for (Fate& fate : all) {
        for (long again = up_to(6); again > 0; --again) fate.folders.push_back(folders[random() % folders.size()]);
        if (up_to(3)) fate.ends_at = up_to(sticks.steps / static_cast<long>(all.size()) + 1);
        fate.server = on_server && up_to(4) == 0;
    }
    return all;
}

}  // namespace

TEST_CASE("Whatever dies and whoever else imports, totals are the truth, in a file and on a server") {
    Scratch scratch;
    const Sticks sticks = sticks_in(scratch.folder / "home");
    std::optional<Postgres> server;
    if (const auto programs = Postgres::programs()) server.emplace(*programs);
    if (server) REQUIRE(server->good());
    std::mt19937 random{static_cast<unsigned>(number_from("BALAI_SEED", 11))};
    long killed = 0, unserved = 0;
    for (int schedule = 0; schedule < number_from("BALAI_SCHEDULES", 8); ++schedule) {
        CAPTURE(schedule);
        Postgres* const at = server && schedule % 2 ? &*server : nullptr;
        const std::string address = new_database(scratch, at, schedule);
        enrol_all(*office_of(address), sticks.home / "keys");
        std::vector<pid_t> running;
        for (const Fate& fate : fates(sticks, random, at)) running.push_back(live(address, fate, at));
        for (const pid_t one : running) {
            int status = 0;
            REQUIRE(::waitpid(one, &status, 0) == one);
            killed += WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
            unserved += WIFEXITED(status) && WEXITSTATUS(status) == 3;
        }
        if (at) REQUIRE(at->revive());
        auto office = office_of(address);
        CHECK(whole_folders_of(lines_in(*office), sticks.truth));
        REQUIRE(import(*office, wish_of({sticks.home}), real_disk()));
        CHECK(lines_in(*office) == sticks.truth);
        CHECK(report(*office, {today, {}}).value() == sticks.page);
        const auto again = import(*office, wish_of({sticks.home}), real_disk());
        CHECK(again->imported == 0);
        office.reset();
        if (at)
            REQUIRE(
                (*open_sql(at->address()))->run("DROP DATABASE schedule" + std::to_string(schedule) + " WITH (FORCE)"));
    }
    CHECK(killed > 0);
    if (number_from("BALAI_SCHEDULES", 8) > 8)
        WARN(killed << " importers killed, " << unserved << " lost their server");
}
