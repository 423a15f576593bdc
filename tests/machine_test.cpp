// Sticks as the machine lays them out for the terminal: which are taken, which are refused, what a request does, and
// what is left of them afterwards.
#include <algorithm>
#include <fstream>
#include <functional>
#include <map>
#include <set>

#include "platform/machine/sticks.h"
#include "tests/catch.h"
#include "tests/scratch.h"

using namespace balai;
namespace fs = std::filesystem;

namespace {

std::string sector_of_fat() {
    std::string sector(512, '\0');
    sector.replace(0, 3, "\xEB\x58\x90");
    sector[12] = 2;       // 512 bytes a sector
    sector[13] = 8;       // sectors a cluster
    sector[14] = 32;      // reserved
    sector[16] = 2;       // tables
    sector[21] = '\xF8';  // a disk
    sector.replace(510, 2, "\x55\xAA");
    return sector;
}

std::string sector_of(const char* name) {
    std::string sector(512, '\0');
    sector.replace(0, 3, "\xEB\x76\x90");
    sector.replace(3, 8, name);
    sector.replace(510, 2, "\x55\xAA");
    return sector;
}

struct Kernel : Mounts {
    std::map<std::string, std::string> sectors;  // by device name
    std::map<std::string, Access> mounted;       // by folder name
    std::set<std::string> held;                  // folders with an open file
    bool read_only_stick = false, dies_on_flush = false;
    std::function<void()> while_unmounting = [] {};
    int flushes = 0;

    Result<std::string> first_sector(const fs::path& device) override {
        const auto found = sectors.find(device.filename());
        if (found == sectors.end()) return fail(Trouble::NotFound, device.string(), "no such device");
        return found->second;
    }
    Result<void> mount(const fs::path&, const fs::path& folder, FileSystem, Access access) override {
        if (access == Access::Write && read_only_stick)
            return fail(Trouble::NotWritable, folder.string(), "write-protected");
        REQUIRE_FALSE(mounted.count(folder.filename()));
        mounted[folder.filename()] = access;
        return {};
    }
    Result<void> flush(const fs::path& folder) override {
        ++flushes;
        if (dies_on_flush) return fail(Trouble::Internal, folder.string(), "gone");
        return {};
    }
    Result<void> unmount(const fs::path& folder) override {
        while_unmounting();
        if (held.count(folder.filename())) return fail(Trouble::Busy, folder.string(), "in use");
        mounted.erase(folder.filename());
        return {};
    }
    void forget(const fs::path& folder) override { mounted.erase(folder.filename()); }
};

struct Machine {
    Scratch scratch;
    StickPlaces places{scratch.folder / "sticks", scratch.folder / "requests", scratch.folder / "dev",
                       scratch.folder / "block", scratch.folder / "mountinfo"};
    Kernel kernel;
    Sticks sticks{places, kernel, real_folders()};
    int requests = 0;

    Machine() {
        for (const fs::path& folder : {places.sticks, places.requests, places.blocks}) fs::create_directory(folder);
        std::ofstream{places.mountinfo} << "20 1 179:2 / / rw - ext4 /dev/mmcblk0p2 rw\n";
    }
    void plug(const std::string& name, const std::string& device, const std::string& sector) {
        fs::create_directory(places.blocks / name);
        std::ofstream{places.blocks / name / "dev"} << device << "\n";
        kernel.sectors[name] = sector;
    }
    void vanish(const std::string& name) {
        fs::remove_all(places.blocks / name);
        kernel.sectors.erase(name);
    }
    void ask(const std::string& line) {
        std::ofstream{places.requests / ("request-" + std::to_string(++requests))} << line;
    }
    std::string state(const std::string& name) const {
        std::ifstream file{places.sticks / (name + ".state")};
        std::string word;
        file >> word;
        return word;
    }
    bool nothing_asked() const { return fs::is_empty(places.requests); }
};

}  // namespace

TEST_CASE("A stick that is pulled while a request about it is worked on leaves nothing behind") {
    for (const char* wish : {"write sda1", "done sda1"}) {
        Machine machine;
        machine.plug("sda1", "8:1", sector_of_fat());
        REQUIRE(machine.sticks.in("sda1"));
        machine.kernel.while_unmounting = [&] {
            machine.vanish("sda1");
            machine.sticks.out("sda1");
        };
        machine.ask(wish);
        machine.sticks.answer_requests();
        CHECK(fs::is_empty(machine.places.sticks));
        CHECK(machine.kernel.mounted.empty());
    }
}

TEST_CASE("A stick that is gone before anybody could say that it is unreadable is not spoken of") {
    Machine machine;
    machine.sticks.failed("sda1");
    CHECK(fs::is_empty(machine.places.sticks));
}

TEST_CASE("A FAT or exFAT stick becomes a folder that may be read") {
    Machine machine;
    machine.plug("sda1", "8:1", sector_of_fat());
    machine.plug("sdb1", "8:17", sector_of("EXFAT   "));
    REQUIRE(machine.sticks.in("sda1"));
    REQUIRE(machine.sticks.in("sdb1"));
    CHECK(machine.state("sda1") == "ready");
    CHECK(machine.state("sdb1") == "ready");
    CHECK(machine.kernel.mounted.at("sda1") == Access::Read);
}

TEST_CASE("Any other stick is called unreadable, and nothing is mounted") {
    std::string table(512, '\0');
    table.replace(510, 2, "\x55\xAA");
    std::string no_clusters = sector_of_fat();
    no_clusters[13] = 3;
    for (const std::string& sector :
         {sector_of("NTFS    "), std::string(512, '\0'), std::string(512, '\xFF'), table, no_clusters, std::string{}}) {
        Machine machine;
        machine.plug("sda1", "8:1", sector);
        CHECK_FALSE(machine.sticks.in("sda1"));
        CHECK(machine.state("sda1") == "unreadable");
        CHECK(machine.kernel.mounted.empty());
        CHECK_FALSE(fs::exists(machine.places.sticks / "sda1"));
    }
}

TEST_CASE("Only names of USB disks become part of a path") {
    for (const char* name : {"sda", "sdz", "sdaa", "sda1", "sdb15"}) CHECK(is_stick_name(name));
    for (const char* name :
         {"", "sd", "sd1", "../x", "sda1/..", "sda 1", "sda0", "nvme0n1", "mmcblk0p1", "sda1b", "SDA", "sdabcdef"}) {
        CHECK_FALSE(is_stick_name(name));
        Machine machine;
        CHECK_FALSE(machine.sticks.in(name));
        CHECK(fs::is_empty(machine.places.sticks));
    }
}

TEST_CASE("The disk that the system lives on is not a stick") {
    Machine machine;
    machine.plug("sda1", "8:1", sector_of_fat());
    machine.plug("sda2", "8:2", std::string(512, '\0'));
    std::ofstream{machine.places.mountinfo} << "20 1 8:2 / / rw - ext4 /dev/sda2 rw\n"
                                            << "21 20 8:1 / /boot/firm\\040ware rw - vfat /dev/sda1 rw\n";
    REQUIRE(machine.sticks.in("sda1"));
    CHECK(machine.kernel.mounted.empty());
    CHECK(machine.state("sda1").empty());
    CHECK(mounted_in("21 20 8:1 / /boot/firm\\040ware rw - vfat x rw").front().folder == "/boot/firm ware");
}

TEST_CASE("Of a stick with several parts the first readable one is the stick") {
    Machine machine;
    machine.plug("sda1", "8:1", sector_of("NTFS    "));
    machine.plug("sda2", "8:2", sector_of_fat());
    machine.plug("sda3", "8:3", sector_of_fat());
    REQUIRE(machine.sticks.in("sda2"));
    REQUIRE(machine.sticks.in("sda3"));
    CHECK(machine.state("sda2") == "ready");
    CHECK(machine.state("sda3").empty());
}

TEST_CASE("Nobody writes on a stick before it was asked for, and after done it may be pulled") {
    Machine machine;
    machine.plug("sda1", "8:1", sector_of_fat());
    REQUIRE(machine.sticks.in("sda1"));
    machine.ask("write sda1");
    CHECK(machine.sticks.answer_requests().strange == 0);
    CHECK(machine.state("sda1") == "writable");
    CHECK(machine.kernel.mounted.at("sda1") == Access::Write);
    machine.ask("done sda1");
    CHECK(machine.sticks.answer_requests().strange == 0);
    CHECK(machine.state("sda1") == "safe");
    CHECK(machine.kernel.flushes == 1);
    CHECK(machine.kernel.mounted.at("sda1") == Access::Read);
    CHECK(machine.nothing_asked());
}

TEST_CASE("A write-protected stick stays readable and says so") {
    Machine machine;
    machine.kernel.read_only_stick = true;
    machine.plug("sda1", "8:1", sector_of_fat());
    REQUIRE(machine.sticks.in("sda1"));
    machine.ask("write sda1");
    machine.sticks.answer_requests();
    CHECK(machine.state("sda1") == "protected");
    CHECK(machine.kernel.mounted.at("sda1") == Access::Read);
}

TEST_CASE("A stick in use is not taken away: the answer is busy, and asking again later works") {
    Machine machine;
    machine.plug("sda1", "8:1", sector_of_fat());
    REQUIRE(machine.sticks.in("sda1"));
    machine.kernel.held.insert("sda1");
    machine.ask("write sda1");
    machine.sticks.answer_requests();
    CHECK(machine.state("sda1") == "busy");
    CHECK(machine.kernel.mounted.at("sda1") == Access::Read);
    machine.kernel.held.clear();
    machine.ask("write sda1");
    machine.sticks.answer_requests();
    CHECK(machine.state("sda1") == "writable");
}

TEST_CASE("A stick that was pulled while it was written never becomes safe") {
    Machine machine;
    machine.plug("sda1", "8:1", sector_of_fat());
    REQUIRE(machine.sticks.in("sda1"));
    machine.ask("write sda1");
    machine.sticks.answer_requests();
    machine.kernel.dies_on_flush = true;
    machine.ask("done sda1");
    machine.sticks.answer_requests();
    CHECK(machine.state("sda1") == "unreadable");
}

TEST_CASE("Requests that make no sense do nothing and do not stay") {
    Machine machine;
    machine.plug("sda1", "8:1", sector_of_fat());
    REQUIRE(machine.sticks.in("sda1"));
    for (const char* line : {"", "write", "write ", "write ../sda1", "write sda1 sda2", "format sda1", "write\nsda1",
                             "done sda1\ndone sda1\n"})
        machine.ask(line);
    machine.ask(std::string(100000, 'x'));
    fs::create_symlink(machine.places.mountinfo, machine.places.requests / "link");
    fs::create_directories(machine.places.requests / "folder" / "inside");
    CHECK(machine.sticks.answer_requests().strange == 11);
    CHECK(machine.nothing_asked());
    CHECK(fs::exists(machine.places.mountinfo));
    CHECK(machine.state("sda1") == "ready");
    machine.ask("write sdb1\n");
    CHECK(machine.sticks.answer_requests().strange == 0);
    CHECK(machine.state("sdb1").empty());
}

TEST_CASE("A link in the folder of requests leads nowhere") {
    Machine machine;
    machine.plug("sda1", "8:1", sector_of_fat());
    REQUIRE(machine.sticks.in("sda1"));
    std::ofstream{machine.scratch.folder / "elsewhere"} << "write sda1\n";
    fs::create_symlink(machine.scratch.folder / "elsewhere", machine.places.requests / "link");
    CHECK(machine.sticks.answer_requests().strange == 1);
    CHECK(machine.state("sda1") == "ready");
    CHECK(fs::exists(machine.scratch.folder / "elsewhere"));
}

TEST_CASE("A request that is still being written is left alone, but not for ever") {
    Machine machine;
    machine.plug("sda1", "8:1", sector_of_fat());
    REQUIRE(machine.sticks.in("sda1"));
    std::ofstream{machine.places.requests / "write-sda1.baru"} << "wri";
    CHECK(machine.sticks.answer_requests().unfinished);
    CHECK_FALSE(machine.nothing_asked());
    machine.ask("write sda1");
    CHECK(machine.sticks.answer_requests(Sticks::Unfinished::Sweep).strange == 1);
    CHECK(machine.state("sda1") == "writable");
    CHECK(machine.nothing_asked());
}

TEST_CASE("More requests than a terminal ever makes are swept away unread") {
    Machine machine;
    for (int i = 0; i < 200; ++i) machine.ask("write sda" + std::to_string(i));
    CHECK(machine.sticks.answer_requests().strange == 1);
    CHECK(machine.nothing_asked());
}

TEST_CASE("What a pulled stick left behind is gone when the next one comes") {
    Machine machine;
    machine.plug("sda1", "8:1", sector_of_fat());
    REQUIRE(machine.sticks.in("sda1"));
    machine.vanish("sda1");
    machine.plug("sdb1", "8:17", sector_of_fat());
    REQUIRE(machine.sticks.in("sdb1"));
    CHECK(machine.state("sda1").empty());
    CHECK_FALSE(fs::exists(machine.places.sticks / "sda1"));
    CHECK_FALSE(machine.kernel.mounted.count("sda1"));
    machine.sticks.out("sdb1");
    CHECK(fs::is_empty(machine.places.sticks));
    CHECK(machine.kernel.mounted.empty());
}

TEST_CASE("A stick whose driver fell is called unreadable") {
    Machine machine;
    machine.plug("sda1", "8:1", sector_of_fat());
    REQUIRE(machine.sticks.in("sda1"));
    machine.sticks.failed("sda1");
    CHECK(machine.state("sda1") == "unreadable");
    CHECK(machine.kernel.mounted.empty());
    machine.ask("done sda1");
    machine.sticks.answer_requests();
    CHECK(machine.state("sda1") == "unreadable");
}

TEST_CASE("Files of a stick belong to the terminal, and nobody else may look") {
    CHECK(mount_data(FileSystem::Vfat, Access::Read, 990, 991) ==
          "uid=990,gid=991,fmask=0377,dmask=0277,errors=remount-ro,utf8");
    CHECK(mount_data(FileSystem::Exfat, Access::Write, 990, 991) ==
          "uid=990,gid=991,fmask=0177,dmask=0077,errors=remount-ro");
}
