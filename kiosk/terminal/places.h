// Where things lie on this machine.
#pragma once

#include <filesystem>
#include <string>

namespace balai {

struct Places {
    std::filesystem::path share;    // shipped content and fonts
    std::filesystem::path content;  // what came with the program, or what somebody asked to see
    std::filesystem::path state;    // what is remembered
    std::filesystem::path sticks;   // where the mount helper puts sticks; empty: none
    std::filesystem::path light;    // where a brighter or darker screen is asked for; empty: nowhere
    std::string program = "0";      // which version of it runs
    bool preview = false;           // somebody asked to see `content`: installed editions stay out of the way
};
// share/balai beside the folder of the running program; content is the shipped one.
Places usual_places();

}  // namespace balai
