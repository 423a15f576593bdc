#include "platform/glass/window.h"

#include <SDL.h>
#include <SDL_opengles2.h>
#include <SDL_syswm.h>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string_view>

#include "platform/base/handle.h"
#include "platform/glass/frame_buffer.h"

namespace balai {

namespace {

// Rows are copied one by one: a surface may be padded.
void copy(const Canvas& canvas, Box part, void* pixels, int pitch) {
    const Box box = overlap(part, {0, 0, canvas.width(), canvas.height()});
    for (int y = box.y; y < box.bottom(); ++y)
        std::memcpy(static_cast<char*>(pixels) + static_cast<std::ptrdiff_t>(y) * pitch +
                        static_cast<std::ptrdiff_t>(box.x) * 4,
                    canvas.row(y) + box.x, static_cast<std::size_t>(box.w) * 4);
}

// SDL opens every input device once more for itself on a console, and would keep what it hears for ever. We read the
// devices ourselves, so its copies listen to nothing instead; the numbers stay open, because SDL still owns them.
void deafen_sdl() {
    std::error_code error;
    const int nothing = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (nothing < 0) return;
    std::vector<int> copies;
    for (const auto& entry : std::filesystem::directory_iterator{"/proc/self/fd", error})
        if (std::filesystem::read_symlink(entry, error).string().starts_with("/dev/input/"))
            copies.push_back(std::stoi(entry.path().filename().string()));
    for (const int copy : copies) ::dup2(nothing, copy);
    ::close(nothing);
}

using SdlWindow = Handle<SDL_Window, SDL_DestroyWindow>;

struct SdlVideo {
    SdlVideo() {
        // Nothing is typed here: a desktop need not read its table of composed letters, a sixth of a start.
        ::setenv("XCOMPOSEFILE", "/dev/null", 0);
        started = SDL_InitSubSystem(SDL_INIT_VIDEO) == 0;
    }
    ~SdlVideo() {
        if (started) SDL_QuitSubSystem(SDL_INIT_VIDEO);
    }
    SdlVideo(const SdlVideo&) = delete;
    SdlVideo& operator=(const SdlVideo&) = delete;
    bool started = false;
};

// A window of the desktop. Its surface lies in memory shared with the window system; no GPU, no Mesa.
class DesktopWindow : public Window {
public:
    DesktopWindow(std::unique_ptr<SdlVideo> video, SdlWindow window)
        : video_(std::move(video)), window_(std::move(window)) {}

    int width() const override { return size().first; }
    int height() const override { return size().second; }

    void present(const Canvas& canvas, Box changed) override {
        SDL_Surface* surface = SDL_GetWindowSurface(window_.get());
        if (!surface || surface->w != canvas.width() || surface->h != canvas.height()) return;
        copy(canvas, changed, surface->pixels, surface->pitch);
        const SDL_Rect rect{changed.x, changed.y, changed.w, changed.h};
        SDL_UpdateWindowSurfaceRects(window_.get(), &rect, 1);
    }

    int descriptor() const override {
        SDL_SysWMinfo info;
        SDL_VERSION(&info.version);
        if (!SDL_GetWindowWMInfo(window_.get(), &info)) return -1;
#if defined(SDL_VIDEO_DRIVER_X11)
        if (info.subsystem == SDL_SYSWM_X11) return ConnectionNumber(info.info.x11.display);
#endif
        return -1;
    }

    bool is_console() const override { return false; }

private:
    std::pair<int, int> size() const {
        int w = 0, h = 0;
        SDL_GetWindowSize(window_.get(), &w, &h);
        return {w, h};
    }
    std::unique_ptr<SdlVideo> video_;
    SdlWindow window_;
};

// The whole screen of a bare console. The GPU only carries the finished picture: one texture, one quad.
class ConsoleWindow : public Window {
public:
    ConsoleWindow(std::unique_ptr<SdlVideo> video, SdlWindow window, Handle<SDL_Renderer, SDL_DestroyRenderer> renderer,
                  Handle<SDL_Texture, SDL_DestroyTexture> texture, int width, int height)
        : video_(std::move(video)),
          window_(std::move(window)),
          renderer_(std::move(renderer)),
          texture_(std::move(texture)),
          width_(width),
          height_(height) {}

    int width() const override { return width_; }
    int height() const override { return height_; }

    void present(const Canvas& canvas, Box changed) override {
        const SDL_Rect rect{changed.x, changed.y, changed.w, changed.h};
        SDL_UpdateTexture(texture_.get(), &rect, canvas.row(changed.y) + changed.x, canvas.width() * 4);
        // The first present on KMSDRM leaves the screen black; the second one shows the picture with SDL 2.32,
        // with 2.26 it takes a third.
        for (int times = first_ ? 3 : 1; times > 0; --times) {
            SDL_RenderCopy(renderer_.get(), texture_.get(), nullptr, nullptr);
            SDL_RenderPresent(renderer_.get());
        }
        first_ = false;
    }

    int descriptor() const override { return -1; }
    bool is_console() const override { return true; }

private:
    std::unique_ptr<SdlVideo> video_;
    SdlWindow window_;
    Handle<SDL_Renderer, SDL_DestroyRenderer> renderer_;
    Handle<SDL_Texture, SDL_DestroyTexture> texture_;
    int width_, height_;
    bool first_ = true;
};

// A GPU that the processor only imitates: slower than carrying the picture ourselves, and it writes code that it then
// runs, which the service forbids.
bool gpu_is_imitated() {
    using GetString = const GLubyte* (*)(GLenum);
    const auto get_string = reinterpret_cast<GetString>(SDL_GL_GetProcAddress("glGetString"));
    const auto* name = get_string ? reinterpret_cast<const char*>(get_string(GL_RENDERER)) : nullptr;
    if (!name) return false;
    constexpr std::array imitations{"llvmpipe", "softpipe", "swrast"};
    return std::any_of(imitations.begin(), imitations.end(), [&](const char* imitation) {
        return std::string_view{name}.find(imitation) != std::string_view::npos;
    });
}

Result<std::unique_ptr<Window>> open_console(std::unique_ptr<SdlVideo> video, const WindowWish& wish) {
    SDL_SetHint(SDL_HINT_RENDER_DRIVER, "opengles2");
    SdlWindow window{
        SDL_CreateWindow(wish.title.c_str(), 0, 0, wish.width, wish.height, SDL_WINDOW_FULLSCREEN_DESKTOP)};
    if (!window) return fail(Trouble::NoDevice, "layar", SDL_GetError());
    Handle<SDL_Renderer, SDL_DestroyRenderer> renderer{SDL_CreateRenderer(window.get(), -1, SDL_RENDERER_ACCELERATED)};
    if (!renderer) return fail(Trouble::NoDevice, "layar", SDL_GetError());
    if (gpu_is_imitated()) return fail(Trouble::NoDevice, "layar", "no GPU");
    int width = 0, height = 0;
    SDL_GetRendererOutputSize(renderer.get(), &width, &height);
    Handle<SDL_Texture, SDL_DestroyTexture> texture{
        SDL_CreateTexture(renderer.get(), SDL_PIXELFORMAT_ARGB8888, SDL_TEXTUREACCESS_STREAMING, width, height)};
    if (!texture) return fail(Trouble::NoDevice, "layar", SDL_GetError());
    SDL_ShowCursor(SDL_DISABLE);
    deafen_sdl();
    return std::make_unique<ConsoleWindow>(std::move(video), std::move(window), std::move(renderer), std::move(texture),
                                           width, height);
}

Result<std::unique_ptr<Window>> open_desktop(std::unique_ptr<SdlVideo> video, const WindowWish& wish) {
    SdlWindow window{
        SDL_CreateWindow(wish.title.c_str(), 0, 0, wish.width, wish.height, SDL_WINDOW_BORDERLESS | SDL_WINDOW_SHOWN)};
    if (!window || !SDL_GetWindowSurface(window.get())) return fail(Trouble::NoDevice, "layar", SDL_GetError());
    return std::make_unique<DesktopWindow>(std::move(video), std::move(window));
}

}  // namespace

Result<std::unique_ptr<Window>> Window::open(const WindowWish& wish) {
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");  // the loop takes SIGTERM itself
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");  // a shared-memory surface; with it SDL would load Mesa
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
    // Left alone SDL would settle for a driver without any light when it finds no display; only the named ones count.
    const bool desktop = SDL_getenv("DISPLAY") || SDL_getenv("WAYLAND_DISPLAY");
    if (!SDL_getenv("SDL_VIDEODRIVER")) SDL_SetHint(SDL_HINT_VIDEODRIVER, desktop ? "wayland,x11,KMSDRM" : "KMSDRM");
    auto video = std::make_unique<SdlVideo>();
    if (!video->started) {
        const std::string why = SDL_GetError();
        if (auto plain = open_frame_buffer()) return plain;
        return fail(Trouble::NoDevice, "layar", why);
    }
    const char* driver = SDL_GetCurrentVideoDriver();
    if (driver && std::strcmp(driver, "KMSDRM") == 0) {
        auto console = open_console(std::move(video), wish);
        if (console) return console;
        auto plain = open_frame_buffer();
        return plain ? std::move(plain) : std::move(console);
    }
    return open_desktop(std::move(video), wish);
}

}  // namespace balai
