#include "manager/server/try_limiter.h"

#include <gtest/gtest.h>

namespace bangtin {
namespace {

using namespace std::chrono_literals;

const Instant kNow{Millis(1'000'000'000)};

TEST(TryLimiter, BlocksANameForAMinuteAfterFiveFailures) {
  TryLimiter tries;
  for (int i = 0; i < limits::kPairingTriesMax; ++i) {
    EXPECT_FALSE(tries.blocked("lan", kNow));
    tries.failed("lan", kNow);
  }
  EXPECT_TRUE(tries.blocked("lan", kNow));
  EXPECT_TRUE(tries.blocked("lan", kNow + 59s));
  EXPECT_FALSE(tries.blocked("lan", kNow + 60s));
  EXPECT_FALSE(tries.blocked("duc", kNow));
}

TEST(TryLimiter, ForgetsFailuresAfterASuccessOrAQuietMinute) {
  TryLimiter tries;
  for (int i = 0; i < 4; ++i) tries.failed("lan", kNow);
  tries.succeeded("lan");
  tries.failed("lan", kNow);
  EXPECT_FALSE(tries.blocked("lan", kNow));
  for (int i = 0; i < 4; ++i) tries.failed("duc", kNow);
  tries.failed("duc", kNow + 2min);
  EXPECT_FALSE(tries.blocked("duc", kNow + 2min));
}

TEST(TryLimiter, LetsNobodyWaitLongerWhenTheClockIsSetBack) {
  TryLimiter tries;
  for (int i = 0; i < 5; ++i) tries.failed("lan", kNow);
  EXPECT_FALSE(tries.blocked("lan", kNow - 1h));
}

TEST(TryLimiter, StaysWithinItsBound) {
  TryLimiter tries;
  for (std::size_t i = 0; i < limits::kTryNamesMax + 10; ++i) {
    tries.failed(std::to_string(i), kNow);
  }
  for (int i = 0; i < 5; ++i) tries.failed("lan", kNow);
  EXPECT_TRUE(tries.blocked("lan", kNow));
}

}  // namespace
}  // namespace bangtin
