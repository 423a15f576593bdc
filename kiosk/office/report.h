// One page for the analyst: no script, no network, Indonesian and English, readable on a phone and on paper. It is a
// function of the database, the names and the day: the same from a file and from a server, byte for byte.
#pragma once

#include <array>
#include <map>
#include <string>

#include "kiosk/office/office.h"

namespace balai {

struct Names {
    std::map<std::string, std::array<std::string, 2>> subjects, reasons;  // id -> Indonesian, English
};

struct ReportWish {
    Date today{};
    Names names;
};
Result<std::string> report(Sql& office, const ReportWish& wish);

}  // namespace balai
