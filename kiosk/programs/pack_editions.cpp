#include "pack_editions.h"

#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <map>
#include <memory>

#include "exit_code.h"
#include "kiosk/content/content.h"
#include "kiosk/editions/build.h"
#include "kiosk/editions/pack.h"
#include "pack_voice.h"
#include "platform/sign/signature.h"

namespace balai {

namespace {

namespace fs = std::filesystem;

struct Wish {
    std::string source, out, site, issued, valid_until, key, role, trust, language = "id";
    std::string author, reviewer, receipt, after;
    std::vector<std::string> hosts, revoked;
    std::uint64_t sequence = 1;
    bool no_password = false;
};

int say(const Problem& problem) {
    std::cerr << "balai-pack: " << problem.detail << "\n";
    return exit_code(problem);
}

int wrong(const std::string& sentence) {
    std::cerr << "balai-pack: " << sentence << "\n";
    return wrong_usage;
}

int say(const RefusedPack& refused, const std::string& language) {
    std::cout << "refused " << code(refused.reason) << ": "
              << sentence(refused, language == "en" ? OfficerLanguage::English : OfficerLanguage::Indonesian) << "\n";
    return at_fault;
}

std::string ask_password(const char* question) {
    std::cerr << question << std::flush;
    termios before{};
    const bool terminal = tcgetattr(STDIN_FILENO, &before) == 0;
    termios quiet = before;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    if (terminal) tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    std::string password;
    std::getline(std::cin, password);
    if (terminal) tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    std::cerr << "\n";
    return password;
}

int build(const Wish& words) {
    BuildOrder order{words.site, words.sequence, {}, std::nullopt};
    const auto issued = parse_date(words.issued);
    if (!issued) return wrong("--issued takes a date such as 2026-11-23");
    order.issued = *issued;
    order.valid_until = parse_date(words.valid_until);
    if (!words.valid_until.empty() && !order.valid_until) return wrong("--valid-until takes a date such as 2027-11-23");
    const auto content = Content::open(words.source, real_disk());
    if (content) {
        const auto problems = check(*content, words.source, real_disk());
        const auto count = std::count_if(problems.begin(), problems.end(), [](const ContentProblem& one) {
            return severity_of(one.fault) == Severity::Problem;
        });
        if (count > 0) {
            std::cerr << "balai-pack: "
                      << (words.language == "en" ? std::to_string(count) + " problems in " + words.source +
                                                       "; see balai-pack check. Nothing was built."
                                                 : std::to_string(count) + " masalah di " + words.source +
                                                       "; lihat balai-pack check. Paket tidak dibuat.")
                      << "\n";
            return at_fault;
        }
    }
    const auto manifest = build_pack(words.source, words.out, order, real_disk());
    if (!manifest) return say(manifest.error());
    std::cout << words.out << ": " << manifest->files.size() << " files, " << total_size(*manifest) << " bytes\n";
    if (content) tell_what_is_silent(*content, words.source, words.language);
    return done;
}

int keygen(const Wish& words) {
    for (const char* ending : {".key", ".pub"})
        if (fs::exists(words.out + ending)) return wrong(words.out + ending + " is there already");
    std::optional<std::string> password;
    if (!words.no_password) {
        password = ask_password("Kata sandi baru / New password: ");
        if (password->size() < 8) return wrong("a password has at least 8 letters");
        if (password != ask_password("Sekali lagi / Again: ")) return wrong("the two passwords differ");
    }
    const SecretKey key = generate_key();
    const auto secret = to_file(key, password);
    if (!secret) return say(Problem{Trouble::Internal, "key", "not enough memory for the password"});
    if (auto written = real_disk().write_durably(words.out + ".key", *secret); !written) return say(written.error());
    fs::permissions(words.out + ".key", fs::perms::owner_read | fs::perms::owner_write);
    if (auto written = real_disk().write_durably(words.out + ".pub", to_file(key.public_key())); !written)
        return say(written.error());
    std::cout << words.out << ".pub: " << to_string(key.id) << "\n";
    return done;
}

int sign(const Wish& words) {
    const fs::path file =
        fs::is_directory(words.source) ? fs::path{words.source} / manifest_name : fs::path{words.source};
    const auto bytes = real_disk().read(file, largest_manifest);
    if (!bytes) return say(bytes.error());
    const auto manifest = read_manifest(*bytes);
    const auto trust = read_trust(*bytes);
    if (!manifest && !trust) return say(manifest.error(), words.language);
    const auto text = real_disk().read(words.key, 4096);
    if (!text) return say(text.error());
    auto key = secret_key_from_file(*text, std::nullopt);
    if (!key && key.error() == KeyFault::PasswordNeeded)
        key = secret_key_from_file(*text, ask_password("Kata sandi / Password: "));
    if (!key)
        return wrong(key.error() == KeyFault::WrongPassword ? "the password is wrong"
                                                            : words.key + " is no secret key");
    const std::string comment = words.role + (manifest ? " of pack " : " of trust ") +
                                (manifest ? manifest->site : trust->site) + " " +
                                std::to_string(manifest ? manifest->sequence : trust->version);
    const Role role = words.role == "author" ? Role::Author : Role::Reviewer;
    const Role other = role == Role::Author ? Role::Reviewer : Role::Author;
    const auto others = real_disk().read(file.parent_path() / signature_name(file.filename().string(), other), 4096);
    if (const auto signature = others ? read_signature(*others) : tl::unexpected(SignatureFault::Malformed);
        signature && signature->key == key->id)
        return wrong("this key has signed as " + std::string{code(other)} +
                     "; two people sign, each with a key of their own");
    const fs::path to = file.parent_path() / signature_name(file.filename().string(), role);
    if (auto written = real_disk().write_durably(to, sign(hash512(*bytes), comment, *key)); !written)
        return say(written.error());
    std::cout << to.string() << ": " << comment << "\n";
    return done;
}

int verify_pack(const Wish& words) {
    const auto text = real_disk().read(words.trust, largest_trust);
    if (!text) return say(text.error());
    const auto trust = read_trust(*text);
    if (!trust) return say(trust.error(), words.language);
    const auto papers = read_papers(words.source, real_folders());
    if (!papers) return say(papers.error(), words.language);
    Known known;  // numbers are judged by the terminal, which knows what it has
    if (const auto manifest = read_manifest(papers->manifest)) known.bar = Edition{manifest->sequence - 1, ""};
    const auto verdict = verify(papers->manifest, papers->signatures, *trust, known);
    if (!verdict) return say(verdict.error(), words.language);
    if (auto checked = check_blobs(words.source, verdict->manifest, real_folders()); !checked)
        return say(checked.error(), words.language);
    std::cout << "ok\n";
    return done;
}

tl::expected<PublicKey, int> key_of(const std::string& file) {
    const auto text = real_disk().read(file, 4096);
    if (!text) return tl::unexpected(say(text.error()));
    const auto key = public_key_from_file(*text);
    if (!key) return tl::unexpected(wrong(file + " is no public key"));
    return *key;
}

int new_trust(const Wish& words) {
    TrustFile trust;
    trust.site = words.site;
    if (words.site.empty() && words.after.empty())
        return wrong("trust new wants --site, or --after with the present trust file");
    if (!words.after.empty()) {
        const auto text = real_disk().read(words.after, largest_trust);
        if (!text) return say(text.error());
        const auto old = read_trust(*text);
        if (!old) return say(old.error(), words.language);
        if (!words.site.empty() && words.site != old->site)
            return wrong("--after is a trust file for " + old->site + ", not for " + words.site);
        trust = *old;
        ++trust.version;
    }
    const auto author = key_of(words.author), reviewer = key_of(words.reviewer);
    if (!author) return author.error();
    if (!reviewer) return reviewer.error();
    trust.author = *author;
    trust.reviewer = *reviewer;
    if (!words.receipt.empty()) {
        const auto receipt = key_of(words.receipt);
        if (!receipt) return receipt.error();
        trust.receipt = *receipt;
    }
    for (const std::string& file : words.revoked) {
        const auto key = key_of(file);
        if (!key) return key.error();
        trust.revoked.push_back(key->id);
    }
    std::sort(trust.revoked.begin(), trust.revoked.end(),
              [](const KeyId& a, const KeyId& b) { return to_string(a) < to_string(b); });
    trust.hosts.insert(trust.hosts.end(), words.hosts.begin(), words.hosts.end());
    std::sort(trust.hosts.begin(), trust.hosts.end());
    trust.hosts.erase(std::unique(trust.hosts.begin(), trust.hosts.end()), trust.hosts.end());
    const std::string text = to_text(trust);
    if (const auto read = read_trust(text); !read) return say(read.error(), words.language);
    if (auto written = real_disk().write_durably(words.out, text); !written) return say(written.error());
    std::cout << words.out << ": version " << trust.version << "\n";
    return done;
}

int stick(const Wish& words) {
    if (!fs::is_directory(words.out)) return wrong(words.out + " is no folder; is the stick in?");
    const auto copied = copy_to_stick(words.source, words.out, real_folders());
    if (!copied) return say(copied.error(), words.language);
    std::cout << copied->string() << "\n";
    return done;
}

}  // namespace

std::function<std::optional<int>()> add_edition_words(CLI::App& app) {
    auto words = std::make_shared<Wish>();
    Wish& w = *words;
    std::vector<std::pair<CLI::App*, int (*)(const Wish&)>> all;
    const auto add = [&](CLI::App& to, const char* name, const char* what, int (*run)(const Wish&)) {
        CLI::App* word = to.add_subcommand(name, what);
        word->add_option("--lang", w.language, "Language of the sentences: id, en")->check(CLI::IsMember({"id", "en"}));
        all.emplace_back(word, run);
        return word;
    };
    CLI::App* word = add(app, "build", "Make a pack of a content folder; the same order gives the same bytes", build);
    word->add_option("SOURCE", w.source, "The content folder")->required();
    word->add_option("OUT", w.out, "The pack folder to make")->required();
    word->add_option("--site", w.site, "For which terminals")->required();
    word->add_option("--seq", w.sequence, "The number of this edition; each is larger than the one before")->required();
    word->add_option("--issued", w.issued, "The day of issue")->required();
    word->add_option("--valid-until", w.valid_until, "The day after which pages say that they are old");

    word = add(app, "keygen", "Make a secret key NAME.key and its public key NAME.pub", keygen);
    word->add_option("NAME", w.out)->required();
    word->add_flag("--no-password", w.no_password, "For trials only");

    word = add(app, "sign", "Sign a pack, or a trust file, as author or as reviewer", sign);
    word->add_option("PACK", w.source, "The pack folder or the trust file")->required();
    word->add_option("--key", w.key, "The secret key")->required();
    word->add_option("--role", w.role)->required()->check(CLI::IsMember({"author", "reviewer"}));

    word = add(app, "verify", "Say ok, or why a terminal would refuse this pack", verify_pack);
    word->add_option("PACK", w.source)->required();
    word->add_option("--trust", w.trust, "The trust file of the terminals")->required();

    CLI::App* trust = app.add_subcommand("trust", "Whom the terminals believe");
    trust->require_subcommand(1);
    word = add(*trust, "new", "Make a trust file; a later one is signed by both present roles", new_trust);
    word->add_option("--site", w.site, "For which terminals; with --after those of that file");
    word->add_option("--author", w.author, "The author's public key")->required();
    word->add_option("--reviewer", w.reviewer, "The reviewer's public key")->required();
    word->add_option("--receipt", w.receipt, "The public key with which the office confirms results");
    word->add_option("--host", w.hosts, "A host that codes may lead to: every one of hosts in site.toml");
    word->add_option("--revoke", w.revoked, "A public key that counts no more");
    word->add_option("--after", w.after, "The present trust file; the new one has the next version");
    word->add_option("--out", w.out)->required();

    word = add(app, "stick", "Copy a pack to a stick and read it back", stick);
    word->add_option("PACK", w.source)->required();
    word->add_option("DIR", w.out, "Where the stick is mounted")->required();

    return [words, all]() -> std::optional<int> {
        for (const auto& [chosen, run] : all)
            if (chosen->parsed()) return run(*words);
        return std::nullopt;
    };
}

}  // namespace balai
