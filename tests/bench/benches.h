// The benches that stand in files of their own. Each prints its lines. Thread: one.
#pragma once

#include <functional>

namespace bangtin {

/// What one run takes; the median of `runs`: these machines are noisy.
double seconds_of(const std::function<void()>& work);
double median_seconds(int runs, const std::function<void()>& work);

/// The desk's pages drawn at 1440x900 without a GPU, lists of 2,000 boards and 10,000 items, and
/// the way of a letter into the preview.
void bench_desk();

/// A letter typed into fields of several sizes, and a paste of 5 MB.
void bench_field();

/// A feed of kFeedItemsMax items: time to take it apart, in this process and in the sandboxed child
/// (start and answer included), and the child's peak memory.
void bench_news();

/// 1,000 rules over 400 days: expanded alone, and compiled into a selection.
void bench_schedule();

/// A board's judgement of a generation of 100 items, signed by two people, as at each flip.
void bench_trust();

}  // namespace bangtin
