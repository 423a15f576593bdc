// What sticks carry in: packs, signatures, whom to believe, pictures; and what comes home to the office.
#include <filesystem>

#include "kiosk/editions/manifest.h"
#include "kiosk/editions/trust.h"
#include "kiosk/feedback/results.h"
#include "platform/glass/pictures.h"
#include "platform/sign/keys.h"
#include "platform/sign/signature.h"
#include "tests/fuzz/entries.h"

namespace balai::fuzz {

void read_manifest_bytes(std::string_view bytes) {
    const auto manifest = read_manifest(bytes);
    if (!manifest) return;
    promise(to_text(*manifest) == bytes, "a manifest has one spelling");
    promise(manifest->files.size() <= most_files && total_size(*manifest) <= largest_pack,
            "a manifest asks for no more than a pack may hold");
    for (const PackFile& file : manifest->files) {
        for (const auto& part : std::filesystem::path{file.path})
            promise(part != ".." && part != "/", "no file lies outside its pack");
        promise(file.width <= longest_side && file.height <= longest_side, "no picture is larger than the limit");
    }
}

void read_signature_bytes(std::string_view bytes) {
    static const PublicKey nobody{};
    promise(!verify(hash512("nobody signed this"), bytes, nobody), "nobody's signature is good");
    const auto signature = read_signature(bytes);
    if (!signature) return;
    promise(bytes.size() <= largest_signature && signature->comment.find('\n') == std::string::npos,
            "the comment of a signature is one short line");
}

void read_trust_bytes(std::string_view bytes) {
    const auto trust = read_trust(bytes);
    if (!trust) return;
    promise(to_text(*trust) == bytes, "a trust file has one spelling");
    promise(trust->author != trust->reviewer, "two people are two keys");
}

void read_key_bytes(std::string_view bytes) {
    if (const auto key = public_key_from_file(bytes))
        promise(public_key_from_line(to_line(*key)) == key, "a key is the same on its line");
    (void)secret_key_from_file(bytes, std::nullopt);
}

void read_receipt_bytes(std::string_view bytes) {
    const auto receipt = read_receipt(bytes);
    if (receipt) promise(receipt_text(*receipt) == bytes, "a receipt has one spelling");
}

void read_results_bytes(std::string_view bytes) {
    constexpr const char* kiosk = "sukamaju-1";  // of the seed
    constexpr int serial = 2;
    const auto cells = read_results(bytes, kiosk, serial);
    if (cells) promise(results_text(kiosk, serial, *cells) == bytes, "results have one spelling");
}

void read_acknowledgement_bytes(std::string_view bytes) {
    const auto word = read_acknowledgement(bytes);
    if (word) promise(acknowledgement_text(*word) == bytes, "the office's word has one spelling");
}

void read_picture_bytes(std::string_view bytes) {
    const auto picture = decode_png(bytes);
    if (!picture) return;
    promise(picture->width > 0 && picture->height > 0 && picture->width <= static_cast<int>(longest_side) &&
                picture->height <= static_cast<int>(longest_side),
            "a picture has a size that a glass can have");
}

}  // namespace balai::fuzz
