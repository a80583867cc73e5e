// ChildAnswer: what a child of bangtin-ingest says while it works, line by line, then bytes. All of
// it is to be judged like any input. Thread: one at a time.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "manager/ingest/child.h"
#include "shared/base/json.h"

namespace bangtin {

class ChildAnswer {
 public:
  /// The child outlives it and has so long for each line, and for the bytes: who says one of them
  /// from time to time gains nothing.
  ChildAnswer(Child& child, Millis silence_max) : child_(child), silence_max_(silence_max) {}

  /// The next line. Nothing when there is none in time, or it is no JSON; `wait` is asked every
  /// half second and ends it by false.
  std::optional<Json> line(const std::function<bool()>& wait);
  /// The next so many bytes; nothing likewise.
  std::optional<std::string> bytes(std::size_t count, const std::function<bool()>& wait);

 private:
  bool more(Monotonic deadline, const std::function<bool()>& wait);

  Child& child_;
  const Millis silence_max_;
  std::string held_;
};

}  // namespace bangtin
