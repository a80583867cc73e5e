// Proven time against a count of every millisecond.
#include "manager/core/proven.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "tests/fakes/seeded_random.h"

namespace bangtin {
namespace {

Instant ms_at(std::int64_t ms) { return Instant(Millis(ms)); }

TEST(ProvenTime, CountsOverlapsOnceAndClipsToItsTime) {
  ProvenTime time(ms_at(100), ms_at(200));
  EXPECT_EQ(time.sum(), (ProvenSum{Millis(100), Millis(0), Millis(100), ms_at(100)}));
  time.add(ms_at(50), ms_at(120));
  time.add(ms_at(110), ms_at(130));
  time.add(ms_at(115), ms_at(118));
  time.add(ms_at(160), ms_at(260));
  EXPECT_EQ(time.sum(), (ProvenSum{Millis(100), Millis(70), Millis(30), ms_at(130)}));
  EXPECT_EQ(time.sum(), time.sum()) << "asking changes nothing";
}

TEST(ProvenTime, WithoutAGapSaysNone) {
  ProvenTime time(ms_at(0), ms_at(10));
  time.add(ms_at(0), ms_at(4));
  time.add(ms_at(4), ms_at(10));
  EXPECT_EQ(time.sum(), (ProvenSum{Millis(10), Millis(10), Millis(0), std::nullopt}));
}

TEST(ProvenTimeProperty, IsWhatACountOfEachMillisecondGives) {
  std::int64_t proven = 0;
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    SeededRandom random(seed);
    const std::int64_t from = between(random, 0, 50), until = from + between(random, 1, 200);
    std::vector<std::pair<std::int64_t, std::int64_t>> plays;
    for (auto left = between(random, 0, 12); left > 0; --left) {
      const std::int64_t begin = between(random, 0, 260);
      plays.push_back({begin, begin + between(random, 1, 40)});
    }
    std::ranges::sort(plays);
    ProvenTime time(ms_at(from), ms_at(until));
    for (const auto& [begin, end] : plays) time.add(ms_at(begin), ms_at(end));
    std::int64_t shown = 0, dark = 0, longest = 0, longest_from = 0;
    for (std::int64_t t = from; t < until; ++t) {
      const bool on = std::ranges::any_of(
          plays, [t](const auto& play) { return play.first <= t && t < play.second; });
      shown += on;
      dark = on ? 0 : dark + 1;
      if (dark > longest) {
        longest = dark;
        longest_from = t - dark + 1;
      }
    }
    const ProvenSum sum = time.sum();
    ASSERT_EQ(sum.of.count(), until - from);
    ASSERT_EQ(sum.proven.count(), shown) << "seed " << seed;
    ASSERT_EQ(sum.gap.count(), longest) << "seed " << seed;
    ASSERT_EQ(sum.gap_from.has_value(), longest > 0);
    if (longest > 0) {
      ASSERT_EQ(*sum.gap_from, ms_at(longest_from)) << "seed " << seed;
    }
    proven += shown;
  }
  EXPECT_GT(proven, 5'000);
}

}  // namespace
}  // namespace bangtin
