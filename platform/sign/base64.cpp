#include "platform/sign/base64.h"

#include <sodium.h>

namespace balai {

std::string to_base64(std::string_view bytes) {
    std::string text(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                      sodium_base64_VARIANT_ORIGINAL);
    text.pop_back();  // the closing zero
    return text;
}

std::optional<std::string> from_base64(std::string_view text, std::size_t size) {
    std::string bytes(size, '\0');
    std::size_t used = 0;
    if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), size, text.data(), text.size(), nullptr,
                          &used, nullptr, sodium_base64_VARIANT_ORIGINAL) != 0 ||
        used != size || to_base64(bytes) != text)
        return std::nullopt;
    return bytes;
}

}  // namespace balai
