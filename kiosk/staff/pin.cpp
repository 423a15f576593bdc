#include "kiosk/staff/pin.h"

#include <algorithm>
#include <array>

#include "platform/sign/secrets.h"

namespace balai {

using namespace std::chrono_literals;

namespace {

constexpr Moment first_wait = 15s, longest_wait = 1h;
constexpr int most_tries = 64;  // the wait stopped growing long before
constexpr std::uint64_t longest_file = 256;

bool all_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool goes_by_one_step(std::string_view digits) {
    const int step = (digits[1] - digits[0] + 10) % 10;
    for (std::size_t i = 1; i < digits.size(); ++i)
        if ((digits[i] - digits[i - 1] + 10) % 10 != step) return false;
    return true;
}

bool is_a_piece_repeated(std::string_view digits) {
    for (std::size_t piece = 1; piece <= digits.size() / 2; ++piece) {
        if (digits.size() % piece != 0) continue;
        bool repeated = true;
        for (std::size_t i = piece; i < digits.size() && repeated; ++i) repeated = digits[i] == digits[i - piece];
        if (repeated) return true;
    }
    return false;
}

bool reads_the_same_backwards(std::string_view digits) {
    return std::equal(digits.begin(), digits.end(), digits.rbegin());
}

int different_digits(std::string_view digits) {
    std::array<bool, 10> seen{};
    for (const char c : digits) seen[static_cast<std::size_t>(c - '0')] = true;
    return static_cast<int>(std::count(seen.begin(), seen.end(), true));
}

int number(std::string_view digits) {
    int value = 0;
    for (const char c : digits) value = value * 10 + (c - '0');
    return value;
}

// 170845, 17081945, 19450817: birthdays and the day of independence are guessed first.
bool looks_like_a_day(std::string_view digits) {
    const auto is_day_of_month = [](int day, int month) { return day >= 1 && day <= 31 && month >= 1 && month <= 12; };
    const auto two = [&](std::size_t at) { return number(digits.substr(at, 2)); };
    if (digits.size() == 6) return is_day_of_month(two(0), two(2)) || is_day_of_month(two(4), two(2));
    if (digits.size() != 8) return false;
    const auto is_year = [](int year) { return year >= 1900 && year <= 2099; };
    return (is_day_of_month(two(0), two(2)) && is_year(number(digits.substr(4)))) ||
           (is_year(number(digits.substr(0, 4))) && is_day_of_month(two(6), two(4)));
}

}  // namespace

std::optional<PinFault> fault_of_pin(std::string_view digits) {
    if (!all_digits(digits)) return PinFault::NotDigits;
    if (digits.size() < shortest_pin || digits.size() > longest_pin) return PinFault::Length;
    if (different_digits(digits) < 4 || goes_by_one_step(digits) || is_a_piece_repeated(digits) ||
        reads_the_same_backwards(digits) || looks_like_a_day(digits))
        return PinFault::Weak;
    return std::nullopt;
}

std::string random_pin(std::size_t length) {
    length = std::clamp(length, shortest_pin, longest_pin);
    while (true) {
        std::string digits;
        for (std::size_t i = 0; i < length; ++i) digits += static_cast<char>('0' + random_below(10));
        if (!fault_of_pin(digits)) return digits;
    }
}

Moment wait_after(int tries) {
    if (tries < free_tries) return 0ms;
    Moment wait = first_wait;
    for (int i = free_tries; i < tries && wait < longest_wait; ++i) wait *= 2;
    return std::min(wait, longest_wait);
}

Result<void> write_pin(std::string_view digits, const std::filesystem::path& state, Disk& disk) {
    if (fault_of_pin(digits)) return fail(Trouble::WrongUse, "PIN", "not a PIN that is allowed");
    const auto seal = sealed(digits);
    if (!seal) return tl::unexpected(seal.error());
    return disk.make_folder(state).and_then(
        [&] { return disk.write_durably(state / "pin", std::to_string(digits.size()) + " " + *seal + "\n"); });
}

Result<KeptPin> read_pin(const std::filesystem::path& state, Disk& disk) {
    const auto text = disk.read(state / "pin", longest_file);
    if (!text) return tl::unexpected(text.error());
    const bool whole = text->size() > 3 && (*text)[1] == ' ' && text->back() == '\n';
    const std::size_t length = whole ? static_cast<std::size_t>((*text)[0] - '0') : 0;
    if (length < shortest_pin || length > longest_pin)
        return fail(Trouble::Damaged, "PIN", "pin: not as it was written");
    return KeptPin{length, text->substr(2, text->size() - 3)};
}

bool opens(const KeptPin& pin, std::string_view digits) { return unseals(pin.seal, digits); }

PinGuard::PinGuard(const std::filesystem::path& state, Disk& disk, Moment now)
    : file_(state / "pin.tries"), disk_(disk), last_(now) {
    const auto text = disk_.read(file_, 8);
    if (!text) {
        // Nobody tried yet; anything else means that the count cannot be trusted.
        tries_ = text.error().trouble == Trouble::NotFound ? 0 : free_tries;
        return;
    }
    const bool is_count = text->size() >= 2 && text->size() <= 3 && text->back() == '\n' &&
                          all_digits(std::string_view{*text}.substr(0, text->size() - 1));
    tries_ = is_count ? number(std::string_view{*text}.substr(0, text->size() - 1)) : free_tries;
}

std::optional<Moment> PinGuard::closed_until(Moment now) const {
    const Moment wait = wait_after(tries_);
    if (wait == 0ms || now >= last_ + wait) return std::nullopt;
    return last_ + wait;
}

int PinGuard::tries_left() const { return std::max(0, free_tries - tries_); }

Result<void> PinGuard::begin_try(Moment now) {
    tries_ = std::min(tries_ + 1, most_tries);
    last_ = now;
    auto written = write();
    if (!written) tries_ = std::max(tries_, free_tries);
    return written;
}

Result<void> PinGuard::was_right() {
    tries_ = 0;
    return write();
}

Result<void> PinGuard::write() { return disk_.write_durably(file_, std::to_string(tries_) + "\n"); }

}  // namespace balai
