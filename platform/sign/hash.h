// BLAKE2b, fed piece by piece, so that a large file never has to lie in memory.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace balai {

using Digest256 = std::array<unsigned char, 32>;  // names blobs
using Digest512 = std::array<unsigned char, 64>;  // what a signature signs

// Size is 32 or 64.
template <std::size_t Size>
class Hash {
public:
    Hash();
    Hash& add(std::string_view bytes);
    std::array<unsigned char, Size> finish();  // once

private:
    struct alignas(64) State {
        unsigned char bytes[384];
    };
    State state_;
};

using Hash256 = Hash<32>;
using Hash512 = Hash<64>;

inline Digest256 hash256(std::string_view bytes) { return Hash256{}.add(bytes).finish(); }
inline Digest512 hash512(std::string_view bytes) { return Hash512{}.add(bytes).finish(); }

// Small letters, as b2sum prints them.
std::string hex(const unsigned char* bytes, std::size_t count);
template <std::size_t Size>
std::string hex(const std::array<unsigned char, Size>& bytes) {
    return hex(bytes.data(), Size);
}

}  // namespace balai
