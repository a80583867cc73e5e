#include "manager/core/expand.h"

#include <gtest/gtest.h>

#include "tests/fakes/seeded_random.h"

namespace bangtin {
namespace {

Instant at(std::int64_t ms) { return Instant(Millis(ms)); }

TEST(Expand, IsEmptyWhenNothingIsEverValid) {
  EXPECT_TRUE(expand({}, at(0), at(100)).empty());
  EXPECT_TRUE(expand({{0, at(-50), at(0)}, {1, at(100), at(200)}}, at(0), at(100)).empty());
  EXPECT_TRUE(expand({{0, at(0), at(100)}}, at(50), at(50)).empty());
}

TEST(Expand, CutsAtEachEdgeAndLeavesGapsOut) {
  const auto stretches =
      expand({{0, at(-10), at(30)}, {1, at(20), at(40)}, {2, at(60), at(900)}}, at(0), at(100));
  const std::vector<Stretch> wanted = {{at(0), at(20), {0}},
                                       {at(20), at(30), {0, 1}},
                                       {at(30), at(40), {1}},
                                       {at(60), at(100), {2}}};
  EXPECT_EQ(stretches, wanted);
}

TEST(Expand, KeepsTheOrderAndRepetitionsOfThePlaylist) {
  const auto stretches =
      expand({{5, at(0), at(9)}, {3, at(0), at(9)}, {5, at(0), at(9)}}, at(0), at(9));
  ASSERT_EQ(stretches.size(), 1u);
  EXPECT_EQ(stretches[0].items, (std::vector<std::size_t>{5, 3, 5}));
}

TEST(Expand, DoesNotCutWhereNothingChanges) {
  const auto stretches = expand({{7, at(0), at(50)}, {7, at(50), at(100)}}, at(0), at(100));
  EXPECT_EQ(stretches, (std::vector<Stretch>{{at(0), at(100), {7}}}));
}

TEST(Expand, SaysAtEachInstantExactlyWhatIsValid) {
  for (std::uint64_t seed = 1; seed <= 500; ++seed) {
    SeededRandom random(seed);
    std::vector<Airing> airings;
    for (auto left = between(random, 0, 12); left > 0; --left) {
      const std::int64_t from = between(random, -30, 110);
      airings.push_back({static_cast<std::size_t>(between(random, 0, 4)), at(from),
                         at(from + between(random, 0, 60))});
    }
    const auto stretches = expand(airings, at(0), at(100));
    for (std::size_t i = 1; i < stretches.size(); ++i) {
      ASSERT_LE(stretches[i - 1].end, stretches[i].begin) << seed;
      ASSERT_FALSE(stretches[i - 1].end == stretches[i].begin &&
                   stretches[i - 1].items == stretches[i].items)
          << seed;
    }
    for (std::int64_t ms = -5; ms < 105; ++ms) {
      std::vector<std::size_t> wanted;
      for (const Airing& airing : airings) {
        const bool valid = airing.valid_from <= at(ms) && at(ms) < airing.valid_until;
        if (valid && ms >= 0 && ms < 100) wanted.push_back(airing.item);
      }
      std::vector<std::size_t> found;
      for (const Stretch& stretch : stretches) {
        ASSERT_LT(stretch.begin, stretch.end) << seed;
        if (stretch.begin <= at(ms) && at(ms) < stretch.end) found = stretch.items;
      }
      ASSERT_EQ(found, wanted) << seed << " at " << ms;
    }
  }
}

}  // namespace
}  // namespace bangtin
