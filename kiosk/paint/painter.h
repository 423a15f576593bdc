// From a scene to a page: says it through the screens, lays it out, draws it.
#pragma once

#include "kiosk/paint/page_ui.h"
#include "kiosk/screens/screen.h"

namespace balai {

// What is drawn over a page.
struct Marks {
    std::optional<Finger> missed = {};  // where a finger touched nothing
    std::string read = {};              // the element that is being read aloud
};

class Painter {
public:
    Painter(Typesetter type, Wardrobe::Drawings drawings) : type_(std::move(type)), wardrobe_(std::move(drawings)) {}

    struct Laid {
        Page page;
        std::optional<Intent> asked;  // by the finger that left a target just now
        std::string pressed;          // the target under the finger
    };
    // `as_if` as in Stage::begin. The quads live until the next call.
    Laid lay_out(const Scene& scene, const Glass& glass, std::optional<Finger> finger = {},
                 const std::string& as_if = {}, const Marks& marks = {});

    // The same page without its quads: what only its elements are wanted of costs no picture.
    Page measure(const Scene& scene, const Glass& glass);

    void forget_drawings() { wardrobe_.forget_drawings(); }
    const Wardrobe& wardrobe() const { return wardrobe_; }

private:
    Laid lay(const Scene& scene, const Glass& glass, std::optional<Finger> finger, const std::string& as_if,
             const Marks& marks, bool only_measured);

    Typesetter type_;
    Wardrobe wardrobe_;
    Stage stage_;
};

}  // namespace balai
