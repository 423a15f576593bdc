// Opinions as counters: what is kept, and what happens when the disk does not want to.
#include "kiosk/feedback/tally.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <random>
#include <thread>

#include "platform/store/database.h"
#include "tests/catch.h"
#include "tests/scratch.h"

using namespace balai;

namespace {

Opinion opinion(std::string answer = "4", std::string subject = "paspor-baru") {
    return {"2026-W48", 1, "id", std::move(subject), "face", std::move(answer)};
}

Tallies open(const Scratch& scratch) {
    auto tallies = Tallies::open(scratch.folder, real_disk());
    REQUIRE(tallies);
    return std::move(*tallies);
}

// Runs in a process of its own, as nobody where that is wanted; what it returns is its exit code.
template <typename What>
int in_child(bool as_nobody, What what) {
    const pid_t child = fork();
    if (child == 0) {
        if (as_nobody && (setgid(65534) != 0 || setuid(65534) != 0)) _exit(90);
        _exit(what());
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 100 + WTERMSIG(status);
}

std::string bytes_of(const std::filesystem::path& file) { return real_disk().read(file, 64 << 20).value_or(""); }

}  // namespace

TEST_CASE("Equal opinions are one counter") {
    Scratch scratch;
    Tallies tallies = open(scratch);
    for (int i = 0; i < 3; ++i) REQUIRE(tallies.add(opinion()));
    REQUIRE(tallies.add(opinion("1")));
    CHECK(tallies.all().value() == std::vector<Count>{{opinion("1"), 1}, {opinion("4"), 3}});
}

TEST_CASE("What was counted is there after the next start") {
    Scratch scratch;
    { REQUIRE(open(scratch).add(opinion())); }
    CHECK(open(scratch).all().value() == std::vector<Count>{{opinion(), 1}});
}

TEST_CASE("The order in which opinions came cannot be found in what is kept") {
    std::vector<Opinion> given;
    for (const char* answer : {"1", "2", "3", "4"})
        for (const char* subject : {"balai", "paspor-baru"})
            for (int i = 0; i < 3; ++i) given.push_back(opinion(answer, subject));
    std::vector<Count> first;
    std::mt19937 random{7};
    for (int round = 0; round < 5; ++round) {
        Scratch scratch;
        Tallies tallies = open(scratch);
        for (const Opinion& one : given) REQUIRE(tallies.add(one));
        if (round == 0) first = tallies.all().value();
        CHECK(tallies.all().value() == first);
        std::shuffle(given.begin(), given.end(), random);
    }
}

TEST_CASE("There is no column for a time, an order or a person") {
    Scratch scratch;
    { REQUIRE(open(scratch).add(opinion())); }
    auto database = Database::open(scratch.folder / "feedback.db");
    REQUIRE(database);
    CHECK(database->value("SELECT group_concat(name, ' ') FROM pragma_table_info('tally')").value() ==
          "week edition language subject question answer count");
    CHECK(database->value("SELECT group_concat(name, ' ') FROM pragma_table_info('dropped')").value() ==
          "week why count");
    // What has left already, by the same keys, and the folders that left: sums, numbered, without a day.
    CHECK(database->value("SELECT group_concat(name, ' ') FROM pragma_table_info('departed')").value() ==
          "week edition language subject question answer in_cell in_language in_edition");
    CHECK(database->value("SELECT group_concat(name, ' ') FROM pragma_table_info('folder')").value() ==
          "serial results receipt signature acknowledged");
    CHECK(database->value("SELECT count(*) FROM sqlite_schema WHERE type = 'table'").value() == "4");
    CHECK_FALSE(database->value("SELECT rowid FROM tally").has_value());
}

TEST_CASE("Dropped answers are counted apart") {
    Scratch scratch;
    Tallies tallies = open(scratch);
    REQUIRE(tallies.add_dropped("2026-W48", Dropped::Mashing));
    REQUIRE(tallies.add_dropped("2026-W48", Dropped::Mashing));
    CHECK(tallies.all().value().empty());
    CHECK(tallies.all_dropped().value() == std::vector<Tallies::DroppedCount>{{"2026-W48", "mashing", 2}});
}

TEST_CASE("An opinion that makes no sense is refused and nothing is kept of it") {
    Scratch scratch;
    Tallies tallies = open(scratch);
    Opinion wrong = opinion();
    wrong.week = "yesterday at ten";
    CHECK_FALSE(tallies.add(wrong));
    wrong = opinion();
    wrong.subject = std::string(65, 'x');
    CHECK_FALSE(tallies.add(wrong));
    wrong = opinion();
    wrong.answer = "'); DROP TABLE tally; --";
    CHECK(tallies.add(wrong));  // bound, so only a strange answer
    CHECK(tallies.all().value().size() == 1);
}

TEST_CASE("A damaged database is set aside and kept, and counting begins anew") {
    Scratch scratch;
    const auto file = scratch.folder / "feedback.db";
    std::ofstream{file} << "this was never a database, or is none any more, whatever it was";
    const std::string before = bytes_of(file);
    Tallies tallies = open(scratch);
    CHECK(tallies.was_set_aside());
    CHECK(bytes_of(scratch.folder / "feedback.db.rusak-1") == before);
    REQUIRE(tallies.add(opinion()));
    CHECK(tallies.all().value().size() == 1);
}

TEST_CASE("A database cut off anywhere is opened or set aside, never a crash, never deleted") {
    Scratch origin;
    {
        Tallies tallies = open(origin);
        for (int i = 0; i < 40; ++i) REQUIRE(tallies.add(opinion("4", "subject-" + std::to_string(i))));
        REQUIRE(tallies.rest());
    }
    const std::string whole = bytes_of(origin.folder / "feedback.db");
    REQUIRE(whole.size() >= 4096);
    for (std::size_t size = 0; size < whole.size(); size += 512) {
        Scratch scratch;
        std::ofstream{scratch.folder / "feedback.db", std::ios::binary} << whole.substr(0, size);
        auto tallies = Tallies::open(scratch.folder, real_disk());
        REQUIRE(tallies);
        CHECK(tallies->add(opinion("1")));
        if (tallies->was_set_aside()) CHECK(bytes_of(scratch.folder / "feedback.db.rusak-1").size() == size);
    }
}

TEST_CASE("Flipped bytes in a database are noticed or harmless") {
    Scratch origin;
    {
        Tallies tallies = open(origin);
        for (int i = 0; i < 40; ++i) REQUIRE(tallies.add(opinion("4", "subject-" + std::to_string(i))));
        REQUIRE(tallies.rest());
    }
    std::string bytes = bytes_of(origin.folder / "feedback.db");
    for (std::size_t at = 0; at < bytes.size(); at += 37) {
        Scratch scratch;
        std::string flipped = bytes;
        flipped[at] = static_cast<char>(flipped[at] ^ 0x41);
        std::ofstream{scratch.folder / "feedback.db", std::ios::binary} << flipped;
        if (auto tallies = Tallies::open(scratch.folder, real_disk())) (void)tallies->all();
        bool kept = bytes_of(scratch.folder / "feedback.db") == flipped ||
                    std::filesystem::exists(scratch.folder / "feedback.db.rusak-1") ||
                    std::filesystem::exists(scratch.folder / "feedback.db");
        CHECK(kept);
    }
}

TEST_CASE("A database of a newer program is left exactly as it is") {
    Scratch scratch;
    { REQUIRE(open(scratch).add(opinion())); }
    {
        auto database = Database::open(scratch.folder / "feedback.db");
        REQUIRE(database->run("PRAGMA user_version = 1000"));
    }
    const std::string before = bytes_of(scratch.folder / "feedback.db");
    const auto tallies = Tallies::open(scratch.folder, real_disk());
    REQUIRE_FALSE(tallies);
    CHECK(tallies.error().trouble == Trouble::Newer);
    CHECK(bytes_of(scratch.folder / "feedback.db") == before);
}

TEST_CASE("A database of another program is set aside, not written into") {
    Scratch scratch;
    {
        auto other = Database::open(scratch.folder / "feedback.db");
        REQUIRE(other->run("CREATE TABLE photos(name); INSERT INTO photos VALUES('a')"));
    }
    Tallies tallies = open(scratch);
    CHECK(tallies.was_set_aside());
    auto aside = Database::open(scratch.folder / "feedback.db.rusak-1");
    CHECK(aside->value("SELECT name FROM photos").value() == "a");
}

TEST_CASE("A database of ours with other tables is set aside, and counting begins anew") {
    for (const char* damage :
         {"DROP TABLE tally", "DROP TABLE folder", "ALTER TABLE tally RENAME COLUMN count TO counts",
          "ALTER TABLE dropped ADD COLUMN more TEXT",
          "DROP TABLE dropped; CREATE TABLE dropped(week TEXT, why TEXT, count INTEGER)",
          "CREATE TRIGGER forgets AFTER INSERT ON tally BEGIN DELETE FROM tally; END", "PRAGMA user_version = 1"}) {
        CAPTURE(damage);
        Scratch scratch;
        { REQUIRE(open(scratch).add(opinion())); }
        { REQUIRE(Database::open(scratch.folder / "feedback.db")->run(damage)); }
        Tallies tallies = open(scratch);
        CHECK(tallies.was_set_aside());
        CHECK(std::filesystem::exists(scratch.folder / "feedback.db.rusak-1"));
        REQUIRE(tallies.add(opinion()));
        CHECK(tallies.all().value().size() == 1);
    }
}

TEST_CASE("No file of shared memory is made, also when a killed program left its log behind") {
    Scratch scratch;
    const auto is_alone = [&] { return !std::filesystem::exists(scratch.folder / "feedback.db-shm"); };
    const int code = in_child(false, [&] {
        auto killed = std::make_unique<Tallies>(open(scratch));
        const bool added = killed->add(opinion()).has_value();
        (void)killed.release();  // it never closes
        return added && is_alone() ? 0 : 1;
    });
    CHECK(code == 0);
    REQUIRE(std::filesystem::exists(scratch.folder / "feedback.db-wal"));
    Tallies tallies = open(scratch);
    CHECK(is_alone());
    CHECK(tallies.all().value().size() == 1);
}

TEST_CASE("A terminal that comes to rest with nothing new to keep writes nothing") {
    Scratch scratch;
    Tallies tallies = open(scratch);
    REQUIRE(tallies.add(opinion()));
    REQUIRE(tallies.rest());
    const auto log = scratch.folder / "feedback.db-wal";
    CHECK(std::filesystem::file_size(log) == 0);
    const auto written = std::filesystem::last_write_time(log);
    std::this_thread::sleep_for(std::chrono::milliseconds{50});
    REQUIRE(tallies.rest());
    CHECK(std::filesystem::last_write_time(log) == written);
    REQUIRE(tallies.add(opinion()));
    CHECK(std::filesystem::file_size(log) > 0);
    REQUIRE(tallies.rest());
    CHECK(std::filesystem::file_size(log) == 0);
}

TEST_CASE("While one program counts, another one is told that it is busy") {
    Scratch scratch;
    Tallies tallies = open(scratch);
    REQUIRE(tallies.add(opinion()));
    const int code = in_child(false, [&] {
        const auto second = Tallies::open(scratch.folder, real_disk());
        return second ? 1 : second.error().trouble == Trouble::Busy ? 0 : 2;
    });
    CHECK(code == 0);
    CHECK(tallies.add(opinion()));
}

TEST_CASE("A folder that may not be written to is said so") {
    Scratch scratch;
    chmod(scratch.folder.c_str(), 0555);
    const int code = in_child(geteuid() == 0, [&] {
        const auto tallies = Tallies::open(scratch.folder, real_disk());
        return tallies ? 1 : tallies.error().trouble == Trouble::NotWritable ? 0 : 2;
    });
    chmod(scratch.folder.c_str(), 0755);
    CHECK(code == 0);
}

TEST_CASE("On a full disk an opinion is refused, those before it stay, and counting goes on when there is room") {
    Scratch scratch;
    { REQUIRE(open(scratch).add(opinion("4"))); }
    const int code = in_child(false, [&] {
        signal(SIGXFSZ, SIG_IGN);
        auto tallies = Tallies::open(scratch.folder, real_disk());
        if (!tallies) return 1;
        // No file may grow any further: what a full disk does to a log.
        const rlimit none{4096, RLIM_INFINITY};
        setrlimit(RLIMIT_FSIZE, &none);
        bool refused = false;
        for (int i = 0; i < 200 && !refused; ++i) refused = !tallies->add(opinion("1", "subject-" + std::to_string(i)));
        if (!refused) return 2;
        const rlimit all{RLIM_INFINITY, RLIM_INFINITY};
        setrlimit(RLIMIT_FSIZE, &all);
        return tallies->add(opinion("2")) ? 0 : 3;
    });
    CHECK(code == 0);
    Tallies tallies = open(scratch);
    CHECK_FALSE(tallies.was_set_aside());
    const auto counts = tallies.all().value();
    CHECK(std::count(counts.begin(), counts.end(), Count{opinion("4"), 1}) == 1);
    CHECK(std::count(counts.begin(), counts.end(), Count{opinion("2"), 1}) == 1);
}

TEST_CASE("Killed between two answers, at any moment, no acknowledged one is lost and none is invented") {
    const char* wanted = std::getenv("BALAI_KILLS");
    const int rounds = wanted ? std::atoi(wanted) : 200;
    Scratch scratch;
    std::mt19937 random{11};
    long before = 0, lost = 0, invented = 0, acknowledged = 0;
    for (int round = 0; round < rounds; ++round) {
        int ends[2];
        REQUIRE(pipe(ends) == 0);
        const pid_t child = fork();
        if (child == 0) {
            auto tallies = Tallies::open(scratch.folder, real_disk());
            while (tallies && tallies->add(opinion())) (void)!write(ends[1], "+", 1);
            _exit(0);
        }
        close(ends[1]);
        long thanked = 0;
        char bytes[4096];
        // One in four dies while it opens; the others once they have begun to count, however slow this machine is.
        if (round % 4 != 0) thanked += read(ends[0], bytes, 1);
        // The moment is random on purpose: the wait is the test.
        std::this_thread::sleep_for(std::chrono::microseconds{random() % 20000});
        kill(child, SIGKILL);
        waitpid(child, nullptr, 0);
        for (ssize_t got; (got = read(ends[0], bytes, sizeof bytes)) > 0;) thanked += got;
        close(ends[0]);
        const auto counts = open(scratch).all().value();
        const long now = counts.empty() ? 0 : counts[0].count;
        lost += std::max(0L, before + thanked - now);
        invented += std::max(0L, now - before - thanked - 1);
        acknowledged += thanked;
        before = now;
    }
    WARN(rounds << " kills, " << acknowledged << " answers acknowledged, " << lost << " lost, " << invented
                << " invented");
    CHECK(lost == 0);
    CHECK(invented == 0);
    CHECK(acknowledged >= rounds * 3 / 4);
}
