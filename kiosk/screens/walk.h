// Every page that can be reached from the invitation, each once: the tour draws them, the script of voices reads them.
#pragma once

#include <deque>
#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>

#include "kiosk/screens/screen.h"

namespace balai {

// Breadth first, in one language and one mode.
class Walk {
public:
    // What a page asks for when its target of this id is touched.
    using Ask = std::function<std::optional<Intent>(const Scene&, const std::string& id)>;
    Walk(const Content& content, Today today, Language language, Modes modes, Ask ask);

    std::optional<Visit> next();
    Scene scene_of(const Visit& visit) const;
    // Touches every target of the page.
    void follow(const Visit& visit, std::span<const std::string> targets);

private:
    void found(Visit visit);

    const Content& content_;
    Today today_;
    Ask ask_;
    Moment now_;
    std::optional<Visit> first_;
    std::set<std::string> seen_, asked_sets_;
    std::deque<Visit> waiting_;
};

// As play scripts call it, and with the outcome of questions behind it: a terminal never says that, a picture shows it.
std::string subject_with_outcome(const Visit& visit, const Content& content);

}  // namespace balai
