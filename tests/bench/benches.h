// The benches that stand in files of their own. Each prints its lines. Thread: one.
#pragma once

namespace bangtin {

/// A feed of kFeedItemsMax items: time to take it apart, in this process and in the sandboxed child
/// (start and answer included), and the child's peak memory.
void bench_news();

/// 1,000 rules over 400 days: expanded alone, and compiled into a selection.
void bench_schedule();

}  // namespace bangtin
