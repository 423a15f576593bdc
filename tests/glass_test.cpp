// What is drawn: quads, surfaces, drawings, paragraphs.
#include <filesystem>

#include "platform/glass/contrast.h"
#include "platform/glass/packed_picture.h"
#include "platform/glass/pictures.h"
#include "platform/glass/turned.h"
#include "platform/glass/type.h"
#include "tests/catch.h"

using namespace balai;

namespace {

std::uint32_t pixel(const Canvas& canvas, int x, int y) { return canvas.row(y)[x]; }
const Box all{0, 0, 40, 40};

Typesetter type() {
    auto opened = Typesetter::open(BALAI_BUILD "/share/balai/fonts");
    REQUIRE(opened);
    return std::move(*opened);
}

TypeStyle style(int width) {
    TypeStyle result;
    result.pixels = 39;
    result.width = width;
    return result;
}

}  // namespace

TEST_CASE("A flat quad fills its box and nothing else") {
    Canvas canvas{40, 40};
    const Quad quad{{10, 10, 5, 5}, {}, nullptr, rgb(0x123456), all};
    canvas.draw({&quad, 1});
    CHECK(pixel(canvas, 10, 10) == 0xFF123456);
    CHECK(pixel(canvas, 14, 14) == 0xFF123456);
    CHECK(pixel(canvas, 15, 14) == 0xFF000000);
    CHECK(pixel(canvas, 9, 10) == 0xFF000000);
}

TEST_CASE("Quads that reach beyond the canvas or its clip are cut, never a crash") {
    Canvas canvas{40, 40};
    Picture picture;
    picture.width = picture.height = 2;
    picture.coverage = {255, 0, 0, 255};
    const Quad quads[] = {{{-1000000, -5, 2000000, 100}, {}, nullptr, rgb(0xFF0000), all},
                          {{-3, -3, 10, 10}, {0, 0, 2, 2}, &picture, rgb(0x00FF00), all},
                          {{0, 0, 10, 10}, {5, 5, 2, 2}, &picture, rgb(0x0000FF), all},
                          {{0, 0, 0, 0}, {0, 0, 2, 2}, &picture, rgb(0x0000FF), all},
                          {{39, 39, 50, 50}, {0, 0, 2, 2}, &picture, rgb(0x0000FF), {39, 39, 50, 50}}};
    canvas.draw(quads);
    CHECK(pixel(canvas, 20, 20) == 0xFFFF0000);
    CHECK(pixel(canvas, 0, 0) == 0xFF00FF00);
}

TEST_CASE("Half covered pixels mix with what lies beneath") {
    Canvas canvas{40, 40};
    Picture picture;
    picture.width = picture.height = 1;
    picture.coverage = {128};
    const Quad quads[] = {{all, {}, nullptr, rgb(0xFFFFFF), all},
                          {{0, 0, 1, 1}, {0, 0, 1, 1}, &picture, rgb(0x000000), all}};
    canvas.draw(quads);
    CHECK((pixel(canvas, 0, 0) & 0xFF) == 127);
}

TEST_CASE("Drawing only a part leaves the rest as it was") {
    Canvas canvas{40, 40};
    const Quad quad{all, {}, nullptr, rgb(0xABCDEF), all};
    canvas.draw({&quad, 1}, {5, 5, 2, 2});
    CHECK(pixel(canvas, 5, 5) == 0xFFABCDEF);
    CHECK(pixel(canvas, 7, 5) == 0xFF000000);
}

TEST_CASE("A surface keeps its corners at any size") {
    SurfaceLook look;
    look.fill = rgb(0xFFFFFF);
    look.edge = rgb(0x000000);
    look.edge_width = 2;
    look.radius = 8;
    const Surface surface = make_surface(look);
    Canvas canvas{40, 40};
    std::vector<Quad> quads{{all, {}, nullptr, rgb(0x808080), all}};
    add_surface(quads, surface, {2, 2, 36, 30}, all);
    canvas.draw(quads);
    CHECK(pixel(canvas, 20, 15) == 0xFFFFFFFF);  // fill
    CHECK(pixel(canvas, 20, 2) == 0xFF000000);   // edge
    CHECK(pixel(canvas, 2, 2) == 0xFF808080);    // outside the round corner
}

TEST_CASE("A damaged or enormous picture is a problem, not a crash") {
    CHECK_FALSE(decode_png("").has_value());
    CHECK_FALSE(decode_png("not a picture at all").has_value());
    Canvas canvas{8, 8};
    const auto file = std::filesystem::temp_directory_path() / "balai-glass-test.png";
    REQUIRE(write_png(canvas, file));
    std::string bytes;
    {
        std::unique_ptr<std::FILE, int (*)(std::FILE*)> open{std::fopen(file.c_str(), "rb"), std::fclose};
        char part[4096];
        bytes.assign(part, std::fread(part, 1, sizeof part, open.get()));
    }
    std::filesystem::remove(file);
    CHECK(decode_png(bytes));
    for (std::size_t size = 0; size < bytes.size(); size += 7) (void)decode_png(bytes.substr(0, size));
    std::string huge = bytes;
    huge[16] = 0x7F;  // a width of two thousand million
    CHECK_FALSE(decode_png(huge).has_value());
}

TEST_CASE("A drawing takes the colours it is given, and none of a layer that is left out") {
    Drawing drawing{2, {0xFFFF0000, 0xFF00FF00, 0xFF0000FF, 0x00000000}};
    const Picture picture = coloured(drawing, 2, {rgb(0x12355B), rgb(0xE9CF9F), {0, 0, 0, 0}});
    Canvas canvas{2, 2};
    canvas.draw(std::vector<Quad>{{{0, 0, 2, 2}, {0, 0, 2, 2}, &picture, {}, {0, 0, 2, 2}}});
    CHECK(canvas.row(0)[0] == 0xFF12355B);
    CHECK(canvas.row(0)[1] == 0xFFE9CF9F);
    CHECK(canvas.row(1)[0] == 0xFF000000);
    CHECK(canvas.row(1)[1] == 0xFF000000);
}

TEST_CASE("A picture kept as runs draws what the plain picture draws, wherever it is cut off") {
    Picture plain;
    plain.width = 23;
    plain.height = 5;
    for (std::uint32_t i = 0; i < 23 * 5; ++i)
        plain.colours.push_back(i % 11 < 6 ? 0xFF12355B : i % 3 ? 0x40101010 * (i % 4) : 0);
    Picture packed = plain;
    packed.colours.clear();
    for (std::size_t row = 0; row < 5; ++row) packed.runs.add_row(plain.colours.data() + row * 23, 23);
    for (const Box clip : {Box{0, 0, 40, 20}, Box{7, 3, 9, 2}, Box{12, 4, 1, 1}, Box{-5, -5, 12, 9}}) {
        Canvas expected{40, 20}, drawn{40, 20};
        expected.draw(std::vector<Quad>{{{4, 2, 23, 5}, {0, 0, 23, 5}, &plain, {}, clip}});
        drawn.draw(std::vector<Quad>{{{4, 2, 23, 5}, {0, 0, 23, 5}, &packed, {}, clip}});
        for (int y = 0; y < 20; ++y) CHECK(std::equal(drawn.row(y), drawn.row(y) + 40, expected.row(y)));
    }
}

TEST_CASE("Lines break at spaces and at line ends, never inside what belongs together") {
    Typesetter setter = type();
    CHECK(setter.set("Paspor baru", style(1000)).lines == 1);
    CHECK(setter.set("Paspor\nbaru", style(1000)).lines == 2);
    CHECK(setter.set("Paspor baru", style(150)).lines == 2);
    CHECK(setter.set("10\u00a0tahun", style(150)).lines == 1);
    CHECK(setter.set("10 tahun", style(100)).lines == 2);
}

TEST_CASE("A wide space parts what stands side by side, and a line breaks there before it breaks within a part") {
    Typesetter setter = type();
    const int narrow = setter.set("Tanya 110", style(1000)).width;
    CHECK(setter.set("Tanya\u2003110", style(1000)).width > narrow);
    CHECK(setter.set("Tanya\u00a0110\u2003Kerja\u00a0129", style(narrow + 20)).lines == 2);
    CHECK(setter.set("Tanya\u00a0110\u2003Kerja\u00a0129", style(narrow + 20)).width <= narrow + 20);
    CHECK_FALSE(setter.set("Tanya\u00a0110\u2003Kerja\u00a0129", style(narrow + 20)).too_wide);
}

TEST_CASE("No word is left alone on the last line where another can keep it company") {
    Typesetter setter = type();
    // "Silakan tanya petugas desa, atau telepon" fits the first line, "kantor." would stand alone.
    TypeStyle wide = style(787);
    const Picture& picture = setter.picture("Silakan tanya petugas desa, atau telepon kantor.", wide);
    const Paragraph& paragraph = setter.set("Silakan tanya petugas desa, atau telepon kantor.", wide);
    REQUIRE(paragraph.lines == 2);
    const int second = paragraph.height / 2;
    int right = 0;
    for (int y = second + 8; y < second + 40; ++y)
        for (int x = 0; x < picture.width; ++x)
            if (picture.coverage[static_cast<std::size_t>(y * picture.width + x)] > 0) right = std::max(right, x);
    CHECK(right > setter.set("kantor.", wide).width + 50);
}

TEST_CASE("No first line of one word where two fit: a last word then stays alone") {
    Typesetter setter = type();
    const TypeStyle narrow = style(setter.set("ini membantu", style(1000)).width + 10);
    const Paragraph& paragraph = setter.set("Layar ini membantu", narrow);
    const Picture& picture = setter.picture("Layar ini membantu", narrow);
    REQUIRE(paragraph.lines == 2);
    int right = 0;
    for (int y = 0; y < paragraph.height / 2 - 8; ++y)
        for (int x = 0; x < picture.width; ++x)
            if (picture.coverage[static_cast<std::size_t>(y * picture.width + x)] > 0) right = std::max(right, x);
    CHECK(right > setter.set("Layar", narrow).width + 20);
}

TEST_CASE("A word wider than its box is reported, not cut in silence") {
    Typesetter setter = type();
    CHECK(setter.set("Perpanjang", style(60)).too_wide);
    CHECK_FALSE(setter.set("Perpanjang", style(600)).too_wide);
}

TEST_CASE("Bold words are wider and the stars are never shown") {
    Typesetter setter = type();
    const int plain = setter.set("Rp650.000", style(1000)).width;
    const int bold = setter.set("**Rp650.000**", style(1000)).width;
    CHECK(bold > plain);
    CHECK(bold < plain * 5 / 4);
}

TEST_CASE("A capital letter is as high as the design says") {
    Typesetter setter = type();
    const Picture& picture = setter.picture("H", style(100));
    int rows = 0;
    for (int y = 0; y < picture.height; ++y) {
        bool ink = false;
        for (int x = 0; x < picture.width; ++x)
            ink = ink || picture.coverage[static_cast<std::size_t>(y * picture.width + x)] > 100;
        rows += ink;
    }
    CHECK(rows >= 27);  // 39 px x 0.714
    CHECK(rows <= 29);
}

TEST_CASE("Forgetting old paragraphs keeps the memory of a long day flat") {
    Typesetter setter = type();
    for (int i = 0; i < 2000; ++i) {
        setter.picture("Halaman " + std::to_string(i), style(600));
        setter.trim();
    }
    CHECK(setter.set("Halaman 1", style(600)).lines == 1);
}

TEST_CASE("Fonts that are missing are a problem with a name") {
    const auto none = Typesetter::open("/nowhere");
    REQUIRE_FALSE(none);
    CHECK(none.error().trouble == Trouble::NotFound);
}

TEST_CASE("A packed page unpacks to exactly the pixels that a canvas would have drawn") {
    Picture dots;
    dots.width = dots.height = 64;
    for (int i = 0; i < 64 * 64; ++i) dots.coverage.push_back(static_cast<std::uint8_t>(i * 37));
    PackedPicture packed;  // every page takes the room of the one before
    for (const int height : {200, 1, 15, 16, 17, 201}) {
        const Box page{0, 0, 150, height};
        const Quad quads[] = {{page, {}, nullptr, rgb(0xFBF6EC), page},
                              {{10, 5, 64, 64}, {0, 0, 64, 64}, &dots, rgb(0x12355B), page},
                              {{30, 20, 100, 130}, {0, 0, 64, 64}, &dots, rgb(0x9A1119), {35, 0, 60, 150}}};
        Canvas drawn{150, height}, unpacked{150, height};
        drawn.draw(quads);
        packed.draw(quads, 150, height);
        packed.unpack(unpacked);
        bool same = true;
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < 150; ++x) same = same && drawn.row(y)[x] == unpacked.row(y)[x];
        CHECK(same);
    }
}

TEST_CASE("A packed page never touches a canvas of another size") {
    const Box page{0, 0, 20, 20};
    const Quad quad{page, {}, nullptr, rgb(0x123456), page};
    Canvas other{40, 40};
    PackedPicture packed;
    packed.draw({&quad, 1}, 20, 20);
    packed.unpack(other);
    CHECK(pixel(other, 0, 0) == 0xFF000000);
}

TEST_CASE("A picture that is turned comes to lie where a finger on the turned panel meets it") {
    const Turn turn = GENERATE(Turn::None, Turn::Quarter, Turn::Half, Turn::ThreeQuarters);
    Canvas page{50, 30};
    for (int y = 0; y < 30; ++y)
        for (int x = 0; x < 50; ++x) page.row(y)[x] = 0xFF000000U | static_cast<std::uint32_t>(y * 50 + x);
    const bool across = lies_across(turn);
    Canvas panel{across ? 30 : 50, across ? 50 : 30};
    CHECK(put_turned(page, {0, 0, 50, 30}, turn, panel) == Box{0, 0, panel.width(), panel.height()});
    for (int y = 0; y < panel.height(); ++y)
        for (int x = 0; x < panel.width(); ++x) {
            const auto [px, py] = on_page(turn, Place<int>{x, y}, panel.width() - 1, panel.height() - 1);
            REQUIRE(pixel(panel, x, y) == pixel(page, px, py));
        }
}

TEST_CASE("A quarter turn is clockwise: the upper left corner of the page goes to the upper right of the panel") {
    Canvas page{5, 3}, panel{3, 5};
    page.row(0)[0] = 0xFFFFFFFF;
    put_turned(page, {0, 0, 5, 3}, Turn::Quarter, panel);
    CHECK(pixel(panel, 2, 0) == 0xFFFFFFFF);
    const auto corner = on_page(Turn::Quarter, Place<float>{3, 0}, 3.0F, 5.0F);
    CHECK(corner.x == 0);
    CHECK(corner.y == 0);
}

TEST_CASE("Of a part of the page only that part changes on the turned panel") {
    const Turn turn = GENERATE(Turn::Quarter, Turn::Half, Turn::ThreeQuarters);
    Canvas page{50, 30};
    for (int y = 0; y < 30; ++y) std::fill_n(page.row(y), 50, 0xFF123456);
    const bool across = lies_across(turn);
    Canvas panel{across ? 30 : 50, across ? 50 : 30};
    const Box changed = put_turned(page, {10, 5, 7, 4}, turn, panel);
    CHECK(changed.w * changed.h == 28);
    int painted = 0;
    for (int y = 0; y < panel.height(); ++y)
        for (int x = 0; x < panel.width(); ++x) painted += panel.row(y)[x] == 0xFF123456;
    CHECK(painted == 28);
}

TEST_CASE("What is nearly the ground is measured as such, and black on white as twenty-one to one") {
    Canvas canvas{40, 40};
    const Quad quads[] = {{all, {}, nullptr, rgb(0xFFFFFF), all}, {{10, 10, 20, 5}, {}, nullptr, rgb(0x000000), all}};
    canvas.draw(quads);
    CHECK(contrast_in(canvas, all) == Approx(21).margin(0.01));
    CHECK(contrast_of_edge(canvas, {10, 10, 20, 5}) == Approx(21).margin(0.01));
    CHECK(contrast_in(canvas, {0, 20, 40, 20}) == 1);
}
