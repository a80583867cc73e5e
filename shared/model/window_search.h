// Which window holds at an instant: a binary search on `begin` that also says until when its answer
// is the same, for windows in any order. Thread: any; pure.
#pragma once

#include <algorithm>
#include <cstddef>

#include "shared/base/clock.h"

namespace bangtin {

struct WindowSearch {
  std::size_t after = 0;                ///< the window before this index began last; 0: none has
  Instant next_begin = Instant::max();  ///< the next begin; the answer is the same until then
};

/// Searches `count` windows; `begin_of(index)` gives a begin and is called at most
/// 1 + floor(log2(count)) times. Unsorted windows give some answer, and its `next_begin` holds too:
/// any instant from `now` until before the least later begin that the search met takes the same
/// turns.
template <class BeginOf>
WindowSearch search_windows(std::size_t count, Instant now, BeginOf begin_of) {
  WindowSearch found;
  std::size_t last = count;
  while (found.after < last) {
    const std::size_t middle = found.after + (last - found.after) / 2;
    const Instant begin = begin_of(middle);
    if (begin <= now) {
      found.after = middle + 1;
    } else {
      last = middle;
      found.next_begin = std::min(found.next_begin, begin);
    }
  }
  return found;
}

}  // namespace bangtin
