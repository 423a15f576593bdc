#include "platform/sign/hash.h"

#include <sodium.h>

namespace balai {

namespace {

crypto_generichash_state* inside(void* state) { return static_cast<crypto_generichash_state*>(state); }

const unsigned char* raw(std::string_view bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }

}  // namespace

template <std::size_t Size>
Hash<Size>::Hash() {
    static_assert(sizeof(State) >= sizeof(crypto_generichash_state));
    crypto_generichash_init(inside(&state_), nullptr, 0, Size);
}

template <std::size_t Size>
Hash<Size>& Hash<Size>::add(std::string_view bytes) {
    crypto_generichash_update(inside(&state_), raw(bytes), bytes.size());
    return *this;
}

template <std::size_t Size>
std::array<unsigned char, Size> Hash<Size>::finish() {
    std::array<unsigned char, Size> digest{};
    crypto_generichash_final(inside(&state_), digest.data(), Size);
    return digest;
}

template class Hash<32>;
template class Hash<64>;

std::string hex(const unsigned char* bytes, std::size_t count) {
    constexpr char digits[] = "0123456789abcdef";
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
        text += digits[bytes[i] >> 4];
        text += digits[bytes[i] & 15];
    }
    return text;
}

}  // namespace balai
