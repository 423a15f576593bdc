// balai-light: what systemd starts when the terminal asks for a brighter or a darker screen. Never started by people.
#include <cstdio>

#include "platform/machine/light.h"

int main() {
    using namespace balai;
    switch (answer_light({}, real_folders())) {
        case LightAnswer::Nothing:
        case LightAnswer::Done:
            return 0;
        case LightAnswer::NoScreen:
            std::fprintf(stderr, "balai-light: no screen here has a light that can be turned\n");
            return 0;
        case LightAnswer::TooMany:
            break;
    }
    std::fprintf(stderr, "balai-light: more requests than a terminal ever makes\n");
    return 3;
}
