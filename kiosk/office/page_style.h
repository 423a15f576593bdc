// How the report looks: on a desk, on a phone, on A4. Nothing is fetched, nothing runs.
#pragma once

namespace balai {

extern const char* const page_style;

}  // namespace balai
