#include "kiosk/terminal/play_words.h"

#include <cmath>
#include <sstream>

namespace balai {

std::vector<std::string> words_of_line(const std::string& line) {
    std::istringstream stream{line.substr(0, line.find(" #") == line.npos ? line.size() : line.find(" #"))};
    std::vector<std::string> words;
    for (std::string word; stream >> word;) words.push_back(word);
    if (!words.empty() && words[0][0] == '#') words.clear();
    return words;
}

std::optional<Moment> duration(const std::string& text) {
    std::size_t end = 0;
    double number = 0;
    try {
        number = std::stod(text, &end);
    } catch (const std::exception&) {
        return std::nullopt;
    }
    const std::string unit = text.substr(end);
    const double ms = unit == "ms"  ? 1
                      : unit == "s" ? 1e3
                      : unit == "m" ? 6e4
                      : unit == "h" ? 3.6e6
                      : unit == "d" ? 8.64e7
                                    : 0;
    if (ms == 0 || number < 0) return std::nullopt;
    return Moment{std::llround(number * ms)};
}

std::optional<Moment> correction(const std::string& text) {
    const char sign = text.empty() ? '\0' : text[0];
    const auto by = sign == '+' || sign == '-' ? duration(text.substr(1)) : std::nullopt;
    return by && sign == '-' ? -*by : by;
}

std::optional<int> whole(const std::string& text) {
    try {
        std::size_t end = 0;
        const int number = std::stoi(text, &end);
        if (end == text.size()) return number;
    } catch (const std::exception&) {
    }
    return std::nullopt;
}

std::optional<std::string> value(const std::vector<std::string>& words, const std::string& key) {
    for (const std::string& word : words)
        if (word.compare(0, key.size() + 1, key + "=") == 0) return word.substr(key.size() + 1);
    return std::nullopt;
}

std::string rest_of(const std::vector<std::string>& words, std::size_t from) {
    std::string rest;
    for (std::size_t i = from; i < words.size(); ++i) rest += (rest.empty() ? "" : " ") + words[i];
    return rest;
}

}  // namespace balai
