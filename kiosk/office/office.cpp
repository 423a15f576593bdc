#include "kiosk/office/office.h"

#include <array>

#include "platform/base/utf8.h"

namespace balai {

namespace {

// Never changed, only added to: each one takes a database from its number to the next.
constexpr std::array<const char*, 2> migrations = {
    "CREATE TABLE kiosk(id {text} NOT NULL PRIMARY KEY, village {text} NOT NULL, public_key {text} NOT NULL) {table};"
    "CREATE TABLE folder(kiosk {text} NOT NULL REFERENCES kiosk(id), serial {number} NOT NULL, receipt {text} NOT NULL,"
    " week {number} NOT NULL, clock {text} NOT NULL, edition {number} NOT NULL, program {text} NOT NULL,"
    " PRIMARY KEY(kiosk, serial)) {table};"
    "CREATE TABLE health(kiosk {text} NOT NULL, serial {number} NOT NULL, name {text} NOT NULL, number {number} NOT "
    "NULL,"
    " PRIMARY KEY(kiosk, serial, name)) {table};"
    "CREATE TABLE cell(kiosk {text} NOT NULL, serial {number} NOT NULL, line {number} NOT NULL,"
    " from_week {number} NOT NULL, to_week {number} NOT NULL, clock {text} NOT NULL, subject {text} NOT NULL,"
    " question {text} NOT NULL, answer {text} NOT NULL, count {number} NOT NULL CHECK(count >= 5),"
    " PRIMARY KEY(kiosk, serial, line)) {table};",
    "CREATE TABLE refusal(kiosk {text} NOT NULL, serial {number} NOT NULL, why {text} NOT NULL,"
    " PRIMARY KEY(kiosk, serial, why)) {table};",
};

// Two programs that open a new database at the same moment must not both make the tables.
Result<void> migrate(Sql& office) {
    return in_transaction(office, [&office]() -> Result<void> {
        if (auto made = office.run(office.types("CREATE TABLE IF NOT EXISTS balai(name {text} NOT NULL PRIMARY KEY, "
                                                "number {number} NOT NULL) {table}"));
            !made)
            return made;
        if (auto put = office.run("INSERT INTO balai VALUES('version', 0) ON CONFLICT DO NOTHING;"
                                  "UPDATE balai SET number = number WHERE name = 'version'");
            !put)
            return put;
        const auto version = office.value("SELECT number FROM balai WHERE name = 'version'");
        if (!version) return tl::unexpected(version.error());
        const std::size_t have = std::stoul(*version);
        if (have > migrations.size())
            return fail(Trouble::Newer, "database", "version " + *version + " belongs to a newer program");
        for (std::size_t i = have; i < migrations.size(); ++i)
            if (auto done = office.run(office.types(migrations[i])); !done) return done;
        if (have == migrations.size()) return {};
        return office.run("UPDATE balai SET number = " + std::to_string(migrations.size()) + " WHERE name = 'version'");
    });
}

}  // namespace

Result<void> in_transaction(Sql& office, const std::function<Result<void>()>& work) {
    for (int attempt = 1;; ++attempt) {
        Result<void> done = office.begin();
        if (done) {
            done = work();
            if (done) done = office.commit();
            if (!done) office.roll_back();
        }
        if (done || done.error().trouble != Trouble::Busy || attempt == 5) return done;
    }
}

Result<std::unique_ptr<Sql>> open_office(const std::string& address) {
    auto office = open_sql(address);
    if (!office) return office;
    auto migrated = migrate(**office);
    // On a server the very first tables can be made twice at once; the second one to come finds them.
    if (!migrated && migrated.error().trouble == Trouble::Internal) migrated = migrate(**office);
    if (!migrated) return tl::unexpected(migrated.error());
    return office;
}

Result<void> enrol(Sql& office, const EnrolledTerminal& terminal) {
    if (!is_plain_id(terminal.id))
        return fail(Trouble::WrongUse, terminal.id, "an id is made of a-z, 0-9 and -, at most 64 of them");
    if (terminal.village.empty() || terminal.village.size() > 120 || text_fault(terminal.village) ||
        terminal.village.find_first_of("\n\r\t") != std::string::npos)
        return fail(Trouble::WrongUse, terminal.id, "the village's name is empty, too long or no plain text");
    return in_transaction(office, [&]() -> Result<void> {
        const std::string key = to_line(terminal.key);
        const auto have = office.value("SELECT public_key FROM kiosk WHERE id = $1", {terminal.id});
        if (!have) return tl::unexpected(have.error());
        if (!have->empty() && *have != key)
            return fail(Trouble::Damaged, terminal.id, "is enrolled with another key; give the new terminal a new id");
        auto put =
            office.rows("INSERT INTO kiosk VALUES($1, $2, $3) ON CONFLICT(id) DO UPDATE SET village = excluded.village",
                        {terminal.id, terminal.village, key});
        if (!put) return tl::unexpected(put.error());
        return {};
    });
}

Result<std::map<std::string, EnrolledTerminal>> terminals(Sql& office) {
    std::map<std::string, EnrolledTerminal> all;
    auto read = office.each("SELECT id, village, public_key FROM kiosk", {}, [&all](const Row& row) {
        if (const auto key = public_key_from_line(row[2])) all[row[0]] = {row[0], row[1], *key};
    });
    if (!read) return tl::unexpected(read.error());
    return all;
}

}  // namespace balai
