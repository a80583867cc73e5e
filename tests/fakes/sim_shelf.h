// SimShelf and SimPlays: the stage's shelf and sink, as tests want them. Thread: one.
#pragma once

#include <functional>
#include <vector>

#include "player/core/ports.h"

namespace bangtin {

/// A shelf whose parts are as `rule` says, and which remembers what was wanted last.
class SimShelf final : public PartShelf {
 public:
  std::function<PartState(const Part&)> rule = [](const Part&) { return PartState::Ready; };
  std::vector<Part> wanted;

  void want(const std::vector<Part>& parts) override { wanted = parts; }
  PartState state(const Part& part) override { return rule(part); }
};

class SimPlays final : public PlaySink {
 public:
  std::vector<PlayRecord> records;
  void take(const PlayRecord& record) override { records.push_back(record); }
};

}  // namespace bangtin
