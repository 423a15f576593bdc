// One database in two kinds: a file (SQLite) or a server (PostgreSQL), chosen by its address. The same statements go to
// both: parameters are $1, $2, … in the order of their first use, values are text that the column's type understands.
// Nobody outside of this room knows which kind it is.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"

namespace balai {

using Row = std::vector<std::string>;
// Fills the row anew, or returns false at the end: a million rows need the memory of one.
using RowSource = std::function<bool(Row&)>;

class Sql {
public:
    virtual ~Sql() = default;

    // One or more statements without parameters whose rows nobody wants.
    virtual Result<void> run(const std::string& statements) = 0;
    // Each row in turn; only one is in memory. Returns how many there were.
    virtual Result<long> each(const std::string& statement, const Row& values,
                              const std::function<void(const Row&)>& row) = 0;
    // The fastest way in: rows with a value for each of the table's columns.
    virtual Result<void> append(const std::string& table, const RowSource& rows) = 0;

    // Everything until commit happens together or not at all. Trouble::Busy: somebody else was in the way, and the
    // whole transaction can be tried again.
    virtual Result<void> begin() = 0;
    virtual Result<void> commit() = 0;
    virtual void roll_back() = 0;

    // "{text}", "{number}" in a statement that makes tables: the names of types differ, and so does the order of text.
    virtual std::string types(std::string statement) const = 0;

    Result<std::vector<Row>> rows(const std::string& statement, const Row& values = {});
    Result<std::string> value(const std::string& statement, const Row& values = {});  // empty when there is none
};

// "sqlite:FILE" or "postgresql://…" (also "postgres://…"). Trouble::WrongUse for anything else.
Result<std::unique_ptr<Sql>> open_sql(const std::string& address);

}  // namespace balai
