#include "tests/fakes/seeded_random.h"

#include <bit>

namespace bangtin {

SeededRandom::SeededRandom(std::uint64_t seed) {
  for (std::uint64_t& word : state_) {
    seed += 0x9e3779b97f4a7c15u;
    std::uint64_t mixed = seed;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
    word = mixed ^ (mixed >> 31);
  }
}

void SeededRandom::fill(std::span<std::uint8_t> bytes) {
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i % 8 == 0) word = next();
    bytes[i] = static_cast<std::uint8_t>(word);
    word >>= 8;
  }
}

std::uint64_t SeededRandom::next() {
  const std::uint64_t result = std::rotl(state_[1] * 5, 7) * 9;
  const std::uint64_t shifted = state_[1] << 17;
  state_[2] ^= state_[0];
  state_[3] ^= state_[1];
  state_[1] ^= state_[2];
  state_[0] ^= state_[3];
  state_[2] ^= shifted;
  state_[3] = std::rotl(state_[3], 45);
  return result;
}

std::int64_t between(Random& random, std::int64_t min, std::int64_t max) {
  const auto span = static_cast<std::uint64_t>(max) - static_cast<std::uint64_t>(min);
  std::uint64_t above = 0;
  if (span < UINT64_MAX) {
    above = random.below(span + 1);
  } else {  // every value of 64 bits
    above = random.below(1ull << 32) << 32 | random.below(1ull << 32);
  }
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(min) + above);
}

bool chance(Random& random, int percent) { return between(random, 1, 100) <= percent; }

}  // namespace bangtin
