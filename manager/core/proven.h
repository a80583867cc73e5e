// How much of a time is proven, and where the longest stretch without proof lies. Pure. Thread:
// one.
#pragma once

#include <optional>

#include "shared/base/clock.h"

namespace bangtin {

struct ProvenSum {
  Millis of{};                      ///< the whole time
  Millis proven{};                  ///< of it, by one stretch or more
  Millis gap{};                     ///< the longest stretch of it without proof
  std::optional<Instant> gap_from;  ///< the first of that length; nothing where all is proven
  bool operator==(const ProvenSum&) const = default;
};

/// Takes stretches in the order of their beginnings; they may overlap, and what of them lies
/// outside the time does not count.
class ProvenTime {
 public:
  ProvenTime(Instant from, Instant until) : from_(from), until_(until), reached_(from) {}
  void add(Instant begin, Instant end);
  ProvenSum sum() const;

 private:
  void note_gap(Instant until, ProvenSum& sum) const;

  Instant from_;
  Instant until_;
  Instant reached_;  ///< all before it is told
  ProvenSum sum_;
};

}  // namespace bangtin
