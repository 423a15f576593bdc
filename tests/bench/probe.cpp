// Measures a full-screen X11 client the way a visitor meets it: start, taps, memory, idle. One line of JSON per figure.
//   probe --taps FILE [--walks N] [--cpu-walks N] [--idle SECONDS] [--pictures FILE] -- CLIENT ARGUMENTS...
// FILE has a line "x y name" in pixels for each tap of a walk that ends where it began; without --taps only the start
// is measured. With PROBE_SAYS in the environment the client's complaints are heard. XDamage says when something was
// drawn; the pixels are read from the mapped frame buffer of our own Xvfb, which costs the server nothing, and blocks
// are compared, so that a repaint of equal pixels counts as no change.
#include <X11/XWDFile.h>
#include <X11/Xlib.h>
#include <X11/extensions/XTest.h>
#include <X11/extensions/Xdamage.h>
#include <arpa/inet.h>
#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace {

constexpr int width = 1280, height = 800;
constexpr int block = 40;  // pixels; divides both sides
constexpr int columns = width / block, rows = height / block;
constexpr double hold = 60;  // ms a finger stays down
constexpr double quiet_after_start = 1500;
constexpr double quiet_after_tap = 800;  // longer than the guard of any client against double taps
constexpr double cadence = 900;          // ms from tap to tap where nothing is watched
constexpr double longest_start = 60000, longest_tap = 6000;
constexpr double whole_page = 0.9;  // share of the changed blocks that makes a page; the rest is late shading

double now() {
    timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_nsec) / 1e6;
}

[[noreturn]] void give_up(const char* why) {
    std::fprintf(stderr, "probe: %s\n", why);
    std::exit(2);
}

// CPU of a whole process in ms; negative when it is gone.
double cpu_of(pid_t pid) {
    clockid_t clock;
    timespec t;
    if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &t) != 0) return -1;
    return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_nsec) / 1e6;
}

std::vector<pid_t> numbers_in(const std::string& folder) {
    std::vector<pid_t> numbers;
    DIR* dir = opendir(folder.c_str());
    if (!dir) return numbers;
    while (const dirent* entry = readdir(dir))
        if (const int number = std::atoi(entry->d_name); number > 0) numbers.push_back(number);
    closedir(dir);
    return numbers;
}

long field(const std::string& file, const std::string& name) {
    std::ifstream stream{file};
    for (std::string line; std::getline(stream, line);)
        if (line.compare(0, name.size(), name) == 0) return std::atol(line.c_str() + name.size());
    return 0;
}

// The client and everything it started. We are the subreaper, so that nobody escapes by losing its parent.
class Family {
public:
    explicit Family(pid_t server) : server_(server) { prctl(PR_SET_CHILD_SUBREAPER, 1); }

    void start(char** command, const std::string& display) {
        cpu_.clear();
        if (fork() != 0) return;
        setenv("DISPLAY", display.c_str(), 1);
        setenv("SDL_VIDEODRIVER", "x11", 1);
        unsetenv("WAYLAND_DISPLAY");
        const int nothing = open("/dev/null", O_RDWR);
        for (int fd : {0, 1}) dup2(nothing, fd);
        if (!getenv("PROBE_SAYS")) dup2(nothing, 2);
        execvp(command[0], command);
        _exit(127);
    }

    std::vector<pid_t> members() const {
        std::map<pid_t, std::vector<pid_t>> children;
        for (const pid_t pid : numbers_in("/proc")) {
            std::ifstream stream{"/proc/" + std::to_string(pid) + "/stat"};
            std::string text;
            std::getline(stream, text);
            const auto end = text.rfind(')');  // the name may hold anything
            if (end != text.npos) children[std::atoi(text.c_str() + end + 4)].push_back(pid);
        }
        std::vector<pid_t> found = children[getpid()];
        std::erase(found, server_);
        for (std::size_t i = 0; i < found.size(); ++i) {
            const auto more = children[found[i]];
            found.insert(found.end(), more.begin(), more.end());
        }
        return found;
    }

    // Asked now and then: what a child used is known only while it lives.
    double cpu() {
        for (const pid_t pid : members())
            if (const double used = cpu_of(pid); used >= 0) cpu_[pid] = used;
        while (waitpid(-1, nullptr, WNOHANG) > 0) {
        }
        double sum = 0;
        for (const auto& [pid, used] : cpu_) sum += used;
        return sum;
    }

    long memory(const std::string& kind) const {
        long sum = 0;
        for (const pid_t pid : members()) sum += field("/proc/" + std::to_string(pid) + "/smaps_rollup", kind);
        return sum;
    }

    // How often a thread went to sleep, which is how often it had been woken.
    long sleeps() const {
        long sum = 0;
        for (const pid_t pid : members()) {
            const std::string tasks = "/proc/" + std::to_string(pid) + "/task";
            for (const pid_t task : numbers_in(tasks))
                sum += field(tasks + "/" + std::to_string(task) + "/status", "voluntary_ctxt_switches:");
        }
        return sum;
    }

    void stop() {
        for (int tries = 0; tries < 80; ++tries) {
            while (waitpid(-1, nullptr, WNOHANG) > 0) {
            }
            const auto alive = members();
            if (alive.empty()) return;
            for (const pid_t pid : alive)
                if (tries % 40 == 0) kill(pid, tries == 0 ? SIGTERM : SIGKILL);
            usleep(50000);
        }
    }

private:
    pid_t server_;
    std::map<pid_t, double> cpu_;
};

class Server {
public:
    Server() {
        int ends[2];
        if (pipe(ends) != 0 || !mkdtemp(folder_)) give_up("no room for a display");
        pid = fork();
        if (pid == 0) {
            prctl(PR_SET_PDEATHSIG, SIGTERM);
            const std::string number = std::to_string(ends[1]),
                              screen = std::to_string(width) + "x" + std::to_string(height) + "x24";
            const int nothing = open("/dev/null", O_RDWR);
            dup2(nothing, 1);
            dup2(nothing, 2);
            // Without -nocursor the arrow would be in the pictures; with -s 0 the screen is never blanked.
            execlp("Xvfb", "Xvfb", "-displayfd", number.c_str(), "-screen", "0", screen.c_str(), "-fbdir", folder_,
                   "-nocursor", "-br", "-noreset", "-nolisten", "tcp", "-s", "0", nullptr);
            _exit(127);
        }
        close(ends[1]);
        char number[16] = {};
        for (int got = 0, more; got < 15 && !std::strchr(number, '\n'); got += more)
            if ((more = static_cast<int>(read(ends[0], number + got, 15 - static_cast<std::size_t>(got)))) <= 0) break;
        close(ends[0]);
        if (!number[0]) give_up("Xvfb did not start");
        name = ":" + std::to_string(std::atoi(number));
        map_frame();
    }
    ~Server() {
        kill(pid, SIGTERM);
        waitpid(pid, nullptr, 0);
        unlink(file().c_str());
        rmdir(folder_);
    }
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    const std::uint32_t* row(int y) const {
        return reinterpret_cast<const std::uint32_t*>(pixels_ + static_cast<std::size_t>(y) * stride_);
    }

    pid_t pid;
    std::string name;

private:
    std::string file() const { return std::string{folder_} + "/Xvfb_screen0"; }

    void map_frame() {
        const int fd = open(file().c_str(), O_RDONLY);
        struct stat state;
        if (fd < 0 || fstat(fd, &state) != 0) give_up("no frame buffer file");
        void* all = mmap(nullptr, static_cast<std::size_t>(state.st_size), PROT_READ, MAP_SHARED, fd, 0);
        close(fd);
        if (all == MAP_FAILED) give_up("the frame buffer cannot be mapped");
        const auto* head = static_cast<const XWDFileHeader*>(all);
        if (ntohl(head->bits_per_pixel) != 32) give_up("the frame buffer has no 32 bits a pixel");
        stride_ = ntohl(head->bytes_per_line);
        pixels_ = static_cast<const char*>(all) + ntohl(head->header_size) + ntohl(head->ncolors) * sizeof(XWDColor);
    }

    char folder_[32] = "/dev/shm/balai-bench.XXXXXX";
    const char* pixels_ = nullptr;
    std::size_t stride_ = 0;
};

// What was seen on the screen, in ms of our clock; negative when nothing changed.
struct Seen {
    double first = -1;  // the first pixel
    double page = -1;   // most of the page has its last colours
    double share = 0;   // of the screen that is different now
};

class Eyes {
public:
    Eyes(Server& server, Family& family) : server_(server), family_(family), blocks_(columns * rows) {
        display_ = XOpenDisplay(server.name.c_str());
        if (!display_) give_up("the display cannot be opened");
        XSetErrorHandler([](Display*, XErrorEvent*) { return 0; });  // windows come and go
        int nothing;
        if (!XDamageQueryExtension(display_, &damage_event_, &nothing)) give_up("the display has no DAMAGE");
        // We are the window manager too: browsers want one to fill the screen.
        XSelectInput(display_, root(), SubstructureRedirectMask);
        point_at(width - 2, 2);
        look({0, 0, width, height}, nullptr);
    }
    ~Eyes() { XCloseDisplay(display_); }
    Eyes(const Eyes&) = delete;
    Eyes& operator=(const Eyes&) = delete;

    void open() {
        if (!damage_) damage_ = XDamageCreate(display_, root(), XDamageReportRawRectangles);
        XSync(display_, False);
    }
    void shut() {
        if (damage_) XDamageDestroy(display_, damage_);
        damage_ = 0;
        XSync(display_, False);
    }

    void point_at(int x, int y) {
        XTestFakeMotionEvent(display_, -1, x, y, CurrentTime);
        XFlush(display_);
    }
    void press(bool down) {
        XTestFakeButtonEvent(display_, 1, down, CurrentTime);
        XFlush(display_);
    }

    // Looks until nothing has changed for QUIET; lifts the finger at LIFT when that is a moment.
    Seen watch(double quiet, double limit, double lift = -1) {
        const std::vector<std::uint64_t> before = blocks_;
        std::vector<double> changed(blocks_.size(), -1);
        const double begin = now();
        double last = -1;
        Seen seen;
        while (true) {
            const double time = now();
            if (lift > 0 && time >= lift) {
                press(false);
                lift = -1;
                last = std::max(last, time);
            }
            if (lift < 0 && last > 0 && time > last + quiet) break;
            if (time > begin + limit) break;
            if (lift < 0 && last < 0 && quiet < quiet_after_start && time > begin + 2000) break;
            wait(lift > 0 ? lift : time + 40);
            if (read_damage(&changed)) {
                last = now();
                if (seen.first < 0) seen.first = last;
            }
        }
        std::vector<double> times;
        for (std::size_t i = 0; i < blocks_.size(); ++i)
            if (blocks_[i] != before[i]) times.push_back(changed[i]);
        if (times.empty()) return {};
        std::sort(times.begin(), times.end());
        seen.page = times[static_cast<std::size_t>(std::ceil(whole_page * static_cast<double>(times.size()))) - 1];
        seen.share = static_cast<double>(times.size()) / static_cast<double>(blocks_.size());
        return seen;
    }

    // Time passes without a look, but windows are served.
    void rest(double ms) {
        for (const double end = now() + ms; now() < end;) {
            wait(end);
            read_damage(nullptr);
        }
    }

    std::vector<std::uint64_t> picture() {
        look({0, 0, width, height}, nullptr);
        return blocks_;
    }
    void write_picture(std::FILE* file) const {
        for (int y = 0; y < height; ++y) std::fwrite(server_.row(y), 4, width, file);
    }

private:
    Window root() const { return DefaultRootWindow(display_); }

    void wait(double until) {
        if (XPending(display_)) return;
        pollfd fd{ConnectionNumber(display_), POLLIN, 0};
        const double left = std::max(until - now(), 0.0);
        const timespec time{static_cast<time_t>(left / 1e3), static_cast<long>(std::fmod(left, 1e3) * 1e6)};
        // A young child may be gone soon: its CPU is read in the pauses.
        if (ppoll(&fd, 1, &time, nullptr) == 0 && damage_) family_.cpu();
    }

    bool read_damage(std::vector<double>* changed) {
        bool any = false;
        while (XPending(display_)) {
            XEvent event;
            XNextEvent(display_, &event);
            if (event.type == damage_event_ + XDamageNotify)
                any = look(reinterpret_cast<XDamageNotifyEvent&>(event).area, changed) || any;
            else
                manage(event);
        }
        return any;
    }

    // Every top window fills the screen.
    void manage(const XEvent& event) {
        if (event.type == MapRequest) {
            const Window window = event.xmaprequest.window;
            XMoveResizeWindow(display_, window, 0, 0, width, height);
            XMapRaised(display_, window);
            XSetInputFocus(display_, window, RevertToPointerRoot, CurrentTime);
        } else if (event.type == ConfigureRequest) {
            const auto& asked = event.xconfigurerequest;
            const bool helper = asked.width <= 10;  // invisible windows of toolkits
            XMoveResizeWindow(display_, asked.window, 0, 0, static_cast<unsigned>(helper ? asked.width : width),
                              static_cast<unsigned>(helper ? asked.height : height));
        }
        XFlush(display_);
    }

    bool look(XRectangle area, std::vector<double>* changed) {
        bool any = false;
        const double time = now();
        const int right = std::min(area.x + area.width, width), bottom = std::min(area.y + area.height, height);
        for (int y = std::max<int>(area.y, 0) / block; y * block < bottom; ++y)
            for (int x = std::max<int>(area.x, 0) / block; x * block < right; ++x) {
                std::uint64_t sum = 14695981039346656037U;
                for (int line = y * block; line < (y + 1) * block; ++line)
                    for (const std::uint32_t *p = server_.row(line) + x * block, *end = p + block; p < end; ++p)
                        sum = (sum ^ (*p & 0xFFFFFFU)) * 1099511628211U;
                const auto at = static_cast<std::size_t>(y * columns + x);
                if (blocks_[at] == sum) continue;
                blocks_[at] = sum;
                if (changed) (*changed)[at] = time;
                any = true;
            }
        return any;
    }

    Server& server_;
    Family& family_;
    Display* display_;
    Damage damage_ = 0;
    int damage_event_ = 0;
    std::vector<std::uint64_t> blocks_;
};

struct Tap {
    int x, y;
    std::string name;
};

std::vector<Tap> read_taps(const char* file) {
    std::vector<Tap> taps;
    std::ifstream stream{file};
    for (Tap tap; stream >> tap.x >> tap.y >> tap.name;) taps.push_back(tap);
    if (taps.empty()) give_up("no taps");
    return taps;
}

struct Wish {
    const char* taps = nullptr;
    const char* pictures = nullptr;
    int walks = 1, cpu_walks = 1;
    double idle = 0;
};

void measure_start(Eyes& eyes, Family& family, char** command, const std::string& display) {
    eyes.open();
    const double begin = now();
    family.start(command, display);
    const Seen seen = eyes.watch(quiet_after_start, longest_start);
    if (seen.first < 0) give_up("the client showed nothing");
    std::printf("{\"figure\":\"start\",\"first_ms\":%.2f,\"page_ms\":%.2f,\"cpu_ms\":%.3f,\"share\":%.3f}\n",
                seen.first - begin, seen.page - begin, family.cpu(), seen.share);
}

void measure_walk(Eyes& eyes, const std::vector<Tap>& taps, std::FILE* pictures) {
    const auto home = eyes.picture();
    for (const Tap& tap : taps) {
        if (pictures) eyes.write_picture(pictures);
        eyes.point_at(tap.x, tap.y);
        eyes.rest(120);  // a pointer may light something up; a finger would not
        eyes.picture();
        const double down = now();
        eyes.press(true);
        const Seen seen = eyes.watch(quiet_after_tap, longest_tap, down + hold);
        std::printf("{\"figure\":\"tap\",\"name\":\"%s\",\"first_ms\":%.3f,\"page_ms\":%.3f,\"share\":%.3f}\n",
                    tap.name.c_str(), seen.first - down, seen.page - down - hold, seen.share);
    }
    std::printf("{\"figure\":\"walk\",\"back\":%s}\n", eyes.picture() == home ? "true" : "false");
}

void tap_blindly(Eyes& eyes, const Tap& tap) {
    const double begin = now();
    eyes.point_at(tap.x, tap.y);
    eyes.rest(120);
    eyes.press(true);
    eyes.rest(hold);
    eyes.press(false);
    eyes.rest(begin + cadence - now());
}

// Nothing is captured meanwhile: the client and the server have the machine for themselves.
void measure_cpu(Eyes& eyes, Family& family, const std::vector<Tap>& taps, int walks, pid_t server) {
    eyes.shut();
    const auto home = eyes.picture();
    const double begin = now(), used = family.cpu(), used_by_server = cpu_of(server);
    for (int walk = 0; walk < walks; ++walk)
        for (const Tap& tap : taps) tap_blindly(eyes, tap);
    const double count = static_cast<double>(taps.size()) * walks;
    std::printf("{\"figure\":\"cpu\",\"tap_ms\":%.3f,\"server_tap_ms\":%.3f,\"seconds_a_tap\":%.3f,\"back\":%s}\n",
                (family.cpu() - used) / count, (cpu_of(server) - used_by_server) / count, (now() - begin) / count / 1e3,
                eyes.picture() == home ? "true" : "false");
}

// On the page behind the first tap, which waits for a finger.
void measure_idle(Eyes& eyes, Family& family, const Tap& tap, double seconds) {
    eyes.shut();
    tap_blindly(eyes, tap);
    eyes.rest(3000);
    const long slept = family.sleeps();
    const double begin = now(), used = family.cpu();
    usleep(static_cast<useconds_t>(seconds * 1e6));
    std::printf("{\"figure\":\"idle\",\"seconds\":%.2f,\"wakeups\":%ld,\"cpu_ms\":%.4f}\n", (now() - begin) / 1e3,
                family.sleeps() - slept, family.cpu() - used);
}

Wish read_wish(int count, char** arguments, char**& command) {
    Wish wish;
    int i = 1;
    for (; i + 1 < count && std::strcmp(arguments[i], "--") != 0; i += 2) {
        const std::string name = arguments[i];
        char* value = arguments[i + 1];
        if (name == "--taps")
            wish.taps = value;
        else if (name == "--pictures")
            wish.pictures = value;
        else if (name == "--walks")
            wish.walks = std::atoi(value);
        else if (name == "--cpu-walks")
            wish.cpu_walks = std::atoi(value);
        else if (name == "--idle")
            wish.idle = std::atof(value);
        else
            give_up("unknown option");
    }
    if (i + 1 >= count) give_up("no client");
    command = arguments + i + 1;
    return wish;
}

}  // namespace

int main(int count, char** arguments) {
    char** command = nullptr;
    const Wish wish = read_wish(count, arguments, command);
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    Server server;
    Family family{server.pid};
    {
        Eyes eyes{server, family};
        measure_start(eyes, family, command, server.name);
        if (wish.taps) {
            const std::vector<Tap> taps = read_taps(wish.taps);
            std::FILE* pictures = wish.pictures ? std::fopen(wish.pictures, "wb") : nullptr;
            for (int walk = 0; walk < wish.walks; ++walk) measure_walk(eyes, taps, walk == 0 ? pictures : nullptr);
            if (pictures) std::fclose(pictures);
            if (wish.cpu_walks > 0) measure_cpu(eyes, family, taps, wish.cpu_walks, server.pid);
            std::printf("{\"figure\":\"memory\",\"pss_kb\":%ld,\"private_kb\":%ld}\n", family.memory("Pss:"),
                        family.memory("Private_Clean:") + family.memory("Private_Dirty:"));
            if (wish.idle > 0) measure_idle(eyes, family, taps.front(), wish.idle);
        }
        family.stop();
    }
    return 0;
}
