#include <algorithm>

#include "platform/store/database.h"
#include "platform/store/sql_kinds.h"

namespace balai {

namespace {

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
        text.replace(at, from.size(), to);
}

// "$12" is a name to SQLite, looked for among all others; a plain "?" is the next one and costs nothing.
std::string with_plain_places(const std::string& text) {
    std::string out;
    int next = 1;
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] != '$') {
            out += text[at++];
            continue;
        }
        const std::size_t end = std::min(text.find_first_not_of("0123456789", at + 1), text.size());
        const std::string number = text.substr(at + 1, end - at - 1);
        out += '?';
        if (number == std::to_string(next))
            ++next;
        else
            out += number;
        at = end;
    }
    return out;
}

class SqliteSql : public Sql {
public:
    explicit SqliteSql(Database database) : database_(std::move(database)) {}

    Result<void> run(const std::string& statements) override { return database_.run(statements); }

    Result<long> each(const std::string& text, const Row& values,
                      const std::function<void(const Row&)>& take) override {
        auto statement = database_.prepare(with_plain_places(text));
        if (!statement) return tl::unexpected(statement.error());
        for (std::size_t i = 0; i < values.size(); ++i) statement->bind(static_cast<int>(i + 1), values[i]);
        Row row(static_cast<std::size_t>(statement->columns()));
        for (long count = 0;; ++count) {
            const auto more = statement->step();
            if (!more) return tl::unexpected(more.error());
            if (!*more) return count;
            for (std::size_t i = 0; i < row.size(); ++i) row[i] = statement->text(static_cast<int>(i));
            take(row);
        }
    }

    Result<void> append(const std::string& table, const RowSource& rows) override {
        Row row;
        bool more = rows(row);
        if (!more) return {};
        std::string places = "?";
        for (std::size_t i = 1; i < row.size(); ++i) places += ",?";
        auto statement = database_.prepare("INSERT INTO " + table + " VALUES(" + places + ")");
        if (!statement) return tl::unexpected(statement.error());
        for (; more; more = rows(row)) {
            for (std::size_t i = 0; i < row.size(); ++i) statement->bind(static_cast<int>(i + 1), row[i]);
            if (auto done = statement->step(); !done) return tl::unexpected(done.error());
            statement->reset();
        }
        return {};
    }

    Result<void> begin() override { return database_.run("BEGIN IMMEDIATE"); }
    Result<void> commit() override { return database_.run("COMMIT"); }
    void roll_back() override { (void)database_.run("ROLLBACK"); }

    std::string types(std::string statement) const override {
        replace_all(statement, "{text}", "TEXT");
        replace_all(statement, "{number}", "INTEGER");
        replace_all(statement, "{table}", "STRICT, WITHOUT ROWID");
        return statement;
    }

private:
    Database database_;
};

}  // namespace

Result<std::unique_ptr<Sql>> open_sqlite(const std::string& file) {
    auto database = Database::open(file);
    if (!database) return tl::unexpected(database.error());
    // Two imports at once wait for each other. With the log, a reader is in nobody's way.
    for (const char* pragma : {"PRAGMA busy_timeout=60000", "PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL",
                               "PRAGMA foreign_keys=ON", "PRAGMA trusted_schema=OFF", "PRAGMA cache_size=-32768"})
        if (auto set = database->value(pragma); !set) return tl::unexpected(set.error());
    return std::make_unique<SqliteSql>(std::move(*database));
}

}  // namespace balai
