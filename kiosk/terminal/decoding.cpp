#include "kiosk/terminal/decoding.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <string>

#include "platform/base/descriptor.h"

namespace balai {

namespace fs = std::filesystem;

namespace {

constexpr int longest_wait_ms = 10'000;  // for one picture

tl::unexpected<RefusedPack> refused(Refusal reason, const std::string& subject) {
    return tl::unexpected(RefusedPack{reason, subject});
}

// The other program with one end of a socket as its only file.
class Decoder {
public:
    explicit Decoder(const fs::path& program) {
        int ends[2];
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return;
        ours_ = Descriptor{ends[0]};
        const Descriptor theirs{ends[1]};
        posix_spawn_file_actions_t files;
        posix_spawn_file_actions_init(&files);
        posix_spawn_file_actions_adddup2(&files, theirs.number(), 0);
        posix_spawn_file_actions_adddup2(&files, theirs.number(), 1);
        posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
        std::string name = program.string();
        char* arguments[] = {name.data(), nullptr};
        char* nothing[] = {nullptr};
        if (::posix_spawn(&child_, name.c_str(), &files, nullptr, arguments, nothing) != 0) child_ = 0;
        posix_spawn_file_actions_destroy(&files);
    }
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;
    ~Decoder() {
        if (child_ <= 0) return;
        ::kill(child_, SIGKILL);
        ::waitpid(child_, nullptr, 0);
    }

    bool runs() const { return child_ > 0; }
    bool say(const char* bytes, std::size_t size) {
        while (size > 0) {
            if (!ready(POLLOUT)) return false;
            const auto sent = ::send(ours_.number(), bytes, size, MSG_NOSIGNAL | MSG_DONTWAIT);
            if (sent <= 0) return false;
            bytes += sent;
            size -= static_cast<std::size_t>(sent);
        }
        return true;
    }
    // 'k', 'f', 'm'; 't' when it took too long, 'd' when it died.
    char answer() {
        if (!ready(POLLIN)) return 't';
        char letter = 0;
        return ::recv(ours_.number(), &letter, 1, 0) == 1 ? letter : 'd';
    }

private:
    bool ready(short what) const {
        pollfd wait{ours_.number(), what, 0};
        return ::poll(&wait, 1, longest_wait_ms) == 1;
    }
    Descriptor ours_;
    pid_t child_ = 0;
};

bool send_file(Decoder& decoder, const fs::path& path, std::uint64_t size) {
    const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)};
    std::array<char, 64 << 10> piece;
    while (file && size > 0) {
        const auto got = ::read(file.number(), piece.data(), std::min<std::uint64_t>(piece.size(), size));
        if (got <= 0 || !decoder.say(piece.data(), static_cast<std::size_t>(got))) return false;
        size -= static_cast<std::uint64_t>(got);
    }
    return size == 0;
}

}  // namespace

fs::path decoder_beside(const fs::path& share) { return share.parent_path().parent_path() / "bin" / "balai-decode"; }

tl::expected<void, RefusedPack> try_pictures(const fs::path& content, const Manifest& manifest,
                                             const fs::path& program) {
    const auto shows = [](const PackFile& file) { return is_picture(file.kind); };
    if (std::none_of(manifest.files.begin(), manifest.files.end(), shows)) return {};
    Decoder decoder{program};
    if (!decoder.runs()) return refused(Refusal::DecodeFailed, program.filename().string());
    for (const PackFile& file : manifest.files) {
        if (!shows(file)) continue;
        const std::string asked = (file.kind == Kind::Png ? "png " : "jpeg ") + std::to_string(file.width) + " " +
                                  std::to_string(file.height) + " " + std::to_string(file.size) + "\n";
        const bool sent = decoder.say(asked.data(), asked.size()) && send_file(decoder, content / file.path, file.size);
        switch (sent ? decoder.answer() : 'd') {
            case 'k':
                break;
            case 't':
                return refused(Refusal::DecodeTimeout, file.path);
            case 'm':
                return refused(Refusal::DecodeMemory, file.path);
            default:
                return refused(Refusal::DecodeFailed, file.path);
        }
    }
    return {};
}

}  // namespace balai
