#include "manager/server/rate_limiter.h"

#include <gtest/gtest.h>

namespace bangtin {
namespace {

using namespace std::chrono_literals;

constexpr Instant kNow{Millis(1'800'000'000'000)};

TEST(RateLimiter, CountsEachNameByItself) {
  RateLimiter limiter(2, 60s);
  EXPECT_TRUE(limiter.allow("a", kNow));
  EXPECT_TRUE(limiter.allow("a", kNow + 30s));
  EXPECT_FALSE(limiter.allow("a", kNow + 59s));
  EXPECT_TRUE(limiter.allow("b", kNow + 59s));
  EXPECT_TRUE(limiter.allow("a", kNow + 60s)) << "a new span";
}

TEST(RateLimiter, AClockThatWasSetBackMakesNobodyWaitLonger) {
  RateLimiter limiter(1, 60s);
  EXPECT_TRUE(limiter.allow("a", kNow));
  EXPECT_TRUE(limiter.allow("a", kNow - 1h));
}

TEST(RateLimiter, RemembersABoundedNumberOfNames) {
  RateLimiter limiter(1, 60s);
  for (std::size_t i = 0; i <= limits::kTryNamesMax; ++i) {
    EXPECT_TRUE(limiter.allow(std::to_string(i), kNow));
  }
  EXPECT_TRUE(limiter.allow("0", kNow)) << "forgotten rather than kept without end";
}

}  // namespace
}  // namespace bangtin
