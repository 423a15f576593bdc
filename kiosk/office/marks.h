// The small things a report is made of: numbers and words in two languages, and pictures of faces as inline SVG.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/office/report_data.h"

namespace balai {

// Dark enough for white words on the outer two, told apart by lightness alone when printed in grey.
constexpr const char* face_colour[] = {"#1B5E4B", "#7DBFA5", "#F0B35F", "#A63A24"};
// Faces whose week is known, of which only the span is known, of which the week is only the earliest one.
constexpr const char* week_colour[] = {"#12355B", "#A9BCCB", "#E3C58F"};

std::string escaped(std::string_view text);
// Both languages are in the page; the style shows one.
std::string both(const std::string& indonesian, const std::string& english);
// Groups of three with a narrow blank: right in both languages.
std::string number(long value);
std::string fixed(double value, int digits = 1);
std::string percent(double share);

// The 95 % interval of Wilson, which stays sensible for small counts.
struct Interval {
    double low = 0, high = 1;
};
Interval wilson(long part, long whole);

double share_of(const Faces& faces);         // of the two happy ones
std::string share_text(const Faces& faces);  // with its interval and how many there are
std::string bar(const Faces& faces);         // the four faces side by side, the length of each is its part
// The happy share by block, with whiskers as long as the doubt.
std::string spark(const std::map<long, Faces>& trend, long first, long last);
// The same for all villages with axes, and how many faces there are by week.
std::string trend_chart(const ReportData& data, long first, long last);

}  // namespace balai
