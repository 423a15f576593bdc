// Which content is shown: a folder that somebody asked to see, the installed edition, or what came with the program.
// An edition that cannot be opened, or after which the program did not live for a minute three times, is left for the
// one before it.
#pragma once

#include <functional>
#include <utility>

#include "kiosk/content/content.h"
#include "kiosk/editions/install.h"
#include "kiosk/terminal/places.h"

namespace balai {

class ShownContent {
public:
    using Log = std::function<void(const std::string&)>;
    // Takes a strike where an edition was ever installed.
    ShownContent(const Places& places, Disk& disk, Folders& folders, Moment now, Log log);

    // Fails when nothing can be opened, and once after the last edition on the ladder struck too often.
    tl::expected<Content, std::vector<ContentProblem>> open();
    // A stick brought another edition; open() shows it from now on.
    void changed(Moment now);
    // Staff want the edition before: the next start shows it. False when there is none or the disk refuses.
    bool go_back();
    // The edition that was left because it kept failing; said once.
    std::optional<Edition> take_left() { return std::exchange(left_, std::nullopt); }

    const Shelf& shelf() const { return shelf_; }
    std::optional<Moment> next_change() const;
    // A minute of calm, ten minutes of use. Not to be called while something is being installed.
    void time_passed(Moment now);

private:
    void step_down();
    Places places_;
    Disk& disk_;
    Folders& folders_;
    Log log_;
    Shelf shelf_;
    std::optional<Edition> left_;
    bool emergency_ = false;
    std::optional<Moment> calm_at_, proved_at_;
};

}  // namespace balai
