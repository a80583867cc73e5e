#include "shared/net/backoff.h"

#include <gtest/gtest.h>

#include "tests/fakes/seeded_random.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

TEST(Backoff, WaitsBetweenZeroAndADoublingCap) {
  SeededRandom random(1);
  for (int run = 0; run < 200; ++run) {
    Backoff backoff;
    Millis cap = limits::kBackoffFirst;
    for (int i = 0; i < 12; ++i) {
      const Millis wait = backoff.next(random);
      EXPECT_GE(wait, 0ms);
      EXPECT_LE(wait, cap);
      cap = std::min<Millis>(cap * 2, limits::kBackoffMax);
    }
  }
}

TEST(Backoff, SpreadsOverTheWholeSpan) {
  SeededRandom random(2);
  Millis low = 60s;
  Millis high{};
  for (int run = 0; run < 1'000; ++run) {
    Backoff backoff;
    const Millis wait = backoff.next(random);
    low = std::min(low, wait);
    high = std::max(high, wait);
  }
  EXPECT_LT(low, 20ms);
  EXPECT_GT(high, 480ms);
}

TEST(Backoff, BeginsAnewAfterSuccess) {
  SeededRandom random(3);
  Backoff backoff;
  for (int i = 0; i < 10; ++i) backoff.next(random);
  backoff.reset();
  EXPECT_LE(backoff.next(random), limits::kBackoffFirst);
}

TEST(Backoff, IsNeverEarlierThanTheServerSaid) {
  SeededRandom random(4);
  Backoff backoff;
  EXPECT_GE(backoff.next(random, 90s), 90s);
  EXPECT_LE(backoff.next(random, Seconds(1'000'000)), limits::kRetryAfterMax + 60s);
}

TEST(Backoff, ReadsRetryAfterInSecondsOnly) {
  EXPECT_EQ(retry_after_from("120"), Seconds(120));
  for (const char* wrong :
       {"", "-1", "1.5", "Sun, 06 Nov 1994 08:49:37 GMT", "12x", "99999999999"}) {
    EXPECT_FALSE(retry_after_from(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace bangtin
