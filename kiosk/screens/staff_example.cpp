#include "kiosk/screens/staff_example.h"

namespace balai {

namespace {

StaffView made() {
    using namespace std::chrono;
    const Date today{year{2026} / 11 / 28};
    StaffView view;
    view.pin_length = longest_pin;
    view.tries_left = 4;
    view.settings.kiosk = "balai-sukorejo-2";
    view.settings.officer = "Bu Sri Wahyuningsih";
    view.settings.rotation = 270;
    for (const SelfTest test : {SelfTest::Touch, SelfTest::Colours}) view.settings.passed[test] = today;
    view.program = "0.1.0";
    view.edition = 128;
    view.content_date = Date{year{2026} / 9 / 28};
    view.on_trial = true;
    view.edition_before = 127;
    view.today = {today, Trust::Floor};
    view.minute = 9 * 60;
    view.free_percent = 62;
    view.degrees = 48;
    view.has_sound = true;
    view.power_cuts = 48;
    view.crashes = 12;
    view.faces = {1284, 640, 48, 20};
    // Every happening once, and one that only a newer program knows.
    for (std::uint16_t what = 35; what > 0; --what) {
        Record record{what, 9, 60U * what, what, Gravity::Note, 0, 0};
        if (is_known(what)) record.gravity = gravity_of(static_cast<What>(what));
        view.log.push_back({today, record});
    }
    view.last_error = LogLine{today, Record{9, 9, 60, static_cast<std::uint16_t>(What::CountersAside), Gravity::Error}};
    return view;
}

}  // namespace

const StaffView& staff_example() {
    static const StaffView view = made();
    return view;
}

}  // namespace balai
