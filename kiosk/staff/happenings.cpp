#include "kiosk/staff/happenings.h"

namespace balai {

Gravity gravity_of(What what) {
    switch (what) {
        case What::ContentBroken:
        case What::EditionBack:
        case What::CountersFailed:
        case What::CountersAside:
        case What::InputLost:
        case What::SettingsDamaged:
        case What::FontsMissing:
        case What::DiskFull:
            return Gravity::Error;
        case What::StickRefused:
        case What::StickPulled:
        case What::ResultsFailed:
        case What::InputRefused:
        case What::PinWrong:
        case What::SettingsNotKept:
        case What::TestFailed:
        case What::SoundFailed:
        case What::VoltageLow:
        case What::Hot:
            return Gravity::Warning;
        case What::Started:
        case What::Stopped:
        case What::Day:
        case What::ContentBack:
        case What::EditionChanged:
        case What::WentBack:
        case What::StickInstalled:
        case What::ResultsWritten:
        case What::InputFound:
        case What::StaffCame:
        case What::SettingsChanged:
        case What::ClockSet:
        case What::TestPassed:
        case What::Cleaned:
        case What::RestartAsked:
        case What::Acknowledged:
            break;
    }
    return Gravity::Note;
}

bool is_known(std::uint16_t what) {
    return what >= static_cast<std::uint16_t>(What::Started) && what <= static_cast<std::uint16_t>(What::Acknowledged);
}

Ended ended(const std::optional<Record>& last, Moment now) {
    if (!last) return Ended::First;
    if (last->what == static_cast<std::uint16_t>(What::Stopped)) return Ended::Asked;
    return now.count() / 1000 < static_cast<long>(last->uptime) ? Ended::PowerCut : Ended::Crashed;
}

}  // namespace balai
