// Where a canvas becomes light: a window on a desktop, the whole screen on a bare console, or nowhere at all.
#pragma once

#include <memory>
#include <string>

#include "platform/base/result.h"
#include "platform/glass/canvas.h"

namespace balai {

struct WindowWish {
    std::string title;
    int width = 0, height = 0;  // of the window; a full screen has the size of the panel
};

class Window {
public:
    // SDL_VIDEODRIVER decides when it is set. Else: a window where a desktop runs, the whole screen through KMSDRM on a
    // bare console (GLES2 carries the finished picture; without a usable GPU a plain frame buffer of the kernel does).
    // Trouble::NoDevice when there is no display at all.
    static Result<std::unique_ptr<Window>> open(const WindowWish& wish);
    virtual ~Window() = default;

    virtual int width() const = 0;
    virtual int height() const = 0;
    // Shows the canvas; `changed` is the part that differs from what was shown last. Returns after it was handed over.
    virtual void present(const Canvas& canvas, Box changed) = 0;
    // Readable when the window system has something to say; -1 when there is nothing to wait for.
    virtual int descriptor() const = 0;
    // True on a bare console: no window system, so we read the input devices ourselves.
    virtual bool is_console() const = 0;
    // True when another card that comes may carry the picture better.
    virtual bool is_makeshift() const { return false; }
};

}  // namespace balai
