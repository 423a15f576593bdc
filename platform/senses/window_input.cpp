#include "platform/senses/window_input.h"

#include <SDL.h>

namespace balai {

std::vector<WindowEvent> read_window(int width, int height, float ppi, Moment now) {
    std::vector<WindowEvent> events;
    const float per_mm = ppi / 25.4F;
    const std::uint32_t ticks = SDL_GetTicks();
    // SDL stamps events in milliseconds since its own start.
    const auto when = [&](std::uint32_t stamp) { return now - Moment{static_cast<std::int32_t>(ticks - stamp)}; };
    const auto mouse = [&](Contact::Phase phase, int x, int y, std::uint32_t stamp) {
        events.push_back(
            Contact{phase, -1, {static_cast<float>(x) / per_mm, static_cast<float>(y) / per_mm}, 0, when(stamp)});
    };
    const auto finger = [&](Contact::Phase phase, const SDL_TouchFingerEvent& touch) {
        events.push_back(
            Contact{phase,
                    static_cast<int>(touch.fingerId),
                    {touch.x * static_cast<float>(width) / per_mm, touch.y * static_cast<float>(height) / per_mm},
                    0,
                    when(touch.timestamp)});
    };
    SDL_Event event;
    while (SDL_PollEvent(&event)) {
        switch (event.type) {
            case SDL_QUIT:
                events.emplace_back(CloseAsked{});
                break;
            case SDL_WINDOWEVENT:
                if (event.window.event == SDL_WINDOWEVENT_EXPOSED || event.window.event == SDL_WINDOWEVENT_SHOWN)
                    events.emplace_back(Uncovered{});
                break;
            case SDL_MOUSEBUTTONDOWN:
                if (event.button.which != SDL_TOUCH_MOUSEID && event.button.button == SDL_BUTTON_LEFT)
                    mouse(Contact::Phase::Down, event.button.x, event.button.y, event.button.timestamp);
                break;
            case SDL_MOUSEBUTTONUP:
                if (event.button.which != SDL_TOUCH_MOUSEID && event.button.button == SDL_BUTTON_LEFT)
                    mouse(Contact::Phase::Up, event.button.x, event.button.y, event.button.timestamp);
                break;
            case SDL_MOUSEMOTION:
                if (event.motion.which != SDL_TOUCH_MOUSEID && (event.motion.state & SDL_BUTTON_LMASK))
                    mouse(Contact::Phase::Move, event.motion.x, event.motion.y, event.motion.timestamp);
                break;
            case SDL_FINGERDOWN:
                finger(Contact::Phase::Down, event.tfinger);
                break;
            case SDL_FINGERMOTION:
                finger(Contact::Phase::Move, event.tfinger);
                break;
            case SDL_FINGERUP:
                finger(Contact::Phase::Up, event.tfinger);
                break;
            default:
                break;
        }
    }
    return events;
}

}  // namespace balai
