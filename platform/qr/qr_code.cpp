#include "platform/qr/qr_code.h"

#include <qrencode.h>

#include "platform/base/handle.h"

namespace balai {

Result<QrCode> QrCode::encode(std::string_view text, int max_version) {
    // Level M: Q would need a larger version, so smaller modules on the same piece of glass.
    const Handle<QRcode, QRcode_free> symbol{QRcode_encodeData(
        static_cast<int>(text.size()), reinterpret_cast<const unsigned char*>(text.data()), 0, QR_ECLEVEL_M)};
    if (!symbol)
        return fail(Trouble::WrongUse, "kode QR", std::to_string(text.size()) + " bytes do not fit any version");
    if (symbol->version > max_version)
        return fail(Trouble::WrongUse, "kode QR",
                    std::to_string(text.size()) + " bytes need version " + std::to_string(symbol->version) +
                        ", allowed " + std::to_string(max_version));
    const auto count = static_cast<std::size_t>(symbol->width) * static_cast<std::size_t>(symbol->width);
    std::vector<bool> dark(count);
    // libqrencode keeps flags in the upper bits; only bit 0 says dark or light.
    for (std::size_t i = 0; i < count; ++i) dark[i] = (symbol->data[i] & 1) != 0;
    return QrCode{symbol->width, std::move(dark)};
}

}  // namespace balai
