// Every way by which bytes from outside come in, one function each: libFuzzer feeds them in `./dev fuzz`, a test reads
// the seeds and what was once found. A function takes anything, keeps nothing, and ends the program when a promise of
// its reader is broken.
#pragma once

#include <span>
#include <string_view>

namespace balai::fuzz {

struct Entry {
    const char* name;
    void (*read)(std::string_view bytes);
    const char* seeds;  // a folder of the project; what was found once lies in tests/fuzz/corpus/<name>
};

std::span<const Entry> entries();

// Ends the program with the words.
void promise(bool kept, const char* words);

void read_guide_bytes(std::string_view bytes);
void read_question_bytes(std::string_view bytes);
void read_folder_bytes(std::string_view bytes);  // the first byte says which file of the folder
void read_manifest_bytes(std::string_view bytes);
void read_signature_bytes(std::string_view bytes);
void read_trust_bytes(std::string_view bytes);
void read_key_bytes(std::string_view bytes);
void read_receipt_bytes(std::string_view bytes);
void read_results_bytes(std::string_view bytes);
void read_acknowledgement_bytes(std::string_view bytes);
void read_picture_bytes(std::string_view bytes);
void read_event_bytes(std::string_view bytes);
void read_settings_bytes(std::string_view bytes);
void read_status_bytes(std::string_view bytes);

}  // namespace balai::fuzz
