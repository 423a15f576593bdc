#include "kiosk/authors/leaflet.h"

#include <cctype>
#include <sstream>

#include "kiosk/authors/inline_drawing.h"
#include "kiosk/visit/freshness.h"

namespace balai {

namespace {

std::string escaped(std::string_view text) {
    std::string result;
    for (const char c : text) {
        switch (c) {
            case '<':
                result += "&lt;";
                break;
            case '>':
                result += "&gt;";
                break;
            case '&':
                result += "&amp;";
                break;
            case '"':
                result += "&quot;";
                break;
            default:
                result += c;
        }
    }
    return result;
}

// `**bold**` and line ends; everything else is only text.
std::string marked_up(std::string_view text) {
    std::string result;
    bool bold = false;
    const std::string safe = escaped(text);
    for (std::size_t i = 0; i < safe.size(); ++i) {
        if (safe.compare(i, 2, "**") == 0) {
            result += bold ? "</b>" : "<b>";
            bold = !bold;
            ++i;
        } else if (safe[i] == '\n') {
            result += "<br>";
        } else {
            result += safe[i];
        }
    }
    return result + (bold ? "</b>" : "");
}

// For a CSS string: everything but plain letters as a number, so nothing can end the string or the style.
std::string for_style(std::string_view text) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string result;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) || byte >= 0x80 || c == ' ')
            result += c;
        else
            result += {'\\', '0', '0', '0', '0', digits[byte >> 4], digits[byte & 15],
                       ' '};  // the space ends the number and is no part of the string
    }
    return result;
}

// A heading breaks where paper is full, not where the glass is.
std::string on_one_line(std::string text) {
    for (char& c : text)
        if (c == '\n') c = ' ';
    return text;
}

// More steps than this stand a little closer, so that every guide fits the two sides of a sheet.
constexpr std::size_t two_sides = 7;

constexpr const char* style = R"(
*{box-sizing:border-box;margin:0}
html{font:10.4pt/1.27 "Noto Sans","DejaVu Sans",Arial,sans-serif;color:#111}
body{max-width:130mm;margin:0 auto}
svg{display:block;width:100%;height:100%}
.ink{fill:none;stroke:#12355B;stroke-width:1.75;stroke-linecap:round;stroke-linejoin:round}
.ink .t{fill:#E9CF9F}.ink .w{fill:#fff}.ink .k{fill:#12355B}.ink .p{stroke:#fff}.ink .n{stroke:none}
.drawing{-webkit-print-color-adjust:exact;print-color-adjust:exact}
.mark{font-size:9pt;font-weight:700;border:.35mm solid #111;padding:.8mm 2mm;display:inline-block}
header{display:grid;grid-template-columns:1fr 17mm;gap:4mm;align-items:center;border-bottom:.7mm solid #12355B;padding-bottom:2.5mm}
header .drawing{width:17mm;height:17mm}
h1{font-size:23pt;line-height:1.12;color:#12355B;margin-bottom:2mm}
.cards{display:grid;grid-template-columns:repeat(3,1fr);margin:2.4mm 0}
.card{padding:0 2.5mm;border-left:.25mm solid #777}
.card:first-child{padding-left:0;border:0}.card:last-child{padding-right:0}
.card h2{font-size:10pt;display:flex;align-items:center;gap:1.8mm;color:#12355B;margin-bottom:1mm}
.card .drawing{width:8.5mm;height:8.5mm;flex:none}
.card p{font-size:10.5pt;line-height:1.28}
.source{font-size:8pt!important;color:#333;line-height:1.25;display:block;margin-top:.6mm}
.must{border:.35mm solid #12355B;border-radius:1.5mm;padding:1.6mm 2.5mm;margin-bottom:1.5mm}
.must p{display:flex;gap:2mm;align-items:center;font-weight:700}.must p+p{margin-top:1mm}
.must .drawing{width:6.5mm;height:6.5mm;flex:none}
ol{list-style:none;padding:0}
li{display:grid;grid-template-columns:7mm 20mm 1fr;gap:3mm;padding:1.7mm 0;border-bottom:.25mm solid #777;break-inside:avoid}
li .drawing{width:20mm;height:20mm}
.number{font-size:18pt;line-height:1;font-weight:700;color:#12355B;text-align:right;padding-top:.6mm}
h3{font-size:12.5pt;line-height:1.2;color:#12355B;margin-bottom:.8mm}
.note{display:flex;gap:1.8mm;align-items:center;font-weight:700;margin-top:.6mm}
li .note .drawing{width:5.2mm;height:5.2mm;flex:none}
.also{margin-top:.6mm}
footer{break-inside:avoid;margin-top:2mm}
.numbers{border:.5mm solid #12355B;border-radius:1.5mm;padding:2.2mm 3mm;display:grid;grid-template-columns:1fr auto;gap:1mm 4mm;align-items:center}
.numbers .big{font-size:17pt;font-weight:700;white-space:nowrap;color:#12355B}
.lines{display:grid;grid-template-columns:repeat(3,1fr);gap:3mm;grid-column:1/3;border-top:.25mm solid #777;padding-top:1.5mm;font-size:9pt;line-height:1.25}
.lines b{display:block;font-size:13pt;white-space:nowrap;color:#12355B}
.long{font-size:9.8pt;line-height:1.22}.long li{grid-template-columns:7mm 17mm 1fr;padding:1.1mm 0}
.long li>.drawing{width:17mm;height:17mm}.long h1{font-size:20pt}.long h3{font-size:11.5pt;margin-bottom:.3mm}
.long .cards{margin:1.8mm 0}.long .must{padding:1mm 2.5mm}
.small{font-size:8pt;color:#333;line-height:1.3;margin-top:1.5mm}
)";

class Sheet {
public:
    Sheet(const Guide& guide, const Content& content, Language language, Today today, const DrawingText& drawing)
        : guide_(guide),
          content_(content),
          words_(content.words(language)),
          language_(language),
          today_(today),
          drawing_(drawing) {}

    std::string made() {
        html_ = "<!DOCTYPE html>\n<html lang=\"" + std::string{code(language_)} +
                "\">\n<head>\n<meta charset=\"utf-8\">\n<title>" + escaped(on_one_line(guide_.title)) +
                "</title>\n<style>" + style + margins() + "</style>\n</head>\n" +
                (guide_.steps.size() > two_sides ? "<body class=\"long\">\n" : "<body>\n");
        top();
        cards();
        musts();
        html_ += "<ol>\n";
        for (std::size_t i = 0; i < guide_.steps.size(); ++i) step(guide_.steps[i], i + 1);
        html_ += "</ol>\n";
        bottom();
        return std::move(html_) + "</body>\n</html>\n";
    }

private:
    std::string quote(std::string_view text) const { return quoted(text, content_, language_, today_); }
    std::string rich(std::string_view text) const { return marked_up(quote(text)); }

    // Title and mark stand on every side: a sheet may be torn in two.
    std::string margins() const {
        return "@page{size:A5;margin:9mm 9mm 12mm;@bottom-left{content:\"" +
               for_style(on_one_line(quote(guide_.title)) + ". " + words_[Word::NotApproved]) +
               "\";font:8pt \"Noto Sans\",sans-serif;white-space:nowrap}@bottom-right{content:counter(page) \" / \" "
               "counter(pages);font:8pt \"Noto Sans\",sans-serif}}\n";
    }

    void picture(const std::string& name, const std::string& shows) {
        const std::string drawn = inline_drawing(drawing_(name));
        html_ += "<div class=\"drawing\" role=\"img\" aria-label=\"" + escaped(shows) + "\">" +
                 (drawn.empty() ? escaped(shows) : drawn) + "</div>";
    }

    // The month of what the text quotes, so that a fee on paper can be seen to be old.
    void source_of(const std::string& text) {
        const auto sources = sources_of(text, content_, today_);
        if (!sources.empty()) html_ += "<span class=\"source\">" + month(oldest(sources)) + "</span>";
    }
    std::string month(const SourceLine& line) const {
        return escaped(filled(words_[line.past ? Word::Stale : Word::Source], month_of(line.checked, words_)));
    }

    void top() {
        html_ += "<header><div><h1>" + marked_up(on_one_line(quote(guide_.title))) + "</h1><p class=\"mark\">" +
                 escaped(words_[Word::NotApproved]) + "</p></div>";
        picture(guide_.drawing, "");
        html_ += "</header>\n";
    }

    void cards() {
        if (guide_.cards.empty()) return;
        html_ += "<section class=\"cards\">\n";
        for (const FactCard& card : guide_.cards) {
            html_ += "<div class=\"card\"><h2>";
            picture(card.drawing, "");
            html_ += rich(card.label) + "</h2><p>" + rich(card.text) + "</p>";
            source_of(card.text);
            html_ += "</div>\n";
        }
        html_ += "</section>\n";
    }

    void musts() {
        if (!guide_.in_person && guide_.caution.empty()) return;
        html_ += "<section class=\"must\">";
        if (guide_.in_person) note("person", words_[Word::InPerson], "");
        if (!guide_.caution.empty()) note("warn", guide_.caution, "");
        html_ += "</section>\n";
    }

    void note(const std::string& sign, const std::string& text, const char* kind) {
        html_ += std::string{"<p"} + kind + "><span class=\"drawing\">" + inline_drawing(drawing_(sign)) +
                 "</span><span>" + rich(text) + "</span></p>";
    }

    // Nothing for a page of the terminal that paper has no name for.
    std::string title_of(const std::string& id) const {
        if (id == "checklist") return words_[Word::MyList];
        if (id == "epassport") return words_[Word::EPassport];
        if (id == "mpaspor") return words_[Word::PhoneTitle];
        if (id == "office") return words_[Word::OfficeTitle];
        if (const Section* section = content_.section(id)) return in(section->heading, language_);
        if (const QuestionSet* set = content_.question_set(id)) return in(set->title, language_);
        if (const Guide* other = content_.guide(id, language_)) return other->title;
        return {};
    }

    void see_also(const std::string& before, const std::string& titles) {
        const bool ends = before.empty() || before.ends_with('?') || before.ends_with('.');
        html_ += "<p class=\"also\">" + rich(before) + (ends ? "" : ".") + (before.empty() ? "" : " ") +
                 rich(filled(words_[Word::LeafletSeeAlso], titles)) + "</p>";
        refers_ = true;
    }

    void step(const Step& step, std::size_t number) {
        html_ += "<li><div class=\"number\">" + std::to_string(number) + "</div>";
        picture(step.drawing, step.drawing_words);
        html_ += "<div><h3>" + rich(on_one_line(step.heading)) + "</h3><p>" + rich(step.body) + "</p>";
        source_of(step.body + step.caution);
        if (!step.caution.empty())
            note(step.caution_drawing.empty() ? "warn" : step.caution_drawing, step.caution, " class=\"note\"");
        if (const std::string title = title_of(step.branch.to); !title.empty())
            see_also(step.branch.label, "**" + on_one_line(title) + "**");
        html_ += "</div></li>\n";
    }

    std::string number_of(const std::string& fact) const { return escaped(quote("{" + fact + "}")); }

    void bottom() {
        const Site& site = content_.site();
        html_ += "<footer>";
        std::string offers;
        for (const std::string& offer : guide_.offers)
            if (const std::string title = title_of(offer); !title.empty())
                offers += (offers.empty() ? "**" : ", **") + on_one_line(title) + "**";
        if (!offers.empty()) {
            see_also("", offers);
            html_ += "<br>";
        }
        const std::string hours = week_of_hours(site.office_hours, words_);
        html_ += "<div class=\"numbers\"><div><b>" + escaped(in(site.office_name, language_)) + "</b><br>" +
                 escaped(in(site.office_address, language_)) + "<br>" +
                 escaped(hours.empty() ? words_[Word::OfficeNoHours] : hours) + "</div><div>" +
                 escaped(words_[Word::OfficePhone]) + "<div class=\"big\">" + number_of(site.office_phone) +
                 "</div></div>";
        if (!site.hotlines.empty()) {
            html_ += "<div class=\"lines\">";
            for (const Site::Hotline& line : site.hotlines)
                html_ += "<div><b>" + number_of(line.number) + "</b>" + escaped(in(line.who, language_)) + "</div>";
            html_ += "</div>";
        }
        html_ += "</div>\n<p class=\"small\">";
        if (refers_) html_ += escaped(words_[Word::LeafletAsk]) + "<br>";
        html_ += month({guide_.checked, is_past(guide_.checked, guide_.term_days, today_)}) + ": " +
                 escaped(guide_.source) + ". " +
                 escaped(filled(words_[Word::LeafletPrinted], std::to_string(static_cast<unsigned>(today_.date.day())) +
                                                                  " " + month_of(today_.date, words_))) +
                 ".</p></footer>\n";
    }

    const Guide& guide_;
    const Content& content_;
    const Words& words_;
    Language language_;
    Today today_;
    const DrawingText& drawing_;
    std::string html_;
    bool refers_ = false;
};

}  // namespace

std::string week_of_hours(const std::array<std::string, 7>& hours, const Words& words) {
    std::istringstream names{words[Word::LeafletDays]};
    std::array<std::string, 7> day;
    for (std::string& name : day) names >> name;
    std::string result;
    for (std::size_t first = 0; first < hours.size();) {
        std::size_t last = first;
        while (last + 1 < hours.size() && hours[last + 1] == hours[first]) ++last;
        if (!hours[first].empty())
            result +=
                (result.empty() ? "" : ", ") + day[first] + (last > first ? "-" + day[last] : "") + " " + hours[first];
        first = last + 1;
    }
    return result;
}

std::string leaflet(const Guide& guide, const Content& content, Language language, Today today,
                    const DrawingText& drawing) {
    return Sheet{guide, content, language, today, drawing}.made();
}

}  // namespace balai
