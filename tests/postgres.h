// A PostgreSQL server of a test's own: on a socket in a temporary folder, no port, gone with the test.
#pragma once

#include <glob.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>

namespace balai {

class Postgres {
public:
    // Nothing where no server is installed.
    static std::optional<std::string> programs() {
        glob_t found{};
        std::optional<std::string> folder;
        if (::glob("/usr/lib/postgresql/*/bin/initdb", 0, nullptr, &found) == 0 && found.gl_pathc > 0)
            folder = std::filesystem::path{found.gl_pathv[found.gl_pathc - 1]}.parent_path().string();
        globfree(&found);
        return folder;
    }

    explicit Postgres(std::string programs) : programs_(std::move(programs)) {
        // The folder's path must fit a socket's name, so it is short.
        char name[] = "/tmp/balai-pg-XXXXXX";
        folder_ = mkdtemp(name);
        // The server refuses to run as root.
        if (getuid() == 0) {
            as_ = "setpriv --reuid=65534 --regid=65534 --clear-groups ";
            (void)!::chown(folder_.c_str(), 65534, 65534);
        }
        good_ = run(programs_ + "/initdb -D " + folder_ + "/data -U balai -A trust -E UTF8 --no-sync --locale=C.UTF-8");
        start();
    }
    Postgres(const Postgres&) = delete;
    Postgres& operator=(const Postgres&) = delete;
    ~Postgres() {
        stop("immediate");
        std::error_code error;
        std::filesystem::remove_all(folder_, error);
    }

    bool start() {
        good_ = run(programs_ + "/pg_ctl -D " + folder_ + "/data -w -l " + folder_ +
                    "/log -o \"-c listen_addresses='' -c fsync=off -k " + folder_ + "\" start");
        return good_;
    }
    void stop(const std::string& how) { run(programs_ + "/pg_ctl -D " + folder_ + "/data -w -m " + how + " stop"); }
    // After it was stopped, or may have been.
    bool revive() { return run(programs_ + "/pg_ctl -D " + folder_ + "/data status") || start(); }
    bool good() const { return good_; }
    std::string address(const std::string& database = "postgres") const {
        return "postgresql:///" + database + "?host=" + folder_ + "&user=balai";
    }

private:
    bool run(const std::string& command) {
        return std::system((as_ + "env LC_ALL=C.UTF-8 " + command + " >/dev/null 2>&1 </dev/null").c_str()) == 0;
    }
    std::string programs_, folder_, as_;
    bool good_ = false;
};

}  // namespace balai
