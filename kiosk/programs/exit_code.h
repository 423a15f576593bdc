// 0 done, 1 the content or expectation is at fault, 2 wrong usage, 3 the machine is at fault.
#pragma once

#include "platform/base/result.h"

namespace balai {

constexpr int done = 0, at_fault = 1, wrong_usage = 2, machine_at_fault = 3;

inline int exit_code(const Problem& problem) {
    switch (problem.trouble) {
        case Trouble::WrongUse:
            return wrong_usage;
        case Trouble::NotFound:
        case Trouble::Damaged:
        case Trouble::Newer:
            return at_fault;
        case Trouble::Busy:
        case Trouble::NotWritable:
        case Trouble::DiskFull:
        case Trouble::NoDevice:
        case Trouble::Internal:
            break;
    }
    return machine_at_fault;
}

}  // namespace balai
