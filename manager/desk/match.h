// std::visit with a case for each alternative, as lambdas.
#pragma once

namespace bangtin::desk {

template <class... Cases>
struct Match : Cases... {
  using Cases::operator()...;
};

}  // namespace bangtin::desk
