// Signatures: what stock minisign makes and takes, and that no changed byte passes.
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "platform/sign/base64.h"
#include "platform/sign/signature.h"
#include "tests/catch.h"
#include "tests/scratch.h"

using namespace balai;

namespace {

void put(const std::filesystem::path& file, std::string_view bytes) { std::ofstream{file, std::ios::binary} << bytes; }

std::string get(const std::filesystem::path& file) {
    std::ostringstream bytes;
    bytes << std::ifstream{file, std::ios::binary}.rdbuf();
    return bytes.str();
}

int shell(const std::string& command) { return std::system((command + " >/dev/null 2>&1").c_str()); }

constexpr std::string_view text = "balai-pack 1\nsite=wonosobo\n";

// Over the whole file, not only its reading: whether it is accepted.
bool accepted(std::string_view file, const PublicKey& key) { return verify(hash512(text), file, key).has_value(); }

}  // namespace

TEST_CASE("A hash is what b2sum prints, whole or in pieces") {
    CHECK(hex(hash256("")) == "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
    CHECK(hex(Hash256{}.add("a").add("b").add("c").finish()) == hex(hash256("abc")));
    CHECK(hex(hash512("abc")).substr(0, 16) == "ba80a53f981c4d0d");
}

TEST_CASE("Base64 has one spelling") {
    CHECK(to_base64("abcd") == "YWJjZA==");
    CHECK(from_base64("YWJjZA==", 4) == "abcd");
    for (const char* wrong : {"YWJjZB==", "YWJjZA=", "YWJjZA", "YWJjZA== ", "YWJj ZA==", "YWJjZA==\n", "YWJjZGU="})
        CHECK_FALSE(from_base64(wrong, 4));
}

TEST_CASE("What is signed is accepted with its comment, by its key and over its bytes only") {
    const SecretKey key = generate_key(), other = generate_key();
    const std::string file = sign(hash512(text), "pack 7 for wonosobo", key);
    CHECK(verify(hash512(text), file, key.public_key()).value() == "pack 7 for wonosobo");
    CHECK(verify(hash512("else"), file, key.public_key()).error() == SignatureFault::Bad);
    CHECK(verify(hash512(text), file, other.public_key()).error() == SignatureFault::WrongKey);
    SecretKey same_number = other;
    same_number.id = key.id;
    CHECK(verify(hash512(text), file, same_number.public_key()).error() == SignatureFault::Bad);
    std::string changed = file;
    changed.replace(changed.find("pack 7"), 6, "pack 8");
    CHECK(verify(hash512(text), changed, key.public_key()).error() == SignatureFault::CommentBad);
}

TEST_CASE("Every byte of a signature replaced by all others is refused") {
    const SecretKey key = generate_key();
    const std::string file = sign(hash512(text), "pack 7", key);
    const PublicKey known = key.public_key();
    REQUIRE(accepted(file, known));
    int tried = 0, bad = 0;
    for (std::size_t at = 0; at < file.size(); ++at)
        for (int value = 0; value < 256; ++value) {
            std::string changed = file;
            changed[at] = static_cast<char>(value);
            if (changed == file) continue;
            ++tried;
            bad += accepted(changed, known);
        }
    std::printf("signature bytes replaced: %d tried, %d accepted\n", tried, bad);
    CHECK(tried == static_cast<int>(file.size()) * 255);
    CHECK(bad == 0);
}

TEST_CASE("Every truncation, missing or added byte of a signature is refused") {
    const SecretKey key = generate_key();
    const std::string file = sign(hash512(text), "pack 7", key);
    int tried = 0, bad = 0;
    const auto refuse = [&](const std::string& changed) {
        if (changed == file) return;
        ++tried;
        bad += accepted(changed, key.public_key());
    };
    for (std::size_t at = 0; at < file.size(); ++at) {
        refuse(file.substr(0, at));
        refuse(std::string{file}.erase(at, 1));
        for (const char c : {'\0', '\n', '\r', ' ', '=', 'A'}) refuse(std::string{file}.insert(at, 1, c));
    }
    for (int value = 0; value < 256; ++value) refuse(file + static_cast<char>(value));
    refuse(file + file);
    refuse(std::string(largest_signature, 'A'));
    std::printf("signature cut or lengthened: %d tried, %d accepted\n", tried, bad);
    CHECK(bad == 0);
}

TEST_CASE("The old kind of signature is refused by name") {
    const SecretKey key = generate_key();
    std::string file = sign(hash512(text), "pack 7", key);
    const auto line = file.find('\n') + 1;
    CHECK(file.substr(line, 2) == "RU");
    file[line + 1] = 'W';  // "Ed"
    CHECK(verify(hash512(text), file, key.public_key()).error() == SignatureFault::WrongAlgorithm);
}

TEST_CASE("A key file gives the key back, and only with its password") {
    const SecretKey key = generate_key();
    CHECK(public_key_from_file(to_file(key.public_key())) == key.public_key());
    CHECK(public_key_from_line(to_line(key.public_key())) == key.public_key());
    const auto open = to_file(key, std::nullopt).value(), shut = to_file(key, "kata sandi").value();
    CHECK(secret_key_from_file(open, std::nullopt).value().bytes == key.bytes);
    CHECK(secret_key_from_file(shut, "kata sandi").value().bytes == key.bytes);
    CHECK(secret_key_from_file(shut, "kata sendi").error() == KeyFault::WrongPassword);
    CHECK(secret_key_from_file(shut, std::nullopt).error() == KeyFault::PasswordNeeded);
    CHECK(secret_key_from_file(open.substr(1), std::nullopt).error() == KeyFault::Malformed);
    CHECK_FALSE(public_key_from_file(to_file(key.public_key()) + "x\n"));
    CHECK_FALSE(public_key_from_file(to_line(key.public_key()) + "\n"));
}

TEST_CASE("A key file that asks for absurd memory is refused before it gets any") {
    auto file = to_file(generate_key(), "x").value();
    const auto line = file.find('\n') + 1;
    auto bytes = from_base64(std::string_view{file}.substr(line, file.size() - line - 1), 158).value();
    bytes[52] = 1;  // memory of terabytes
    CHECK(secret_key_from_file(file.substr(0, line) + to_base64(bytes) + "\n", "x").error() == KeyFault::TooCostly);
}

TEST_CASE("Stock minisign accepts our signatures and opens our keys") {
    Scratch scratch;
    const auto at = [&](const char* name) { return (scratch.folder / name).string(); };
    const SecretKey key = generate_key();
    put(at("text"), text);
    put(at("text.minisig"), sign(hash512(text), "pack 7", key));
    put(at("key.pub"), to_file(key.public_key()));
    put(at("key.key"), to_file(key, std::nullopt).value());
    CHECK(shell("minisign -V -p " + at("key.pub") + " -m " + at("text")) == 0);
    put(at("text"), "else");
    CHECK(shell("minisign -V -p " + at("key.pub") + " -m " + at("text")) != 0);
    put(at("key.locked"), to_file(key, "sandi").value());
    for (const std::string& with : {at("key.key") + " -W", at("key.locked")}) {
        REQUIRE(shell("echo sandi | minisign -S -t ours -s " + with + " -m " + at("text")) == 0);
        CHECK(verify(hash512("else"), get(at("text.minisig")), key.public_key()).value() == "ours");
    }
}

TEST_CASE("We accept what stock minisign made, and refuse its old kind") {
    Scratch scratch;
    const auto at = [&](const char* name) { return (scratch.folder / name).string(); };
    put(at("text"), text);
    REQUIRE(shell("minisign -G -W -p " + at("key.pub") + " -s " + at("key.key")) == 0);
    REQUIRE(shell("minisign -S -s " + at("key.key") + " -m " + at("text")) == 0);
    const auto key = public_key_from_file(get(at("key.pub")));
    REQUIRE(key);
    CHECK(accepted(get(at("text.minisig")), *key));
    const auto secret = secret_key_from_file(get(at("key.key")), std::nullopt);
    REQUIRE(secret);
    CHECK(secret->public_key() == *key);
    REQUIRE(shell("minisign -S -l -s " + at("key.key") + " -m " + at("text")) == 0);
    CHECK(verify(hash512(text), get(at("text.minisig")), *key).error() == SignatureFault::WrongAlgorithm);
}
