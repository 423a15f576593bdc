#include "kiosk/speech/number_words.h"

#include <array>

namespace balai {

namespace {

using Ten = std::array<std::string_view, 10>;

constexpr Ten indonesian{"nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"};
constexpr Ten javanese{"nol", "setunggal", "kalih", "tiga", "sekawan", "gangsal", "enem", "pitu", "wolu", "sanga"};
// Before "dasa", "atus", "ewu".
constexpr Ten javanese_joined{"", "se", "kalih", "tigang", "kawan", "gangsal", "enem", "pitung", "wolung", "sangang"};
constexpr Ten english{"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"};
constexpr Ten english_teens{"ten",     "eleven",  "twelve",    "thirteen", "fourteen",
                            "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
constexpr Ten english_tens{"", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};

const Ten& digits_of(Language language) {
    return language == Language::Indonesian ? indonesian : language == Language::Javanese ? javanese : english;
}

std::string joined(const std::string& first, const std::string& rest) {
    if (first.empty() || rest.empty()) return first + rest;
    return first + " " + rest;
}

std::string below_thousand_id(std::uint64_t n) {
    if (n == 0) return {};
    if (n < 10) return std::string{indonesian[n]};
    if (n == 10) return "sepuluh";
    if (n == 11) return "sebelas";
    if (n < 20) return std::string{indonesian[n % 10]} + " belas";
    if (n < 100) return joined(std::string{indonesian[n / 10]} + " puluh", below_thousand_id(n % 10));
    const std::string hundreds = n < 200 ? "seratus" : std::string{indonesian[n / 100]} + " ratus";
    return joined(hundreds, below_thousand_id(n % 100));
}

std::string below_thousand_jv(std::uint64_t n) {
    if (n == 0) return {};
    if (n < 10) return std::string{javanese[n]};
    if (n == 10) return "sedasa";
    if (n == 11) return "sewelas";
    if (n < 20) return std::string{n == 14 ? "kawan" : javanese[n % 10]} + " welas";
    if (n == 25) return "selangkung";
    if (n < 100) {
        const std::string tens = n / 10 == 5   ? "seket"
                                 : n / 10 == 6 ? "sewidak"
                                               : std::string{javanese_joined[n / 10]} + " dasa";
        return joined(tens, below_thousand_jv(n % 10));
    }
    const std::string hundreds = n < 200 ? "satus" : std::string{javanese_joined[n / 100]} + " atus";
    return joined(hundreds, below_thousand_jv(n % 100));
}

std::string below_thousand_en(std::uint64_t n) {
    if (n == 0) return {};
    if (n < 10) return std::string{english[n]};
    if (n < 20) return std::string{english_teens[n - 10]};
    if (n < 100) return joined(std::string{english_tens[n / 10]}, below_thousand_en(n % 10));
    const std::string hundreds = std::string{english[n / 100]} + " hundred";
    return n % 100 == 0 ? hundreds : hundreds + " and " + below_thousand_en(n % 100);
}

std::string below_thousand(std::uint64_t n, Language language) {
    switch (language) {
        case Language::Indonesian:
            return below_thousand_id(n);
        case Language::Javanese:
            return below_thousand_jv(n);
        case Language::English:
            break;
    }
    return below_thousand_en(n);
}

// "three hundred thousand": how many of a power of a thousand there are.
std::string powers(std::uint64_t count, int power, Language language) {
    constexpr std::string_view names[3][4] = {
        {"", "ribu", "juta", "miliar"}, {"", "ewu", "yuta", "miliar"}, {"", "thousand", "million", "billion"}};
    if (count == 0) return {};
    const std::string name{names[static_cast<int>(language)][power]};
    if (power == 0) return below_thousand(count, language);
    if (power == 1 && count == 1 && language == Language::Indonesian) return "seribu";
    if (language != Language::Javanese || count > 9 || power > 1) return below_thousand(count, language) + " " + name;
    return count == 1 ? "sewu" : std::string{javanese_joined[count]} + " " + name;
}

constexpr std::array<std::array<std::string_view, 2>, 12> months_id{{{"Jan", "Januari"},
                                                                     {"Feb", "Februari"},
                                                                     {"Mar", "Maret"},
                                                                     {"Apr", "April"},
                                                                     {"Mei", "Mei"},
                                                                     {"Jun", "Juni"},
                                                                     {"Jul", "Juli"},
                                                                     {"Agu", "Agustus"},
                                                                     {"Sep", "September"},
                                                                     {"Okt", "Oktober"},
                                                                     {"Nov", "November"},
                                                                     {"Des", "Desember"}}};
constexpr std::array<std::array<std::string_view, 2>, 12> months_en{{{"Jan", "January"},
                                                                     {"Feb", "February"},
                                                                     {"Mar", "March"},
                                                                     {"Apr", "April"},
                                                                     {"May", "May"},
                                                                     {"Jun", "June"},
                                                                     {"Jul", "July"},
                                                                     {"Aug", "August"},
                                                                     {"Sep", "September"},
                                                                     {"Oct", "October"},
                                                                     {"Nov", "November"},
                                                                     {"Dec", "December"}}};

}  // namespace

std::string number_words(std::uint64_t number, Language language) {
    if (number == 0) return std::string{digits_of(language)[0]};
    if (number > 999'999'999'999) return digit_words(std::to_string(number), language);
    std::string words;
    for (int power = 0; number > 0; ++power, number /= 1000)
        words = joined(powers(number % 1000, power, language), words);
    return words;
}

std::string digit_words(std::string_view digits, Language language) {
    std::string words;
    for (const char digit : digits) words = joined(words, std::string{digits_of(language)[digit - '0']});
    return words;
}

const NumberSigns& number_signs(Language language) {
    static constexpr NumberSigns signs[] = {
        {"rupiah", "koma", "titik", "sampai", "persen", "plus", "atau", "dan"},
        {"rupiyah", "koma", "titik", "dumugi", "persen", "plus", "utawi", "lan"},
        {"rupiah", "point", "dot", "to", "per cent", "plus", "or", "and"},
    };
    return signs[static_cast<int>(language)];
}

std::string_view month_words(std::string_view short_name, Language language) {
    for (const auto& month : language == Language::English ? months_en : months_id)
        if (month[0] == short_name) return month[1];
    return {};
}

}  // namespace balai
