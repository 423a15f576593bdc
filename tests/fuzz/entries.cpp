#include "tests/fuzz/entries.h"

#include <cstdio>
#include <cstdlib>

namespace balai::fuzz {

std::span<const Entry> entries() {
    static constexpr Entry all[] = {
        {"guide", read_guide_bytes, "content/guides"},
        {"questions", read_question_bytes, "content/questions"},
        {"folder", read_folder_bytes, "tests/fuzz/corpus/folder"},
        {"manifest", read_manifest_bytes, "tests/fuzz/corpus/manifest"},
        {"signature", read_signature_bytes, "tests/fuzz/corpus/signature"},
        {"trust", read_trust_bytes, "tests/fuzz/corpus/trust"},
        {"key", read_key_bytes, "tests/fuzz/corpus/key"},
        {"receipt", read_receipt_bytes, "tests/fuzz/corpus/receipt"},
        {"results", read_results_bytes, "tests/fuzz/corpus/results"},
        {"acknowledgement", read_acknowledgement_bytes, "tests/fuzz/corpus/acknowledgement"},
        {"picture", read_picture_bytes, "tests/fuzz/corpus/picture"},
        {"events", read_event_bytes, "tests/fuzz/corpus/events"},
        {"settings", read_settings_bytes, "tests/fuzz/corpus/settings"},
        {"status-code", read_status_bytes, "tests/fuzz/corpus/status-code"}};
    return all;
}

void promise(bool kept, const char* words) {
    if (kept) return;
    std::fprintf(stderr, "Broken promise: %s\n", words);
    std::abort();
}

}  // namespace balai::fuzz
