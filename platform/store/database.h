// SQLite behind three small words. Values are bound, never pasted; what the library says becomes a Problem.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "platform/base/result.h"

namespace balai {

class Database;

// A prepared statement. Positions count from 1 for bind, from 0 for columns, as in SQLite.
class Statement {
public:
    Statement(Statement&&) noexcept;
    Statement& operator=(Statement&&) noexcept;
    ~Statement();

    Statement& bind(int position, std::string_view text);
    Statement& bind(int position, std::int64_t number);
    // True when there is a row to read, false at the end.
    Result<bool> step();
    void reset();  // to be stepped again; what is bound stays until it is bound anew
    int columns() const;
    std::string text(int column) const;
    std::int64_t number(int column) const;

private:
    friend class Database;
    struct Inside;
    explicit Statement(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

class Database {
public:
    // Makes the file when there is none. Trouble: NotWritable, DiskFull, Busy, Damaged.
    static Result<Database> open(const std::filesystem::path& file);
    Database(Database&&) noexcept;
    Database& operator=(Database&&) noexcept;
    ~Database();

    Result<void> run(const std::string& sql);  // one or more statements whose rows nobody wants
    Result<Statement> prepare(std::string_view sql);
    // The first column of the first row; empty when there is none.
    Result<std::string> value(std::string_view sql);

private:
    struct Inside;
    explicit Database(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

// Everything until commit() happens together or not at all; without it, nothing happened.
class Transaction {
public:
    // Takes the right to write at once, so that nothing can fail halfway for want of it.
    static Result<Transaction> begin(Database& database);
    Transaction(Transaction&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();

    // When this returns without a Problem, a power cut cannot undo it.
    Result<void> commit();

private:
    explicit Transaction(Database& database) : database_(&database) {}
    Database* database_;
};

}  // namespace balai
