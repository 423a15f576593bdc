#include "platform/senses/wait.h"

#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <csignal>
#include <cstddef>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <string>

#include "platform/senses/notify.h"
#include "tests/catch.h"

using namespace balai;
using namespace std::chrono_literals;

namespace {

Moment boot_time() { return SystemClock{Date{}}.now(); }

struct Pipe {
    Descriptor out, in;
    Pipe() {
        int ends[2];
        REQUIRE(::pipe(ends) == 0);
        out = Descriptor{ends[0]};
        in = Descriptor{ends[1]};
    }
    void say(char letter) const { REQUIRE(::write(in.number(), &letter, 1) == 1); }
};

std::unique_ptr<Waiter> waiter() {
    auto opened = Waiter::open();
    REQUIRE(opened);
    return std::move(*opened);
}

// What systemd would be: a datagram socket in a folder of its own, or under a name without a file.
class Manager {
public:
    explicit Manager(const std::string& address) : socket_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0)) {
        sockaddr_un at{};
        at.sun_family = AF_UNIX;
        address.copy(at.sun_path, sizeof at.sun_path - 1);
        if (address[0] == '@') at.sun_path[0] = '\0';
        const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + address.size());
        REQUIRE(::bind(socket_.number(), reinterpret_cast<const sockaddr*>(&at), size) == 0);
        ::setenv("NOTIFY_SOCKET", address.c_str(), 1);
    }
    ~Manager() { ::unsetenv("NOTIFY_SOCKET"); }
    std::string heard() const {
        char text[256];
        const auto size = ::recv(socket_.number(), text, sizeof text, 0);
        return size < 0 ? "nothing" : std::string(text, static_cast<std::size_t>(size));
    }

private:
    Descriptor socket_;
};

struct Folder {
    std::filesystem::path path;
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "balai-wait-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()));
        path = name;
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
};

struct Watchdog {
    Watchdog(const char* interval, const std::string& process) {
        if (interval) ::setenv("WATCHDOG_USEC", interval, 1);
        if (!process.empty()) ::setenv("WATCHDOG_PID", process.c_str(), 1);
    }
    ~Watchdog() {
        ::unsetenv("WATCHDOG_USEC");
        ::unsetenv("WATCHDOG_PID");
    }
};

}  // namespace

TEST_CASE("A wait ends at its deadline and not before") {
    const auto waiting = waiter();
    const Pipe silent;
    waiting->add(silent.out.number());
    const Moment until = boot_time() + 20ms;
    CHECK(waiting->wait(until).empty());
    CHECK(boot_time() >= until);
    CHECK_FALSE(waiting->stop_asked());
}

TEST_CASE("A wait sleeps: it costs the board next to no work") {
    const auto waiting = waiter();
    const std::clock_t before = std::clock();
    waiting->wait(boot_time() + 100ms);
    CHECK(std::clock() - before < CLOCKS_PER_SEC / 33);
}

TEST_CASE("A stray signal does not end a wait before its deadline") {
    struct sigaction ours = {}, theirs = {};
    ours.sa_handler = [](int) {};
    REQUIRE(::sigaction(SIGALRM, &ours, &theirs) == 0);
    const auto waiting = waiter();
    itimerval soon{};
    soon.it_value.tv_usec = 5000;
    REQUIRE(::setitimer(ITIMER_REAL, &soon, nullptr) == 0);
    const Moment until = boot_time() + 50ms;
    CHECK(waiting->wait(until).empty());
    CHECK(boot_time() >= until);
    CHECK_FALSE(waiting->stop_asked());
    ::sigaction(SIGALRM, &theirs, nullptr);
}

TEST_CASE("A deadline that has passed returns at once, with what is there") {
    const auto waiting = waiter();
    CHECK(waiting->wait(Moment{0}).empty());
    const Pipe pipe;
    waiting->add(pipe.out.number());
    pipe.say('x');
    CHECK(waiting->wait(Moment{0}) == std::vector<int>{pipe.out.number()});
}

TEST_CASE("A wait without a deadline ends when a descriptor has something to say, and names only that one") {
    const auto waiting = waiter();
    const Pipe silent, talking;
    waiting->add(silent.out.number());
    waiting->add(talking.out.number());
    waiting->add(talking.out.number());
    talking.say('x');
    CHECK(waiting->wait(std::nullopt) == std::vector<int>{talking.out.number()});
}

TEST_CASE("A descriptor that was removed is not heard any more") {
    const auto waiting = waiter();
    const Pipe pipe;
    waiting->add(pipe.out.number());
    waiting->remove(pipe.out.number());
    waiting->remove(12345);
    pipe.say('x');
    CHECK(waiting->wait(Moment{0}).empty());
}

TEST_CASE("A device whose other end is gone wakes the wait, so that somebody notices") {
    const auto waiting = waiter();
    Pipe pipe;
    waiting->add(pipe.out.number());
    { const Descriptor closing = std::move(pipe.in); }
    CHECK(waiting->wait(std::nullopt) == std::vector<int>{pipe.out.number()});
}

TEST_CASE("A descriptor closed behind our back is named once and does not keep the board awake") {
    const auto waiting = waiter();
    int number = -1;
    {
        Pipe pipe;
        number = pipe.out.number();
        waiting->add(number);
    }
    CHECK(waiting->wait(std::nullopt) == std::vector<int>{number});
    CHECK(waiting->wait(Moment{0}).empty());
}

TEST_CASE("Being asked to stop ends a wait without a deadline") {
    const int asked = GENERATE(SIGTERM, SIGINT);
    const auto waiting = waiter();
    CHECK_FALSE(waiting->stop_asked());
    REQUIRE(::kill(::getpid(), asked) == 0);
    CHECK(waiting->wait(std::nullopt).empty());
    CHECK(waiting->stop_asked());
    CHECK(waiting->wait(boot_time() + 1ms).empty());
    CHECK(waiting->stop_asked());
}

TEST_CASE("A touch that comes together with the request to stop is still handed over") {
    const auto waiting = waiter();
    const Pipe pipe;
    waiting->add(pipe.out.number());
    pipe.say('x');
    REQUIRE(::kill(::getpid(), SIGTERM) == 0);
    CHECK(waiting->wait(std::nullopt) == std::vector<int>{pipe.out.number()});
    CHECK(waiting->stop_asked());
}

TEST_CASE("systemd hears that we are ready, alive and leaving") {
    const Folder folder;
    const Manager manager{(folder.path / "notify").string()};
    const Notify notify;
    notify.ready();
    notify.alive();
    notify.stopping();
    CHECK(manager.heard() == "READY=1");
    CHECK(manager.heard() == "WATCHDOG=1");
    CHECK(manager.heard() == "STOPPING=1");
    CHECK(manager.heard() == "nothing");
}

TEST_CASE("systemd is reached under a name without a file too") {
    const Manager manager{"@balai-wait-test-" + std::to_string(::getpid())};
    Notify{}.ready();
    CHECK(manager.heard() == "READY=1");
}

TEST_CASE("A line break in a status cannot smuggle in another message") {
    const Folder folder;
    const Manager manager{(folder.path / "notify").string()};
    Notify{}.status("isi 2026-11\nREADY=1");
    CHECK(manager.heard() == "STATUS=isi 2026-11 READY=1");
}

TEST_CASE("Started by hand, with nobody to tell, everything goes on silently") {
    ::unsetenv("NOTIFY_SOCKET");
    Notify{}.ready();
    for (const char* address : {"", "vsock:2:1234", "/nowhere/at/all"}) {
        ::setenv("NOTIFY_SOCKET", address, 1);
        Notify{}.ready();
    }
    ::setenv("NOTIFY_SOCKET", ("/" + std::string(500, 'x')).c_str(), 1);
    Notify{}.ready();
    ::unsetenv("NOTIFY_SOCKET");
}

TEST_CASE("A manager that does not read never makes us wait") {
    const Folder folder;
    const Manager manager{(folder.path / "notify").string()};
    const Notify notify;
    for (int i = 0; i < 5000; ++i) notify.alive();
    CHECK(manager.heard() == "WATCHDOG=1");
}

TEST_CASE("The watchdog's interval is the one that systemd gave to this process") {
    {
        const Watchdog ours{"8000000", std::to_string(::getpid())};
        CHECK(watchdog_interval() == Moment{8000});
    }
    {
        const Watchdog anybody{"8000000", ""};
        CHECK(watchdog_interval() == Moment{8000});
    }
    const Watchdog parent{"8000000", "1"};
    CHECK_FALSE(watchdog_interval());
}

TEST_CASE("Without a sensible interval nobody watches") {
    CHECK_FALSE(watchdog_interval());
    for (const char* text : {"", "0", "-5000000", "eight", "8000000s", "99999999999999999999999", "500"}) {
        const Watchdog odd{text, ""};
        CHECK_FALSE(watchdog_interval());
    }
    const Watchdog odd_process{"8000000", "me"};
    CHECK_FALSE(watchdog_interval());
}
