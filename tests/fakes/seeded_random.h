// Chance that repeats: the same seed gives the same numbers on every machine. Thread: one.
// Source: xoshiro256** and splitmix64, Blackman and Vigna.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "shared/base/clock.h"

namespace bangtin {

class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed);
  void fill(std::span<std::uint8_t> bytes) override;

 private:
  std::uint64_t next();
  std::array<std::uint64_t, 4> state_{};
};

/// Uniform in [min, max].
std::int64_t between(Random& random, std::int64_t min, std::int64_t max);

/// True in `percent` of a hundred cases.
bool chance(Random& random, int percent);

}  // namespace bangtin
