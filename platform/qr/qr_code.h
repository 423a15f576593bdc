// A QR symbol of the standard: which modules are dark. No quiet zone, no size in millimetres: that is the page's
// business.
#pragma once

#include <string_view>
#include <vector>

#include "platform/base/result.h"

namespace balai {

class QrCode {
public:
    // Byte mode, correction level M, the smallest version that holds the text but at most `max_version` (1..40).
    // Trouble::WrongUse when the text does not fit.
    static Result<QrCode> encode(std::string_view text, int max_version);

    int width() const { return width_; }  // modules a side
    bool is_dark(int column, int row) const { return dark_[static_cast<std::size_t>(row * width_ + column)]; }

private:
    QrCode(int width, std::vector<bool> dark) : width_(width), dark_(std::move(dark)) {}
    int width_;
    std::vector<bool> dark_;
};

}  // namespace balai
