// What the terminal says: site, words, guides, links, facts. Immutable, one owner. It is read from a folder as authors
// edit it (content/FORMAT.md); opening reads a handful of small files, a guide is read when it is first asked for.
#pragma once

#include <array>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/content/problem.h"
#include "kiosk/content/questions.h"
#include "kiosk/content/text.h"
#include "kiosk/content/words.h"
#include "platform/base/clock.h"
#include "platform/base/disk.h"

namespace balai {

// A value that guides quote: a fee, a number, a time. Said once, with its source and the date on which it was checked.
struct Fact {
    enum class Past { Replace, Keep };  // Replace: past its term it gives way to "ask the office"
    std::string id;
    std::array<std::string, 3> value;  // by Language
    std::string source;
    Date checked{};
    int term_days = 0;
    Past past = Past::Replace;
};

// An address that a code may carry: https to a host on the site's list, or tel:.
struct Link {
    std::string id;
    std::string url;
    std::string source;
    Date checked{};
};

struct Tile {
    std::string id;  // of a guide, a section, a question set, or one of the pages: mpaspor, office
    std::string drawing;
    Texts label;  // '\n' marks the preferred break
};

// A tile that leads to a few of its kind.
struct Section {
    std::string id;
    Texts heading;
    std::vector<Tile> entries;  // 2 to 4: guides, question sets or pages
    bool danger = false;        // as of a guide
};

struct Site {
    std::string name;  // in the header, "Balai"
    int edition = 0;
    std::vector<std::string> hosts;  // codes lead nowhere else
    std::vector<Tile> tiles;         // six picture tiles
    std::vector<Tile> wide;          // two wide tiles
    Texts office_name;
    Texts office_address;
    // Monday to Sunday, "08.00-15.00"; empty when closed. All empty until the office has said them: then "telepon dulu"
    // of the words is shown.
    std::array<std::string, 7> office_hours;
    std::string office_phone;                 // id of a fact
    std::string office_link;                  // id of a link
    std::string store_android, store_iphone;  // ids of links
    struct Hotline {
        std::string number;  // id of a fact
        Texts who;
    };
    std::vector<Hotline> hotlines;  // three, the first one is the widest
    std::string call_link;          // id of a link: the office's number as a code; may be empty
    std::vector<Section> sections;
    Date checked{};                   // procedure and addresses of the site's own pages
    std::optional<Date> valid_until;  // the last day of the edition; after it every page with a source says "old"
};

struct FactCard {
    std::string drawing;
    Text label;
    Text text;
};

struct Step {
    Text heading;                 // at most 6 words
    Text body;                    // at most 25 words
    Text caution;                 // may be empty
    std::string caution_drawing;  // a sign beside it that is worth a look; empty: the usual warning sign
    // Instead of a caution: a button to a guide or a question set.
    struct Branch {
        Text label;
        std::string to;  // empty: there is none
    };
    Branch branch;
    std::string drawing;
    std::string drawing_words;  // what the drawing shows, in words
    int line = 0;               // where its heading stands, for problems
};

struct Guide {
    std::string id;  // the same in every language
    Text title;
    std::string drawing;
    bool pages = false;           // a side guide: no overview, its end leads back to where one came from
    std::vector<FactCard> cards;  // exactly three; none in a side guide
    Text caution;                 // may be empty
    bool in_person = false;
    bool danger = false;              // numbers to call in danger stand on each of its pages
    std::vector<std::string> offers;  // buttons of the overview: "checklist", "epassport", guides, question sets
    Answers known;                    // what is clear already when somebody asks for a list from here
    std::string source;
    Date checked{};
    int term_days = 0;
    std::vector<Step> steps;  // 1 to 8
};

// The question set behind "my own list", and the side guide behind "what is an e-passport?".
inline constexpr const char* checklist_set = "syarat";
inline constexpr const char* epassport_guide = "epaspor";

class Content {
public:
    // Reads site.toml, facts.toml, links.toml and words/*.toml. Fails only when there is nothing to show at all; what
    // is merely faulty is left out and listed in problems().
    static tl::expected<Content, std::vector<ContentProblem>> open(const std::filesystem::path& folder, Disk& disk);

    Content(Content&&) noexcept;
    Content& operator=(Content&&) noexcept;
    ~Content();

    const Site& site() const;
    void expires(std::optional<Date> last_day);  // an edition knows that, not its files
    const Words& words(Language language) const;
    const Fact* fact(std::string_view id) const;  // null when there is none
    const Link* link(std::string_view id) const;
    // Null when the guide does not exist in that language or cannot be used; why stands in problems().
    const Guide* guide(std::string_view id, Language language) const;
    // Read when it is first asked for, as guides are; null when there is none or it cannot be used.
    const QuestionSet* question_set(std::string_view id) const;
    std::vector<std::string> question_set_ids() const;  // lists the folder, so only for checks
    const Section* section(std::string_view id) const;
    // Every guide of the folder, whether a tile leads to it or not; lists the folder, so only for checks.
    std::vector<std::string> guide_ids() const;
    // drawings/<name>.png beside drawings/<name>.svg, whichever exists; empty path when neither does.
    std::filesystem::path drawing(std::string_view name) const;
    // voices/<language>/<name>.opus; empty when nobody has spoken those words.
    std::filesystem::path clip(Language language, std::string_view name) const;
    // All problems met so far, in the order of files and lines.
    std::vector<ContentProblem> problems() const;

private:
    struct Inside;
    explicit Content(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

// How far ahead the check looks for terms that end: 90 days, of short terms only the last 14 (what may be used for 90
// days would otherwise always be named), or 90 days whatever the term.
enum class Ahead { Usual, Far };

// Reads everything there is and returns every problem: what `balai-pack check` prints. With a date also what is past
// its term on that day, or soon will be.
std::vector<ContentProblem> check(const std::filesystem::path& folder, Disk& disk, std::optional<Date> today = {},
                                  Ahead ahead = Ahead::Usual);
// The same of content that is open already.
std::vector<ContentProblem> check(const Content& content, const std::filesystem::path& folder, Disk& disk,
                                  std::optional<Date> today = {}, Ahead ahead = Ahead::Usual);
// By file and line, as check() returns them.
void sort(std::vector<ContentProblem>& problems);

}  // namespace balai
