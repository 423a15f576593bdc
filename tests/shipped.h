// The content that is shipped, as tests use it: read once from the source folder.
#pragma once

#include <cstdlib>
#include <iostream>

#include "kiosk/content/content.h"

namespace balai {

inline const Content& shipped_content() {
    static const Content content = [] {
        auto opened = Content::open(BALAI_SOURCE "/content", real_disk());
        if (!opened) {
            for (const ContentProblem& problem : opened.error())
                std::cerr << sentence(problem, AuthorLanguage::English) << "\n";
            std::abort();
        }
        return std::move(*opened);
    }();
    return content;
}

}  // namespace balai
