// balai-kiosk-setup: a technician tells a terminal where it stands, by hand or from a file of answers.
#include <fcntl.h>
#include <linux/rtc.h>
#include <pwd.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <fstream>
#include <iostream>
#include <vector>

#include "exit_code.h"
#include "kiosk/editions/trust.h"
#include "kiosk/staff/first_run.h"
#include "kiosk/staff/pin.h"
#include "platform/base/descriptor.h"
#include "platform/base/disk.h"
#include "platform/sign/keys.h"
#include "version.h"

namespace {

using namespace balai;
namespace fs = std::filesystem;

constexpr std::uint64_t longest_answers = 8192;

struct Wishes {
    std::string from, state = "/var/lib/balai", trust, take, language = "id";
    bool keep_clock = false;
    bool english() const { return language == "en"; }
};

int say(const Problem& problem) {
    std::cerr << "balai-kiosk-setup: " << problem.subject << ": " << problem.detail << "\n";
    return exit_code(problem);
}

// Of the first screen that is plugged in.
std::optional<Pixels> screen_of_this_machine() {
    std::error_code error;
    for (const auto& connector : fs::directory_iterator{"/sys/class/drm", error}) {
        std::string mode;
        if (std::ifstream{connector.path() / "modes"} >> mode) return pixels_from(mode);
    }
    return std::nullopt;
}

class Conversation {
public:
    explicit Conversation(bool english) : english_(english) {}

    const char* in(const char* indonesian, const char* english) const { return english_ ? english : indonesian; }

    // Asks until `take` is content. Enter alone keeps what is in brackets.
    template <typename Take>
    void ask(const char* indonesian, const char* english, const std::string& present, Take take) {
        for (std::string answer; !ended_;) {
            std::cout << in(indonesian, english) << " [" << present << "]: " << std::flush;
            ended_ = !std::getline(std::cin, answer);
            if (ended_ || answer.empty() || take(answer)) return;
            std::cout << in("  Belum bisa dipakai. Coba lagi.\n", "  That cannot be used. Try again.\n");
        }
    }
    bool ended() const { return ended_; }

private:
    bool english_, ended_ = false;
};

void ask_hours(Conversation& talk, const char* indonesian, const char* english, std::optional<Hours>& hours) {
    talk.ask(indonesian, english, hours ? to_string(*hours) : "-", [&](const std::string& answer) {
        hours = hours_from(answer);
        return hours.has_value() || answer == "-";
    });
}

Result<Answers> ask_all(Conversation& talk, Answers answers) {
    Settings& settings = answers.settings;
    const auto id = [](std::string& into) {
        return [&into](const std::string& answer) {
            if (!is_kiosk_id(answer)) return false;
            into = answer;
            return true;
        };
    };
    talk.ask("Nama terminal (huruf kecil, angka, -)", "Name of the terminal (small letters, digits, -)", settings.kiosk,
             id(settings.kiosk));
    talk.ask("Kantor yang mengirim isi", "Office that sends its content", settings.office, id(settings.office));
    talk.ask("Petugas yang bisa ditanya warga", "Officer whom residents may ask", settings.officer,
             [&](const std::string& answer) {
                 const Settings tried = [&] {
                     Settings copy = settings;
                     copy.officer = answer;
                     return copy;
                 }();
                 if (!settings_from(to_text(tried))) return false;
                 settings.officer = answer;
                 return true;
             });
    ask_hours(talk, "Jam buka balai, seperti 07:30-15:00 (- tanpa)", "Hours of the hall, like 07:30-15:00 (- none)",
              settings.hall);
    ask_hours(talk, "Jam layar redup (- tanpa)", "Hours of a dim screen (- none)", settings.dim);
    ask_hours(talk, "Jam layar mati (- tanpa)", "Hours of a dark screen (- none)", settings.off);
    talk.ask("Lebar gambar di layar: \"2.53 KTP\" (kartu berjajar), \"217 mm\", atau diagonal \"10.1 inci\"",
             "Width of the picture: \"2.53 KTP\" (cards side by side), \"217 mm\", or its diagonal \"10.1 inci\"",
             answers.screen.value_or(std::to_string(static_cast<int>(settings.ppi)) + " ppi"),
             [&](const std::string& answer) {
                 if (!density_from(answer, screen_of_this_machine().value_or(Pixels{1280, 800}))) return false;
                 answers.screen = answer;
                 return true;
             });
    talk.ask("Putaran layar: 0, 90, 180, 270", "Rotation of the screen: 0, 90, 180, 270",
             std::to_string(settings.rotation), [&](const std::string& answer) {
                 for (const int degrees : {0, 90, 180, 270}) {
                     if (answer != std::to_string(degrees)) continue;
                     settings.rotation = degrees;
                     return true;
                 }
                 return false;
             });
    talk.ask("Suara, 0 (mati) sampai 100", "Sound, 0 (off) to 100",
             std::to_string(settings.sound ? settings.volume : 0), [&](const std::string& answer) {
                 if (answer.size() > 3 || answer.find_first_not_of("0123456789") != answer.npos) return false;
                 const int volume = std::stoi(answer);
                 if (volume > 100) return false;
                 settings.sound = volume > 0;
                 if (settings.sound) settings.volume = volume;
                 return true;
             });
    talk.ask("Tanggal dan jam sekarang (WIB), seperti 2026-11-25 10:15",
             "Date and time now (WIB), like 2026-11-25 10:15", talk.in("jam komputer", "the machine's clock"),
             [&](const std::string& answer) {
                 answers.clock = time_from(answer);
                 return answers.clock.has_value();
             });
    talk.ask("PIN petugas, 6 sampai 8 angka", "PIN of the staff, 6 to 8 digits",
             talk.in("dibuatkan, atau tetap", "one is drawn, or kept"), [&](const std::string& answer) {
                 if (fault_of_pin(answer)) return false;
                 answers.pin = answer;
                 return true;
             });
    // Half a conversation sets up nothing.
    if (talk.ended())
        return fail(Trouble::WrongUse, "setup",
                    talk.in("belum selesai, tidak ada yang diubah", "not finished, nothing was changed"));
    return answers;
}

// The system's clock, and the one with the battery where there is one.
Result<void> set_clock(std::chrono::system_clock::time_point time) {
    const timespec now{std::chrono::system_clock::to_time_t(time), 0};
    if (::clock_settime(CLOCK_REALTIME, &now) != 0) return fail(Trouble::NotWritable, "clock", std::strerror(errno));
    const Descriptor battery{::open("/dev/rtc0", O_RDONLY | O_CLOEXEC)};
    if (!battery) return {};
    std::tm parts{};
    ::gmtime_r(&now.tv_sec, &parts);
    const rtc_time hardware{
        parts.tm_sec, parts.tm_min, parts.tm_hour, parts.tm_mday, parts.tm_mon, parts.tm_year, 0, 0, 0};
    if (::ioctl(battery.number(), RTC_SET_TIME, &hardware) != 0)
        return fail(Trouble::NotWritable, "clock with a battery", std::strerror(errno));
    return {};
}

// Made once; a terminal keeps its key, or the office would not know it again.
Result<PublicKey> key_of_terminal(const fs::path& state) {
    const fs::path file = state / "kiosk.key";
    const auto present = real_disk().read(file, 4096);
    if (present) {
        const auto key = secret_key_from_file(*present, std::nullopt);
        if (!key) return fail(Trouble::Damaged, file.string(), "not a key without a password");
        return key->public_key();
    }
    if (present.error().trouble != Trouble::NotFound) return tl::unexpected(present.error());
    const SecretKey key = generate_key();
    const auto text = to_file(key, std::nullopt);
    if (!text) return fail(Trouble::Internal, file.string(), "no memory");
    // Nobody else may look, not even while it is written.
    const mode_t before = ::umask(0077);
    const auto written = real_disk().write_durably(file, *text);
    ::umask(before);
    return written.map([&] { return key.public_key(); });
}

// What root wrote belongs to the terminal, or it could not go on with it.
Result<void> hand_over(const fs::path& state) {
    const passwd* terminal = ::getpwnam("balai");
    if (::geteuid() != 0 || !terminal) return {};
    if (::lchown(state.c_str(), terminal->pw_uid, terminal->pw_gid) != 0)
        return fail(Trouble::NotWritable, state.string(), std::strerror(errno));
    for (const char* name : {"settings.toml", "pin", "kiosk.key", "trust"}) {
        const fs::path file = state / name;
        if (::lchown(file.c_str(), terminal->pw_uid, terminal->pw_gid) != 0 && errno != ENOENT)
            return fail(Trouble::NotWritable, file.string(), std::strerror(errno));
    }
    return {};
}

Result<void> keep_trust(const std::string& from, const fs::path& state) {
    if (from.empty()) return {};
    const auto text = real_disk().read(from, largest_trust);
    if (!text) return tl::unexpected(text.error());
    if (!read_trust(*text)) return fail(Trouble::Damaged, from, "not a trust file");
    return real_disk().write_durably(state / "trust", *text);
}

struct Made {
    PublicKey key;
    std::string drawn_pin;       // empty: one was given, or is kept
    std::vector<Problem> later;  // the terminal stands all the same; what is left to do by hand
};

Result<void> take_out(const PublicKey& key, const Settings& settings, const std::string& folder) {
    if (folder.empty()) return {};
    return real_disk().write_durably(fs::path{folder} / (settings.kiosk + ".pub"), to_file(key));
}

Result<Made> set_up(const Wishes& wishes, Answers answers) {
    const fs::path state = wishes.state;
    if (answers.settings.kiosk.empty()) return fail(Trouble::Damaged, "kiosk", "the terminal has no name");
    if (answers.screen) {
        const auto density = density_from(*answers.screen, screen_of_this_machine().value_or(Pixels{1280, 800}));
        if (!density) return fail(Trouble::Damaged, "screen", "no screen is that size");
        answers.settings.ppi = *density;
    }
    if (auto made = real_disk().make_folder(state); !made) return tl::unexpected(made.error());
    if (auto kept = keep_trust(wishes.trust, state); !kept) return tl::unexpected(kept.error());
    if (auto written = write_settings(answers.settings, state, real_disk()); !written)
        return tl::unexpected(written.error());
    Made made;
    if (!answers.pin && !read_pin(state, real_disk())) answers.pin = made.drawn_pin = random_pin(shortest_pin);
    if (answers.pin)
        if (auto written = write_pin(*answers.pin, state, real_disk()); !written)
            return tl::unexpected(written.error());
    const auto key = key_of_terminal(state);
    if (!key) return tl::unexpected(key.error());
    made.key = *key;
    if (auto handed = hand_over(state); !handed) return tl::unexpected(handed.error());
    if (answers.clock && !wishes.keep_clock)
        if (auto set = set_clock(*answers.clock); !set) made.later.push_back(set.error());
    if (auto taken = take_out(*key, answers.settings, wishes.take); !taken) made.later.push_back(taken.error());
    return made;
}

// What is there already, so that Enter keeps it.
Answers present(const fs::path& state) {
    Answers answers;
    if (const auto settings = read_settings(state, real_disk())) answers.settings = *settings;
    return answers;
}

}  // namespace

int main(int count, char** arguments) {
    CLI::App app{"Tells a terminal where it stands. Without --from it asks, one question after another.",
                 "balai-kiosk-setup"};
    Wishes wishes;
    app.add_option("--from", wishes.from, "A file of answers instead of questions");
    app.add_option("--state", wishes.state, "Where the terminal keeps what it remembers")->capture_default_str();
    app.add_option("--trust", wishes.trust, "The office's trust file: whose content the terminal believes");
    app.add_option("--take", wishes.take, "Folder (a stick) for NAME.pub, the public key that the office enrols");
    app.add_flag("--keep-clock", wishes.keep_clock, "Leave the machine's clock alone");
    app.add_option("--lang", wishes.language, "Language of the questions: id, en")->check(CLI::IsMember({"id", "en"}));
    app.set_version_flag("--version", "balai-kiosk-setup " BALAI_VERSION);
    try {
        app.parse(count, arguments);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? done : wrong_usage;
    }

    Conversation talk{wishes.english()};
    const auto answers = wishes.from.empty() ? ask_all(talk, present(wishes.state))
                                             : real_disk().read(wishes.from, longest_answers).and_then(answers_from);
    if (!answers) return say(answers.error());
    const auto made = set_up(wishes, *answers);
    if (!made) return say(made.error());
    if (!made->drawn_pin.empty())
        std::cout << talk.in("PIN petugas: ", "PIN of the staff: ") << made->drawn_pin
                  << talk.in("  (catat, tidak ditampilkan lagi)\n", "  (write it down, it is not shown again)\n");
    std::cout << talk.in("Kunci terminal: ", "Key of the terminal: ") << to_line(made->key) << "\n"
              << talk.in("Selesai. Mulai ulang terminal: systemctl restart balai-kiosk\n",
                         "Done. Restart the terminal: systemctl restart balai-kiosk\n")
              << std::flush;
    int code = done;
    for (const Problem& problem : made->later) code = say(problem);
    return code;
}
