#include <libpq-fe.h>

#include <cstring>
#include <string_view>

#include "platform/base/handle.h"
#include "platform/store/sql_kinds.h"

namespace balai {

namespace {

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
        text.replace(at, from.size(), to);
}

// Behind it come hints and other addresses that were tried; one sentence is said.
std::string first_line(std::string_view text) { return std::string{text.substr(0, text.find('\n'))}; }

using Connection = Handle<PGconn, PQfinish>;
using Answer = Handle<PGresult, PQclear>;

class PostgresSql : public Sql {
public:
    explicit PostgresSql(Connection connection) : connection_(std::move(connection)) {}

    Result<void> run(const std::string& statements) override {
        const Answer answer{PQexec(connection_.get(), statements.c_str())};
        if (!good(answer.get())) return failed(answer.get());
        return {};
    }

    Result<long> each(const std::string& statement, const Row& values,
                      const std::function<void(const Row&)>& take) override {
        std::vector<const char*> pointers;
        for (const std::string& value : values) pointers.push_back(value.c_str());
        if (!PQsendQueryParams(connection_.get(), statement.c_str(), static_cast<int>(values.size()), nullptr,
                               pointers.data(), nullptr, nullptr, 0))
            return failed(nullptr);
        // Row by row: a long answer must not be held in memory.
        PQsetSingleRowMode(connection_.get());
        long count = 0;
        Row row;
        Answer wrong;
        while (Answer answer{PQgetResult(connection_.get())}) {
            if (!good(answer.get())) {
                if (!wrong) wrong = std::move(answer);
                continue;
            }
            for (int i = 0; i < PQntuples(answer.get()); ++i, ++count) {
                row.resize(static_cast<std::size_t>(PQnfields(answer.get())));
                for (std::size_t column = 0; column < row.size(); ++column)
                    row[column] = PQgetvalue(answer.get(), i, static_cast<int>(column));
                take(row);
            }
        }
        if (wrong) return failed(wrong.get());
        return count;
    }

    Result<void> append(const std::string& table, const RowSource& rows) override {
        Row row;
        bool more = rows(row);
        if (!more) return {};
        {
            const Answer begun{PQexec(connection_.get(), ("COPY " + table + " FROM STDIN").c_str())};
            if (PQresultStatus(begun.get()) != PGRES_COPY_IN) return failed(begun.get());
        }
        std::string bytes;
        bool sent = true;
        for (; more; more = rows(row)) {
            for (std::size_t i = 0; i < row.size(); ++i) {
                if (i > 0) bytes += '\t';
                for (const char letter : row[i]) {
                    if (letter == '\\' || letter == '\t' || letter == '\n' || letter == '\r') bytes += '\\';
                    bytes += letter == '\n' ? 'n' : letter == '\t' ? 't' : letter == '\r' ? 'r' : letter;
                }
            }
            bytes += '\n';
            if (bytes.size() > 1 << 16) {
                sent = sent && PQputCopyData(connection_.get(), bytes.data(), static_cast<int>(bytes.size())) == 1;
                bytes.clear();
            }
        }
        if (!bytes.empty())
            sent = sent && PQputCopyData(connection_.get(), bytes.data(), static_cast<int>(bytes.size())) == 1;
        sent = PQputCopyEnd(connection_.get(), sent ? nullptr : "not sent") == 1 && sent;
        Answer wrong;
        while (Answer answer{PQgetResult(connection_.get())})
            if (!good(answer.get()) && !wrong) wrong = std::move(answer);
        if (wrong) return failed(wrong.get());
        if (!sent) return failed(nullptr);
        return {};
    }

    Result<void> begin() override { return run("BEGIN"); }
    Result<void> commit() override {
        const Answer answer{PQexec(connection_.get(), "COMMIT")};
        if (!good(answer.get())) return failed(answer.get());
        // A transaction in which something failed answers COMMIT with ROLLBACK and calls it a success.
        if (std::strcmp(PQcmdStatus(answer.get()), "COMMIT") != 0)
            return fail(Trouble::Internal, "database", "the transaction was rolled back");
        return {};
    }
    void roll_back() override { (void)run("ROLLBACK"); }

    std::string types(std::string statement) const override {
        replace_all(statement, "{text}", "text COLLATE \"C\"");  // the order of bytes, as in SQLite
        replace_all(statement, "{number}", "bigint");
        replace_all(statement, " {table}", "");
        return statement;
    }

private:
    static bool good(const PGresult* answer) {
        switch (PQresultStatus(answer)) {
            case PGRES_COMMAND_OK:
            case PGRES_TUPLES_OK:
            case PGRES_SINGLE_TUPLE:
            case PGRES_EMPTY_QUERY:
                return true;
            default:
                return false;
        }
    }

    tl::unexpected<Problem> failed(const PGresult* answer) const {
        const char* state = answer ? PQresultErrorField(answer, PG_DIAG_SQLSTATE) : nullptr;
        const std::string code = state ? state : "";
        const Trouble trouble = code == "40P01" || code == "40001" || code == "55P03" ? Trouble::Busy
                                : code == "53100"                                     ? Trouble::DiskFull
                                : code == "25006" || code == "42501"                  ? Trouble::NotWritable
                                : code.empty() || code.starts_with("57")              ? Trouble::NoDevice
                                                                                      : Trouble::Internal;
        return fail(trouble, "database",
                    first_line(answer ? PQresultErrorMessage(answer) : PQerrorMessage(connection_.get())));
    }

    Connection connection_;
};

}  // namespace

Result<std::unique_ptr<Sql>> open_postgres(const std::string& address) {
    Connection connection{PQconnectdb(address.c_str())};
    if (PQstatus(connection.get()) != CONNECTION_OK)
        return fail(Trouble::NoDevice, "database", first_line(PQerrorMessage(connection.get())));
    PQsetNoticeProcessor(
        connection.get(), [](void*, const char*) {}, nullptr);
    auto sql = std::make_unique<PostgresSql>(std::move(connection));
    if (auto set = sql->run("SET client_encoding='UTF8'; SET lock_timeout='60s'"); !set)
        return tl::unexpected(set.error());
    return sql;
}

}  // namespace balai
