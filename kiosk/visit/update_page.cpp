#include "kiosk/visit/update_page.h"

#include "kiosk/visit/staff_walk.h"
#include "kiosk/visit/visit.h"

namespace balai {

using namespace std::chrono_literals;

std::string_view code(StickNews news) {
    switch (news) {
        case StickNews::Waiting:
            return "wait";
        case StickNews::Reading:
            return "read";
        case StickNews::Done:
            return "done";
        case StickNews::Same:
            return "same";
        case StickNews::Refused:
            return "refused";
        case StickNews::Stranger:
            return "stranger";
        case StickNews::Second:
            return "second";
        case StickNews::NotSaved:
            break;
    }
    return "not-saved";
}

Visit stick_says(const Visit& before, const UpdateScreen& page, Moment now) {
    Visit visit = before;
    visit.warned = false;
    visit.touched = now;
    const auto* told = std::get_if<UpdateScreen>(&visit.screen);
    if (!told || told->news != page.news || told->reason != page.reason) visit.voice.reading = Reading::No;
    if (!told) visit.way_back.push_back(visit.screen);
    visit.screen = page;
    close_door_behind(visit);  // nobody may find it open when the stick is done
    visit.shown = now;
    visit.voice.reads_at.reset();
    return visit;
}

bool is_idle(const Visit& visit) {
    const bool at_rest = std::holds_alternative<AttractScreen>(visit.screen);
    const bool only_stick = std::holds_alternative<UpdateScreen>(visit.screen) && !visit.way_back.empty() &&
                            (std::holds_alternative<AttractScreen>(visit.way_back.front()) ||
                             std::holds_alternative<EmergencyScreen>(visit.way_back.front()));
    return !visit.began && (at_rest || only_stick);
}

}  // namespace balai
