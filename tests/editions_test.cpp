// Packs: what is refused, and by which reason.
#include <cstdio>
#include <map>

#include "tests/catch.h"
#include "tests/pack_maker.h"

using namespace balai;

namespace {

std::string reason(const tl::expected<Verdict, RefusedPack>& verdict) {
    if (!verdict) return std::string{code(verdict.error().reason)};
    return verdict->installed ? "same" : "new";
}

}  // namespace

TEST_CASE("A manifest is read as it was written") {
    Manifest manifest = small_manifest(7);
    manifest.valid_until = parse_date("2027-11-23");
    manifest.files.push_back({"zz/a.png", std::string(64, 'a'), 12, Kind::Png, 288, 192});
    CHECK(read_manifest(to_text(manifest)).value() == manifest);
    CHECK(read_manifest(to_text(small_manifest(1))).value() == small_manifest(1));
}

TEST_CASE("A manifest has one spelling, and every other is refused by name") {
    const std::string text = to_text(small_manifest(7));
    const std::string h(64, 'a');
    const auto with = [&text](std::string_view from, std::string_view to) {
        std::string changed = text;
        const auto at = changed.find(from);
        REQUIRE(at != changed.npos);
        return changed.replace(at, from.size(), to);
    };
    const auto refused = [](const std::string& changed) {
        INFO(changed);
        const auto manifest = read_manifest(changed);
        return manifest ? Refusal{} : manifest.error().reason;
    };
    const std::string head = text.substr(0, text.find("blobs="));
    const auto one = [&head](const std::string& line) { return head + "blobs=1\n" + line + "\n"; };
    const std::pair<std::string, Refusal> table[] = {
        {"", Refusal::WrongType},
        {with("balai-pack 1", "balai-trust 1"), Refusal::WrongType},
        {with("balai-pack 1", "balai-pack x"), Refusal::WrongType},
        {with("balai-pack 1", "balai-pack 2"), Refusal::ProgramTooOld},
        {with("min_app=1", "min_app=2"), Refusal::ProgramTooOld},
        {with("site=wonosobo", "site=Wonosobo"), Refusal::Grammar},
        {with("site=wonosobo", "site="), Refusal::Grammar},
        {with("site=", "place="), Refusal::Grammar},
        {with("seq=7", "seq=0"), Refusal::Grammar},
        {with("seq=7", "seq=07"), Refusal::Grammar},
        {with("seq=7", "seq=-7"), Refusal::Grammar},
        {with("seq=7", "seq=9007199254740993"), Refusal::Grammar},
        {with("issued=2026-11-23", "issued=2026-11-31"), Refusal::Grammar},
        {with("valid_until=none", "valid_until="), Refusal::Grammar},
        {with("blobs=2", "blobs=1"), Refusal::Grammar},
        {with("blobs=2", "blobs=3"), Refusal::Grammar},
        {with("blobs=2", "blobs=5000"), Refusal::Grammar},
        {with("seq=7\n", "seq=7\r\n"), Refusal::Grammar},
        {with("seq=7\n", "seq=7\nnew=1\n"), Refusal::Grammar},
        {with(" text ", "  text "), Refusal::Grammar},
        {with("facts.toml", "zacts.toml"), Refusal::Grammar},  // not in order
        {with("facts.toml", "site.toml"), Refusal::Grammar},   // twice
        {with("facts.toml", "../facts.toml"), Refusal::Grammar},
        {with("facts.toml", "/facts.toml"), Refusal::Grammar},
        {with("facts.toml", "a//facts.toml"), Refusal::Grammar},
        {with("facts.toml", ".facts.toml"), Refusal::Grammar},
        {with("facts.toml", "Facts.toml"), Refusal::Grammar},
        {with("facts.toml", "facts.ttf"), Refusal::KindUnknown},
        {with("facts.toml", "facts"), Refusal::KindUnknown},
        {with(" text ", " png "), Refusal::KindUnknown},
        {with(" text 0 0", " text 1 0"), Refusal::Grammar},
        {one(h + " 5 png 0 0 a.png"), Refusal::Grammar},
        {one(h + " 5 png 4097 1 a.png"), Refusal::PixelBudget},
        {one(h + " 16777217 text 0 0 a.md"), Refusal::Grammar},
        {one(h.substr(1) + "A 5 text 0 0 a.md"), Refusal::Grammar},
        {text.substr(0, text.size() - 1), Refusal::Grammar},
        {text + "\n", Refusal::Grammar},
        {std::string(largest_manifest + 1, 'x'), Refusal::ManifestTooBig},
    };
    for (const auto& [changed, why] : table) CHECK(refused(changed) == why);
    // Each picture is small enough, all together are not.
    std::string many = head + "blobs=5\n";
    for (const char c : {'a', 'b', 'c', 'd', 'e'}) many += h + " 5 png 4096 4096 " + c + ".png\n";
    CHECK(refused(many) == Refusal::PixelBudget);
}

TEST_CASE("Every byte of a manifest replaced by all others is refused by both signatures") {
    const Signers signers;
    const std::string text = to_text(small_manifest(7));
    const Signatures signatures = signers.sign(text);
    const TrustFile trust = signers.trust();
    REQUIRE(verify(text, signatures, trust, {}));
    int tried = 0, bad = 0;
    std::map<std::string, int> reasons;
    const auto refuse = [&](const std::string& changed) {
        ++tried;
        const auto verdict = verify(changed, signatures, trust, {});
        bad += verdict.has_value();
        ++reasons[reason(verdict)];
        if (const auto manifest = read_manifest(changed)) CHECK(to_text(*manifest) == changed);
    };
    for (std::size_t at = 0; at < text.size(); ++at) {
        for (int value = 0; value < 256; ++value)
            if (static_cast<char>(value) != text[at])
                refuse(std::string{text}.replace(at, 1, 1, static_cast<char>(value)));
        refuse(text.substr(0, at));
    }
    std::printf("manifest bytes replaced and cut: %d tried, %d accepted\n", tried, bad);
    CHECK(bad == 0);
    CHECK(reasons.size() == 1);
    CHECK(reasons["sig_bad"] == tried);
}

TEST_CASE("Author and reviewer have both signed, each with the own key: the whole table") {
    const Signers signers;
    const SecretKey stranger = key_of(3), gone = key_of(4);
    TrustFile trust = signers.trust();
    trust.revoked = {gone.id};
    const std::string text = to_text(small_manifest(7));
    const auto by = [&text](const SecretKey* key) -> std::optional<std::string> {
        if (!key) return std::nullopt;
        return sign(hash512(text), "test", *key);
    };
    const SecretKey* a = &signers.author;
    const SecretKey* r = &signers.reviewer;
    struct Row {
        const SecretKey *author, *reviewer;
        const char* verdict;
    };
    const Row table[] = {
        {a, r, "new"},
        {a, a, "wrong_role"},
        {a, nullptr, "sig_missing"},
        {a, &stranger, "key_unknown"},
        {a, &gone, "key_revoked"},
        {r, r, "wrong_role"},
        {r, a, "wrong_role"},
        {r, nullptr, "wrong_role"},
        {r, &stranger, "wrong_role"},
        {r, &gone, "wrong_role"},
        {nullptr, r, "sig_missing"},
        {nullptr, a, "sig_missing"},
        {nullptr, nullptr, "sig_missing"},
        {nullptr, &stranger, "sig_missing"},
        {nullptr, &gone, "sig_missing"},
        {&stranger, r, "key_unknown"},
        {&stranger, a, "key_unknown"},
        {&stranger, nullptr, "key_unknown"},
        {&stranger, &stranger, "key_unknown"},
        {&stranger, &gone, "key_unknown"},
        {&gone, r, "key_revoked"},
        {&gone, a, "key_revoked"},
        {&gone, nullptr, "key_revoked"},
        {&gone, &stranger, "key_revoked"},
        {&gone, &gone, "key_revoked"},
    };
    for (const Row& row : table) {
        INFO(&row - table);
        CHECK(reason(verify(text, {by(row.author), by(row.reviewer)}, trust, {})) == row.verdict);
    }
    // A key that only carries the number of a known one.
    SecretKey forged = stranger;
    forged.id = a->id;
    CHECK(reason(verify(text, {by(&forged), by(r)}, trust, {})) == "sig_bad");
}

TEST_CASE("Old, same and far numbers: the whole table") {
    const Signers signers;
    const auto hash_of = [](std::uint64_t sequence) { return hex(hash256(to_text(small_manifest(sequence)))); };
    const auto judge = [&](std::uint64_t sequence, const Known& known) {
        const std::string text = to_text(small_manifest(sequence));
        return reason(verify(text, signers.sign(text), signers.trust(), known));
    };
    const Known seven{Edition{7, hash_of(7)}, {}};
    const Known other_seven{Edition{7, std::string(64, 'a')}, {}};
    CHECK(judge(6, seven) == "replay_older");
    CHECK(judge(1, seven) == "replay_older");
    CHECK(judge(7, seven) == "same");
    CHECK(judge(7, other_seven) == "replay_same_number_other_content");
    CHECK(judge(8, seven) == "new");
    CHECK(judge(10'007, seven) == "new");
    CHECK(judge(10'008, seven) == "jump_too_far");
    CHECK(judge(1'000'007, seven) == "jump_too_far");
    CHECK(judge(std::uint64_t{1} << 53, seven) == "jump_too_far");
    CHECK(judge(0, seven) == "grammar");
    CHECK(judge(1, {}) == "new");
    CHECK(judge(10'001, {}) == "jump_too_far");
    CHECK(judge(8, {Edition{7, hash_of(7)}, {hash_of(8)}}) == "known_bad");
    CHECK(judge(9, {Edition{7, hash_of(7)}, {hash_of(8)}}) == "new");
}

TEST_CASE("Content for another village is refused, even when it is well signed") {
    const Signers signers;
    Manifest manifest = small_manifest(7);
    manifest.site = "magelang";
    const std::string text = to_text(manifest);
    const auto verdict = verify(text, signers.sign(text), signers.trust(), {});
    REQUIRE(reason(verdict) == "wrong_site");
    CHECK(verdict.error().subject == "magelang");
}

TEST_CASE("A trust file is read as it was written, and a wrong one names its line") {
    const Signers signers;
    TrustFile trust = signers.trust();
    trust.receipt = key_of(5).public_key();
    trust.revoked = {key_of(6).id, key_of(7).id};
    trust.hosts = {"a.go.id", "b.go.id"};
    const std::string text = to_text(trust);
    CHECK(read_trust(text).value() == trust);
    const auto refused = [](const TrustFile& wrong) {
        const auto read = read_trust(to_text(wrong));
        return !read && read.error().reason == Refusal::TrustMalformed;
    };
    TrustFile wrong = trust;
    wrong.reviewer = wrong.author;
    CHECK(refused(wrong));
    wrong.reviewer.id.fill(9);  // the same key under another number
    CHECK(refused(wrong));
    wrong = trust;
    wrong.revoked = {trust.author.id};
    CHECK(refused(wrong));
    wrong = trust;
    wrong.hosts = {"b.go.id", "a.go.id"};
    CHECK(refused(wrong));
    wrong = trust;
    wrong.version = 0;
    CHECK(refused(wrong));
    CHECK_FALSE(read_trust(text + "\n"));
    CHECK_FALSE(read_trust(text.substr(0, text.size() - 1)));
    CHECK_FALSE(read_trust(text + "host=evil.example/path\n"));
    CHECK_FALSE(read_trust(""));
    int tried = 0, other_spelling = 0;
    for (std::size_t at = 0; at < text.size(); ++at)
        for (int value = 0; value < 256; ++value) {
            const auto changed = std::string{text}.replace(at, 1, 1, static_cast<char>(value));
            const auto read = read_trust(changed);
            ++tried;
            other_spelling += read && to_text(*read) != changed;
        }
    std::printf("trust bytes replaced: %d tried, %d read in two spellings\n", tried, other_spelling);
    CHECK(other_spelling == 0);
}

TEST_CASE("Trust moves on when both present roles have signed the next version: the whole table") {
    const Signers old, next;
    const TrustFile present = old.trust();
    TrustFile offered = next.trust();
    const auto offer = [&](std::uint64_t version, const Signers& by) -> std::string {
        offered.version = version;
        const std::string text = to_text(offered);
        const auto rotated = rotate(present, text, by.sign(text));
        return rotated ? "moved" : std::string{code(rotated.error().reason)};
    };
    CHECK(offer(2, old) == "moved");
    CHECK(offer(1, old) == "trust_older");
    CHECK(offer(3, old) == "trust_skips_a_version");
    CHECK(offer(2, next) == "sig_bad");  // the new ones alone; same numbers, other keys
    Signers half = old;
    half.reviewer = key_of(8);
    CHECK(offer(2, half) == "key_unknown");
    half.reviewer = half.author;
    CHECK(offer(2, half) == "wrong_role");
    offered.site = "magelang";
    CHECK(offer(2, old) == "wrong_site");

    // After the move the old signers count no more.
    TrustFile moved = present;
    moved.version = 2;
    moved.author = key_of(9).public_key();
    moved.revoked = {present.author.id};
    const std::string pack = to_text(small_manifest(7));
    CHECK(reason(verify(pack, old.sign(pack), moved, {})) == "key_revoked");
}

TEST_CASE("Every reason has a name and a sentence in both languages") {
    std::map<std::string_view, int> names;
    for (const Refusal refusal : all_refusals) {
        ++names[code(refusal)];
        const std::string id = sentence({refusal, "author"}, OfficerLanguage::Indonesian);
        const std::string en = sentence({refusal, "author"}, OfficerLanguage::English);
        INFO(id);
        CHECK(id != en);
        CHECK(id.size() > 30);
        CHECK(en.size() > 30);
        CHECK(id.find("{}") == id.npos);
        CHECK(id.find("author") == id.npos);
    }
    CHECK(names.size() == all_refusals.size());
}
