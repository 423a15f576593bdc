// Base64 with one spelling only: what decodes is exactly what would have been encoded.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace balai {

std::string to_base64(std::string_view bytes);
// Nothing when the text is no base64, is spelled in another way, or does not hold exactly `size` bytes.
std::optional<std::string> from_base64(std::string_view text, std::size_t size);

}  // namespace balai
