#include "platform/store/event_log.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "platform/base/disk.h"

namespace balai {

using namespace std::chrono_literals;

namespace {

constexpr std::size_t file_size = record_size * records_a_file;
constexpr Moment longest_unwritten = 10min;
constexpr std::size_t most_kept = 512;  // in memory; the files hold all of them

constexpr std::array<std::uint32_t, 256> crc_table() {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < 256; ++i) {
        std::uint32_t value = i;
        for (int bit = 0; bit < 8; ++bit) value = value & 1 ? 0xEDB88320U ^ (value >> 1) : value >> 1;
        table[i] = value;
    }
    return table;
}

std::uint32_t crc32(std::string_view bytes) {
    static constexpr auto table = crc_table();
    std::uint32_t sum = 0xFFFFFFFFU;
    for (const char c : bytes) sum = table[(sum ^ static_cast<unsigned char>(c)) & 255] ^ (sum >> 8);
    return ~sum;
}

template <typename T>
void put(std::string& bytes, T number) {
    auto rest = static_cast<std::uint64_t>(number);
    for (std::size_t i = 0; i < sizeof(T); ++i, rest >>= 8) bytes += static_cast<char>(rest & 255);
}

template <typename T>
T take(std::string_view bytes, std::size_t& at) {
    std::uint64_t number = 0;
    for (std::size_t i = sizeof(T); i-- > 0;) number = number << 8 | static_cast<unsigned char>(bytes[at + i]);
    at += sizeof(T);
    return static_cast<T>(number);
}

std::optional<Record> record_from(std::string_view bytes) {
    std::size_t at = 0;
    Record record;
    record.sequence = take<std::uint64_t>(bytes, at);
    record.run = take<std::uint32_t>(bytes, at);
    record.uptime = take<std::uint32_t>(bytes, at);
    record.what = take<std::uint16_t>(bytes, at);
    const auto gravity = take<std::uint8_t>(bytes, at);
    const auto zero = take<std::uint8_t>(bytes, at);
    record.first = take<std::int32_t>(bytes, at);
    record.second = take<std::int32_t>(bytes, at);
    if (take<std::uint32_t>(bytes, at) != crc32(bytes.substr(0, record_size - 4))) return std::nullopt;
    if (record.sequence == 0 || zero != 0 || gravity > static_cast<std::uint8_t>(Gravity::Error)) return std::nullopt;
    record.gravity = static_cast<Gravity>(gravity);
    return record;
}

bool earlier(const Record& a, const Record& b) { return a.sequence < b.sequence; }

}  // namespace

std::string to_bytes(const Record& record) {
    std::string bytes;
    put(bytes, record.sequence);
    put(bytes, record.run);
    put(bytes, record.uptime);
    put(bytes, record.what);
    put(bytes, static_cast<std::uint8_t>(record.gravity));
    put(bytes, std::uint8_t{0});
    put(bytes, record.first);
    put(bytes, record.second);
    put(bytes, crc32(bytes));
    return bytes;
}

std::vector<Record> records_in(std::string_view bytes) {
    std::vector<Record> records;
    for (std::size_t at = 0; at + record_size <= bytes.size(); at += record_size)
        if (const auto record = record_from(bytes.substr(at, record_size))) records.push_back(*record);
    std::stable_sort(records.begin(), records.end(), earlier);
    return records;
}

// One of the two files; always of its full size, so that writing changes no other block of the card.
class EventLog::File {
public:
    static Result<File> open(const std::filesystem::path& path) {
        File file{::open(path.c_str(), O_RDWR | O_CREAT | O_NONBLOCK | O_CLOEXEC, 0600)};
        struct stat about {};
        if (file.number_ < 0 || ::fstat(file.number_, &about) != 0) return failed(path, errno);
        if (!S_ISREG(about.st_mode)) return failed(path, EIO);
        std::string bytes(file_size, '\0');
        std::size_t have = 0;
        while (have < bytes.size()) {
            const auto got = ::pread(file.number_, bytes.data() + have, bytes.size() - have, static_cast<off_t>(have));
            if (got < 0 && errno == EINTR) continue;
            if (got <= 0) break;  // what cannot be read is as good as torn
            have += static_cast<std::size_t>(got);
        }
        file.bytes_ = std::move(bytes);
        if (about.st_size != static_cast<off_t>(file_size)) {
            if (::ftruncate(file.number_, static_cast<off_t>(file_size)) != 0) return failed(path, errno);
            if (auto written = file.write(0, file.bytes_); !written) return tl::unexpected(written.error());
        }
        return file;
    }
    File(File&& other) noexcept : number_(std::exchange(other.number_, -1)), bytes_(std::move(other.bytes_)) {}
    File& operator=(File&& other) noexcept {
        std::swap(number_, other.number_);
        std::swap(bytes_, other.bytes_);
        return *this;
    }
    ~File() {
        if (number_ >= 0) ::close(number_);
    }

    std::string take_bytes() { return std::exchange(bytes_, {}); }

    // Flushed when it returns.
    Result<void> write(std::size_t at, std::string_view bytes) {
        while (!bytes.empty()) {
            const auto written = ::pwrite(number_, bytes.data(), bytes.size(), static_cast<off_t>(at));
            if (written < 0 && errno == EINTR) continue;
            if (written <= 0) return failed("events", errno);
            at += static_cast<std::size_t>(written);
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
        if (::fdatasync(number_) != 0) return failed("events", errno);
        return {};
    }

private:
    explicit File(int number) : number_(number) {}
    static tl::unexpected<Problem> failed(const std::filesystem::path& path, int error) {
        return fail(trouble_from_errno(error), "catatan kejadian", path.string() + ": " + std::strerror(error));
    }

    int number_;
    std::string bytes_;  // as it was found
};

EventLog::EventLog() = default;
EventLog::EventLog(EventLog&&) noexcept = default;
EventLog& EventLog::operator=(EventLog&&) noexcept = default;
EventLog::~EventLog() {
    if (!files_.empty()) (void)flush();
}

Result<EventLog> EventLog::open(const std::filesystem::path& folder) {
    EventLog log;
    std::uint64_t newest = 0;
    for (const char* name : {"events.1", "events.2"}) {
        auto file = File::open(folder / name);
        if (!file) return tl::unexpected(file.error());
        const std::string bytes = file->take_bytes();
        log.files_.push_back(std::move(*file));
        for (std::size_t slot = 0; slot < records_a_file; ++slot) {
            const auto record = record_from(std::string_view{bytes}.substr(slot * record_size, record_size));
            if (!record || record->sequence <= newest) continue;
            newest = record->sequence;
            log.file_ = log.files_.size() - 1;
            log.slot_ = slot + 1;
        }
        const auto records = records_in(bytes);
        log.kept_.insert(log.kept_.end(), records.begin(), records.end());
    }
    std::stable_sort(log.kept_.begin(), log.kept_.end(), earlier);
    if (log.kept_.size() > most_kept)
        log.kept_.erase(log.kept_.begin(), log.kept_.end() - static_cast<std::ptrdiff_t>(most_kept));
    log.kept_.shrink_to_fit();
    if (!log.kept_.empty()) log.run_ = log.kept_.back().run + 1;
    return log;
}

Result<void> EventLog::add(std::uint16_t what, Gravity gravity, std::int32_t first, std::int32_t second, Moment now) {
    Record record;
    record.sequence = kept_.empty() ? 1 : kept_.back().sequence + 1;
    record.run = run_;
    record.uptime = static_cast<std::uint32_t>(std::max<long>(0, now.count() / 1000));
    record.what = what;
    record.gravity = gravity;
    record.first = first;
    record.second = second;
    // A disk that takes nothing must not fill the memory: the newest are worth more.
    if (kept_.size() >= most_kept) kept_.erase(kept_.begin());
    kept_.push_back(record);
    waiting_ = std::min(waiting_ + 1, most_kept);
    if (gravity == Gravity::Note) {
        if (!flush_at_) flush_at_ = now + longest_unwritten;
        return {};
    }
    return flush();
}

std::optional<Moment> EventLog::next_flush() const { return flush_at_; }

Result<void> EventLog::flush() {
    flush_at_.reset();
    while (waiting_ > 0) {
        if (slot_ >= records_a_file) {
            file_ = (file_ + 1) % files_.size();
            slot_ = 0;
        }
        const std::size_t count = std::min(waiting_, records_a_file - slot_);
        std::string bytes;
        for (std::size_t i = 0; i < count; ++i) bytes += to_bytes(kept_[kept_.size() - waiting_ + i]);
        if (auto written = files_[file_].write(slot_ * record_size, bytes); !written) return written;
        slot_ += count;
        waiting_ -= count;
    }
    return {};
}

std::vector<Record> EventLog::newest(std::size_t most) const {
    const auto count = static_cast<std::ptrdiff_t>(std::min(most, kept_.size()));
    return {kept_.rbegin(), kept_.rbegin() + count};
}

}  // namespace balai
