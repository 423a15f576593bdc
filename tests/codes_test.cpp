// Codes as a phone would see them: read back from the pixels of the page, straight, scaled, blurred, turned and noisy.
#include <zbar.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "kiosk/visit/take_home.h"
#include "platform/qr/qr_code.h"
#include "tests/rehearsal.h"

using namespace balai;

namespace {

struct Grey {
    int width = 0, height = 0;
    std::vector<unsigned char> pixels;
    unsigned char at(int x, int y) const {
        if (x < 0 || y < 0 || x >= width || y >= height) return 200;  // the wall behind the screen
        return pixels[static_cast<std::size_t>(y * width + x)];
    }
};

Grey grey_of(const Page& page, const Glass& glass) {
    Canvas canvas{glass.width, glass.height};
    canvas.draw(page.quads);
    Grey grey{glass.width, glass.height, {}};
    for (int y = 0; y < glass.height; ++y)
        for (int x = 0; x < glass.width; ++x) {
            const std::uint32_t p = canvas.row(y)[x];
            grey.pixels.push_back(
                static_cast<unsigned char>((((p >> 16) & 255) * 30 + ((p >> 8) & 255) * 59 + (p & 255) * 11) / 100));
        }
    return grey;
}

Grey picture_of(Rehearsal& rehearsal, const Screen& screen, const Glass& glass, Modes modes) {
    return grey_of(rehearsal.page(screen, glass, Language::Indonesian, modes), glass);
}

std::vector<std::string> decoded(const Grey& grey) {
    zbar::ImageScanner scanner;
    scanner.set_config(zbar::ZBAR_NONE, zbar::ZBAR_CFG_ENABLE, 0);
    scanner.set_config(zbar::ZBAR_QRCODE, zbar::ZBAR_CFG_ENABLE, 1);
    zbar::Image image{static_cast<unsigned>(grey.width), static_cast<unsigned>(grey.height), "Y800", grey.pixels.data(),
                      grey.pixels.size()};
    scanner.scan(image);
    std::vector<std::string> found;
    for (auto symbol = image.symbol_begin(); symbol != image.symbol_end(); ++symbol)
        found.push_back(symbol->get_data());
    return found;
}

// A photograph: another size, turned, out of focus, grainy, unevenly lit.
struct Shot {
    double scale = 1, degrees = 0, blur = 0, noise = 0, contrast = 1;
};

Grey taken(const Grey& from, const Shot& shot, unsigned seed) {
    std::mt19937 random{seed};
    std::normal_distribution<double> grain{0, shot.noise > 0 ? shot.noise : 1};
    const double angle = shot.degrees * 3.14159265358979 / 180;
    const double c = std::cos(angle), s = std::sin(angle);
    Grey to;
    to.width = static_cast<int>((std::abs(from.width * c) + std::abs(from.height * s)) * shot.scale);
    to.height = static_cast<int>((std::abs(from.width * s) + std::abs(from.height * c)) * shot.scale);
    to.pixels.resize(static_cast<std::size_t>(to.width) * static_cast<std::size_t>(to.height));
    const int reach = static_cast<int>(std::ceil(shot.blur / shot.scale));
    for (int y = 0; y < to.height; ++y)
        for (int x = 0; x < to.width; ++x) {
            const double u = (x - to.width / 2.0) / shot.scale, v = (y - to.height / 2.0) / shot.scale;
            const int sx = static_cast<int>(std::floor(u * c + v * s + from.width / 2.0));
            const int sy = static_cast<int>(std::floor(-u * s + v * c + from.height / 2.0));
            double sum = 0;
            int count = 0;
            for (int dy = -reach; dy <= reach; ++dy)
                for (int dx = -reach; dx <= reach; ++dx, ++count) sum += from.at(sx + dx, sy + dy);
            double light = sum / count;
            light = 128 + (light - 128) * shot.contrast;
            if (shot.noise > 0) light += grain(random);
            to.pixels[static_cast<std::size_t>(y * to.width + x)] =
                static_cast<unsigned char>(std::clamp(light, 0.0, 255.0));
        }
    return to;
}

bool reads(const Grey& grey, const std::string& payload) {
    const auto found = decoded(grey);
    return std::find(found.begin(), found.end(), payload) != found.end();
}

}  // namespace

TEST_CASE("Every code on every screen, size and colour says exactly its address") {
    Rehearsal rehearsal;
    const Site& site = rehearsal.content.site();
    const std::pair<Screen, std::string> codes[] = {
        {PhoneScreen{Store::Android, 0}, rehearsal.content.link(site.store_android)->url},
        {PhoneScreen{Store::Iphone, 0}, rehearsal.content.link(site.store_iphone)->url},
        {OfficeScreen{}, rehearsal.content.link(site.office_link)->url}};
    for (const Glass& glass :
         {Glass{1280, 800, 149}, Glass{1366, 768, 100}, Glass{1920, 1080, 141}, Glass{1920, 1080, 102}})
        for (const char* mode : {"normal", "big", "contrast", "big+contrast"})
            for (const auto& [screen, payload] : codes) {
                INFO(payload << " " << mode << " " << glass.width << "@" << glass.ppi);
                const Page page = rehearsal.page(screen, glass, Language::Indonesian, *modes_from(mode));
                const Element* code = page.find("qr.link");
                REQUIRE(code);
                CHECK(code->payload == payload);
                CHECK(payload.size() <= 84);
                CHECK(static_cast<float>(code->module_px) * 25.4F / glass.ppi >= 1.5F);
                CHECK(static_cast<float>(code->rect.w) * 25.4F / glass.ppi >= 60);
                CHECK(reads(picture_of(rehearsal, screen, glass, *modes_from(mode)), payload));
            }
}

TEST_CASE("The longest list and the office's number are read from the pixels of every screen, size and colour") {
    Rehearsal rehearsal;
    const QuestionSet* set = rehearsal.content.question_set("syarat");
    REQUIRE(set);
    Visit visit;
    std::string longest;
    each_way(*set, {}, [&](const Answers& answers) {
        const auto text = code_text(*set, answers, rehearsal.content, Language::Indonesian, rehearsal.today);
        REQUIRE(text);
        if (text->size() <= longest.size()) return;
        longest = *text;
        visit.answers["syarat"] = answers;
    });
    const std::string number = rehearsal.content.link(rehearsal.content.site().call_link)->url;
    const std::tuple<Screen, std::string, std::string> codes[] = {
        {TakeScreen{"syarat", SetKind::Checklist}, "qr.list", longest}, {CallScreen{}, "qr.call", number}};
    for (const Glass& glass :
         {Glass{1280, 800, 149}, Glass{1366, 768, 100}, Glass{1920, 1080, 141}, Glass{1920, 1080, 102}})
        for (const char* mode : {"normal", "big", "contrast"})
            for (const auto& [screen, id, payload] : codes) {
                INFO(id << " " << mode << " " << glass.width << "@" << glass.ppi);
                visit.screen = screen;
                visit.modes = *modes_from(mode);
                const Page page =
                    rehearsal.painter.lay_out({visit, rehearsal.content, rehearsal.today, Moment{0}}, glass).page;
                const Element* code = page.find(id);
                REQUIRE(code);
                CHECK(code->payload == payload);
                CHECK(static_cast<float>(code->module_px) * 25.4F / glass.ppi >= 1.0F);
                CHECK(reads(grey_of(page, glass), payload));
            }
}

TEST_CASE("All steps of every guide fit the code of those who sat together, and it is read from the pixels") {
    Rehearsal rehearsal;
    const Content& content = rehearsal.content;
    for (const Language language : all_languages)
        for (const std::string& id : content.guide_ids()) {
            const Guide* guide = content.guide(id, language);
            if (!guide || guide->pages) continue;
            INFO(id << " " << code(language));
            Visit visit;
            visit.language = language;
            visit.modes.together = true;
            visit.screen = TogetherScreen{id, 0};
            for (int i = 0; i < static_cast<int>(guide->steps.size()); ++i) visit.to_do[id].insert(i);
            const auto text = code_text(*guide, visit.to_do[id], content, language, rehearsal.today);
            REQUIRE(text);
            CHECK(text->size() <= longest_code_text);
            std::string first = guide->steps.front().heading;
            std::replace(first.begin(), first.end(), '\n', ' ');
            std::string one_line = *text;
            std::replace(one_line.begin(), one_line.end(), '\n', ' ');
            CHECK(one_line.find("1 " + first) != one_line.npos);
            CHECK(std::all_of(text->begin(), text->end(), [](char c) { return c == '\n' || (c >= ' ' && c <= '~'); }));
            if (guide->steps.size() < 8) continue;
            for (const Glass& glass : {Glass{1280, 800, 149}, Glass{768, 1366, 100}}) {
                const Page page = rehearsal.painter.lay_out({visit, content, rehearsal.today, Moment{0}}, glass).page;
                const Element* drawn = page.find("qr.list");
                REQUIRE(drawn);
                CHECK(drawn->payload == *text);
                CHECK(static_cast<float>(drawn->module_px) * 25.4F / glass.ppi >= 1.0F);
                CHECK(reads(grey_of(page, glass), *text));
            }
        }
}

TEST_CASE("Codes are read from photographs that are small, turned, out of focus and grainy") {
    Rehearsal rehearsal;
    const std::string payload = rehearsal.content.link(rehearsal.content.site().store_android)->url;
    const Grey page = picture_of(rehearsal, PhoneScreen{}, {}, {});
    int read = 0, tried = 0;
    std::vector<Shot> shots;
    for (const double scale : {0.5, 0.7, 1.0, 1.4})
        for (const double degrees : {0.0, 4.0, -9.0, 17.0, -30.0, 90.0})
            for (const auto& [blur, noise, contrast] :
                 {std::array{1.0, 0.0, 1.0}, std::array{1.0, 4.0, 0.8}, std::array{2.0, 4.0, 0.9}})
                shots.push_back({scale, degrees, blur, noise, contrast});
    for (const Shot& shot : shots)
        for (unsigned seed = 1; seed <= 3; ++seed) {
            ++tried;
            const bool ok = reads(taken(page, shot, seed), payload);
            read += ok;
            if (!ok)
                WARN("not read: scale " << shot.scale << " turned " << shot.degrees << " blur " << shot.blur
                                        << " noise " << shot.noise);
        }
    WARN(read << " of " << tried << " photographs read");
    CHECK(read * 100 >= tried * 95);
}

TEST_CASE("Text that fits no code becomes words, not a smaller code") {
    CHECK_FALSE(QrCode::encode(std::string(85, 'x'), 5).has_value());
    CHECK(QrCode::encode(std::string(84, 'x'), 5).has_value());
    CHECK_FALSE(QrCode::encode(std::string(5000, 'x'), 40).has_value());
    CHECK_FALSE(QrCode::encode("", 5).has_value());
}

TEST_CASE("A page whose code cannot be made says what to do instead") {
    Rehearsal rehearsal;
    Stage stage;
    Wardrobe wardrobe{
        [](const std::string&) { return Result<std::string>{fail(Trouble::NotFound, "gambar", "none")}; }};
    Typesetter type = std::move(Typesetter::open(test_places().share / "fonts").value());
    stage.begin(1280, 800, std::nullopt);
    PageUi ui{stage, type, wardrobe, {}, {}};
    ui.begin(PageKind::Phone, 0);
    const std::string instead = rehearsal.content.words(Language::Indonesian)[Word::NoCode];
    ui.code("qr.link", "https://example.go.id/" + std::string(80, 'x'), "example.go.id", instead);
    const Page page = ui.finish();
    stage.end();
    CHECK(page.find("qr.link") == nullptr);
    REQUIRE(page.find("qr.none"));
    CHECK_FALSE(page.find("qr.none")->overflow);
}
