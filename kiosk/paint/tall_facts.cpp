// Cards, numbers, codes and lists on an upright glass.
#include <algorithm>

#include "kiosk/paint/grid.h"
#include "kiosk/paint/tall_page.h"

namespace balai {

using namespace grid::tall;

namespace {

constexpr float close_lines = 1.08F;  // of a list that has to fit one photograph

}  // namespace

TallPage::CardSizes TallPage::card_sizes() const {
    // Large words need the whole width; the others begin below their label.
    if (modes_.big) return {12, 3, 4, 6};
    return {8, 1.4F, 0.8F, 16};
}

float TallPage::least_card(const FactCard& card) {
    const CardSizes sizes = card_sizes();
    const float width = stretched(0, 0, wide, 0).w - sizes.words_from - 2;
    const float leading = modes_.big ? 1.06F : 1.2F;
    const Words text = words(Type::Body, Weight::Regular, palette_.text, leading);
    const float line = static_cast<float>(pixels_of(Type::Body, modes_.big, scale_)) * leading / scale_.pixels;
    const auto lines = static_cast<float>(lines_of(flowing(card.text), text, width));
    return sizes.above + sizes.well + sizes.below + line * lines + 1.2F;
}

void TallPage::put_cards(std::span<const FactCard> cards, std::size_t first, Rect room) {
    const CardSizes sizes = card_sizes();
    float used = 0;
    for (const FactCard& card : cards) used += least_card(card) + 4;
    const float more = (room.h + 4 - used) / static_cast<float>(std::max<std::size_t>(1, cards.size()));
    float y = room.y;
    for (std::size_t i = 0; i < cards.size(); ++i) {
        const Rect box{room.x, y, room.w, least_card(cards[i]) + more};
        put_card(box);
        put_well({box.x + 4, box.y + sizes.above, sizes.well, sizes.well}, cards[i].drawing, palette_.well,
                 palette_.drawing);
        const float below = sizes.above + sizes.well + sizes.below;
        put_fact_card(box, "fact." + std::to_string(first + i + 1), cards[i],
                      {box.x + sizes.well + 8, box.y + sizes.above, box.w - sizes.well - 10, sizes.well},
                      {box.x + sizes.words_from, box.y + below, box.w - sizes.words_from - 2, box.h - below - 0.4F});
        y += box.h + 4;
    }
}

void TallPage::facts(std::span<const FactCard> cards, const Text& caution) {
    const auto all = cards.first(std::min<std::size_t>(cards.size(), 3));
    const std::size_t split = std::min<std::size_t>(all.size(), 2);
    Rect room = stretched(left, from_heading() + (modes_.big ? 0 : 12), wide, 0);
    room.h = stretched(0, foot(), 0, 0).y - room.y;
    if (modes_.big) {
        parts_ = 3;  // two cards; the third and the caution; the buttons
        if (part_ == 0) put_cards(all.first(split), 0, room);
        if (part_ != 1) return;
        room.h = room.h / 2 - 2;
        put_cards(all.subspan(split), split, room);
        if (!caution.empty()) put_caution(stretched(left, 100, wide, 55.6F), caution);
        return;
    }
    float height = 0;
    if (!caution.empty()) {
        const Words with = words(Type::Body, Weight::Regular, palette_.text, 1.2F);
        const float line = static_cast<float>(pixels_of(Type::Body, modes_.big, scale_)) * 1.2F / scale_.pixels;
        height = line * static_cast<float>(lines_of(caution, with, room.w - 14)) + 3.4F;
        float needed = height;
        for (const FactCard& card : all) needed += least_card(card) + 4;
        if (needed > room.h + 0.3F) {
            parts_ = 2;
            Rect above = stretched(left, from_heading(), wide, 0);
            above.h = height + 10;
            below_heading_ = above.y + above.h + 4;
            if (part_ == 0) put_cards(all, 0, room);
            if (part_ == 1) put_caution(above, caution);
            return;
        }
    }
    if (part_ != 0) return;
    if (height > 0) {
        put_caution({room.x, room.y + room.h - height, room.w, height}, caution);
        room.h -= height + 4;
    }
    put_cards(all, 0, room);
}

void TallPage::number(const std::string& drawing, const Text& label, const Text& number) {
    if (kind_ == PageKind::Result) {
        if (modes_.big) parts_ = 2;
        if (modes_.big && part_ != 1) return;
        return put_result_number(modes_.big ? stretched(left, 29, wide, 59) : stretched(left, 87, wide, 39.5F), label,
                                 number, modes_.big ? 38.0F : 17.0F);
    }
    if (kind_ == PageKind::Message) {
        if (part_ + 1 == parts_) put_number_card(stretched(left, foot() - 29.6F, wide, 29.6F), drawing, label, number);
        return;
    }
    if (part_ == 0) put_number_card(stretched(left, from_heading(), wide, 34), drawing, label, number);
}

void TallPage::line(const std::string& drawing, const Text& text) {
    Words with = words(Type::Body, Weight::Regular, palette_.text, 1.2F);
    with.middle = Middle::Yes;
    const std::string id = "line." + std::to_string(++lines_said_);
    if (kind_ == PageKind::Emergency) {
        const Rect at = stretched(left, 50, wide, 26);
        put_well({at.x, at.y + 2, 22, 22}, drawing, palette_.well, palette_.drawing, 0.73F);
        return say(id, "body", {at.x + 27, at.y, at.w - 27, at.h}, text, with, palette_.page);
    }
    parts_ = 2;
    if (part_ != 1) return;
    const float height = modes_.big ? 40 : 30;
    const Rect at = stretched(left, from_heading() + (lines_said_ == 2 ? height + 4 : 0), wide, height);
    put_drawing({at.x + 1, at.y + (at.h - 12) / 2, 12, 12}, drawing, palette_.drawing);
    say(id, "body", {at.x + 18, at.y, at.w - 18, at.h}, text, with, palette_.page);
}

void TallPage::hotlines(std::span<const Hotline> lines) {
    Words large = words(Type::Number, Weight::Bold, palette_.strong, 1.0F);
    large.middle = Middle::Yes;
    Words who = words(Type::Small, Weight::Regular, palette_.text, 1.2F);
    who.middle = Middle::Yes;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::string id = "hotline." + std::to_string(i + 1);
        const auto put = [&](Rect box, Rect number, Rect words_at, Colour ground) {
            bool fits = put_text(number, lines[i].number, large);
            fits = put_text(words_at, lines[i].who, who) && fits;
            add(id, "fact", box, lines[i].number + "\n" + lines[i].who, large.type, large.colour, ground, fits);
        };
        if (kind_ == PageKind::Emergency) {
            const Rect box = stretched(left, 84 + static_cast<float>(i) * 46, wide, 42);
            who.type = Type::Body;
            put_card(box);
            put(box, {box.x + 7, box.y + 5, box.w - 11, 18}, {box.x + 7, box.y + 25, box.w - 11, 12},
                palette_.card.fill);
            continue;
        }
        if (i >= 3) break;
        const bool first = i == 0;
        // As long as their words: in large type they stand below the numbers.
        const float police = modes_.big ? 49 : 52.4F;
        const float x = i == 2 ? left + police + 4 : left, w = first ? wide : i == 2 ? wide - police - 4 : police;
        if (modes_.big) {
            const Rect box = stretched(x, first ? 15.5F : 48, w, first ? 29.5F : 38.5F);
            put_plain(box, palette_.note);
            put(box, {box.x + 3.2F, box.y + 1, box.w - 4, 17.5F},
                {box.x + 3.4F, box.y + 18.8F, box.w - 4, box.h - 19.4F}, palette_.note);
            continue;
        }
        const Rect box = stretched(x, first ? 15.5F : 43, w, first ? 25 : 19.5F);
        put_plain(box, palette_.note);
        const float number = static_cast<float>(type_.set(lines[i].number, style(large, box.w)).width) / scale_.pixels;
        put(box, {box.x + 2.4F, box.y, number + 1, box.h}, {box.x + number + 4.6F, box.y, box.w - number - 5.1F, box.h},
            palette_.note);
    }
}

void TallPage::code(const std::string& id, const std::string& payload, const Text& caption, const Text& instead) {
    if (is_together()) return PageUi::code(id, payload, caption, instead);
    Words host = words(Type::Small, Weight::Bold, palette_.strong, 1.2F);
    host.middle = Middle::Yes;
    switch (kind_) {
        case PageKind::Take:
            return put_code(stretched(left, 29, wide, modes_.big ? 80 : 81), id, payload, caption, instead,
                            !caption.empty());
        case PageKind::Office: {
            if (part_ == 1) {
                if (modes_.big)
                    say("qr.host", "label", stretched(left + 18, foot() - 11, wide - 18, 10), caption, host,
                        palette_.page);
                return;
            }
            const float top = from_heading() + 37;
            return put_code(stretched(left, top, wide, foot() - top), id, payload, caption, instead, !modes_.big);
        }
        default:
            if (part_ == 0)
                return put_code(stretched(left, from_heading(), wide, modes_.big ? 72 : 82), id, payload, caption,
                                instead, !modes_.big);
            if (modes_.big)
                say("qr.host", "label", stretched(left, from_heading() + 66, wide, 10), caption, host, palette_.page);
    }
}

void TallPage::rows(std::span<const Row> rows) {
    if (kind_ == PageKind::Checklist) return list_of_rows(rows);
    if (kind_ == PageKind::Take) return ways_to_keep(rows);
    if (is_together()) return PageUi::rows(rows);
    const float top = from_heading() + 1;
    result_rows(rows, stretched(left, top, wide, (modes_.big ? foot() : 147) - top));
}

void TallPage::list_of_rows(std::span<const Row> rows) {
    Words with = words(Type::Body, Weight::Regular, palette_.text, close_lines);
    with.middle = Middle::Yes;
    const float line = static_cast<float>(pixels_of(Type::Body, modes_.big, scale_)) * close_lines / scale_.pixels;
    const Rect room = stretched(left, from_heading() - 2, wide, foot() - 51 - from_heading() + 2);
    const float from = bar_is_high_ ? 20.6F : 21.8F, width = room.w - (bar_is_high_ ? 21.4F : 24);
    float used = 0;
    std::vector<float> heights;
    for (const Row& row : rows) {
        heights.push_back(std::max(7.4F, line * static_cast<float>(lines_of(row.text, with, width))));
        used += heights.back();
    }
    // The room before the first row is one of the gaps.
    const float gap = std::clamp((room.h - used) / static_cast<float>(rows.size() + 1), 0.0F, 6.0F);
    float y = room.y + std::min(gap, 4.0F);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const float h = heights[i];
        put_disc(room.x + 2.4F, y + (h - 7.4F) / 2, 7.4F, static_cast<int>(i) + 1);
        put_drawing({room.x + from - 10, y + (h - 8) / 2, 8, 8}, rows[i].drawing, palette_.drawing);
        const bool inside = y + h <= room.y + room.h + 0.4F;
        say("line." + std::to_string(i + 1), "body", {room.x + from, y, width, inside ? h : 0}, rows[i].text, with,
            palette_.card.fill);
        y += h + gap;
    }
}

void TallPage::ways_to_keep(std::span<const Row> rows) {
    Words with = words(modes_.big ? Type::Small : Type::Body, Weight::Bold, palette_.strong, 1.2F);
    with.middle = Middle::Yes;
    const float top = modes_.big ? 112 : 114;  // the gap between two cards below the code
    const float step = (foot() - 11 - top) / 3;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Rect at = stretched(left, top + step * static_cast<float>(i), wide, step - 0.4F);
        const float side = std::min(13.0F, at.h);
        put_disc(at.x + 1, at.y + (at.h - 8.6F) / 2, 8.6F, static_cast<int>(i) + 1);
        if (!modes_.big)
            put_well({at.x + 12.5F, at.y + (at.h - side) / 2, side, side}, rows[i].drawing, palette_.well,
                     palette_.drawing, 0.72F);
        const float from = modes_.big ? 11.5F : 27;
        say("line." + std::to_string(i + 1), "body", {at.x + from, at.y, at.w - from, at.h}, rows[i].text, with,
            palette_.page);
    }
}

void TallPage::cost(const Text& label, const Text& text, const Text& road) {
    const Rect box = stretched(12, foot() - 50.4F, 112.4F, 34);
    put_plain(box, palette_.note);
    Words title = words(Type::Small, Weight::Bold, palette_.soft, 1.2F);
    const Words with = words(Type::Body, Weight::Regular, palette_.text, close_lines);
    const float from = 26, column = box.w - from - 2;
    // Line breaks were for a narrow card: what fits on one line stands on one.
    Text lines;
    for (Text rest = text + "\n" + road; !rest.empty(); rest = second_line(rest)) {
        const Text next = first_line(rest);
        const auto begin = lines.rfind('\n');
        const Text last = begin == lines.npos ? lines : lines.substr(begin + 1);
        const bool joins = !lines.empty() && lines_of(last + " " + next, with, column) == 1;
        lines += (lines.empty() ? "" : joins ? " " : "\n") + next;
    }
    Words all = with;
    all.middle = Middle::Yes;
    // The label stands on the first line of the prices.
    const float line = static_cast<float>(pixels_of(Type::Body, modes_.big, scale_)) * close_lines / scale_.pixels;
    const float height = line * static_cast<float>(lines_of(lines, with, column));
    title.middle = Middle::Yes;
    bool fits = put_text({box.x + 4, box.y + (box.h - height) / 2 + 0.3F, from - 5, line}, label, title);
    fits = put_text({box.x + from, box.y, column, box.h}, lines, all) && fits;
    add("cost", "fact", box, label + "\n" + text + "\n" + road, with.type, with.colour, palette_.note, fits);
}

void TallPage::footer(const Text& text) {
    if (kind_ == PageKind::Result && modes_.big) return;  // large type leaves it to the first page and to "Ask"
    const bool on_sheet = kind_ == PageKind::Checklist;
    const Rect box =
        on_sheet ? stretched(left + 0.35F, foot() - 15.6F, wide - 0.7F, 15.4F) : stretched(left, foot() - 16, wide, 16);
    put_foot(box, on_sheet);
    Words with = words(Type::Small, Weight::Regular, palette_.text, 1.2F);
    with.middle = Middle::Yes;
    const bool fits = put_text({box.x + 4, box.y, box.w - 6, box.h}, text, with);
    add("numbers", "fact", box, text, with.type, with.colour, palette_.well, fits);
}

void TallPage::verdict(const std::string& sign, const Text& text) {
    if (modes_.big && part_ != 0) return;
    put_verdict(modes_.big ? stretched(left, 29, wide, 126.6F) : stretched(left, 26, wide, 57), 26, sign, text);
}

void TallPage::late(const Text& text) {
    if (modes_.big && part_ != 1) return;
    put_late(modes_.big ? stretched(left, 92, wide, 63.6F) : stretched(left, 130.5F, wide, 35.1F), text);
}

}  // namespace balai
