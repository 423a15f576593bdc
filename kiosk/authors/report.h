// What `balai-pack check` found, for people and for programs.
#pragma once

#include <string>
#include <vector>

#include "kiosk/content/problem.h"

namespace balai {

// A sentence a line, warnings marked as such, and a last line that counts both.
std::string as_lines(const std::vector<ContentProblem>& problems, AuthorLanguage language);
// [{"file", "line", "severity", "fault", "sentence"}], indented; "[]" when there is nothing.
std::string as_json(const std::vector<ContentProblem>& problems, AuthorLanguage language);

bool only_warnings(const std::vector<ContentProblem>& problems);  // or nothing at all

}  // namespace balai
