// What the page for sticks says. Whoever pushed the stick in stands before the glass, so it comes at once and covers
// whatever was there; the way back leads to it.
#pragma once

#include <string>
#include <string_view>

#include "platform/base/clock.h"

namespace balai {

enum class StickNews {
    Waiting,   // something was pushed in; what it is, is not known yet
    Reading,   // do not pull it out
    Done,      // flushed and read back: pull it out
    Same,      // what it brings is installed already
    Refused,   // the old content stays; `reason` says why
    Stranger,  // no stick of ours: it was left alone
    Second,    // another one is in already
    NotSaved,  // the results did not reach it
};

enum class StickStage { Found, Signed, Copied, Tested, Installed };
inline constexpr int stick_stages = 5;

struct UpdateScreen {
    StickNews news = StickNews::Waiting;
    int stages = 0;        // that are done
    int percent = 0;       // of the stage that is under way
    std::string reason;    // "replay_older"
    Date issued{};         // of what is installed now
    bool results = false;  // they lie on the stick
    friend bool operator==(const UpdateScreen&, const UpdateScreen&) = default;
};

// The stick must not be pulled out now, so nothing leads away from the page.
constexpr bool must_stay_in(StickNews news) { return news == StickNews::Waiting || news == StickNews::Reading; }
std::string_view code(StickNews news);  // "read", as scripts know it

}  // namespace balai
