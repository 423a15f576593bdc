// The surface on which PageUi lays things out: whole pixels, quads, and targets that know whether a finger is on them.
// Dear ImGui keeps the ids, the hit tests and the draw list behind it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "platform/glass/canvas.h"

namespace balai {

struct Finger {
    int x = 0, y = 0;  // pixels; where it landed
    bool down = false;
};

struct Hit {
    bool pressed = false;  // the finger is on it now
    bool touched = false;  // the finger just left it: this was a tap
};

class Stage {
public:
    Stage();
    Stage(Stage&&) noexcept;
    Stage& operator=(Stage&&) noexcept;
    ~Stage();

    // A frame: begin, any number of the rest, end. `as_if` names a target that answers as if it had just been tapped,
    // whatever the finger does: that is how the page behind a press is known before the finger lifts.
    // Such a frame is never seen, and neither is one that is `only_measured`: it has no quads.
    void begin(int width, int height, std::optional<Finger> finger, const std::string& as_if = {},
               bool only_measured = false);
    // Whether pictures are worth making.
    bool is_seen() const;
    void quad(Box to, Box from, const Picture* picture, Colour colour);
    void flat(Box to, Colour colour);
    // Earlier targets win where two overlap.
    Hit target(const std::string& id, Box box);
    std::vector<Quad> end();

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace balai
