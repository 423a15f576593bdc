// Pages that list: papers to bring, what comes of an offer, three moves to keep a code. (storyboard: checklist, result,
// take)
#include <algorithm>

#include "kiosk/paint/grid.h"
#include "kiosk/paint/page_ui.h"

namespace balai {

using namespace grid;

void PageUi::put_disc(float x, float y, float side, int number) {
    put_round({x, y, side, side}, palette_.disc_number);
    Words with = words(Type::Small, Weight::Bold, palette_.disc_digit, 1.2F);
    with.align = Align::Centre;
    with.middle = Middle::Yes;
    put_text({x, y, side, side}, std::to_string(number), with);
}

// The white sheet that fits one photograph; everything that matters lies on it.
void PageUi::put_sheet() { put_card(stretched(left, 15.5F, wide, bar_is_high_ ? 87.5F : 92.5F)); }

void PageUi::rows(std::span<const Row> rows) {
    if (kind_ == PageKind::Checklist)
        list_rows(rows);
    else if (kind_ == PageKind::Take)
        take_rows(rows);
    else if (kind_ == PageKind::ListTogether)
        result_rows(rows, stretched(together_boxes().list));
    else
        result_rows(rows);
}

void PageUi::list_rows(std::span<const Row> rows) {
    Words with = words(Type::Body, Weight::Regular, palette_.text, 1.2F);
    with.middle = Middle::Yes;
    const float step = bar_is_high_ ? 9.6F : 10.3F;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Rect at = stretched(left, 31.6F + step * static_cast<float>(i), 138.5F, 9.4F);
        put_disc(at.x + 6, at.y + (at.h - 7.4F) / 2, 7.4F, static_cast<int>(i) + 1);
        put_drawing({at.x + 16.8F, at.y + (at.h - 8) / 2, 8, 8}, rows[i].drawing, palette_.drawing);
        const Rect box{at.x + 28.5F, at.y, at.w - 28.5F, at.h};
        say("line." + std::to_string(i + 1), "body", box, rows[i].text, with, palette_.card.fill);
    }
}

void PageUi::take_rows(std::span<const Row> rows) {
    Words with = words(modes_.big ? Type::Small : Type::Body, Weight::Bold, palette_.strong, 1.2F);
    with.middle = Middle::Yes;
    const float first = modes_.big ? 29 : 32, step = modes_.big ? 20 : 21, height = modes_.big ? 19 : 17;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Rect at = stretched(98, first + step * static_cast<float>(i), 114.2F, height);
        put_disc(at.x, at.y + (at.h - 8.6F) / 2, 8.6F, static_cast<int>(i) + 1);
        put_well({at.x + 12, at.y + (at.h - 17) / 2, 17, 17}, rows[i].drawing, palette_.well, palette_.drawing, 0.72F);
        const Rect box{at.x + 33, at.y, at.w - 33, at.h};
        say("line." + std::to_string(i + 1), "body", box, rows[i].text, with, palette_.page);
    }
}

void PageUi::result_rows(std::span<const Row> rows) {
    const float top = modes_.big ? 39.5F : 40, foot = modes_.big ? 102 : 94.5F;
    result_rows(rows, stretched(left, top, wide, foot - top));
}

void PageUi::result_rows(std::span<const Row> rows, Rect room) {
    Words with = words(Type::Body, Weight::Regular, palette_.text, 1.2F);
    with.middle = Middle::Yes;
    const float top = room.y, foot = room.y + room.h;
    const float side = modes_.big ? 11 : 9, gap = modes_.big ? 2.5F : 0.8F;
    const Rect across = room;
    const float line = static_cast<float>(pixels_of(Type::Body, modes_.big, scale_)) * 1.2F / scale_.pixels;
    const float width = across.w - side - 8;
    // As many as fit whole; the rest is another part of the page.
    float y = top;
    int part = 0;
    std::vector<std::pair<std::size_t, float>> here;
    std::vector<float> heights;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const float height = std::max(side, line * static_cast<float>(lines_of(rows[i].text, with, width)));
        if (y > top && y + height > foot + 0.3F) {
            ++part;
            y = top;
        }
        if (part == part_) {
            here.emplace_back(i, y);
            heights.push_back(height);
        }
        y += height + gap;
    }
    parts_ = part + 1;
    // Air between them where there is some, so that five lines are not a block.
    const float used = here.empty() ? 0 : here.back().second + heights.back() - top;
    const float air = std::min(4.0F, std::max(0.0F, (foot - top - used) / static_cast<float>(here.size() + 1)));
    for (std::size_t i = 0; i < here.size(); ++i) {
        const auto [row, at] = here[i];
        const float from = at + air * static_cast<float>(i);
        put_drawing({across.x + 1, from + (heights[i] - side) / 2, side, side}, rows[row].drawing, palette_.drawing);
        say("line." + std::to_string(row + 1), "body", {across.x + side + 6, from, width, heights[i]}, rows[row].text,
            with, palette_.page);
    }
}

void PageUi::cost(const Text& label, const Text& text, const Text& road) {
    const Rect box = stretched(147, bar_is_high_ ? 30.6F : 31.6F, 59.2F, bar_is_high_ ? 59.4F : 60);
    put_plain(box, palette_.note);
    Words title = words(Type::Small, Weight::Bold, palette_.soft, 1.2F);
    title.middle = Middle::Yes;
    Words with = words(Type::Body, Weight::Regular, palette_.text, 1.2F);
    const TypeStyle of_text = style(with, box.w - 8);
    const float text_height = static_cast<float>(type_.set(text, of_text).height) / scale_.pixels;
    const float road_height = static_cast<float>(type_.set(road, of_text).height) / scale_.pixels;
    bool fits = put_text({box.x + 4.5F, box.y + 1.2F, box.w - 9, 7.5F}, label, title);
    fits = put_text({box.x + 4.5F, box.y + 9, box.w - 8, text_height}, text, with) && fits;
    fits = put_text({box.x + 4.5F, box.y + box.h - road_height - 2, box.w - 8, road_height}, road, with) && fits;
    fits = fits && 9 + text_height + road_height + 2 <= box.h + 0.3F;
    add("cost", "fact", box, label + "\n" + text + "\n" + road, with.type, with.colour, palette_.note, fits);
}

void PageUi::put_foot(Rect box, bool on_sheet) {
    if (palette_.shadows || !on_sheet) return put_plain(box, palette_.well);
    // The sheet has a frame of its own already.
    stage_.flat(pixels({box.x, box.y, box.w, edge}), palette_.line);
}

void PageUi::footer(const Text& text) {
    if (kind_ == PageKind::Result && modes_.big) return;  // large type leaves it to the first page and to "Ask"
    const bool on_sheet = kind_ == PageKind::Checklist;
    const Rect box = on_sheet ? stretched(left + 0.35F, bar_is_high_ ? 91.6F : 96.6F, wide - 0.7F, 11.05F)
                              : stretched(left, 97, wide, 11);
    put_foot(box, on_sheet);
    Words with = words(Type::Small, Weight::Regular, palette_.text, 1.2F);
    with.middle = Middle::Yes;
    const bool fits = put_text({box.x + 5.7F, box.y, box.w - 8, box.h}, text, with);
    add("numbers", "fact", box, text, with.type, with.colour, palette_.well, fits);
}

void PageUi::verdict(const std::string& sign, const Text& text) {
    if (modes_.big && part_ != 0) return;
    put_verdict(modes_.big ? stretched(left, 26.6F, wide, 75.4F) : stretched(left, 26, wide, 35), 31, sign, text);
}

void PageUi::put_verdict(Rect box, float side, const std::string& sign, const Text& text) {
    const Colour ground = sign == "stop" ? palette_.grave : palette_.well;
    put_plain(box, ground);
    put_drawing({box.x + (side - 17) / 2, box.y + (box.h - 17) / 2, 17, 17}, sign, palette_.drawing);
    Words with = words(Type::Body, Weight::Regular, palette_.text, 1.2F);
    with.middle = Middle::Yes;
    const bool fits = put_text({box.x + side, box.y, box.w - side - 4, box.h}, text, with);
    add("verdict", "notice", box, text, with.type, with.colour, ground, fits);
}

void PageUi::late(const Text& text) {
    if (modes_.big && part_ != 1) return;
    put_late(modes_.big ? stretched(left, 73.5F, wide, 28.5F) : stretched(122, 65, 90.2F, 43), text);
}

void PageUi::put_late(Rect box, const Text& text) {
    put_card(box);
    Words with = words(Type::Body, Weight::Regular, palette_.text, 1.2F);
    with.middle = Middle::Yes;
    constexpr float narrow = 100;  // of the card that authors break their lines for
    Text shown = text;
    if (modes_.big || box.w > narrow) std::replace(shown.begin(), shown.end(), '\n', ' ');
    const bool fits = put_text({box.x + 6, box.y, box.w - 8, box.h}, shown, with);
    add("late", "fact", box, text, with.type, with.colour, palette_.card.fill, fits);
}

void PageUi::sign(const std::string& drawing, const Text& text) {
    below_ = Below::Sign;
    sign_ = drawing;
    caution_ = text;
}

}  // namespace balai
