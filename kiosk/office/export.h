// All cells as one table for a spreadsheet, R, pandas or DuckDB, and a page that says what its columns are.
#pragma once

#include <filesystem>

#include "kiosk/office/office.h"

namespace balai {

// Writes FILE and, beside it, FILE's name with ".md" instead of ".csv".
Result<long> export_cells(Sql& office, const std::filesystem::path& file);

}  // namespace balai
