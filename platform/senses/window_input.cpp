#include "platform/senses/window_input.h"

#include <SDL.h>

namespace balai {

namespace {

// The same five meanings as on a bare console, whatever else is held down.
std::optional<Key> meaning(SDL_Scancode code) {
    switch (code) {
        case SDL_SCANCODE_RIGHT:
        case SDL_SCANCODE_DOWN:
        case SDL_SCANCODE_PAGEDOWN:
        case SDL_SCANCODE_TAB:
            return Key::Next;
        case SDL_SCANCODE_LEFT:
        case SDL_SCANCODE_UP:
        case SDL_SCANCODE_PAGEUP:
            return Key::Previous;
        case SDL_SCANCODE_RETURN:
        case SDL_SCANCODE_KP_ENTER:
        case SDL_SCANCODE_SPACE:
        case SDL_SCANCODE_SELECT:
            return Key::Select;
        case SDL_SCANCODE_F5:
        case SDL_SCANCODE_AUDIOPLAY:
            return Key::Repeat;
        case SDL_SCANCODE_F1:
        case SDL_SCANCODE_HELP:
        case SDL_SCANCODE_MENU:
            return Key::Help;
        default:
            return std::nullopt;
    }
}

}  // namespace

std::vector<WindowEvent> read_window(int width, int height, float ppi, Moment now) {
    std::vector<WindowEvent> events;
    const float per_mm = ppi / 25.4F;
    const std::uint32_t ticks = SDL_GetTicks();
    // SDL stamps events in milliseconds since its own start.
    const auto when = [&](std::uint32_t stamp) { return now - Moment{static_cast<std::int32_t>(ticks - stamp)}; };
    const auto mouse = [&](Contact::Phase phase, int x, int y, std::uint32_t stamp) {
        events.push_back(
            Contact{phase, -1, {static_cast<float>(x) / per_mm, static_cast<float>(y) / per_mm}, 0, when(stamp), true});
    };
    const auto finger = [&](Contact::Phase phase, const SDL_TouchFingerEvent& touch) {
        events.push_back(
            Contact{phase,
                    static_cast<int>(touch.fingerId),
                    {touch.x * static_cast<float>(width) / per_mm, touch.y * static_cast<float>(height) / per_mm},
                    0,
                    when(touch.timestamp),
                    false});
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
            case SDL_KEYDOWN:
                if (event.key.repeat == 0)
                    if (const auto key = meaning(event.key.keysym.scancode)) events.emplace_back(*key);
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
