// Words that do not fit their place: every page of a content folder is laid out as the terminal does it, in every
// language, with normal and big letters, on every reference screen.
#pragma once

#include "kiosk/paint/painter.h"

namespace balai {

inline constexpr Glass reference_screens[] = {{1280, 800, 149}, {1366, 768, 100}, {1920, 1080, 141}, {1920, 1080, 102}};

// Each place once, with the first page and screen on which it does not fit. The painter needs no drawings.
std::vector<ContentProblem> misfits(const Content& content, const std::filesystem::path& folder, Disk& disk,
                                    Painter& painter, Today today);

}  // namespace balai
