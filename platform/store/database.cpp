#include "platform/store/database.h"

#include <sqlite3.h>

#include <utility>

#include "platform/base/handle.h"

namespace balai {

namespace {

tl::unexpected<Problem> failed(sqlite3* database, int code, const char* step) {
    const auto trouble = [code] {
        switch (code & 0xFF) {
            case SQLITE_FULL:
                return Trouble::DiskFull;
            case SQLITE_READONLY:
            case SQLITE_CANTOPEN:
            case SQLITE_PERM:
            case SQLITE_AUTH:
                return Trouble::NotWritable;
            case SQLITE_BUSY:
            case SQLITE_LOCKED:
                return Trouble::Busy;
            case SQLITE_CORRUPT:
            case SQLITE_NOTADB:
                return Trouble::Damaged;
            default:
                return Trouble::Internal;
        }
    }();
    return fail(trouble, "pendapat",
                std::string{step} + ": " + (database ? sqlite3_errmsg(database) : sqlite3_errstr(code)));
}

}  // namespace

struct Database::Inside {
    Handle<sqlite3, sqlite3_close> handle;
};

struct Statement::Inside {
    Handle<sqlite3_stmt, sqlite3_finalize> handle;
};

Statement::Statement(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Statement::Statement(Statement&&) noexcept = default;
Statement& Statement::operator=(Statement&&) noexcept = default;
Statement::~Statement() = default;

Statement& Statement::bind(int position, std::string_view text) {
    sqlite3_bind_text(inside_->handle.get(), position, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
    return *this;
}

Statement& Statement::bind(int position, std::int64_t number) {
    sqlite3_bind_int64(inside_->handle.get(), position, number);
    return *this;
}

Result<bool> Statement::step() {
    const int code = sqlite3_step(inside_->handle.get());
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    return failed(sqlite3_db_handle(inside_->handle.get()), code, sqlite3_sql(inside_->handle.get()));
}

void Statement::reset() { sqlite3_reset(inside_->handle.get()); }

int Statement::columns() const { return sqlite3_column_count(inside_->handle.get()); }

std::string Statement::text(int column) const {
    const auto* bytes = sqlite3_column_text(inside_->handle.get(), column);
    if (!bytes) return {};
    return {reinterpret_cast<const char*>(bytes),
            static_cast<std::size_t>(sqlite3_column_bytes(inside_->handle.get(), column))};
}

std::int64_t Statement::number(int column) const { return sqlite3_column_int64(inside_->handle.get(), column); }

Database::Database(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

Result<Database> Database::open(const std::filesystem::path& file) {
    sqlite3* raw = nullptr;
    const int code =
        sqlite3_open_v2(file.c_str(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
    auto inside = std::make_unique<Inside>();
    inside->handle.reset(raw);
    if (code != SQLITE_OK) return failed(raw, code, "open");
    sqlite3_extended_result_codes(raw, 1);
    return Database{std::move(inside)};
}

Result<void> Database::run(const std::string& sql) {
    const int code = sqlite3_exec(inside_->handle.get(), sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return failed(inside_->handle.get(), code, sql.c_str());
    return {};
}

Result<Statement> Database::prepare(std::string_view sql) {
    sqlite3_stmt* raw = nullptr;
    const int code = sqlite3_prepare_v2(inside_->handle.get(), sql.data(), static_cast<int>(sql.size()), &raw, nullptr);
    auto inside = std::make_unique<Statement::Inside>();
    inside->handle.reset(raw);
    if (code != SQLITE_OK) return failed(inside_->handle.get(), code, "prepare");
    return Statement{std::move(inside)};
}

Result<std::string> Database::value(std::string_view sql) {
    auto statement = prepare(sql);
    if (!statement) return tl::unexpected(statement.error());
    const auto row = statement->step();
    if (!row) return tl::unexpected(row.error());
    return *row ? statement->text(0) : std::string{};
}

Result<Transaction> Transaction::begin(Database& database) {
    if (auto begun = database.run("BEGIN IMMEDIATE"); !begun) return tl::unexpected(begun.error());
    return Transaction{database};
}

Transaction::~Transaction() {
    if (database_) (void)database_->run("ROLLBACK");
}

Result<void> Transaction::commit() {
    auto committed = database_->run("COMMIT");
    if (committed) database_ = nullptr;
    return committed;
}

}  // namespace balai
