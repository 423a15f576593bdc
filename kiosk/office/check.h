// What a results folder is: new, known, or by name why it is refused. The answer depends on the folder and on what the
// office has, never on the order in which sticks come.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/office/office.h"
#include "kiosk/office/sticks.h"
#include "platform/base/disk.h"

namespace balai {

struct Checked {
    Found found;
    enum { New, Known, Bad } state = Bad;
    Refused why = Refused::Incomplete;
    Receipt receipt;
    std::string receipt_digest;
    std::vector<Cell> cells;  // of a new one
};

using Enrolled = std::map<std::string, EnrolledTerminal>;
using Known = std::map<std::pair<std::string, std::string>, std::string>;  // (kiosk, serial) -> digest of the receipt

// All of them, by as many hands as the machine has.
std::vector<Checked> check_all(std::vector<Found> batch, const Enrolled& enrolled, const Known& known, Disk& disk);

}  // namespace balai
