#include "tests/fuzz/entries.h"

#include <cstdio>
#include <cstdlib>

namespace balai::fuzz {

std::span<const Entry> entries() {
    static constexpr Entry all[] = {{"guide", read_guide_bytes, "content/guides"},
                                    {"questions", read_question_bytes, "content/questions"},
                                    {"folder", read_folder_bytes, "tests/fuzz/corpus/folder"}};
    return all;
}

void promise(bool kept, const char* words) {
    if (kept) return;
    std::fprintf(stderr, "Broken promise: %s\n", words);
    std::abort();
}

}  // namespace balai::fuzz
