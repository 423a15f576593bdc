// Something slow, done beside the loop. Its descriptor becomes readable when it is done, so the loop hears of it in the
// one place where it sleeps.
#pragma once

#include <functional>
#include <memory>
#include <thread>

#include "platform/base/descriptor.h"
#include "platform/base/result.h"

namespace balai {

class Errand {
public:
    static Result<std::unique_ptr<Errand>> begin(std::function<void()> what);
    ~Errand();  // waits for it
    Errand(const Errand&) = delete;
    Errand& operator=(const Errand&) = delete;

    int descriptor() const { return done_.number(); }
    bool is_done() const;

private:
    explicit Errand(Descriptor ready) : done_(std::move(ready)) {}

    Descriptor done_;
    std::thread thread_;
};

}  // namespace balai
