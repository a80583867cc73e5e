// Each fuzz target over its seeds and some thousand mutations of them, the same on each run. Long
// fuzzing with coverage is `./dev fuzz`.
#include <gtest/gtest.h>

#include "tests/fakes/seeded_random.h"
#include "tests/fuzz/pairing_targets.h"
#include "tests/fuzz/targets.h"

namespace bangtin::fuzz {
namespace {

/// One to eight random edits: a byte set, bytes cut out, doubled, or put in.
std::string mutated(std::string bytes, Random& random) {
  using namespace std::string_view_literals;  // the first byte is a zero
  static constexpr std::string_view kInteresting = "\0\x7f\x80\xff\"{}[]:,\\/%-.0"sv;
  const std::uint64_t edits = 1 + random.below(8);
  for (std::uint64_t i = 0; i < edits; ++i) {
    const std::size_t at = static_cast<std::size_t>(random.below(bytes.size() + 1));
    const std::size_t length =
        static_cast<std::size_t>(random.below(std::min<std::size_t>(bytes.size() - at, 16) + 1));
    switch (random.below(5)) {
      case 0:
        if (at < bytes.size()) bytes[at] = static_cast<char>(random.below(256));
        break;
      case 1:
        bytes.erase(at, length);
        break;
      case 2:
        bytes.insert(at, bytes.substr(at, length));
        break;
      case 3:
        bytes.insert(at, 1,
                     kInteresting[static_cast<std::size_t>(random.below(kInteresting.size()))]);
        break;
      default:
        bytes.resize(at);
        break;
    }
  }
  return bytes;
}

class FuzzSeeds : public ::testing::TestWithParam<Target> {};

TEST_P(FuzzSeeds, ReturnsOnEverySeedAndItsMutations) {
  const std::vector<std::string> seeds = GetParam().seeds();
  ASSERT_FALSE(seeds.empty());
  SeededRandom random(20261122);
  for (const std::string& seed : seeds) {
    GetParam().run(seed);
    const int rounds = std::min(seed.size() > 1'000 ? 300 : 2'000, GetParam().rounds_max);
    for (int i = 0; i < rounds; ++i) GetParam().run(mutated(seed, random));
  }
  GetParam().run("");
}

INSTANTIATE_TEST_SUITE_P(All, FuzzSeeds, ::testing::ValuesIn(targets().begin(), targets().end()),
                         [](const auto& each) { return std::string(each.param.name); });

/// What the targets of pairing watch does happen, and only when it should.
TEST(FuzzPairing, ARightTalkPairsAndAFalseOneDoesNot) {
  EXPECT_EQ(paired_at_office("o0\no1\na0\na1\np0"), 2);
  EXPECT_EQ(paired_at_office("o0\na0BBBBBBBB\nr0\na0\no1\nt1" + std::string(39, 'a') + "\na1"), 0);
  EXPECT_TRUE(board_is_paired("o\nw\nK\nw\na"));
  EXPECT_TRUE(board_is_paired("O\ns")) << "with whom the six words stand for, right or not";
  EXPECT_FALSE(board_is_paired("o\nw\ns\nS\nk\nd"));
  EXPECT_FALSE(board_is_paired("a\no\nT\na"));
}

}  // namespace
}  // namespace bangtin::fuzz
