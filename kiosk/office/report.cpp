#include "kiosk/office/report.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "kiosk/feedback/weeks.h"
#include "kiosk/office/report_data.h"

namespace balai {

namespace {

constexpr int stale_weeks = 6;

// Dark enough for white words on the outer two, told apart by lightness alone when printed in grey.
constexpr const char* face_colour[] = {"#1B5E4B", "#7DBFA5", "#F0B35F", "#A63A24"};

constexpr const char* style = R"(
:root{--ink:#14212B;--soft:#51606C;--line:#D8DEE2;--paper:#fff;--wash:#F3F6F7;--blue:#12355B;--warn:#A63A24}
*{box-sizing:border-box}html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.45 "Noto Sans",system-ui,sans-serif}
main,header>div{max-width:1080px;margin:0 auto;padding:0 20px}
header{background:var(--blue);color:#fff;padding:22px 0 20px}header h1{margin:0;font-size:27px;line-height:1.2}
header p{margin:4px 0 0;color:#D5E0EA}
h2{font-size:21px;margin:38px 0 4px;color:var(--blue)}h3{font-size:16px;margin:0}
.lead{margin:0 0 14px;color:var(--soft);max-width:68ch}
.pick{position:absolute;opacity:0}#id:checked~* .en,#en:checked~* .id{display:none}
.tongues{float:right;display:flex;gap:6px}.tongues label{border:1px solid #7F97AE;border-radius:6px;padding:4px 12px;cursor:pointer}
#id:checked~header label[for=id],#en:checked~header label[for=en]{background:#fff;color:var(--blue)}
#id:focus-visible~header label[for=id],#en:focus-visible~header label[for=en]{outline:3px solid #F0B35F}
.figures{display:grid;grid-template-columns:repeat(4,1fr);gap:12px;margin:22px 0 0}
.figures div{background:var(--wash);border-radius:10px;padding:12px 14px}.figures b{display:block;font-size:27px;line-height:1.2}
.figures span{color:var(--soft);font-size:14px}
.signs{list-style:none;margin:0;padding:0;display:grid;gap:6px}
.signs li{border-left:5px solid var(--warn);background:var(--wash);padding:8px 12px;border-radius:0 8px 8px 0}
.signs li.ok{border-color:#1B5E4B}.signs small{color:var(--soft)}
.rows{display:grid;border-top:1px solid var(--line)}
.row{display:grid;grid-template-columns:minmax(150px,1.2fr) minmax(190px,2fr) 150px minmax(130px,1fr);gap:4px 18px;align-items:center;
padding:9px 0;border-bottom:1px solid var(--line);break-inside:avoid}
.row small{color:var(--soft);font-size:13.5px;line-height:1.3;display:block}.row .name{font-weight:600;overflow-wrap:anywhere}
.share{font-variant-numeric:tabular-nums}.share b{font-size:18px}
svg{display:block;width:100%;height:auto}.bar{height:20px}.bar+small{margin-top:5px}.spark{height:38px}
.key{display:flex;flex-wrap:wrap;gap:4px 16px;font-size:14px;color:var(--soft);margin:0 0 10px}.key i{display:inline-block;width:13px;height:13px;
border-radius:3px;margin-right:6px;vertical-align:-1px}
.chart{background:var(--wash);border-radius:10px;padding:14px 14px 8px;margin:0 0 12px;break-inside:avoid;overflow-x:auto}
.chart text,.spark text{font:12px "Noto Sans",system-ui,sans-serif;fill:var(--soft)}
table{border-collapse:collapse;width:100%;font-size:14.5px}th,td{text-align:left;padding:6px 10px 6px 0;border-bottom:1px solid var(--line);vertical-align:top}
th{color:var(--soft);font-weight:600}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}.bad{color:var(--warn);font-weight:600}
details summary{cursor:pointer;color:var(--blue);font-size:13.5px}details table{font-size:13.5px;margin-top:4px}details td{padding:2px 10px 2px 0}
.row details{grid-column:1/-1}
footer{margin:40px 0;padding-top:14px;border-top:1px solid var(--line);color:var(--soft);font-size:14px}
footer p{max-width:75ch;margin:0 0 8px}
@media(max-width:760px){.figures{grid-template-columns:1fr 1fr}.row{grid-template-columns:1fr 1fr;gap:6px 14px}.row .name,.row .wide{grid-column:1/-1}
.figures b{font-size:23px}header h1{font-size:22px}main,header>div{padding:0 16px}.tongues{float:none;margin-bottom:12px}
.stack thead{display:none}.stack tr{display:grid;grid-template-columns:1fr 1fr;padding:8px 0;border-bottom:1px solid var(--line)}.stack td{border:0;padding:1px 8px 1px 0;text-align:left!important}
.stack td:first-child{grid-column:1/-1;font-weight:600}.stack td[data-l]:before{content:attr(data-l) " ";color:var(--soft)}
.chart svg{min-width:560px}}
@page{size:A4;margin:14mm 13mm}
@media print{body{font-size:10.5pt}*{-webkit-print-color-adjust:exact;print-color-adjust:exact}header{padding:10pt 0;border-radius:8pt}.tongues{display:none}main,header>div{max-width:none}
main{padding:0}h2{break-after:avoid;margin-top:20pt}.lead,.key{break-after:avoid}.chart{overflow:visible}thead{display:table-header-group}tr{break-inside:avoid}
.figures b{font-size:18pt}.row{grid-template-columns:1.2fr 2fr 118pt 1fr}details:not([open]){display:none}}
)";

std::string escaped(std::string_view text) {
    std::string out;
    for (const char letter : text) switch (letter) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            default:
                out += letter;
        }
    return out;
}

// Both languages are in the page; the style shows one.
std::string both(const std::string& indonesian, const std::string& english) {
    if (indonesian == english) return indonesian;
    return "<span class=id lang=id>" + indonesian + "</span><span class=en lang=en>" + english + "</span>";
}

// Groups of three with a narrow blank: right in both languages.
std::string number(long value) {
    std::string digits = std::to_string(std::abs(value));
    for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, "\u202F");
    return (value < 0 ? "-" : "") + digits;
}

std::string fixed(double value, int digits = 1) {
    char text[32];
    std::snprintf(text, sizeof text, "%.*f", digits, value);
    return text;
}

std::string percent(double share) { return fixed(100 * share, 0) + "\u202F%"; }

double share_of(const Faces& faces) {
    return faces.all() ? static_cast<double>(faces.happy()) / static_cast<double>(faces.all()) : 0;
}

// The four faces side by side; the length of each is its part.
std::string bar(const Faces& faces) {
    std::string svg = "<svg class=bar viewBox='0 0 400 20' preserveAspectRatio=none role=img aria-label='";
    for (int i = 0; i < 4; ++i)
        svg += (i ? ", " : "") + std::to_string(4 - i) + ": " + std::to_string(faces.of[static_cast<std::size_t>(i)]);
    svg += "'>";
    double x = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        const double width =
            faces.all() ? 400.0 * static_cast<double>(faces.of[i]) / static_cast<double>(faces.all()) : 0;
        if (width > 0)
            svg += "<rect x='" + fixed(x) + "' width='" + fixed(std::max(0.0, width - 1.5)) + "' height=20 fill='" +
                   face_colour[i] + "'/>";
        x += width;
    }
    return svg + "</svg>";
}

std::string share_text(const Faces& faces) {
    if (!faces.all()) return "<span class=share>–</span>";
    const Interval sure = wilson(faces.happy(), faces.all());
    return "<span class=share><b>" + percent(share_of(faces)) + "</b> <small>" + percent(sure.low) + "–" +
           percent(sure.high) + " · " + number(faces.all()) + " " + both("wajah", "faces") + "</small></span>";
}

// Share of the two happy faces by block, with whiskers as long as the doubt.
std::string spark(const std::map<long, Faces>& trend, long first, long last) {
    std::string svg =
        "<svg class=spark viewBox='0 0 200 38' preserveAspectRatio=none aria-hidden=true>"
        "<path d='M0 19H200' stroke='#D8DEE2' stroke-dasharray='2 3'/>";
    const double step = 200.0 / static_cast<double>(last - first + 1);
    std::string line;
    for (const auto& [block, faces] : trend) {
        if (faces.all() < least_cell || block < first || block > last) continue;
        const double x = (static_cast<double>(block - first) + 0.5) * step;
        const auto y = [](double share) { return 36 - 34 * share; };
        const Interval sure = wilson(faces.happy(), faces.all());
        svg += "<path d='M" + fixed(x) + " " + fixed(y(sure.high)) + "V" + fixed(y(sure.low)) +
               "' stroke='#B9C6D0' stroke-width=5 />";
        line += (line.empty() ? "M" : "L") + fixed(x) + " " + fixed(y(share_of(faces)));
    }
    if (!line.empty())
        svg += "<path d='" + line +
               "' fill=none stroke='#12355B' stroke-width=2 stroke-linejoin=round stroke-linecap=round "
               "vector-effect=non-scaling-stroke />";
    return svg + "</svg>";
}

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
            std::string{style} +
            "</style></head><body>\n"
            "<input class=pick type=radio name=l id=id checked><input class=pick type=radio name=l id=en>"
            "<header><div><div class=tongues><label for=id>Indonesia</label><label for=en>English</label></div><h1>" +
            both("Apa kata desa", "What the villages say") + "</h1><p>" +
            both("Pendapat dari terminal Balai", "Opinions from the Balai terminals");
        if (!data_.spans.empty()) {
            int from = 1 << 30, to = 0;
            for (const auto& [span, count] : data_.spans)
                from = std::min(from, static_cast<int>(span.first)), to = std::max(to, static_cast<int>(span.second));
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
                                number(state.newest_serial - state.serials) + " reports are missing"));
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
        if (data_.spans.empty()) {
            out_ += "<p>" + both("Belum ada.", "Nothing yet.") + "</p></section>";
            return;
        }
        const long from = first_ * weeks_in_block, to = (last_ + 1) * weeks_in_block;
        const double left = 44, width = 940, step = width / static_cast<double>(to - from);
        const auto x = [&](double week) { return left + (week - static_cast<double>(from)) * step; };
        const auto y = [](double share) { return 168 - 150 * share; };
        std::string svg = "<div class=chart><svg viewBox='0 0 1000 330' role=img>";
        for (int grid = 0; grid <= 100; grid += 25)
            svg += "<path d='M44 " + fixed(y(grid / 100.0)) + "H984' stroke='#D8DEE2'/><text x=38 y='" +
                   fixed(y(grid / 100.0) + 4) + "' text-anchor=end>" + std::to_string(grid) + "</text>";
        std::string band, back, line, dots;
        for (const auto& [block, faces] : data_.trend) {
            if (faces.all() < least_cell) continue;
            const Interval sure = wilson(faces.happy(), faces.all());
            const double middle = x((static_cast<double>(block) + 0.5) * weeks_in_block);
            band += (band.empty() ? "M" : "L") + fixed(middle) + " " + fixed(y(sure.high));
            back = "L" + fixed(middle) + " " + fixed(y(sure.low)) + back;
            line += (line.empty() ? "M" : "L") + fixed(middle) + " " + fixed(y(share_of(faces)));
            dots += "<path d='M" + fixed(middle) + " " + fixed(y(sure.high)) + "V" + fixed(y(sure.low)) +
                    "' stroke='#8DA2B5' stroke-width=2 /><circle cx='" + fixed(middle) + "' cy='" +
                    fixed(y(share_of(faces))) + "' r=5 fill='#12355B'/><text x='" + fixed(middle) + "' y='" +
                    fixed(y(sure.high) - 6) + "' text-anchor=middle>" + percent(share_of(faces)) + "</text>";
        }
        svg += "<path d='" + band + back + "Z' fill='#C9D6E0'/><path d='" + line +
               "' fill=none stroke='#12355B' stroke-width=2.5 />" + dots;
        std::map<long, std::pair<double, double>> columns;  // week -> known to the week, spread
        double most = 1;
        for (const auto& [span, count] : data_.spans) {
            const double each = static_cast<double>(count) / static_cast<double>(span.second - span.first + 1);
            for (long week = std::max(span.first, from); week <= span.second && week < to; ++week) {
                (span.first == span.second ? columns[week].first : columns[week].second) += each;
                most = std::max(most, columns[week].first + columns[week].second);
            }
        }
        for (const auto& [week, column] : columns) {
            const double known = 90 * column.first / most, spread = 90 * column.second / most;
            svg += "<rect x='" + fixed(x(static_cast<double>(week)) + 1) + "' y='" + fixed(294 - known) + "' width='" +
                   fixed(step - 2) + "' height='" + fixed(known) + "' fill='#12355B'/><rect x='" +
                   fixed(x(static_cast<double>(week)) + 1) + "' y='" + fixed(294 - known - spread) + "' width='" +
                   fixed(step - 2) + "' height='" + fixed(spread) + "' fill='#A9BCCB'/>";
        }
        svg += "<text x=38 y=208 text-anchor=end>" + number(std::lround(most)) +
               "</text><text x=38 y=298 text-anchor=end>0</text><path d='M44 294H984' stroke='#8DA2B5'/>";
        const long labels = std::max(1L, (last_ - first_ + 8) / 8);
        for (long block = first_; block <= last_; ++block)
            if ((block - first_) % labels == 0)
                svg += "<path d='M" + fixed(x(static_cast<double>(block) * weeks_in_block)) +
                       " 294V300' stroke='#8DA2B5'/><text x='" + fixed(x(static_cast<double>(block) * weeks_in_block)) +
                       "' y=316>" + week_name(static_cast<int>(block * weeks_in_block)) + "</text>";
        out_ += svg + "</svg></div><p class=key><span><i style='background:#12355B'></i>" +
                both("minggunya diketahui", "week known") + "</span><span><i style='background:#A9BCCB'></i>" +
                both("hanya rentangnya diketahui", "only its span known") + "</span>" +
                (data_.floor_faces
                     ? "<span>" +
                           both(number(data_.floor_faces) + " wajah dari jam yang tidak dipercaya: mungkin lebih baru",
                                number(data_.floor_faces) + " faces from untrusted clocks: may be later") +
                           "</span>"
                     : "") +
                "</p></section>\n";
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
                    (state->serials ? week_name(static_cast<int>(state->week)) : std::string{"–"}) +
                    "<td class=n data-l='Edisi'>" + number(state->edition) + "<td class=n data-l='Laporan'>" +
                    number(state->serials) + "\u202F/\u202F" + number(state->newest_serial) + "<td>";
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
            out_ += "<tr><td>" + both("map hasil", "results folders") + "<td>" + named(why, id) + "<td class=n>" +
                    number(count.first);
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

Interval wilson(long part, long whole) {
    if (whole <= 0) return {};
    const double n = static_cast<double>(whole), p = static_cast<double>(part) / n, z = 1.959964, zz = z * z;
    const double middle = (p + zz / (2 * n)) / (1 + zz / n),
                 half = z / (1 + zz / n) * std::sqrt(p * (1 - p) / n + zz / (4 * n * n));
    return {std::max(0.0, middle - half), std::min(1.0, middle + half)};
}

Result<std::string> report(Sql& office, const ReportWish& wish) {
    const auto data = read_report_data(office);
    if (!data) return tl::unexpected(data.error());
    return Page{*data, wish}.html();
}

}  // namespace balai
