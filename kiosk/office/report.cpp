#include "kiosk/office/report.h"

#include <algorithm>

#include "kiosk/feedback/weeks.h"
#include "kiosk/office/marks.h"
#include "kiosk/office/page_style.h"
#include "kiosk/office/report_data.h"

namespace balai {

namespace {

constexpr int stale_weeks = 6;

class Page {
public:
    Page(const ReportData& data, const ReportWish& wish) : data_(data), wish_(wish), now_(week_of(wish.today)) {
        for (const auto& [block, faces] : data.trend) {
            first_ = std::min(first_, block);
            last_ = std::max(last_, block);
            for (std::size_t i = 0; i < 4; ++i) all_.of[i] += faces.of[i];
        }
        if (first_ > last_) first_ = last_ = now_ / weeks_in_block;
        for (const auto& [id, terminal] : data.terminals) newest_ = std::max(newest_, terminal.edition);
    }

    std::string html() {
        head();
        figures();
        signs();
        trend();
        guides();
        village_rows();
        terminal_table();
        left_out();
        foot();
        return std::move(out_);
    }

private:
    std::string subject(const std::string& id) const {
        if (id == all_subjects) return both("Gabungan jumlah kecil", "Small counts together");
        const auto found = wish_.names.subjects.find(id);
        if (found == wish_.names.subjects.end()) return escaped(id);
        return both(escaped(found->second[0]), escaped(found->second[1]));
    }
    std::string reason(const std::string& id) const {
        const auto found = wish_.names.reasons.find(id);
        if (found == wish_.names.reasons.end()) return escaped(id);
        return both(escaped(found->second[0]), escaped(found->second[1]));
    }
    std::string village(const std::string& kiosk) const {
        const auto found = data_.terminals.find(kiosk);
        return escaped(found == data_.terminals.end() ? kiosk : found->second.village);
    }
    void section(const std::string& title, const std::string& lead) {
        out_ += "<section><h2>" + title + "</h2><p class=lead>" + lead + "</p>\n";
    }
    void key() {
        out_ += "<p class=key>";
        const std::string names[] = {both("sangat membantu", "very helpful"), both("membantu", "helpful"),
                                     both("kurang", "not so helpful"), both("tidak membantu", "not helpful")};
        for (int i = 0; i < 4; ++i)
            out_ += std::string{"<span><i style='background:"} + face_colour[i] + "'></i>" + std::to_string(4 - i) +
                    " " + names[i] + "</span>";
        out_ += "</p>";
    }

    void head() {
        out_ +=
            "<!doctype html><html lang=id><head><meta charset=utf-8><meta name=viewport "
            "content='width=device-width,initial-scale=1'>"
            "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src 'unsafe-inline'\">"
            "<title>Balai – pendapat desa</title><style>" +
            std::string{page_style} +
            "</style></head><body>\n"
            "<input class=pick type=radio name=l id=id checked><input class=pick type=radio name=l id=en>"
            "<header><div><div class=tongues><label for=id>Indonesia</label><label for=en>English</label></div><h1>" +
            both("Apa kata desa", "What the villages say") + "</h1><p>" +
            both("Pendapat dari terminal Balai", "Opinions from the Balai terminals");
        if (!data_.spans.empty() || !data_.floor_spans.empty()) {
            int from = 1 << 30, to = 0;
            for (const auto& spans : {data_.spans, data_.floor_spans})
                for (const auto& [span, count] : spans)
                    from = std::min(from, static_cast<int>(span.first)),
                    to = std::max(to, static_cast<int>(span.second));
            out_ += ", " + week_name(from) + " – " + week_name(to);
        }
        out_ += " · " + both("dibuat", "made on") + " " + to_string(wish_.today) + "</p></div></header><main>\n";
    }

    void figures() {
        long reporting = 0;
        for (const auto& [id, state] : data_.terminals) reporting += state.serials > 0;
        const auto figure = [this](const std::string& value, const std::string& says) {
            out_ += "<div><b>" + value + "</b><span>" + says + "</span></div>";
        };
        const Interval sure = wilson(all_.happy(), all_.all());
        out_ += "<div class=figures>";
        figure(number(all_.all()), both("wajah dihitung", "faces counted"));
        figure(all_.all() ? percent(share_of(all_)) : "–",
               both("terbantu (4 atau 3)", "found it helpful (4 or 3)") +
                   (all_.all() ? ", " + percent(sure.low) + "–" + percent(sure.high) : ""));
        figure(number(reporting) + "\u202F/\u202F" + number(static_cast<long>(data_.terminals.size())),
               both("terminal sudah melapor", "terminals have reported"));
        long stale = 0;
        for (const auto& [id, state] : data_.terminals) stale += state.serials == 0 || now_ - state.week > stale_weeks;
        figure(number(stale), both("terminal diam lebih dari 6 minggu", "terminals silent for over 6 weeks"));
        out_ += "</div>\n";
    }

    struct Ill {
        std::string id, says;
        int weight;
    };
    std::vector<std::string> ills_of(const TerminalState& state) const {
        std::vector<std::string> ills;
        if (state.serials == 0) return {both("belum pernah melapor", "has never reported")};
        if (now_ - state.week > stale_weeks)
            ills.push_back(both("diam " + number(now_ - state.week) + " minggu",
                                "silent for " + number(now_ - state.week) + " weeks"));
        if (state.week > now_ + 1)
            ills.push_back(both("jam lebih maju dari kalender", "its clock is ahead of the calendar"));
        if (!state.clock_set) ills.push_back(both("jam tidak dipercaya", "no trusted clock"));
        if (state.newest_serial > state.serials)
            ills.push_back(both(number(state.newest_serial - state.serials) + " laporan belum datang",
                                "reports missing: " + number(state.newest_serial - state.serials)));
        if (state.edition < newest_) ills.push_back(both("edisi lama", "old edition"));
        const auto has = [&state](const char* name, auto test) {
            const auto found = state.health.find(name);
            return found != state.health.end() && test(found->second);
        };
        if (has("set-aside", [](long n) { return n > 0; }))
            ills.push_back(both("data pernah rusak", "its database was damaged once"));
        if (has("disk-free-mb", [](long n) { return n < 500; }))
            ills.push_back(both("kartu hampir penuh", "its card is nearly full"));
        if (has("hottest-c", [](long n) { return n >= 80; })) ills.push_back(both("terlalu panas", "it gets too hot"));
        return ills;
    }

    void signs() {
        section(both("Yang perlu dilihat dulu", "Look at these first"),
                both("Hanya yang jelas di luar kebetulan: selang 95 % tidak bersentuhan.",
                     "Only what is clearly beyond chance: 95 % intervals do not touch."));
        std::vector<std::string> signs;
        const Interval everywhere = wilson(all_.happy(), all_.all());
        for (const auto& [id, faces] : data_.guides) {
            if (id == all_subjects || wilson(faces.happy(), faces.all()).high >= everywhere.low) continue;
            std::string worst;
            long most = 0, reasons = 0;
            if (const auto found = data_.reasons.find(id); found != data_.reasons.end())
                for (const auto& [why, count] : found->second) {
                    reasons += count;
                    if (count > most) most = count, worst = why;
                }
            signs.push_back("<b>" + subject(id) + "</b>: " +
                            both("kurang membantu dibanding panduan lain", "helps less than the other guides") + " (" +
                            percent(share_of(faces)) + ")" +
                            (most ? ". " + both("Alasan terbanyak: ", "Most frequent reason: ") + reason(worst) + " (" +
                                        number(most) + "/" + number(reasons) + ")"
                                  : ""));
        }
        std::size_t more = 0;
        for (const auto& [id, trend] : data_.village_trend) {
            if (trend.size() < 2) continue;
            const auto now = std::prev(trend.end()), before = std::prev(now);
            const Interval a = wilson(before->second.happy(), before->second.all()),
                           b = wilson(now->second.happy(), now->second.all());
            if (b.high >= a.low) continue;
            if (++more <= 12)
                signs.push_back("<b>" + village(id) + "</b> <small>" + escaped(id) +
                                "</small>: " + both("turun dari ", "fell from ") + percent(share_of(before->second)) +
                                both(" ke ", " to ") + percent(share_of(now->second)));
        }
        if (more > 12)
            signs.push_back(both("dan " + number(static_cast<long>(more - 12)) + " desa lain turun",
                                 "and " + number(static_cast<long>(more - 12)) + " more villages fell"));
        long ill = 0;
        for (const auto& [id, state] : data_.terminals) ill += !ills_of(state).empty();
        if (ill)
            signs.push_back(both("<b>" + number(ill) + " terminal</b> perlu perhatian: lihat tabel terminal",
                                 "<b>" + number(ill) + " terminals</b> need attention: see the table of terminals"));
        out_ += "<ul class=signs>";
        if (signs.empty()) out_ += "<li class=ok>" + both("Tidak ada.", "Nothing.") + "</li>";
        for (const std::string& sign : signs) out_ += "<li>" + sign + "</li>";
        out_ += "</ul></section>\n";
    }

    void trend() {
        section(both("Dari waktu ke waktu", "Over time"),
                both("Bagian yang terbantu per 8 minggu; pita menunjukkan ketidakpastian. Di bawah: banyaknya wajah. "
                     "Yang sedikit menunggu dan keluar sebagai rentang; di sini dibagi rata atas rentangnya (muda).",
                     "Share who found it helpful, by 8 weeks; the band is the uncertainty. Below: how many faces. "
                     "Small counts wait and leave as a span; here they are spread evenly over it (light)."));
        if (data_.spans.empty() && data_.floor_spans.empty()) {
            out_ += "<p>" + both("Belum ada.", "Nothing yet.") + "</p></section>";
            return;
        }
        out_ += "<div class=chart>" + trend_chart(data_, first_, last_) + "</div><p class=key>";
        const std::string known[] = {
            both("minggunya diketahui", "week known"), both("hanya rentangnya diketahui", "only its span known"),
            both("jam tidak dipercaya: minggu itu atau sesudahnya", "clock not trusted: that week or later")};
        for (std::size_t i = 0; i < (data_.floor_spans.empty() ? 2 : 3); ++i)
            out_ += std::string{"<span><i style='background:"} + week_colour[i] + "'></i>" + known[i] + "</span>";
        out_ += "</p></section>\n";
    }

    void guides() {
        section(both("Panduan mana yang membantu", "Which guides help"),
                both("Jawaban yang jarang lebih sering masuk gabungan, maka angka per panduan sedikit terlalu baik. "
                     "Bandingkan panduan satu sama lain.",
                     "Rare answers are folded together more often, so figures of a single guide are a little too good. "
                     "Compare guides with each other."));
        key();
        std::vector<std::pair<std::string, Faces>> order{data_.guides.begin(), data_.guides.end()};
        std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
            const bool a_fold = a.first == all_subjects, b_fold = b.first == all_subjects;
            return a_fold != b_fold ? b_fold : a.second.all() > b.second.all();
        });
        out_ += "<div class=rows>";
        for (const auto& [id, faces] : order) {
            out_ += "<div class=row><span class=name>" + subject(id) + "</span><span class=wide>" + bar(faces) +
                    reasons(id) + "</span>" + share_text(faces) + "<span>";
            if (const auto found = data_.guide_trend.find(id); found != data_.guide_trend.end())
                out_ += spark(found->second, first_, last_);
            out_ += "</span></div>";
        }
        out_ += "</div></section>\n";
    }

    std::string reasons(const std::string& id) const {
        const auto found = data_.reasons.find(id);
        if (found == data_.reasons.end()) return {};
        std::vector<std::pair<long, std::string>> order;
        for (const auto& [why, count] : found->second) order.push_back({-count, why});
        std::sort(order.begin(), order.end());
        std::string text = "<small>";
        for (const auto& [count, why] : order)
            text += (&why == &order.front().second ? "" : " · ") + reason(why) + " " + number(-count);
        return text + "</small>";
    }

    void village_rows() {
        section(both("Desa demi desa", "Village by village"),
                both("Semua wajah, juga yang digabung. Garis kecil: bagian yang terbantu per 8 minggu; batang muda: "
                     "ketidakpastian.",
                     "All faces, folded ones included. Small line: share who found it helpful by 8 weeks; light bars: "
                     "uncertainty."));
        key();
        out_ += "<div class=rows>";
        for (const auto& [id, faces] : data_.villages) {
            out_ += "<div class=row><span class=name>" + village(id) +
                    (village(id) == escaped(id) ? std::string{} : "<small>" + escaped(id) + "</small>") +
                    "</span><span class=wide>" + bar(faces) + "</span>" + share_text(faces) + "<span>" +
                    spark(data_.village_trend.at(id), first_, last_) + "</span>";
            if (const auto found = data_.detail.find(id); found != data_.detail.end()) {
                out_ += "<details><summary>" + both("per panduan", "by guide") + "</summary><table><tr><th>" +
                        both("Panduan", "Guide") + "<th class=n>4<th class=n>3<th class=n>2<th class=n>1</tr>";
                for (const auto& [guide, part] : found->second) {
                    out_ += "<tr><td>" + subject(guide);
                    for (const long count : part.of)
                        out_ += "<td class=n>" + (count ? number(count) : std::string{"·"});
                }
                out_ += "</table></details>";
            }
            out_ += "</div>";
        }
        out_ += "</div></section>\n";
    }

    void terminal_table() {
        section(both("Terminal", "Terminals"),
                both("Kapan terakhir melapor, edisi apa yang tampil, dan apa yang perlu diperbaiki.",
                     "When each last reported, which edition it shows, and what needs repair."));
        out_ += "<table class=stack><thead><tr><th>" + both("Desa", "Village") + "<th>" +
                both("Laporan terakhir", "Last report") + "<th class=n>" + both("Edisi", "Edition") + "<th class=n>" +
                both("Laporan", "Reports") + "<th>" + both("Perlu perhatian", "Needs attention") +
                "</tr></thead><tbody>";
        std::vector<std::pair<std::string, const TerminalState*>> order;
        for (const auto& [id, state] : data_.terminals) order.push_back({id, &state});
        std::stable_sort(order.begin(), order.end(), [this](const auto& a, const auto& b) {
            return ills_of(*a.second).size() > ills_of(*b.second).size();
        });
        for (const auto& [id, state] : order) {
            out_ += "<tr><td>" + escaped(state->village) +
                    (state->village == id ? std::string{} : " <small>" + escaped(id) + "</small>") + "<td>" +
                    (state->serials ? week_name(static_cast<int>(state->week)) : std::string{"–"}) + "<td class=n><i>" +
                    both("Edisi", "Edition") + " </i>" + number(state->edition) + "<td class=n><i>" +
                    both("Laporan", "Reports") + " </i>" + number(state->serials) + "\u202F/\u202F" +
                    number(state->newest_serial) + "<td>";
            const auto ills = ills_of(*state);
            for (std::size_t i = 0; i < ills.size(); ++i) out_ += (i ? ", " : "<span class=bad>") + ills[i];
            out_ += ills.empty() ? both("baik", "well") : "</span>";
        }
        out_ += "</tbody></table></section>\n";
    }

    void left_out() {
        section(both("Yang tidak masuk, dan mengapa", "What was left out, and why"),
                both("Tidak satu baris pun dari map yang ditolak ikut dihitung.",
                     "Not one row of a refused folder was counted."));
        static const std::map<std::string, std::array<const char*, 2>> why = {
            {"incomplete", {"berkas kurang atau tidak terbaca", "a file is missing or cannot be read"}},
            {"too-large", {"terlalu besar", "too large"}},
            {"stranger", {"terminal tidak terdaftar", "the terminal is not enrolled"}},
            {"forged", {"tanda tangan tidak cocok", "the signature does not fit"}},
            {"changed", {"isi diubah setelah ditandatangani", "changed after it was signed"}},
            {"other-folder", {"milik terminal atau nomor lain", "belongs to another terminal or serial"}},
            {"not-utf8", {"bukan teks UTF-8 bersih", "no clean UTF-8 text"}},
            {"formula", {"berisi rumus", "holds a formula"}},
            {"not-an-id", {"berisi teks yang bukan nama", "holds text that is no name"}},
            {"malformed", {"bentuknya salah", "not in the right form"}},
            {"small-cell", {"jumlah di bawah 5", "a count below 5"}},
            {"newer", {"dari program yang lebih baru", "from a newer program"}},
            {"conflict", {"nomor yang sama dengan isi lain", "the same serial with another content"}}};
        static const std::map<std::string, std::array<const char*, 2>> uncounted = {
            {"short-visit", {"kunjungan terlalu singkat", "the visit was too short"}},
            {"mashing", {"layar ditekan-tekan", "the screen was mashed"}},
            {"second-face", {"wajah kedua", "a second face"}},
            {"not-saved", {"tidak tersimpan", "could not be saved"}}};
        const auto named = [](const auto& names, const std::string& id) {
            const auto found = names.find(id);
            return found == names.end() ? escaped(id) : both(found->second[0], found->second[1]);
        };
        out_ += "<table><tr><th>" + both("Apa", "What") + "<th>" + both("Mengapa", "Why") + "<th class=n>" +
                both("Berapa", "How many") + "</tr>";
        for (const auto& [id, count] : data_.refused)
            out_ += "<tr><td>" + both("map hasil", "results folders") + "<td>" + named(why, id) +
                    (count.came ? both("; " + number(count.came) + " kemudian datang utuh",
                                       "; " + number(count.came) + " came whole later")
                                : "") +
                    "<td class=n>" + number(count.folders);
        long missing = 0;
        for (const auto& [id, state] : data_.terminals) missing += state.newest_serial - state.serials;
        if (missing)
            out_ += "<tr><td>" + both("map hasil", "results folders") + "<td>" +
                    both("belum datang (flashdisk hilang atau terlambat)", "have not come (stick lost or late)") +
                    "<td class=n>" + number(missing);
        for (const auto& [id, count] : data_.dropped)
            out_ += "<tr><td>" + both("jawaban", "answers") + "<td>" + named(uncounted, id) + "<td class=n>" +
                    number(count);
        out_ += "<tr><td>" + both("jawaban", "answers") + "<td>" +
                both("kurang dari 5, masih menunggu di terminal", "fewer than 5, still waiting in the terminals") +
                "<td class=n>?</table></section>\n";
        section(both("Bahasa dan edisi", "Languages and editions"),
                both("Jumlah wajah tersendiri per 8 minggu; tidak dapat digabung dengan baris lain.",
                     "Sums of faces of their own by 8 weeks; they cannot be combined with other rows."));
        out_ += "<table><tr><th>" + both("Bahasa", "Language") + "<th class=n>" + both("Wajah", "Faces") + "</tr>";
        for (const auto& [id, count] : data_.languages)
            out_ += "<tr><td>" +
                    (id == "id"   ? both("Indonesia", "Indonesian")
                     : id == "jv" ? both("Jawa", "Javanese")
                     : id == "en" ? both("Inggris", "English")
                                  : escaped(id)) +
                    "<td class=n>" + number(count);
        for (const auto& [id, count] : data_.editions)
            out_ += "<tr><td>" + both("Edisi ", "Edition ") + escaped(id) + "<td class=n>" + number(count);
        out_ += "</table></section>\n";
    }

    void foot() {
        out_ += "<footer><p>" +
                both(
                    "Cara membaca: wajah 4 dan 3 berarti terbantu. Persen kecil di sampingnya adalah selang 95 % "
                    "(Wilson): makin sedikit jawaban, makin lebar. Setiap angka dari desa mewakili paling sedikit 5 "
                    "orang; jumlah lebih kecil menunggu, lalu digabung.",
                    "How to read: faces 4 and 3 mean helped. The small percentages beside are the 95 % interval "
                    "(Wilson): the fewer answers, the wider. Every number from a village stands for at least 5 people; "
                    "smaller ones wait and are folded together.") +
                "</p><p>" +
                both("Terminal menghitung pendapat, tidak mencatat orang: tanpa nama, tanpa jam, tanpa urutan.",
                     "The terminals count opinions and record no people: no names, no times, no order.") +
                "</p></footer></main></body></html>\n";
    }

    const ReportData& data_;
    const ReportWish& wish_;
    const int now_;
    long first_ = 1L << 30, last_ = 0, newest_ = 0;
    Faces all_;
    std::string out_;
};

}  // namespace

Result<std::string> report(Sql& office, const ReportWish& wish) {
    const auto data = read_report_data(office);
    if (!data) return tl::unexpected(data.error());
    return Page{*data, wish}.html();
}

}  // namespace balai
