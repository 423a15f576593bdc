#include "platform/glass/type.h"

#include <SDL_ttf.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <span>
#include <utility>

#include "platform/base/handle.h"

namespace balai {

namespace {

// Of Noto Sans, in em: where a browser puts the baseline of a line box.
constexpr float ascent = 1.069F, descent = 0.293F;
constexpr std::size_t most_kept = 160;              // paragraphs; a page has at most about thirty
constexpr std::size_t most_kept_bytes = 512 << 10;  // of their pictures
constexpr std::string_view no_break_space = "\u00a0", em_space = "\u2003";

struct Run {
    std::string text;
    Weight weight;
    int width = 0;
};
using Line = std::vector<Run>;

struct Word {
    std::vector<Run> runs;  // a word may change its weight in the middle
    bool ends_line = false;
    std::string_view space = " ";  // before it, where its line has a word already
};

// Splits at spaces, plain and wide, and at line ends; `**` switches the weight.
std::vector<Word> words_of(std::string_view text, Weight base) {
    std::vector<Word> words(1);
    Weight weight = base;
    const auto add = [&](char c) {
        auto& runs = words.back().runs;
        if (runs.empty() || runs.back().weight != weight) runs.push_back({{}, weight});
        runs.back().text += c;
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.substr(i, 2) == "**") {
            weight = weight == base ? Weight::Bold : base;
            ++i;
        } else if (text[i] == '\n') {
            words.back().ends_line = true;
            words.emplace_back();
        } else if (text[i] == ' ') {
            if (!words.back().runs.empty()) words.emplace_back();
        } else if (text.substr(i, em_space.size()) == em_space) {
            if (!words.back().runs.empty()) words.emplace_back();
            words.back().space = em_space;
            i += em_space.size() - 1;
        } else if (text.substr(i, 2) == no_break_space) {
            add(' ');  // breaking is already decided; the font's plain space has the right width
            ++i;
        } else {
            add(text[i]);
        }
    }
    if (words.back().runs.empty() && words.size() > 1 && !words[words.size() - 2].ends_line) words.pop_back();
    return words;
}

void append(Line& line, const Word& word) {
    bool first = !line.empty();
    for (const Run& run : word.runs) {
        const std::string_view space = std::exchange(first, false) ? word.space : "";
        if (!line.empty() && line.back().weight == run.weight) {
            line.back().text.append(space) += run.text;
        } else {
            if (!space.empty()) line.back().text += space;
            line.push_back(run);
        }
    }
}

struct Key {
    TypeStyle style;
    std::string text;
};
// Compares without making a string for every look-up.
struct KeyOrder {
    using is_transparent = void;
    using View = std::pair<const TypeStyle&, std::string_view>;
    static View view(const Key& key) { return {key.style, key.text}; }
    static View view(const View& key) { return key; }
    template <typename A, typename B>
    bool operator()(const A& a, const B& b) const {
        return view(a) < view(b);
    }
};

struct Kept {
    Paragraph paragraph;
    std::vector<Line> lines;
    Picture picture;
    bool drawn = false;
    unsigned used = 0;
};

}  // namespace

struct Typesetter::Inside {
    struct Library {
        Library() { ok = TTF_Init() == 0; }
        ~Library() {
            if (ok) TTF_Quit();
        }
        Library(const Library&) = delete;
        Library& operator=(const Library&) = delete;
        bool ok;
    } library;
    std::filesystem::path folder;
    std::map<std::pair<Weight, int>, Handle<TTF_Font, TTF_CloseFont>> fonts;
    std::map<Key, Kept, KeyOrder> kept;
    unsigned now = 0;

    static const char* file_of(Weight weight) {
        return weight == Weight::Bold ? "NotoSans-Bold.ttf" : "NotoSans-Regular.ttf";
    }

    TTF_Font* font(Weight weight, int pixels) {
        auto& font = fonts[{weight, pixels}];
        if (!font) {
            font.reset(TTF_OpenFont((folder / file_of(weight)).c_str(), pixels));
            // Light hinting keeps stems crisp; the sub-pixel variant bypasses the glyph cache and costs ten times more.
            if (font) TTF_SetFontHinting(font.get(), TTF_HINTING_LIGHT);
        }
        return font.get();
    }

    void measure(Line& line, int pixels) {
        for (Run& run : line) {
            int width = 0;
            if (TTF_Font* with = font(run.weight, pixels)) TTF_SizeUTF8(with, run.text.c_str(), &width, nullptr);
            run.width = width;
        }
    }

    static int width_of(const Line& line) {
        int width = 0;
        for (const Run& run : line) width += run.width;
        return width;
    }

    Line line_of(std::span<const Word> words, int pixels) {
        Line line;
        for (const Word& word : words) append(line, word);
        measure(line, pixels);
        return line;
    }

    // Shaping a whole line anew for every word would cost the square of its length: the sum of its words decides
    // wherever it is so far from the edge that what joining them changes cannot matter.
    struct Sum {
        int words = 0, width = 0;
        void add(int of_word, std::string_view space, int pixels) {
            width += of_word + (words == 0 ? 0 : space == em_space ? pixels : pixels / 4);
            ++words;
        }
        int doubt(int pixels) const { return pixels / 4 + words * pixels / 8; }
    };

    bool fits(std::span<const Word> words, const Sum& sum, const TypeStyle& style) {
        const int doubt = sum.doubt(style.pixels);
        if (sum.width + doubt <= style.width) return true;
        if (sum.width - doubt > style.width) return false;
        return width_of(line_of(words, style.pixels)) <= style.width;
    }

    struct Span {
        std::size_t from = 0, to = 0;  // words of one line
        std::size_t size() const { return to - from; }
        std::span<const Word> of(const std::vector<Word>& words) const {
            return std::span{words}.subspan(from, size());
        }
    };

    // A single word left over on the last line takes the word before it along, where there is room and the line before
    // keeps two.
    void keep_company(const std::vector<Word>& words, std::vector<Span>& lines, std::size_t first,
                      const TypeStyle& style) {
        if (lines.size() < first + 2) return;
        Span &last = lines.back(), &before = lines[lines.size() - 2];
        if (last.size() != 1 || before.size() < 3) return;
        const Span both{last.from - 1, last.to};
        if (width_of(line_of(both.of(words), style.pixels)) > style.width) return;
        last = both;
        --before.to;
    }

    static int beginning(const TypeStyle& style, int width) {
        const int free = style.width - width;
        return style.align == Align::Left ? 0 : style.align == Align::Centre ? free / 2 : free;
    }

    void break_lines(std::string_view text, const TypeStyle& style, Kept& kept_text) {
        std::vector<Word> words = words_of(text, style.weight);
        std::vector<Span> broken(1);
        std::size_t first = 0;  // line of the present paragraph
        Sum sum;
        for (std::size_t i = 0; i < words.size(); ++i) {
            measure(words[i].runs, style.pixels);
            Sum longer = sum;
            longer.add(width_of(words[i].runs), words[i].space, style.pixels);
            if (broken.back().size() == 0 || fits(Span{broken.back().from, i + 1}.of(words), longer, style)) {
                broken.back().to = i + 1;
                sum = longer;
            } else {
                broken.push_back({i, i + 1});
                sum = {};
                sum.add(width_of(words[i].runs), words[i].space, style.pixels);
            }
            if (words[i].ends_line) {
                keep_company(words, broken, first, style);
                broken.push_back({i + 1, i + 1});
                first = broken.size() - 1;
                sum = {};
            }
        }
        keep_company(words, broken, first, style);
        std::vector<Line>& lines = kept_text.lines;
        for (const Span& line : broken) lines.push_back(line_of(line.of(words), style.pixels));
        Paragraph& paragraph = kept_text.paragraph;
        paragraph.lines = static_cast<int>(lines.size());
        paragraph.height = static_cast<int>(
            std::lround(static_cast<float>(style.pixels) * style.line_height * static_cast<float>(lines.size())));
        for (const Line& line : lines) paragraph.width = std::max(paragraph.width, width_of(line));
        paragraph.too_wide = paragraph.width > style.width;
        paragraph.width = std::min(paragraph.width, style.width);
        paragraph.left = beginning(style, paragraph.width);
    }

    Kept& keep(std::string_view text, const TypeStyle& style) {
        auto found = kept.find(KeyOrder::View{style, text});
        if (found == kept.end()) {
            found = kept.try_emplace(Key{style, std::string{text}}).first;
            break_lines(text, style, found->second);
        }
        found->second.used = ++now;
        return found->second;
    }

    // Puts the coverage of one run so that its baseline lies at (x, baseline).
    void draw_run(Picture& picture, const Run& run, int pixels, int x, int baseline) {
        TTF_Font* with = font(run.weight, pixels);
        if (!with || run.text.empty()) return;
        // The shaded mode gives one byte of coverage a pixel, which is all we keep.
        const Handle<SDL_Surface, SDL_FreeSurface> drawn{
            TTF_RenderUTF8_Shaded(with, run.text.c_str(), {255, 255, 255, 255}, {0, 0, 0, 255})};
        if (!drawn) return;
        const int top = baseline - TTF_FontAscent(with);
        for (int row = 0; row < drawn->h; ++row) {
            const int y = top + row;
            if (y < 0 || y >= picture.height) continue;
            const auto* from = static_cast<const std::uint8_t*>(drawn->pixels) + row * drawn->pitch;
            std::uint8_t* to =
                picture.coverage.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width);
            for (int column = 0; column < drawn->w; ++column)
                if (const int at = x + column; at >= 0 && at < picture.width) to[at] = std::max(to[at], from[column]);
        }
    }

    void draw(const TypeStyle& style, Kept& text) {
        const float line = static_cast<float>(style.pixels) * style.line_height;
        const float em = static_cast<float>(style.pixels);
        Picture& picture = text.picture;
        picture.width = text.paragraph.width;
        picture.height = text.paragraph.height + static_cast<int>(std::ceil(em * 0.2F));  // descenders of tight lines
        picture.coverage.assign(static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height), 0);
        for (std::size_t i = 0; i < text.lines.size(); ++i) {
            const float top = line * static_cast<float>(i);
            const auto baseline =
                static_cast<int>(std::lround(top + (line - (ascent + descent) * em) / 2 + ascent * em));
            int x = beginning(style, width_of(text.lines[i])) - text.paragraph.left;
            for (const Run& run : text.lines[i]) {
                draw_run(picture, run, style.pixels, x, baseline);
                x += run.width;
            }
        }
        text.drawn = true;
    }
};

Typesetter::Typesetter(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Typesetter::Typesetter(Typesetter&&) noexcept = default;
Typesetter& Typesetter::operator=(Typesetter&&) noexcept = default;
Typesetter::~Typesetter() = default;

Result<Typesetter> Typesetter::open(const std::filesystem::path& fonts) {
    auto inside = std::make_unique<Inside>();
    if (!inside->library.ok) return fail(Trouble::Internal, "huruf", TTF_GetError());
    inside->folder = fonts;
    for (const Weight weight : {Weight::Regular, Weight::Bold}) {
        std::error_code error;
        if (!std::filesystem::is_regular_file(fonts / Inside::file_of(weight), error))
            return fail(Trouble::NotFound, "huruf", (fonts / Inside::file_of(weight)).string());
        if (!inside->font(weight, 39)) return fail(Trouble::Damaged, "huruf", TTF_GetError());
    }
    return Typesetter{std::move(inside)};
}

const Paragraph& Typesetter::set(std::string_view text, const TypeStyle& style) {
    return inside_->keep(text, style).paragraph;
}

const Picture& Typesetter::picture(std::string_view text, const TypeStyle& style) {
    Kept& kept = inside_->keep(text, style);
    if (!kept.drawn) inside_->draw(style, kept);
    return kept.picture;
}

void Typesetter::trim() {
    auto& kept = inside_->kept;
    std::size_t bytes = 0;
    for (const auto& [key, text] : kept) bytes += text.picture.coverage.size();
    while (kept.size() > most_kept || bytes > most_kept_bytes) {
        const auto oldest = std::min_element(
            kept.begin(), kept.end(), [](const auto& a, const auto& b) { return a.second.used < b.second.used; });
        bytes -= oldest->second.picture.coverage.size();
        kept.erase(oldest);
    }
}

}  // namespace balai
