// Numbers as people say them, in each language of the terminal; Javanese in simple krama.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "kiosk/content/text.h"

namespace balai {

// Up to 999 milliards; what is larger is said digit by digit.
std::string number_words(std::uint64_t number, Language language);
// Each digit on its own, as a telephone number is read: "nol delapan nol nol".
std::string digit_words(std::string_view digits, Language language);

// The few words that stand between numbers.
struct NumberSigns {
    std::string_view rupiah, point, dot, to, per_cent, plus, either, both;
};
const NumberSigns& number_signs(Language language);

// "Sep" -> "September"; nothing when it is no short name of a month.
std::string_view month_words(std::string_view short_name, Language language);

}  // namespace balai
