// What a page shows besides running text: the invitation, cards, numbers to call, codes. (storyboard: pages)
#include <algorithm>

#include "kiosk/paint/grid.h"
#include "kiosk/paint/page_ui.h"
#include "kiosk/visit/take_home.h"

namespace balai {

using namespace grid;

namespace {

constexpr float width_of_column = 70;  // the widest of three cards side by side, for which authors break their lines

}  // namespace

void PageUi::invitation(const Text& two_lines, const std::string& drawing, int scene) {
    // Four places, 8 to 16 pixels apart on the 10" screen, so that no edge stays where it was.
    constexpr float shifts[4][2] = {{0, 0}, {2, 1.4F}, {-2, -0.8F}, {0, 2}};
    shift_x_ = shifts[scene % 4][0];
    shift_y_ = shifts[scene % 4][1];
    Rect box = stretched(left + shift_x_, 17 + shift_y_, wide, modes_.big ? 50 : 60);
    put_plain(box, palette_.invitation);
    put_invitation_strip(box);
    if (palette_.shadows) {
        // The strip is square; the page's colour rounds its two lower corners again.
        const Box outer = pixels(box);
        const int radius = px(2.6F);
        const Picture& corner = wardrobe_.corner(radius);
        const int side = radius + 1;
        stage_.quad({outer.x, outer.bottom() - side, side, side}, {0, corner.height - side, side, side}, &corner,
                    palette_.page);
        stage_.quad({outer.right() - side, outer.bottom() - side, side, side},
                    {corner.width - side, corner.height - side, side, side}, &corner, palette_.page);
    }
    const float disc = modes_.big ? 38 : 45;
    const Rect at = stretched(152 + shift_x_ + (45 - disc) / 2, 21.5F + shift_y_, 45, 45);
    const Rect round{at.x, at.y, disc, disc};
    put_round(round, palette_.disc);
    const float inner = disc * 0.69F;
    put_drawing({round.x + (disc - inner) / 2, round.y + (disc - inner) / 2, inner, inner}, drawing, palette_.drawing);
    const float line = 17;
    const float top = box.y + (box.h - 6.15F - 2 * line - 1) / 2;
    Words with = words(Type::Invitation, Weight::Bold, palette_.invitation_first, 1.2F);
    with.middle = Middle::Yes;
    const float width = round.x - box.x - 10 - 2;
    say("heading", "heading", {box.x + 10, top, width, line}, first_line(two_lines), with, palette_.invitation);
    with.colour = palette_.invitation_second;
    say("heading.second", "heading", {box.x + 10, top + line + 1, width, line}, second_line(two_lines), with,
        palette_.invitation);
}

void PageUi::put_invitation_strip(Rect box) {
    const float frame = palette_.shadows ? 0 : 2 * edge;  // in high contrast it goes on around the strip
    put_strip({box.x + frame, box.y + box.h - 6.2F - frame, box.w - 2 * frame, 6.15F}, palette_.invitation_ground,
              palette_.invitation_petal);
}

void PageUi::put_fact_card(Rect box, const std::string& id, const FactCard& card, Rect label_at, Rect text_at) {
    Words label = words(Type::Small, Weight::Bold, palette_.soft, 1.2F);
    label.middle = Middle::Yes;
    Words text = words(Type::Body, Weight::Regular, palette_.text, modes_.big ? 1.06F : 1.2F);
    if (modes_.big || text_at.x > label_at.x) text.middle = Middle::Yes;
    bool fits = put_text(label_at, card.label, label);
    fits = put_text(text_at, text_at.w > width_of_column ? flowing(card.text) : card.text, text) && fits;
    add(id, "fact", box, card.label + "\n" + card.text, text.type, text.colour, palette_.card.fill, fits);
}

void PageUi::facts(std::span<const FactCard> cards, const Text& caution) {
    constexpr float x[3] = {left, 74.1F, 148.1F}, w[3] = {64.1F, width_of_column, 64.1F};
    if (modes_.big) parts_ = 3;  // two cards; the third and the caution; the buttons
    for (std::size_t i = 0; i < cards.size() && i < 3; ++i) {
        const std::string id = "fact." + std::to_string(i + 1);
        if (modes_.big) {
            if (part_ != static_cast<int>(i / 2)) continue;
            const Rect box = stretched(left, i == 1 ? 67.8F : 29.6F, wide, 34.2F);
            put_card(box);
            const float side = std::clamp(box.h - 20.2F, 14.0F, 24.0F);
            put_well({box.x + 4, box.y + 4, side, side}, cards[i].drawing, palette_.well, palette_.drawing);
            put_fact_card(box, id, cards[i], {box.x + 4, box.y + side + 6, 52, 11},
                          {box.x + 58, box.y - 1, box.w - 60, box.h});
            continue;
        }
        const Rect box = stretched(x[i], 29.6F, w[i], 41);
        put_card(box);
        const float y = box.y + (box.h - 41) / 2;  // on a taller page the air is above and below
        put_well({box.x + 3, y + 2.6F, 9.6F, 9.6F}, cards[i].drawing, palette_.well, palette_.drawing, 0.71F);
        put_fact_card(box, id, cards[i], {box.x + 15, y + 2.6F, box.w - 17, 9.6F},
                      {box.x + 3.6F, y + 13.6F, box.w - 5, 26.4F});
    }
    if (caution.empty() || (modes_.big && part_ != 1)) return;
    put_caution(modes_.big ? stretched(left, 67.8F, wide, 34.2F) : stretched(left, 73.6F, wide, 11.4F), caution);
}

void PageUi::put_result_number(Rect box, const Text& label, const Text& number, float height_of_label) {
    Words large = words(Type::Number, Weight::Bold, palette_.strong, 1.0F);
    large.middle = Middle::Yes;
    put_card(box);
    Words who = words(Type::Body, Weight::Regular, palette_.text, 1.2F);
    bool fits = put_text({box.x + 6, box.y + (modes_.big ? 1.5F : 3.0F), box.w - 8, height_of_label}, label, who);
    fits = put_text({box.x + 6, box.y + box.h - 19.5F, box.w - 8, 17.5F}, number, large) && fits;
    add("number", "fact", box, label + "\n" + number, large.type, large.colour, palette_.card.fill, fits);
}

void PageUi::put_number_card(Rect box, const std::string& drawing, const Text& label, const Text& number) {
    Words small_words = words(kind_ == PageKind::Office ? Type::Body : Type::Small, Weight::Bold, palette_.soft, 1.2F);
    if (modes_.big) small_words.type = Type::Small;
    small_words.middle = Middle::Yes;
    Words large = words(Type::Number, Weight::Bold, palette_.strong, 1.0F);
    large.middle = Middle::Yes;
    put_card(box);
    const float top = kind_ == PageKind::Message ? 1.5F : 4;
    const float raised = kind_ == PageKind::Office ? 2.5F : kind_ == PageKind::Message ? 0.8F : 0;
    put_drawing({box.x + 4, box.y + top + 0.5F, 9, 9}, drawing, palette_.drawing);
    bool fits = put_text({box.x + 16, box.y + top, box.w - 18, 10}, label, small_words);
    // A number that gave way to words is set as words.
    const bool is_words = number.find_first_of("0123456789") == number.npos;
    if (is_words) large.type = Type::Body;
    fits = put_text({box.x + 4, box.y + box.h - 19.5F - raised, box.w - 5, 17.5F}, number, large) && fits;
    add("number", "fact", box, label + "\n" + number, large.type, large.colour, palette_.card.fill, fits);
}

Rect PageUi::number_of_message() const {
    return modes_.big ? stretched(left, modes_.low ? 38 : 72, wide, 30) : stretched(78, 78.4F, 134.2F, 29.6F);
}

void PageUi::number(const std::string& drawing, const Text& label, const Text& number) {
    if (kind_ == PageKind::Result) {
        if (modes_.big) parts_ = 2;
        if (modes_.big && part_ != 1) return;
        const Rect box = modes_.big ? stretched(left, 26.6F, wide, 42.9F) : stretched(left, 65, 112, 43);
        return put_result_number(box, label, number, modes_.big ? 24.0F : 17.0F);
    }
    Rect box = stretched(left, 29.6F, 120, modes_.big ? 36 : 40);
    if (kind_ == PageKind::Message) {
        if (part_ + 1 != parts_) return;
        box = number_of_message();
    } else if (modes_.big && part_ != 0) {
        return;
    }
    put_number_card(box, drawing, label, number);
}

void PageUi::line(const std::string& drawing, const Text& text) {
    Words with = words(Type::Body, Weight::Regular, palette_.text, 1.2F);
    with.middle = Middle::Yes;
    const std::string id = "line." + std::to_string(++lines_said_);
    if (kind_ == PageKind::Emergency) {
        const Rect at = stretched(left, 36, 22, 22);
        put_well({at.x, at.y, 22, 22}, drawing, palette_.well, palette_.drawing, 0.73F);
        return say(id, "body", {at.x + 27, at.y, stretched(0, 0, 170, 0).w, 22}, text, with, palette_.page);
    }
    const bool second = lines_said_ == 2;
    if (modes_.big) {
        parts_ = 2;
        if (part_ != (second ? 0 : 1)) return;
        const Rect at = second ? stretched(left, 67, 120, 25) : stretched(left, 31, wide, 27);
        put_drawing({at.x + 1, at.y + (at.h - 12) / 2, 12, 12}, drawing, palette_.drawing);
        return say(id, "body", {at.x + 18, at.y, at.w - 18, at.h}, text, with, palette_.page);
    }
    const Rect at = stretched(left, second ? 92 : 73, 122, second ? 15 : 17);
    put_drawing({at.x + 1, at.y + (at.h - 9) / 2, 9, 9}, drawing, palette_.drawing);
    say(id, "body", {at.x + 14, at.y, at.w - 14, at.h}, text, with, palette_.page);
}

void PageUi::hotlines(std::span<const Hotline> lines) {
    Words large = words(Type::Number, Weight::Bold, palette_.strong, 1.0F);
    large.middle = Middle::Yes;
    Words who = words(Type::Small, Weight::Regular, palette_.text, 1.2F);
    who.middle = Middle::Yes;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::string id = "hotline." + std::to_string(i + 1);
        if (kind_ == PageKind::Emergency) {
            const Rect box = stretched(left + static_cast<float>(i) * half_step, 66, half, 42);
            who.type = Type::Body;
            put_card(box);
            put_text({box.x + 7, box.y + 5, box.w - 11, 18}, lines[i].number, large);
            const bool fits = put_text({box.x + 7, box.y + 25, box.w - 11, 12}, lines[i].who, who);
            add(id, "fact", box, lines[i].number + "\n" + lines[i].who, large.type, large.colour, palette_.card.fill,
                fits);
            continue;
        }
        // As long as their words, in either size of type.
        struct Across {
            float x, w;
        };
        constexpr Across usual[] = {{left, 89.2F}, {99.2F, 48}, {151.2F, 61}},
                         large_type[] = {{left, 93.2F}, {103.2F, 53.4F}, {160.6F, 51.6F}};
        if (i >= 3) break;
        const Across& across = modes_.big ? large_type[i] : usual[i];
        const Rect box = stretched(across.x, 16, across.w, modes_.big ? 38.5F : 29.5F);
        put_plain(box, palette_.note);
        const float y = box.y + (box.h - (modes_.big ? 38.5F : 29.5F)) / 2;
        bool fits = put_text({box.x + 3.2F, y + 1.5F, box.w - 4, 17.5F}, lines[i].number, large);
        fits = put_text({box.x + 3.4F, y + (modes_.big ? 19 : 18.4F), box.w - 5.4F, modes_.big ? 19 : 9.4F},
                        lines[i].who, who) &&
               fits;
        add(id, "fact", box, lines[i].number + "\n" + lines[i].who, large.type, large.colour, palette_.note, fits);
    }
}

void PageUi::countdown(int seconds) { put_countdown(stretched(149, 22, 52, 52), seconds); }

void PageUi::put_countdown(Rect place, int seconds) {
    const Rect box{place.x, place.y, 52, 52};
    put_surface(box, {palette_.disc, palette_.line, {0, 0, 0, 0}, {0, 0, 0, 0}}, 26, edge, 0, 0, 0);
    Words with = words(Type::Countdown, Weight::Bold, palette_.strong, 1.0F);
    with.align = Align::Centre;
    with.middle = Middle::Yes;
    say("countdown", "countdown", box, std::to_string(seconds), with, palette_.disc);
}

void PageUi::code(const std::string& id, const std::string& payload, const Text& caption, const Text& instead) {
    if (is_together()) return put_code(stretched(together_boxes().code), id, payload, caption, instead, !bar_is_high_);
    const bool list = kind_ == PageKind::Take;
    const bool office = kind_ == PageKind::Office;
    Words host = words(Type::Small, Weight::Bold, palette_.strong, 1.2F);
    host.middle = Middle::Yes;
    // In large type the host has no room under the code: it moves beside it, or below the address.
    const bool host_below = list ? !caption.empty() : !modes_.big;
    if (modes_.big && part_ == 1) {
        // Beside the code it would read as part of the hours.
        if (office) say("qr.host", "label", stretched(left + 18, 62, wide - 18, 10), caption, host, palette_.page);
        return;
    }
    const Rect box = list     ? stretched(left, 16, 86, modes_.big ? 86 : 92)
                     : office ? stretched(130, 29.6F, 82.2F, modes_.big ? 72.4F : 78.4F)
                              : stretched(left, 29.6F, 80, modes_.big ? 72.4F : 78.4F);
    if (modes_.big && !list && !office)
        say("qr.host", "label", stretched(92, 91, 120, 10), caption, host, palette_.page);
    put_code(box, id, payload, caption, instead, host_below);
}

void PageUi::put_code(Rect box, const std::string& id, const std::string& payload, const Text& caption,
                      const Text& instead, bool host_below) {
    const int largest_version = kind_ == PageKind::Take || is_together() ? largest_list_code : largest_link_code;
    Words host = words(Type::Small, Weight::Bold, palette_.strong, 1.2F);
    host.align = Align::Centre;
    host.middle = Middle::Yes;
    const Picture* symbol = wardrobe_.code(payload, largest_version);
    // The white around a code belongs to it: in high contrast the words below it stand on it too.
    const bool white_card = symbol && !palette_.shadows;
    const Colour ground = white_card ? Colour{255, 255, 255, 255} : palette_.card.fill;
    if (white_card) {
        put_surface(box, {ground, ground, {0, 0, 0, 0}, {0, 0, 0, 0}}, 0, 0, 0, 0, 0);
        host.colour = {0, 0, 0, 255};
    } else {
        put_card(box);
    }
    if (!symbol) {
        Words sorry = words(Type::Body, Weight::Regular, palette_.text);
        sorry.middle = Middle::Yes;
        say("qr.none", "notice", {box.x + 5, box.y + 5, box.w - 10, box.h - 18}, instead, sorry, palette_.card.fill);
    } else {
        const float room = host_below ? box.h - (modes_.big ? 10.4F : 9.2F) : box.h - 1;
        // A short text in a large card would come out in blocks as large as a finger.
        const int largest = px(2.2F);
        const int module = std::min(largest, px(std::min(room, box.w - 2)) / symbol->width);
        const int side = module * symbol->width;
        const float side_units = static_cast<float>(side) / scale_.pixels;
        const float below = host_below ? 8 : 0;
        const Box at{px(box.x + box.w / 2) - side / 2, px(box.y + (box.h - side_units - below) / 2), side, side};
        stage_.quad(at, {0, 0, symbol->width, symbol->width}, symbol, {255, 255, 255, 255});
        Element element;
        element.id = id;
        element.role = "qr";
        element.rect = at;
        element.fg = {0, 0, 0, 255};
        element.bg = {255, 255, 255, 255};
        element.payload = payload;
        element.module_px = module;
        page_.elements.push_back(std::move(element));
    }
    // At the same place for every code, so that nothing jumps between two of them.
    if (host_below)
        say("qr.host", "label",
            {box.x + 1, box.y + box.h - (modes_.big ? 10.8F : 10.4F), box.w - 2, modes_.big ? 9.4F : 8}, caption, host,
            ground);
}

}  // namespace balai
