#include "shared/model/window_search.h"

#include <gtest/gtest.h>

#include <bit>
#include <vector>

#include "tests/fakes/seeded_random.h"

namespace bangtin {
namespace {

Instant at(std::int64_t ms) { return Instant(Millis(ms)); }

TEST(SearchWindows, FindsTheLastThatHasBegunAndTheNext) {
  const std::vector<Instant> begins = {at(10), at(20), at(30)};
  const auto search = [&](std::int64_t now) {
    return search_windows(begins.size(), at(now), [&](std::size_t i) { return begins[i]; });
  };
  EXPECT_EQ(search(9).after, 0u);
  EXPECT_EQ(search(9).next_begin, at(10));
  EXPECT_EQ(search(10).after, 1u);
  EXPECT_EQ(search(19).next_begin, at(20));
  EXPECT_EQ(search(20).after, 2u);
  EXPECT_EQ(search(30).after, 3u);
  EXPECT_EQ(search(30).next_begin, Instant::max());
}

TEST(SearchWindows, FindsNothingAmongNone) {
  const auto found = search_windows(0, at(0), [](std::size_t) { return Instant{}; });
  EXPECT_EQ(found.after, 0u);
  EXPECT_EQ(found.next_begin, Instant::max());
}

TEST(SearchWindows, LooksAtAsManyWindowsAsTheLogarithmOfTheirNumber) {
  SeededRandom random(1);
  for (const std::size_t count : {1u, 10u, 1'000u, 100'000u, 1'000'000u, 200'000'000u}) {
    int most = 0;
    for (int i = 0; i < 1'000; ++i) {
      int looks = 0;
      const auto now = static_cast<std::int64_t>(random.below(count * 10 + 20)) - 10;
      const auto found = search_windows(count, at(now), [&](std::size_t index) {
        ++looks;
        return at(static_cast<std::int64_t>(index) * 10);
      });
      EXPECT_EQ(found.after,
                now < 0 ? 0u : std::min(count, static_cast<std::size_t>(now / 10) + 1));
      most = std::max(most, looks);
    }
    EXPECT_LE(most, static_cast<int>(std::bit_width(count)));
  }
}

TEST(SearchWindows, KeepsItsAnswerUntilNextBeginInAnyOrder) {
  SeededRandom random(2);
  for (int round = 0; round < 2'000; ++round) {
    std::vector<Instant> begins;
    for (auto i = random.below(12); i > 0; --i) begins.push_back(at(between(random, 0, 40)));
    const auto search = [&](Instant now) {
      return search_windows(begins.size(), now, [&](std::size_t i) { return begins[i]; });
    };
    const Instant now = at(between(random, -5, 45));
    const WindowSearch first = search(now);
    ASSERT_GT(first.next_begin, now);
    for (Instant t = now; t < std::min(first.next_begin, at(60)); t += Millis(1)) {
      ASSERT_EQ(search(t).after, first.after);
    }
  }
}

}  // namespace
}  // namespace bangtin
