// The two kinds, for sql.cpp only.
#pragma once

#include <memory>
#include <string>

#include "platform/store/sql.h"

namespace balai {

Result<std::unique_ptr<Sql>> open_sqlite(const std::string& file);
Result<std::unique_ptr<Sql>> open_postgres(const std::string& address);

}  // namespace balai
