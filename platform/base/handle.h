// Owns a C handle and gives it back exactly once: Handle<SDL_Window, SDL_DestroyWindow>.
#pragma once

#include <memory>

namespace balai {

template <auto Release>
struct ReleaseWith {
    template <typename T>
    void operator()(T* handle) const noexcept {
        Release(handle);
    }
};

template <typename T, auto Release>
using Handle = std::unique_ptr<T, ReleaseWith<Release>>;

}  // namespace balai
