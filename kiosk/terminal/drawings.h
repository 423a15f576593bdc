// Where the painter gets its drawings: rasterised ones of the shipped content, and for authors' folders, whose drawings
// are still SVG, through rsvg-convert with what it made kept in the state folder.
#pragma once

#include "kiosk/content/content.h"
#include "kiosk/paint/wardrobe.h"
#include "kiosk/terminal/terminal.h"

namespace balai {

Result<std::string> drawing_png(const std::string& name, const Content& content, const Places& places, Disk& disk);

}  // namespace balai
