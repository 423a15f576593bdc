// The lower bound: finished pictures, one full-screen put a tap, asleep in between; no layout and no answer to a press.
//   floor PICTURES WALK
// PICTURES holds raw frames one after another; WALK a line "x y w h" a frame, the place that leads on.
#include <SDL2/SDL.h>
#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <vector>

int main(int count, char** arguments) {
    if (count != 3) return 2;
    std::vector<SDL_Rect> targets;
    std::FILE* walk = std::fopen(arguments[2], "r");
    for (SDL_Rect r; walk && std::fscanf(walk, "%d %d %d %d", &r.x, &r.y, &r.w, &r.h) == 4;) targets.push_back(r);
    const int pictures = open(arguments[1], O_RDONLY | O_CLOEXEC);
    if (pictures < 0 || targets.empty()) return 2;

    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    if (SDL_Init(SDL_INIT_VIDEO) != 0) return 3;
    SDL_Window* window = SDL_CreateWindow("floor", 0, 0, 1280, 800, SDL_WINDOW_BORDERLESS);
    std::size_t page = 0;
    const auto show = [&] {
        // The surface is asked for anew each time: SDL drops it when the window changes.
        SDL_Surface* surface = SDL_GetWindowSurface(window);
        const std::size_t size = static_cast<std::size_t>(surface->pitch) * static_cast<std::size_t>(surface->h);
        if (pread(pictures, surface->pixels, size, static_cast<off_t>(page * size)) == static_cast<ssize_t>(size))
            SDL_UpdateWindowSurface(window);
    };
    show();
    for (SDL_Event event; SDL_WaitEvent(&event);) {
        if (event.type == SDL_QUIT) break;
        if (event.type == SDL_WINDOWEVENT && event.window.event == SDL_WINDOWEVENT_EXPOSED)
            SDL_UpdateWindowSurface(window);
        const SDL_Point at{event.button.x, event.button.y};
        if (event.type == SDL_MOUSEBUTTONUP && SDL_PointInRect(&at, &targets[page])) {
            page = (page + 1) % targets.size();
            show();
        }
    }
    SDL_Quit();
    return 0;
}
