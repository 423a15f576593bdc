// Every page that a content folder makes, in one language, without walking to it: guides that no tile leads to as well.
#pragma once

#include <cstdint>

#include "kiosk/visit/visit.h"
#include "platform/glass/canvas.h"

namespace balai {

struct AuthoredPage {
    std::string file;  // where its words mostly stand: "guides/hilang.jv.md", "site.toml"
    Visit visit;
};

std::vector<AuthoredPage> authored_pages(const Content& content, Language language);

// A page whose words do not fit is shown in parts; this one, from 0.
Visit in_part(Visit visit, int part);

// "step.paspor-baru.2"; with the answers before it where they tell pages apart. Good as the name of a file.
std::string name_of_page(const AuthoredPage& page, const Visit& visit);
// The same for the same pixels.
std::uint64_t fingerprint_of(const Canvas& canvas);

}  // namespace balai
