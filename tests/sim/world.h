// World: one office and some boards in one thread, on simulated time, with faults by chance. The
// same seed gives the same run. Thread: one.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "tests/sim/sim_board.h"

namespace bangtin::sim {

struct WorldOptions {
  int boards = 2;
  Seconds duration{120};
  Seconds action_every{6};  ///< on average; 0: nobody acts
  Seconds fault_every{15};  ///< on average; 0: no faults
};

class World {
 public:
  World(std::uint64_t seed, WorldOptions options);

  /// Pairs, then lets people and faults act for the duration.
  void run();
  /// All faults end; the boards get time to catch up.
  void settle();
  /// Time passes, everything due happens.
  void pass(Seconds duration);

  Instant now() const;
  Monotonic at() const { return at_; }
  SimOffice& office() { return *office_; }
  SimBoard& board(std::size_t index) { return *boards_[index]; }
  /// What was promised and not kept, by the checkers of office and boards and of the end.
  std::vector<std::string> complaints();

 private:
  void step();
  void fault();
  Millis wrong_clock();
  void heal();
  Monotonic random_later(Seconds about);
  void check_plays(std::vector<std::string>& out);

  SeededRandom random_;
  WorldOptions options_;
  Monotonic at_{};
  Monotonic next_act_ = Monotonic::max();
  Monotonic next_fault_ = Monotonic::max();
  Monotonic next_second_{};
  Monotonic heal_at_ = Monotonic::max();
  std::unique_ptr<SimOffice> office_;
  std::vector<std::unique_ptr<SimBoard>> boards_;
};

}  // namespace bangtin::sim
