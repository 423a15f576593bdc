// libFuzzer calls this; BALAI_FUZZ says which entry it feeds.
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "tests/fuzz/entries.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const balai::fuzz::Entry* const wanted = [] {
        const char* name = std::getenv("BALAI_FUZZ");
        for (const balai::fuzz::Entry& entry : balai::fuzz::entries())
            if (name && std::string_view{name} == entry.name) return &entry;
        std::fputs("BALAI_FUZZ is one of:", stderr);
        for (const balai::fuzz::Entry& entry : balai::fuzz::entries()) std::fprintf(stderr, " %s", entry.name);
        std::fputs("\n", stderr);
        std::exit(2);
    }();
    wanted->read({reinterpret_cast<const char*>(bytes), size});
    return 0;
}
