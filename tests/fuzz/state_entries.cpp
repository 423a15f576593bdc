// What a terminal finds of its own after a power cut, and what the office reads of it from a photograph.
#include "kiosk/staff/settings.h"
#include "kiosk/staff/status_code.h"
#include "platform/base/utf8.h"
#include "platform/store/event_log.h"
#include "tests/fuzz/entries.h"

namespace balai::fuzz {

void read_event_bytes(std::string_view bytes) {
    std::uint64_t last = 0;
    for (const Record& record : records_in(bytes)) {
        promise(record.sequence >= last, "events come in their order");
        last = record.sequence;
        promise(bytes.find(to_bytes(record)) != bytes.npos, "no event was invented");
        (void)in_words(static_cast<What>(record.what), Reader::Indonesian);
    }
}

void read_settings_bytes(std::string_view bytes) {
    const auto settings = settings_from(std::string{bytes});
    if (!settings) return;
    const auto again = settings_from(to_text(*settings));
    promise(again && *again == *settings, "settings that were believed are the same when they were written again");
}

void read_status_bytes(std::string_view bytes) {
    const auto sentences = explained(bytes, Reader::English);
    if (!sentences) return;
    for (const std::string& sentence : *sentences)
        promise(!sentence.empty() && sentence.find('\x1b') == sentence.npos && !text_fault(sentence),
                "a code is explained in sentences without control characters");
}

}  // namespace balai::fuzz
