// Errors are values: what kind of trouble, what an officer would call the thing, and a line for the log.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace balai {

enum class Trouble {
    NotFound,     // it is not there
    Damaged,      // it is there but its content is not what it should be
    Newer,        // written by a newer version of this program
    Busy,         // somebody else holds it
    NotWritable,  // read-only disk, missing rights
    DiskFull,
    WrongUse,  // options that make no sense
    NoDevice,  // no display, no renderer, no input
    Internal,
};

struct Problem {
    Trouble trouble = Trouble::Internal;  // decides the sentence that people read
    std::string subject;                  // what an officer would call it: "pendapat", "isi"
    std::string detail;                   // for the log only
};

template <typename T>
using Result = tl::expected<T, Problem>;

inline tl::unexpected<Problem> fail(Trouble trouble, std::string subject, std::string detail) {
    return tl::unexpected<Problem>(Problem{trouble, std::move(subject), std::move(detail)});
}

}  // namespace balai
