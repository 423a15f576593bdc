#include "kiosk/feedback/tally.h"

#include <utility>

#include "platform/store/database.h"

namespace balai {

namespace {

constexpr int schema_version = 2;
constexpr const char* file_name = "feedback.db";

// "Bala", so that a database of something else is never written into.
constexpr const char* application_id = "1113680993";

constexpr const char* schema =
    "CREATE TABLE tally("
    " week TEXT NOT NULL CHECK(length(week) BETWEEN 8 AND 9),"
    " edition INTEGER NOT NULL,"
    " language TEXT NOT NULL CHECK(length(language) = 2),"
    " subject TEXT NOT NULL CHECK(length(subject) BETWEEN 1 AND 64),"
    " question TEXT NOT NULL CHECK(length(question) BETWEEN 1 AND 64),"
    " answer TEXT NOT NULL CHECK(length(answer) BETWEEN 1 AND 64),"
    " count INTEGER NOT NULL CHECK(count > 0),"
    " PRIMARY KEY(week, edition, language, subject, question, answer)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE dropped("
    " week TEXT NOT NULL CHECK(length(week) BETWEEN 8 AND 9),"
    " why TEXT NOT NULL CHECK(length(why) BETWEEN 1 AND 64),"
    " count INTEGER NOT NULL CHECK(count > 0),"
    " PRIMARY KEY(week, why)) STRICT, WITHOUT ROWID;";

// Since version 2: what has left, and the folders that the office has not acknowledged.
constexpr const char* schema_of_results =
    "CREATE TABLE departed("
    " week TEXT NOT NULL, edition INTEGER NOT NULL, language TEXT NOT NULL, subject TEXT NOT NULL,"
    " question TEXT NOT NULL, answer TEXT NOT NULL,"
    " in_cell INTEGER NOT NULL, in_language INTEGER NOT NULL, in_edition INTEGER NOT NULL,"
    " PRIMARY KEY(week, edition, language, subject, question, answer)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE folder("
    " serial INTEGER NOT NULL PRIMARY KEY, results TEXT NOT NULL, receipt TEXT NOT NULL, signature TEXT NOT NULL,"
    " acknowledged INTEGER NOT NULL) STRICT, WITHOUT ROWID;";

struct Pragma {
    const char* name;
    const char* value;
    const char* read_back;
};
constexpr Pragma pragmas[] = {
    {"locking_mode", "EXCLUSIVE", "exclusive"},
    {"journal_mode", "WAL", "wal"},
    {"synchronous", "FULL", "2"},  // one flush a commit: without it "thank you" could come before the card has it
    {"wal_autocheckpoint", "64", "64"},
    {"secure_delete", "ON", "1"},
    {"foreign_keys", "ON", "1"},
    {"trusted_schema", "OFF", "0"},
    {"cell_size_check", "ON", "1"},
    {"mmap_size", "0", "0"},
    {"temp_store", "MEMORY", "2"},
    {"max_page_count", "2048", "2048"},  // 8 MiB: more than a century of villages
};

Result<void> set_pragmas(Database& database) {
    for (const Pragma& pragma : pragmas) {
        const std::string name = pragma.name;
        auto set = database.value("PRAGMA " + name + "=" + pragma.value);
        if (!set) return tl::unexpected(set.error());
        auto have = database.value("PRAGMA " + name);
        if (!have) return tl::unexpected(have.error());
        // Some builds leave memory mapping out and answer nothing, which is as good as 0.
        if (*have != pragma.read_back && !(name == "mmap_size" && have->empty()))
            return fail(Trouble::Internal, "pendapat", "PRAGMA " + name + " is " + *have + ", not " + pragma.read_back);
    }
    return {};
}

// Its tables with their columns and keys, whatever the words they were made with.
Result<std::string> shape_of(Database& database) {
    return database.value(R"(
        SELECT group_concat(line, ';') FROM (
            SELECT s.type || ' ' || s.name || ' '
                   || ifnull(c.name || ' ' || c.type || ' ' || c."notnull" || ' ' || c.pk, '') AS line
            FROM sqlite_schema AS s LEFT JOIN pragma_table_info(s.name) AS c ORDER BY s.name, c.cid))");
}

Result<std::string> right_shape(long version) {
    auto model = Database::open(":memory:");
    if (!model) return tl::unexpected(model.error());
    if (auto made = model->run(schema + (version == 1 ? std::string{} : schema_of_results)); !made)
        return tl::unexpected(made.error());
    return shape_of(*model);
}

Result<void> make_schema(Database& database, long from) {
    auto transaction = Transaction::begin(database);
    if (!transaction) return tl::unexpected(transaction.error());
    if (auto made = database.run((from == 0 ? schema : std::string{}) + schema_of_results + "PRAGMA application_id=" +
                                 application_id + ";PRAGMA user_version=" + std::to_string(schema_version));
        !made)
        return made;
    return transaction->commit();
}

// A database that can count, or why not. Damaged also means: of another program.
Result<Database> open_database(const std::filesystem::path& file) {
    auto database = Database::open(file);
    if (!database) return database;
    // Before the first look: an existing log that is read without it gets a file of shared memory.
    if (auto alone = database->value("PRAGMA locking_mode=EXCLUSIVE"); !alone) return tl::unexpected(alone.error());
    auto version = database->value("PRAGMA user_version");
    if (!version) return tl::unexpected(version.error());
    // Looked at before anything is written: a newer program's file stays as it is.
    if (std::stol(*version) > schema_version)
        return fail(Trouble::Newer, "pendapat", "version " + *version + " of a newer program");
    const auto owner = database->value("PRAGMA application_id");
    const auto tables = database->value("SELECT count(*) FROM sqlite_schema");
    if (!owner) return tl::unexpected(owner.error());
    if (!tables) return tl::unexpected(tables.error());
    const bool is_new = *tables == "0" && *owner == "0";
    if (!is_new && *owner != application_id)
        return fail(Trouble::Damaged, "pendapat", "not a database of this program");
    if (auto set = set_pragmas(*database); !set) return tl::unexpected(set.error());
    if (is_new) {
        if (auto made = make_schema(*database, 0); !made) return tl::unexpected(made.error());
        return database;
    }
    auto sound = database->value("PRAGMA quick_check(1)");
    if (!sound) return tl::unexpected(sound.error());
    if (*sound != "ok") return fail(Trouble::Damaged, "pendapat", *sound);
    const auto shape = shape_of(*database), right = right_shape(std::stol(*version));
    if (!shape) return tl::unexpected(shape.error());
    if (!right) return tl::unexpected(right.error());
    if (*shape != *right) return fail(Trouble::Damaged, "pendapat", "not the tables of this program");
    if (*version == "1")
        if (auto made = make_schema(*database, 1); !made) return tl::unexpected(made.error());
    return database;
}

}  // namespace

std::string_view word(Dropped why) {
    switch (why) {
        case Dropped::ShortVisit:
            return "short-visit";
        case Dropped::Mashing:
            return "mashing";
        case Dropped::SecondFace:
            return "second-face";
        case Dropped::NotSaved:
            break;
    }
    return "not-saved";
}

struct Tallies::Inside {
    Database database;
    bool set_aside = false;
    bool has_log = true;  // one that was killed may have left it

    Result<Transaction> begin() {
        has_log = true;
        return Transaction::begin(database);
    }
};

Tallies::Tallies(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Tallies::Tallies(Tallies&&) noexcept = default;
Tallies& Tallies::operator=(Tallies&&) noexcept = default;
Tallies::~Tallies() = default;

Result<Tallies> Tallies::open(const std::filesystem::path& folder, Disk& disk) {
    if (auto made = disk.make_folder(folder); !made) return tl::unexpected(made.error());
    const auto file = folder / file_name;
    auto database = open_database(file);
    bool aside = false;
    if (!database && database.error().trouble == Trouble::Damaged) {
        if (auto moved = disk.set_aside(file); !moved) return tl::unexpected(moved.error());
        aside = true;
        database = open_database(file);
    }
    if (!database) return tl::unexpected(database.error());
    return Tallies{std::make_unique<Inside>(Inside{std::move(*database), aside})};
}

Result<void> Tallies::add(const Opinion& opinion) {
    auto transaction = inside_->begin();
    if (!transaction) return tl::unexpected(transaction.error());
    {
        auto up = inside_->database.prepare(
            "INSERT INTO tally VALUES(?,?,?,?,?,?,1)"
            " ON CONFLICT(week, edition, language, subject, question, answer) DO UPDATE SET count = count + 1");
        if (!up) return tl::unexpected(up.error());
        up->bind(1, opinion.week).bind(2, std::int64_t{opinion.edition}).bind(3, opinion.language);
        up->bind(4, opinion.subject).bind(5, opinion.question).bind(6, opinion.answer);
        if (auto done = up->step(); !done) return tl::unexpected(done.error());
    }
    return transaction->commit();
}

Result<void> Tallies::add_dropped(const std::string& week, Dropped why) {
    auto transaction = inside_->begin();
    if (!transaction) return tl::unexpected(transaction.error());
    {
        auto up = inside_->database.prepare(
            "INSERT INTO dropped VALUES(?,?,1) ON CONFLICT(week, why) DO UPDATE SET count = count + 1");
        if (!up) return tl::unexpected(up.error());
        up->bind(1, week).bind(2, word(why));
        if (auto done = up->step(); !done) return tl::unexpected(done.error());
    }
    return transaction->commit();
}

Result<std::vector<Count>> Tallies::all() {
    auto rows = inside_->database.prepare(
        "SELECT week, edition, language, subject, question, answer, count FROM tally ORDER BY 1, 2, 3, 4, 5, 6");
    if (!rows) return tl::unexpected(rows.error());
    std::vector<Count> counts;
    while (true) {
        const auto row = rows->step();
        if (!row) return tl::unexpected(row.error());
        if (!*row) return counts;
        counts.push_back({{rows->text(0), static_cast<int>(rows->number(1)), rows->text(2), rows->text(3),
                           rows->text(4), rows->text(5)},
                          static_cast<long>(rows->number(6))});
    }
}

Result<std::vector<Tallies::DroppedCount>> Tallies::all_dropped() {
    auto rows = inside_->database.prepare("SELECT week, why, count FROM dropped ORDER BY 1, 2");
    if (!rows) return tl::unexpected(rows.error());
    std::vector<DroppedCount> counts;
    while (true) {
        const auto row = rows->step();
        if (!row) return tl::unexpected(row.error());
        if (!*row) return counts;
        counts.push_back({rows->text(0), rows->text(1), static_cast<long>(rows->number(2))});
    }
}

Result<Departed> Tallies::departed() {
    auto rows = inside_->database.prepare(
        "SELECT week, edition, language, subject, question, answer, in_cell, in_language, in_edition FROM departed");
    if (!rows) return tl::unexpected(rows.error());
    Departed departed;
    while (true) {
        const auto row = rows->step();
        if (!row) return tl::unexpected(row.error());
        if (!*row) return departed;
        departed[{rows->text(0), static_cast<int>(rows->number(1)), rows->text(2), rows->text(3), rows->text(4),
                  rows->text(5)}] = {static_cast<long>(rows->number(6)), static_cast<long>(rows->number(7)),
                                     static_cast<long>(rows->number(8))};
    }
}

Result<void> Tallies::keep(const ResultsFolder& folder, const Departed& left) {
    auto transaction = inside_->begin();
    if (!transaction) return tl::unexpected(transaction.error());
    {
        auto up = inside_->database.prepare(
            "INSERT INTO departed VALUES(?,?,?,?,?,?,?,?,?)"
            " ON CONFLICT(week, edition, language, subject, question, answer) DO UPDATE SET"
            " in_cell = in_cell + excluded.in_cell, in_language = in_language + excluded.in_language,"
            " in_edition = in_edition + excluded.in_edition");
        if (!up) return tl::unexpected(up.error());
        for (const auto& [opinion, parts] : left) {
            up->bind(1, opinion.week).bind(2, std::int64_t{opinion.edition}).bind(3, opinion.language);
            up->bind(4, opinion.subject).bind(5, opinion.question).bind(6, opinion.answer);
            up->bind(7, std::int64_t{parts.in_cell}).bind(8, std::int64_t{parts.in_language});
            up->bind(9, std::int64_t{parts.in_edition});
            if (auto done = up->step(); !done) return tl::unexpected(done.error());
            up->reset();
        }
        auto add = inside_->database.prepare("INSERT INTO folder VALUES(?,?,?,?,0)");
        if (!add) return tl::unexpected(add.error());
        add->bind(1, std::int64_t{folder.serial}).bind(2, folder.results).bind(3, folder.receipt);
        add->bind(4, folder.signature);
        if (auto done = add->step(); !done) return tl::unexpected(done.error());
    }
    return transaction->commit();
}

namespace {

Result<std::vector<ResultsFolder>> folders_of(Database& database, const char* which) {
    auto rows = database.prepare(std::string{"SELECT serial, results, receipt, signature FROM folder "} + which);
    if (!rows) return tl::unexpected(rows.error());
    std::vector<ResultsFolder> folders;
    while (true) {
        const auto row = rows->step();
        if (!row) return tl::unexpected(row.error());
        if (!*row) return folders;
        folders.push_back({static_cast<int>(rows->number(0)), rows->text(1), rows->text(2), rows->text(3)});
    }
}

}  // namespace

Result<std::vector<ResultsFolder>> Tallies::folders() {
    return folders_of(inside_->database, "WHERE acknowledged = 0 ORDER BY serial");
}

Result<ResultsFolder> Tallies::last_folder() {
    auto folders = folders_of(inside_->database, "ORDER BY serial DESC LIMIT 1");
    if (!folders) return tl::unexpected(folders.error());
    return folders->empty() ? ResultsFolder{} : folders->front();
}

Result<void> Tallies::acknowledge(int serial) {
    auto transaction = inside_->begin();
    if (!transaction) return tl::unexpected(transaction.error());
    const std::string number = std::to_string(serial);
    // The newest one's receipt is compared with the next one, and its serial must never come again.
    if (auto done = inside_->database.run("UPDATE folder SET acknowledged = 1, results = '' WHERE serial = " + number +
                                          ";DELETE FROM folder WHERE acknowledged = 1 AND serial <"
                                          " (SELECT max(serial) FROM folder)");
        !done)
        return done;
    return transaction->commit();
}

Result<void> Tallies::rest() {
    // Most visits count nothing, and cutting off an empty file is a write of its own.
    if (!inside_->has_log) return {};
    auto moved = inside_->database.run("PRAGMA wal_checkpoint(TRUNCATE)");
    inside_->has_log = !moved;
    return moved;
}

bool Tallies::was_set_aside() const { return inside_->set_aside; }

}  // namespace balai
