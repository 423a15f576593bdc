// The black box: whatever is torn out of it, the rest can still be read.
#include "platform/store/event_log.h"

#include <fstream>
#include <random>
#include <sstream>

#include "kiosk/staff/happenings.h"
#include "tests/catch.h"
#include "tests/scratch.h"

using namespace balai;
using namespace std::chrono_literals;

namespace {

std::string get(const std::filesystem::path& file) {
    std::ostringstream bytes;
    bytes << std::ifstream{file, std::ios::binary}.rdbuf();
    return bytes.str();
}
void put(const std::filesystem::path& file, std::string_view bytes) { std::ofstream{file, std::ios::binary} << bytes; }

void note(EventLog& log, std::int32_t number, Moment now = 1s) { REQUIRE(log.add(3, Gravity::Note, number, 0, now)); }
void warn(EventLog& log, std::int32_t number, Moment now = 1s) {
    REQUIRE(log.add(9, Gravity::Warning, number, 0, now));
}

std::vector<std::int32_t> numbers(const std::vector<Record>& records) {
    std::vector<std::int32_t> result;
    for (const Record& record : records) result.push_back(record.first);
    return result;
}

std::string some_records(int count) {
    std::string bytes;
    for (int i = 1; i <= count; ++i)
        bytes += to_bytes({static_cast<std::uint64_t>(i), 7, 100U + static_cast<std::uint32_t>(i), 9, Gravity::Warning,
                           -i, i * 1000});
    return bytes;
}

}  // namespace

TEST_CASE("A record comes back as it was written, in 32 bytes") {
    const Record record{0x0102030405060708, 4000000000U, 5, 65535, Gravity::Error, -2000000000, 2000000000};
    const std::string bytes = to_bytes(record);
    CHECK(bytes.size() == 32);
    CHECK(bytes.substr(0, 2) == "\x08\x07");
    CHECK(records_in(bytes) == std::vector<Record>{record});
}

TEST_CASE("Every flipped bit loses its own record and no other") {
    const std::string whole = some_records(3);
    const auto all = records_in(whole);
    REQUIRE(all.size() == 3);
    for (std::size_t bit = 0; bit < whole.size() * 8; ++bit) {
        std::string torn = whole;
        torn[bit / 8] = static_cast<char>(torn[bit / 8] ^ (1 << bit % 8));
        std::vector<Record> left = all;
        left.erase(left.begin() + static_cast<std::ptrdiff_t>(bit / 8 / record_size));
        CHECK(records_in(torn) == left);
    }
}

TEST_CASE("Every truncation keeps the records before it") {
    const std::string whole = some_records(5);
    const auto all = records_in(whole);
    for (std::size_t size = 0; size <= whole.size(); ++size)
        CHECK(records_in(whole.substr(0, size)) ==
              std::vector<Record>{all.begin(), all.begin() + static_cast<std::ptrdiff_t>(size / record_size)});
}

TEST_CASE("Every byte that was never written, as zeros or as another record's half, is not taken for a record") {
    const std::string older = some_records(2);
    const std::string newer = to_bytes({3, 8, 1, 9, Gravity::Warning, 1, 1});
    for (std::size_t torn = 0; torn <= record_size; ++torn) {
        std::string bytes = older;
        bytes.replace(0, torn, newer.substr(0, torn));
        const auto left = records_in(bytes);
        CHECK(left.size() == (torn == 0 || torn == record_size ? 2 : left.size()));
        CHECK(left.size() >= 1);
        CHECK(left.back().sequence == (torn == record_size ? 3 : 2));
        bytes = older + newer.substr(0, torn) + std::string(record_size - torn, '\0');
        CHECK(records_in(bytes).size() == (torn == record_size ? 3 : 2));
    }
    CHECK(records_in(std::string(record_size * 100, '\0')).empty());
    CHECK(records_in(std::string(record_size * 100, '\xFF')).empty());
}

TEST_CASE("Noise is read without fault and says nothing") {
    std::mt19937 random{20261125};
    for (int i = 0; i < 2000; ++i) {
        std::string noise(random() % 400, '\0');
        for (char& c : noise) c = static_cast<char>(random());
        CHECK(records_in(noise).empty());
    }
}

TEST_CASE("What was logged is there after the next start, newest first, and the run counts up") {
    Scratch scratch;
    {
        auto log = EventLog::open(scratch.folder);
        REQUIRE(log);
        CHECK(log->run() == 1);
        CHECK(log->newest(5).empty());
        note(*log, 1);
        warn(*log, 2);
        note(*log, 3);
    }
    auto log = EventLog::open(scratch.folder);
    REQUIRE(log);
    CHECK(log->run() == 2);
    CHECK(numbers(log->newest(2)) == std::vector<std::int32_t>{3, 2});
    CHECK(numbers(log->newest(9)) == std::vector<std::int32_t>{3, 2, 1});
    CHECK(log->newest(1).front().sequence == 3);
    CHECK(std::filesystem::file_size(scratch.folder / "events.1") == 262144);
    CHECK(std::filesystem::file_size(scratch.folder / "events.2") == 262144);
}

TEST_CASE("A warning is on the disk at once, a note within ten minutes, and takes the notes before it along") {
    Scratch scratch;
    auto log = EventLog::open(scratch.folder);
    REQUIRE(log);
    const auto on_disk = [&] { return numbers(records_in(get(scratch.folder / "events.1"))); };
    note(*log, 1, 5min);
    note(*log, 2, 6min);
    CHECK(on_disk().empty());
    CHECK(log->next_flush() == 15min);
    REQUIRE(log->flush());
    CHECK_FALSE(log->next_flush());
    CHECK(on_disk() == std::vector<std::int32_t>{1, 2});
    note(*log, 3, 20min);
    warn(*log, 4, 21min);
    CHECK(on_disk() == std::vector<std::int32_t>{1, 2, 3, 4});
    CHECK_FALSE(log->next_flush());
}

TEST_CASE("The files do not grow: when both are full the older one is written over") {
    Scratch scratch;
    const int count = 3 * 8192 + 10;
    {
        auto log = EventLog::open(scratch.folder);
        REQUIRE(log);
        for (int i = 1; i <= count; ++i) {
            note(*log, i);
            if (i % 500 == 0) REQUIRE(log->flush());
        }
    }
    CHECK(std::filesystem::file_size(scratch.folder / "events.1") == 262144);
    auto log = EventLog::open(scratch.folder);
    REQUIRE(log);
    warn(*log, count + 1);
    const auto newest = numbers(log->newest(3));
    CHECK(newest == std::vector<std::int32_t>{count + 1, count, count - 1});
    const auto first = records_in(get(scratch.folder / "events.1")),
               second = records_in(get(scratch.folder / "events.2"));
    CHECK(first.size() + second.size() == 16384);
    CHECK(std::max(first.back().first, second.back().first) == count + 1);
}

TEST_CASE("Files that are short, long, torn or missing do not stop the log") {
    for (const std::size_t size :
         {std::size_t{0}, std::size_t{31}, std::size_t{33}, std::size_t{262143}, std::size_t{300000}}) {
        Scratch scratch;
        {
            auto log = EventLog::open(scratch.folder);
            REQUIRE(log);
            warn(*log, 1);
            warn(*log, 2);
        }
        std::string bytes = get(scratch.folder / "events.1");
        bytes.resize(size, 'x');
        put(scratch.folder / "events.1", bytes);
        std::filesystem::remove(scratch.folder / "events.2");
        auto log = EventLog::open(scratch.folder);
        REQUIRE(log);
        warn(*log, 3);
        CHECK(numbers(log->newest(1)) == std::vector<std::int32_t>{3});
        CHECK(std::filesystem::file_size(scratch.folder / "events.1") == 262144);
        CHECK(log->newest(9).size() == (size == 0 || size == 31 ? 1 : size == 33 ? 2 : 3));
    }
    Scratch scratch;
    std::filesystem::create_directory(scratch.folder / "events.1");
    CHECK_FALSE(EventLog::open(scratch.folder));
    CHECK_FALSE(EventLog::open(scratch.folder / "nowhere"));
}

TEST_CASE("How the last run ended is known from its last word and from the time since power came") {
    const auto last = [](What what, std::uint32_t uptime) {
        return Record{9, 1, uptime, static_cast<std::uint16_t>(what), Gravity::Note, 0, 0};
    };
    CHECK(ended(std::nullopt, 20s) == Ended::First);
    CHECK(ended(last(What::Stopped, 500), 20s) == Ended::Asked);
    CHECK(ended(last(What::Day, 500), 20s) == Ended::PowerCut);
    CHECK(ended(last(What::Day, 500), 501s) == Ended::Crashed);
}
