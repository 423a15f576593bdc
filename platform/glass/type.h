// Shaped paragraphs: words in, lines of coverage out. Sizes are pixels of the em square; a paragraph is laid out once
// and kept, its picture is made when it is first drawn.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"
#include "platform/glass/canvas.h"

namespace balai {

enum class Weight { Regular, Bold };
enum class Align { Left, Centre, Right };

struct TypeStyle {
    int pixels = 0;  // em
    Weight weight = Weight::Regular;
    float line_height = 1.35F;  // in em
    int width = 0;              // of the box that the lines are broken for
    Align align = Align::Left;
    friend auto operator<=>(const TypeStyle&, const TypeStyle&) = default;
};

// Height of a capital letter of Noto Sans, in em.
constexpr float cap_height = 0.714F;

struct Paragraph {
    int left = 0;    // where the widest line begins in the width of its style
    int width = 0;   // of the widest line
    int height = 0;  // lines times line height
    int lines = 0;
    bool too_wide = false;  // a single word is wider than the box
};

class Typesetter {
public:
    // The folder holds NotoSans-Regular.ttf and NotoSans-Bold.ttf.
    static Result<Typesetter> open(const std::filesystem::path& fonts);
    Typesetter(Typesetter&&) noexcept;
    Typesetter& operator=(Typesetter&&) noexcept;
    ~Typesetter();

    // `**` switches between the weight of the style and bold; '\n' ends a line; a no-break space never breaks.
    // The reference lives until the next trim().
    const Paragraph& set(std::string_view text, const TypeStyle& style);
    // Its picture: paragraph.width wide and to be put at paragraph.left, paragraph.height high (grown where letters
    // reach beyond their lines).
    const Picture& picture(std::string_view text, const TypeStyle& style);
    // Forgets what was not used lately once there is too much; call between frames, never within one.
    void trim();

private:
    struct Inside;
    explicit Typesetter(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

}  // namespace balai
