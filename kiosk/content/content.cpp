#include "kiosk/content/content.h"

#include <algorithm>

#include "kiosk/content/reading.h"

namespace balai {

namespace fs = std::filesystem;

namespace {

Site read_site(const toml::table& table, Complaints& complaints) {
    using Need = Entries::Need;
    Site site;
    Entries entries{table, 0, complaints};
    site.name = entries.text("name");
    site.edition = entries.number("edition");
    site.checked = entries.date("checked");
    site.hosts = entries.list("hosts");
    std::set<std::string> seen;
    const auto tiles_of = [&](const char* key, std::vector<Tile>& tiles) {
        entries.tables(key, [&](const toml::table& one) {
            Entries tile{one, 0, complaints};
            Tile read{tile.text("id"), tile.text("drawing"), tile.texts("label")};
            if (!is_id(read.id))
                complaints.add(tile.line(), Fault::BadId, {read.id});
            else if (!seen.insert(read.id).second)
                complaints.add(tile.line(), Fault::DuplicateId, {read.id});
            else
                tiles.push_back(std::move(read));
        });
    };
    tiles_of("tile", site.tiles);
    tiles_of("wide", site.wide);
    entries.tables("section", [&](const toml::table& one) {
        Entries inside{one, 0, complaints, "section."};
        Section section;
        section.id = inside.text("id");
        section.heading = inside.texts("heading");
        section.danger = inside.flag("danger");
        inside.tables("entry", [&](const toml::table& entry) {
            Entries tile{entry, 0, complaints, "section.entry."};
            Tile read{tile.text("id"), tile.text("drawing"), tile.texts("label")};
            if (is_id(read.id))
                section.entries.push_back(std::move(read));
            else
                complaints.add(tile.line(), Fault::BadId, {read.id});
        });
        const bool taken = std::any_of(site.sections.begin(), site.sections.end(),
                                       [&](const Section& other) { return other.id == section.id; });
        if (section.entries.size() < 2 || section.entries.size() > 4)
            complaints.add(inside.line(), Fault::WrongCount,
                           {"section.entry", std::to_string(section.entries.size()), "2", "4"});
        else if (!is_id(section.id))
            complaints.add(inside.line(), Fault::BadId, {section.id});
        else if (taken)
            complaints.add(inside.line(), Fault::DuplicateId, {section.id});
        else
            site.sections.push_back(std::move(section));
    });
    entries.tables("hotline", [&](const toml::table& one) {
        Entries line{one, 0, complaints};
        site.hotlines.push_back({line.text("number"), line.texts("who")});
    });
    if (const toml::table* office = entries.table("office", Need::May)) {
        Entries inside{*office, 0, complaints, "office."};
        site.office_name = inside.texts("name");
        site.office_address = inside.texts("address");
        if (const toml::table* hours = inside.table("hours", Need::May)) {
            Entries days{*hours, 0, complaints, "office.hours."};
            constexpr const char* names[] = {"senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu"};
            for (std::size_t day = 0; day < site.office_hours.size(); ++day)
                site.office_hours[day] = days.text(names[day], Need::May);
        }
        site.office_phone = inside.text("phone");
        site.office_link = inside.text("link");
        site.call_link = inside.text("call", Need::May);
    }
    if (const toml::table* phone = entries.table("mpaspor", Need::May)) {
        Entries inside{*phone, 0, complaints, "mpaspor."};
        site.store_android = inside.text("android");
        site.store_iphone = inside.text("iphone");
    }
    return site;
}

Fact read_fact(const std::string& id, const toml::table& table, Complaints& complaints) {
    Entries entries{table, 0, complaints, id + "."};
    Fact fact;
    fact.id = id;
    fact.value = entries.texts("value");
    fact.source = entries.text("source");
    fact.checked = entries.date("checked");
    fact.term_days = entries.term();
    const std::string past = entries.text("past", Entries::Need::May);
    if (past == "keep")
        fact.past = Fact::Past::Keep;
    else if (!past.empty() && past != "replace")
        complaints.add(entries.line_of("past"), Fault::WrongType, {id + ".past", "\"replace\" / \"keep\""});
    return fact;
}

Link read_link(const std::string& id, const toml::table& table, Complaints& complaints) {
    Entries entries{table, 0, complaints, id + "."};
    Link link;
    link.id = id;
    link.url = entries.text("url");
    link.source = entries.text("source");
    link.checked = entries.date("checked");
    return link;
}

// What stands before one of these endings, each once.
std::vector<std::string> names_in(const fs::path& folder, std::initializer_list<std::string_view> endings) {
    std::set<std::string> ids;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator{folder, error}) {
        const std::string name = entry.path().filename().string();
        for (const std::string_view ending : endings)
            if (name.ends_with(ending) && name[0] != '.') ids.insert(name.substr(0, name.size() - ending.size()));
    }
    return {ids.begin(), ids.end()};
}

// Tables of a file whose names are ids: facts and links.
template <typename What>
void each_named(const fs::path& folder, Disk& disk, Complaints complaints, What what) {
    const auto text = read_text(folder, disk, complaints);
    if (!text) return;
    const auto table = read_table(*text, 1, complaints);
    if (!table) return;
    for (auto&& [key, node] : *table) {
        const std::string id{key.str()};
        const int line = static_cast<int>(node.source().begin.line);
        if (!is_id(id))
            complaints.add(line, Fault::BadId, {id});
        else if (const toml::table* inside = node.as_table())
            what(id, *inside, complaints, line);
        else
            complaints.add(line, Fault::WrongType, {id, "[" + id + "]"});
    }
}

// `[bar]` and `back = "…"` make the key "bar.back".
void read_words(const fs::path& folder, Disk& disk, Complaints complaints, Words& words) {
    const auto text = read_text(folder, disk, complaints);
    if (!text) return;
    const auto table = read_table(*text, 1, complaints);
    if (!table) return;
    std::set<std::string_view> found;
    for (auto&& [group, node] : *table) {
        const int line = static_cast<int>(node.source().begin.line);
        const toml::table* inside = node.as_table();
        if (!inside) {
            complaints.add(line, Fault::UnknownKey, {std::string{group.str()}, "[bar], [home], …"});
            continue;
        }
        for (auto&& [name, value] : *inside) {
            const std::string key = std::string{group.str()} + "." + std::string{name.str()};
            const auto word = word_of(key);
            const int at = static_cast<int>(value.source().begin.line);
            if (!word)
                complaints.add(at, Fault::UnknownKey, {key, "FORMAT.md"});
            else if (const auto* string = value.as_string()) {
                words.set(*word, string->get());
                found.insert(key_of(*word));
            } else
                complaints.add(at, Fault::WrongType, {key, "\"…\""});
        }
    }
    for (std::size_t i = 0; i < word_count; ++i)
        if (const auto key = key_of(static_cast<Word>(i)); !found.contains(key))
            complaints.add(0, Fault::KeyMissing, {std::string{key}});
}

}  // namespace

struct Content::Inside {
    fs::path folder;
    Disk* disk = nullptr;
    Site site;
    std::array<Words, 3> words;
    std::map<std::string, Fact, std::less<>> facts;
    std::map<std::string, Link, std::less<>> links;
    // By file name, as they were asked for; nothing where there is none or none that can be used.
    std::map<std::string, std::optional<Guide>, std::less<>> guides;
    std::map<std::string, std::optional<QuestionSet>, std::less<>> question_sets;
    Problems problems;

    // Nobody wrote it yet: no mistake. Only check() asks whether there should be one.
    template <typename Value, typename Read>
    const Value* kept(std::map<std::string, std::optional<Value>, std::less<>>& values, const std::string& file,
                      std::string_view id, Read read) {
        auto found = values.find(file);
        if (found == values.end()) {
            std::optional<Value> value;
            std::error_code error;
            if (is_id(id) && fs::exists(folder / file, error)) {
                Complaints complaints{problems, file};
                if (const auto text = read_text(folder, *disk, complaints)) value = read(*text, complaints);
            }
            found = values.emplace(file, std::move(value)).first;
        }
        return found->second ? &*found->second : nullptr;
    }
};

Content::Content(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Content::Content(Content&&) noexcept = default;
Content& Content::operator=(Content&&) noexcept = default;
Content::~Content() = default;

tl::expected<Content, std::vector<ContentProblem>> Content::open(const fs::path& folder, Disk& disk) {
    auto inside = std::make_unique<Inside>();
    inside->folder = folder;
    inside->disk = &disk;
    Problems& problems = inside->problems;

    Complaints of_site{problems, "site.toml"};
    const auto text = read_text(folder, disk, of_site);
    const auto table = text ? read_table(*text, 1, of_site) : std::nullopt;
    if (!table) return tl::unexpected(problems);
    inside->site = read_site(*table, of_site);

    for (const Language language : all_languages)
        read_words(folder, disk, {problems, "words/" + std::string{code(language)} + ".toml"},
                   inside->words[static_cast<std::size_t>(language)]);
    const Words& source = inside->words[0];
    bool any = false;
    for (std::size_t i = 0; i < word_count; ++i) {
        const Word word = static_cast<Word>(i);
        any = any || !source[word].empty();
        // A word that is missing is shown in Indonesian.
        for (Words& words : inside->words)
            if (words[word].empty()) words.set(word, source[word]);
    }
    if (!any) return tl::unexpected(problems);

    each_named(folder, disk, {problems, "facts.toml"},
               [&](const std::string& id, const toml::table& one, Complaints& complaints, int) {
                   inside->facts.emplace(id, read_fact(id, one, complaints));
               });
    each_named(folder, disk, {problems, "links.toml"},
               [&](const std::string& id, const toml::table& one, Complaints& complaints, int line) {
                   Link link = read_link(id, one, complaints);
                   if (const std::string why = why_not_allowed(link.url, inside->site.hosts); !why.empty())
                       complaints.add(line, Fault::LinkNotAllowed, {link.url, why});
                   else
                       inside->links.emplace(id, std::move(link));
               });
    return Content{std::move(inside)};
}

const Site& Content::site() const { return inside_->site; }
void Content::expires(std::optional<Date> last_day) { inside_->site.valid_until = last_day; }

const Words& Content::words(Language language) const { return inside_->words[static_cast<std::size_t>(language)]; }

const Fact* Content::fact(std::string_view id) const {
    const auto found = inside_->facts.find(id);
    return found == inside_->facts.end() ? nullptr : &found->second;
}

const Link* Content::link(std::string_view id) const {
    const auto found = inside_->links.find(id);
    return found == inside_->links.end() ? nullptr : &found->second;
}

const Guide* Content::guide(std::string_view id, Language language) const {
    const std::string file = "guides/" + std::string{id} + "." + std::string{code(language)} + ".md";
    return inside_->kept(inside_->guides, file, id, [&](const std::string& text, Complaints& complaints) {
        return read_guide(std::string{id}, text, *this, complaints);
    });
}

const QuestionSet* Content::question_set(std::string_view id) const {
    const std::string file = "questions/" + std::string{id} + ".toml";
    return inside_->kept(inside_->question_sets, file, id, [&](const std::string& text, Complaints& complaints) {
        return read_question_set(std::string{id}, text, complaints);
    });
}

const Section* Content::section(std::string_view id) const {
    for (const Section& section : inside_->site.sections)
        if (section.id == id) return &section;
    return nullptr;
}

std::vector<std::string> Content::guide_ids() const {
    return names_in(inside_->folder / "guides", {".id.md", ".jv.md", ".en.md"});
}

std::vector<std::string> Content::question_set_ids() const {
    return names_in(inside_->folder / "questions", {".toml"});
}

fs::path Content::clip(Language language, std::string_view name) const {
    fs::path file = inside_->folder / "voices" / code(language) / (std::string{name} + ".opus");
    std::error_code error;
    return fs::exists(file, error) ? file : fs::path{};
}

fs::path Content::drawing(std::string_view name) const {
    if (!is_id(name)) return {};
    for (const char* ending : {".png", ".svg"}) {
        std::error_code error;
        fs::path file = inside_->folder / "drawings" / (std::string{name} + ending);
        if (fs::exists(file, error)) return file;
    }
    return {};
}

void sort(std::vector<ContentProblem>& problems) {
    std::stable_sort(problems.begin(), problems.end(), [](const ContentProblem& a, const ContentProblem& b) {
        return std::tie(a.file, a.line) < std::tie(b.file, b.line);
    });
}

std::vector<ContentProblem> Content::problems() const {
    Problems sorted = inside_->problems;
    sort(sorted);
    return sorted;
}

}  // namespace balai
