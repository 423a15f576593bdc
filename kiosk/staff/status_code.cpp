#include "kiosk/staff/status_code.h"

#include <algorithm>
#include <charconv>

#include "kiosk/staff/settings.h"

namespace balai {

namespace {

constexpr std::string_view mark = "BALAI1";

using Facts = std::map<std::string, std::string, std::less<>>;

std::optional<Facts> facts_in(std::string_view text) {
    if (text.size() > 400 || text.substr(0, mark.size() + 1) != std::string{mark} + " ") return std::nullopt;
    Facts facts;
    text.remove_prefix(mark.size() + 1);
    while (!text.empty()) {
        const auto word = text.substr(0, text.find(' '));
        const auto equals = word.find('=');
        if (equals == word.npos || equals == 0 || equals + 1 == word.size()) return std::nullopt;
        if (!facts.emplace(word.substr(0, equals), word.substr(equals + 1)).second) return std::nullopt;
        text.remove_prefix(std::min(text.size(), word.size() + 1));
    }
    return facts;
}

std::optional<int> number(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional{value} : std::nullopt;
}

std::optional<std::string> day(std::string_view text) {
    if (text.size() != 8 || !number(text)) return std::nullopt;
    std::string written{text.substr(0, 4)};
    written.append("-").append(text.substr(4, 2)).append("-").append(text.substr(6));
    return parse_date(written) ? std::optional{written} : std::nullopt;
}

// Says what it finds; what is there and makes no sense spoils the whole.
class Sentences {
public:
    Sentences(const Facts& facts, Reader reader) : facts_(facts), reader_(reader) {}

    std::string_view either(std::string_view indonesian, std::string_view english) const {
        return reader_ == Reader::Indonesian ? indonesian : english;
    }
    void say(std::string_view indonesian, std::string_view english, std::string_view value = {}) {
        std::string text{either(indonesian, english)};
        if (const auto at = text.find("{0}"); at != text.npos) text.replace(at, 3, value);
        sentences_.push_back(std::move(text));
    }
    template <typename Say>
    void text_of(std::string_view key, Say say_it) {
        const auto found = facts_.find(key);
        if (found == facts_.end()) return;
        ++used_;
        whole_ = say_it(std::string_view{found->second}) && whole_;
    }
    template <typename Say>
    void number_of(std::string_view key, int least, int most, Say say_it) {
        text_of(key, [&](std::string_view text) {
            const auto value = number(text);
            if (!value || *value < least || *value > most) return false;
            say_it(*value, text);
            return true;
        });
    }
    // Everything was understood.
    std::optional<std::vector<std::string>> all() const {
        if (!whole_ || used_ != facts_.size()) return std::nullopt;
        return sentences_;
    }

private:
    const Facts& facts_;
    Reader reader_;
    std::vector<std::string> sentences_;
    std::size_t used_ = 0;
    bool whole_ = true;
};

constexpr int many = 1000000;

bool is_version(std::string_view text) {
    return text.size() <= 20 &&
           text.find_first_not_of("0123456789.abcdefghijklmnopqrstuvwxyz-+~") == std::string_view::npos;
}

void say_content(Sentences& out) {
    out.text_of("program", [&](std::string_view version) {
        out.say("Program versi {0}.", "Program version {0}.", version);
        return is_version(version);
    });
    out.number_of("edition", 0, many, [&](int, std::string_view n) {
        out.say("Isi yang tampil: edisi {0}.", "Content shown: edition {0}.", n);
    });
    out.number_of("trial", 0, 1, [&](int is, std::string_view) {
        if (is == 1)
            out.say("Isi ini masih dicoba: bila layar sering mulai ulang, isi lama kembali sendiri.",
                    "It is on trial: if the terminal keeps restarting, the content before comes back by itself.");
    });
    out.number_of("before", 0, many, [&](int, std::string_view n) {
        out.say("Isi sebelumnya: edisi {0}. Petugas bisa kembali ke situ.",
                "Content before: edition {0}. Staff can go back to it.", n);
    });
}

void say_machine(Sentences& out) {
    out.text_of("day", [&](std::string_view text) {
        const auto date = day(text);
        if (date) out.say("Tanggal di layar: {0}.", "Date at the terminal: {0}.", *date);
        return date.has_value();
    });
    out.number_of("clock", 0, 2, [&](int trust, std::string_view) {
        if (trust != 2)
            out.say("Jam belum pasti: atur di halaman petugas, atau pasang baterai jam.",
                    "The clock is not sure: set it in the staff area, or fit a clock battery.");
    });
    out.number_of("free", 0, 100, [&](int percent, std::string_view n) {
        out.say("Ruang kosong {0} %.", "{0} % of the space is free.", n);
        if (percent < fewest_free)
            out.say("Ruang hampir penuh: ganti kartu.", "Space is running out: replace the card.");
    });
    out.number_of("heat", -40, 150, [&](int degrees, std::string_view n) {
        out.say("Suhu papan {0} derajat.", "The board has {0} degrees.", n);
        if (degrees >= hot)
            out.say("Terlalu panas: beri udara, jauhkan dari matahari.",
                    "Too hot: give it air, keep it out of the sun.");
    });
    out.number_of("touch", 0, 1, [&](int works, std::string_view) {
        if (works == 0)
            out.say("Panel sentuh tidak terbaca: periksa kabelnya.", "The touch panel is not there: check its cable.");
    });
    out.number_of("counts", 0, 1, [&](int kept, std::string_view) {
        if (kept == 0)
            out.say("Pendapat tidak bisa disimpan: kartu mungkin rusak.",
                    "Opinions cannot be kept: the card may be failing.");
    });
    out.number_of("cuts", 0, many, [&](int, std::string_view n) {
        out.say("Listrik padam {0} kali selama yang tercatat.", "Power went {0} times as far as the log reaches.", n);
    });
    out.number_of("crashes", 0, many, [&](int, std::string_view n) {
        out.say("Program berhenti sendiri {0} kali selama yang tercatat.",
                "The program ended by itself {0} times as far as the log reaches.", n);
    });
}

bool say_error(Sentences& out, std::string_view text, Reader reader) {
    const auto slash = text.find('/');
    const auto what = number(text.substr(0, slash));
    if (!what || *what < 1 || *what > 65535 || slash == text.npos || !number(text.substr(slash + 1))) return false;
    if (!is_known(static_cast<std::uint16_t>(*what)))
        out.say("Galat terakhir: nomor {0}, dari program yang lebih baru.",
                "Last error: number {0}, of a newer program.", std::to_string(*what));
    else
        out.say("Galat terakhir: {0}.", "Last error: {0}.", in_words(static_cast<What>(*what), reader));
    return true;
}

bool say_tests(Sentences& out, std::string_view text, Reader reader) {
    constexpr std::string_view names[][2] = {
        {"Sentuhan", "Touch"}, {"Suara", "Sound"}, {"Warna layar", "Screen"}, {"Kode QR", "Code"}};
    while (!text.empty()) {
        const auto one = text.substr(0, text.find(','));
        const auto colon = one.find(':');
        const auto date = colon == one.npos ? std::nullopt : day(one.substr(colon + 1));
        if (!date) return false;
        bool known = false;
        for (std::size_t i = 0; i < std::size(all_self_tests); ++i)
            if (code(all_self_tests[i]) == one.substr(0, colon)) {
                const std::string name{names[i][reader == Reader::Indonesian ? 0 : 1]};
                out.say(name + " terakhir lulus uji {0}.", name + " last passed its test on {0}.", *date);
                known = true;
            }
        if (!known) return false;
        text.remove_prefix(std::min(text.size(), one.size() + 1));
    }
    return true;
}

}  // namespace

std::string status_code(const StaffView& view) {
    std::string text{mark};
    const auto add = [&](const char* key, const std::string& value) {
        if (!value.empty()) text += std::string{" "} + key + "=" + value;
    };
    add("kiosk", view.settings.kiosk);
    add("program", view.program);
    add("edition", std::to_string(view.edition));
    add("trial", view.on_trial ? "1" : "0");
    if (view.edition_before) add("before", std::to_string(*view.edition_before));
    add("day", std::to_string(day_number(view.today.date)));
    add("clock", std::to_string(static_cast<int>(view.today.trust)));
    if (view.free_percent) add("free", std::to_string(*view.free_percent));
    if (view.degrees) add("heat", std::to_string(*view.degrees));
    add("touch", view.touch_works ? "1" : "0");
    add("counts", view.counts ? "1" : "0");
    add("cuts", std::to_string(view.power_cuts));
    add("crashes", std::to_string(view.crashes));
    if (view.last_error)
        add("error",
            std::to_string(view.last_error->record.what) + "/" + std::to_string(view.last_error->record.first));
    std::string tests;
    for (const auto& [test, date] : view.settings.passed)
        tests += (tests.empty() ? "" : ",") + std::string{code(test)} + ":" + std::to_string(day_number(date));
    add("tests", tests);
    return text;
}

std::optional<std::vector<std::string>> explained(std::string_view text, Reader reader) {
    const auto facts = facts_in(text);
    if (!facts || !facts->contains("edition") || !facts->contains("day")) return std::nullopt;
    Sentences out{*facts, reader};
    out.text_of("kiosk", [&](std::string_view kiosk) {
        out.say("Layar {0}.", "Terminal {0}.", kiosk);
        return is_kiosk_id(kiosk);
    });
    say_content(out);
    say_machine(out);
    out.text_of("error", [&](std::string_view error) { return say_error(out, error, reader); });
    out.text_of("tests", [&](std::string_view tests) { return say_tests(out, tests, reader); });
    return out.all();
}

std::string_view in_words(What what, Reader reader) {
    struct Said {
        What what;
        std::string_view indonesian, english;
    };
    static constexpr Said all[] = {
        {What::Started, "mulai", "started"},
        {What::Stopped, "dimatikan", "was asked to stop"},
        {What::Day, "hari baru", "a new day"},
        {What::ContentBroken, "isi rusak, halaman darurat tampil", "content broken, the emergency page was shown"},
        {What::ContentBack, "isi terbaca lagi", "content can be read again"},
        {What::EditionChanged, "isi baru tampil", "new content shown"},
        {What::EditionBack, "isi baru gagal, isi lama kembali", "new content kept failing, the one before came back"},
        {What::WentBack, "petugas kembali ke isi lama", "staff went back to the content before"},
        {What::StickRefused, "isi di flashdisk ditolak", "content on a stick was refused"},
        {What::StickInstalled, "isi dari flashdisk terpasang", "content from a stick was installed"},
        {What::StickPulled, "flashdisk dicabut terlalu cepat", "a stick was pulled too early"},
        {What::ResultsWritten, "hasil tersimpan di flashdisk", "results were written to a stick"},
        {What::ResultsFailed, "hasil gagal disimpan", "results could not be written"},
        {What::CountersFailed, "pendapat tidak bisa disimpan", "opinions could not be kept"},
        {What::CountersAside, "berkas pendapat rusak, berkas baru dimulai", "damaged opinions were set aside"},
        {What::InputLost, "panel sentuh lepas", "the touch panel was lost"},
        {What::InputFound, "panel sentuh terbaca", "the touch panel was found"},
        {What::InputRefused, "panel sentuh tidak boleh dibaca", "the touch panel could not be read"},
        {What::PinWrong, "PIN salah", "a wrong PIN"},
        {What::StaffCame, "petugas masuk", "staff came in"},
        {What::SettingsDamaged, "pengaturan rusak, dipakai yang bawaan", "settings damaged, built-in ones used"},
        {What::SettingsChanged, "pengaturan diubah", "settings were changed"},
        {What::SettingsNotKept, "pengaturan gagal disimpan", "settings could not be kept"},
        {What::ClockSet, "jam diatur", "the clock was set"},
        {What::TestPassed, "uji lulus", "a self-test passed"},
        {What::TestFailed, "uji gagal", "a self-test failed"},
        {What::Cleaned, "layar dibersihkan", "the glass was cleaned"},
        {What::SoundFailed, "suara gagal", "sound failed"},
        {What::FontsMissing, "huruf tidak terbaca", "fonts could not be read"},
        {What::VoltageLow, "tegangan listrik kurang", "the supply was too weak"},
        {What::Hot, "papan terlalu panas", "the board was too hot"},
        {What::RestartAsked, "petugas memulai ulang", "staff restarted it"},
        {What::DiskFull, "ruang penuh", "the disk was full"},
        {What::Acknowledged, "kantor sudah menerima hasil", "the office has the results"},
    };
    for (const Said& said : all)
        if (said.what == what) return reader == Reader::Indonesian ? said.indonesian : said.english;
    return {};
}

}  // namespace balai
