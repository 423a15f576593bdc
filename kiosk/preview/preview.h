// Every page of a content folder as a picture, side by side in the three languages, on one HTML page that reloads
// itself when a picture changed: what an author has open beside the text editor.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>

#include "kiosk/paint/painter.h"

namespace balai {

class Preview {
public:
    Preview(std::filesystem::path folder, const Glass& glass) : folder_(std::move(folder)), glass_(glass) {}

    // Draws the pages that `wanted` names by their file, writes the pictures that are no longer the same, and returns
    // their names. Pages that are gone leave the list, not the folder.
    using Wanted = std::function<bool(const std::string& file)>;
    Result<std::vector<std::string>> update(const Content& content, Painter& painter, Disk& disk, Today today,
                                            const Wanted& wanted);
    std::filesystem::path page() const { return folder_ / "index.html"; }

private:
    struct Shown {
        std::string file;
        std::uint64_t fingerprint = 0;
        int parts = 1;
    };
    Result<void> write_page(Disk& disk) const;

    std::filesystem::path folder_;
    Glass glass_;
    std::map<std::string, std::array<Shown, 3>> shown_;  // name of a page -> by language
    std::vector<std::string> order_;
    int round_ = 0;
};

}  // namespace balai
