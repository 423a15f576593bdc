#include "platform/store/sql.h"

#include "platform/store/sql_kinds.h"

namespace balai {

Result<std::vector<Row>> Sql::rows(const std::string& statement, const Row& values) {
    std::vector<Row> all;
    auto done = each(statement, values, [&all](const Row& row) { all.push_back(row); });
    if (!done) return tl::unexpected(done.error());
    return all;
}

Result<std::string> Sql::value(const std::string& statement, const Row& values) {
    auto all = rows(statement, values);
    if (!all) return tl::unexpected(all.error());
    return all->empty() || all->front().empty() ? std::string{} : all->front().front();
}

Result<std::unique_ptr<Sql>> open_sql(const std::string& address) {
    if (address.starts_with("sqlite:") && address.size() > 7) return open_sqlite(address.substr(7));
    if (address.starts_with("postgresql://") || address.starts_with("postgres://")) return open_postgres(address);
    return fail(Trouble::WrongUse, address, "an address is sqlite:FILE or postgresql://HOST/NAME");
}

}  // namespace balai
