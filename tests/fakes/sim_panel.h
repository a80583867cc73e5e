// SimPanel: a panel that notes what it is told and is as a test wants. Thread: one.
#pragma once

#include <optional>
#include <vector>

#include "player/core/ports.h"

namespace bangtin {

class SimPanel final : public Panel {
 public:
  void turn(bool on) override { told.push_back(on); }
  void step(Monotonic now) override {
    ++steps;
    // Looks after itself once in a while, as a real one does.
    due_ = now + Seconds(1);
  }
  Monotonic due() const override { return due_; }
  std::optional<bool> lit() const override {
    return told.empty() ? std::nullopt : std::optional(told.back());
  }
  bool refuses() const override { return stubborn; }

  bool stubborn = false;  ///< it stays as it is
  std::vector<bool> told;
  int steps = 0;

 private:
  Monotonic due_{};
};

}  // namespace bangtin
