// How far an import is, in one line for a person who waits.
#pragma once

#include <string>

#include "kiosk/office/import.h"

namespace balai {

std::string progress_line(const ImportSummary& summary, double seconds);

}  // namespace balai
