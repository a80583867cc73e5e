#include "manager/core/proven.h"

#include <algorithm>

namespace bangtin {

void ProvenTime::note_gap(Instant until, ProvenSum& sum) const {
  if (until - reached_ <= sum.gap) return;
  sum.gap = until - reached_;
  sum.gap_from = reached_;
}

void ProvenTime::add(Instant begin, Instant end) {
  const Instant first = std::max(begin, reached_);
  const Instant last = std::min(end, until_);
  if (first >= last) return;
  note_gap(first, sum_);
  sum_.proven += last - first;
  reached_ = last;
}

ProvenSum ProvenTime::sum() const {
  ProvenSum sum = sum_;
  sum.of = std::max(until_ - from_, Millis(0));
  note_gap(until_, sum);
  return sum;
}

}  // namespace bangtin
