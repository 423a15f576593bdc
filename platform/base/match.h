// One function for each alternative of a variant: std::visit(Match{[](A) {…}, [](B) {…}}, variant).
#pragma once

namespace balai {

template <typename... Cases>
struct Match : Cases... {
    using Cases::operator()...;
};
template <typename... Cases>
Match(Cases...) -> Match<Cases...>;  // clang 14 does not find it by itself

}  // namespace balai
