#include "shared/base/clock.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <deque>
#include <limits>

namespace bangtin {
namespace {

using namespace std::chrono_literals;

Instant at(int year, unsigned month, unsigned day, Millis of_day = 0ms) {
  return std::chrono::sys_days{std::chrono::year{year} / month / day} + of_day;
}

/// Gives the 64-bit values it was told, then zeros.
class Draws final : public Random {
 public:
  explicit Draws(std::deque<std::uint64_t> values) : values_(std::move(values)) {}
  void fill(std::span<std::uint8_t> bytes) override {
    std::uint64_t value = 0;
    if (!values_.empty()) {
      value = values_.front();
      values_.pop_front();
    }
    ++fills;
    for (std::size_t i = bytes.size(); i-- > 0; value >>= 8) {
      bytes[i] = static_cast<std::uint8_t>(value);
    }
  }
  int fills = 0;

 private:
  std::deque<std::uint64_t> values_;
};

constexpr auto kMax64 = std::numeric_limits<std::uint64_t>::max();

TEST(ToIso8601, WritesUtcWithMilliseconds) {
  EXPECT_EQ(to_iso8601(Instant{}), "1970-01-01T00:00:00.000Z");
  EXPECT_EQ(to_iso8601(at(2026, 11, 22, 5h + 6min + 7s + 8ms)), "2026-11-22T05:06:07.008Z");
  EXPECT_EQ(to_iso8601(Instant{-1ms}), "1969-12-31T23:59:59.999Z");
  EXPECT_EQ(to_iso8601(at(2024, 2, 29)), "2024-02-29T00:00:00.000Z");
}

TEST(ToIso8601, WritesTheNearestEndForWhatFourDigitsCannotSay) {
  EXPECT_EQ(to_iso8601(Instant::min()), "0000-01-01T00:00:00.000Z");
  EXPECT_EQ(to_iso8601(Instant::max()), "9999-12-31T23:59:59.999Z");
}

TEST(FromIso8601, ReadsUtcAndOffsets) {
  const Instant noon = at(2026, 11, 22, 12h);
  EXPECT_EQ(from_iso8601("2026-11-22T12:00:00Z"), noon);
  EXPECT_EQ(from_iso8601("2026-11-22T12:00:00.000Z"), noon);
  EXPECT_EQ(from_iso8601("2026-11-22T19:00:00+07:00"), noon);
  EXPECT_EQ(from_iso8601("2026-11-22T08:30:00-03:30"), noon);
  EXPECT_EQ(from_iso8601("2026-11-22T12:00:00-00:00"), noon);
  EXPECT_EQ(from_iso8601("2026-11-23T06:00:00+18:00"), noon);
}

TEST(FromIso8601, CutsFractionsToMilliseconds) {
  const Instant second = at(2026, 1, 1);
  EXPECT_EQ(from_iso8601("2026-01-01T00:00:00.5Z"), second + 500ms);
  EXPECT_EQ(from_iso8601("2026-01-01T00:00:00.05Z"), second + 50ms);
  EXPECT_EQ(from_iso8601("2026-01-01T00:00:00.123999999Z"), second + 123ms);
  EXPECT_EQ(from_iso8601("2026-01-01T00:00:00.1234567890Z"), std::nullopt);
  EXPECT_EQ(from_iso8601("2026-01-01T00:00:00.Z"), std::nullopt);
}

TEST(FromIso8601, KnowsLeapDays) {
  EXPECT_EQ(from_iso8601("2024-02-29T00:00:00Z"), at(2024, 2, 29));
  EXPECT_EQ(from_iso8601("2000-02-29T00:00:00Z"), at(2000, 2, 29));
  EXPECT_EQ(from_iso8601("2023-02-29T00:00:00Z"), std::nullopt);
  EXPECT_EQ(from_iso8601("1900-02-29T00:00:00Z"), std::nullopt);
}

TEST(FromIso8601, ReadsTheWholeRangeAndNothingBeyond) {
  EXPECT_EQ(from_iso8601("0000-01-01T00:00:00Z"), at(0, 1, 1));
  EXPECT_EQ(from_iso8601("9999-12-31T23:59:59.999Z"), at(10'000, 1, 1) - 1ms);
  EXPECT_EQ(from_iso8601("0000-01-01T00:00:00+00:01"), std::nullopt);
  EXPECT_EQ(from_iso8601("9999-12-31T23:59:59-00:01"), std::nullopt);
}

TEST(FromIso8601, RefusesEverythingElse) {
  for (const char* text : {"",
                           "2026",
                           "2026-11-22",
                           "2026-11-22T12:00Z",
                           "2026-11-22T12:00:00",
                           "2026-11-22 12:00:00Z",
                           "2026-11-22t12:00:00Z",
                           "2026-11-22T12:00:00z",
                           "20261122T120000Z",
                           "2026-13-01T00:00:00Z",
                           "2026-00-01T00:00:00Z",
                           "2026-01-00T00:00:00Z",
                           "2026-04-31T00:00:00Z",
                           "2026-01-01T24:00:00Z",
                           "2026-01-01T00:60:00Z",
                           "2026-12-31T23:59:60Z",
                           "2026-01-01T00:00:00+24:00",
                           "2026-01-01T00:00:00+07:60",
                           "2026-01-01T00:00:00+0700",
                           "2026-01-01T00:00:00+7:00",
                           "2026-01-01T00:00:00Zx",
                           " 2026-01-01T00:00:00Z",
                           "2026-01-01T00:00:00Z ",
                           "+2026-01-01T00:00:00Z",
                           "-026-01-01T00:00:00Z",
                           "2026-1-01T00:00:00Z",
                           "2026-01-01T00:00:00,5Z",
                           "2026-01-01T00:00:00.5",
                           "abcd-01-01T00:00:00Z",
                           "12026-01-01T00:00:00Z"}) {
    EXPECT_EQ(from_iso8601(text), std::nullopt) << text;
  }
  using namespace std::string_view_literals;
  EXPECT_EQ(from_iso8601("2026-01-01T00:00:00Z\0"sv), std::nullopt);
}

TEST(Iso8601, EveryWrittenInstantReadsBackAsItself) {
  // A step that meets every month, weekday and time of day over the whole range.
  for (Instant instant = at(0, 1, 1); instant < at(10'000, 1, 1);
       instant += 24h * 97 + 5h + 7min + 11s + 13ms) {
    ASSERT_EQ(from_iso8601(to_iso8601(instant)), instant) << to_iso8601(instant);
  }
}

TEST(RandomBelow, ReducesADrawToTheBound) {
  EXPECT_EQ(Draws({0}).below(10), 0u);
  EXPECT_EQ(Draws({19}).below(10), 9u);
  EXPECT_EQ(Draws({kMax64}).below(1), 0u);
  EXPECT_EQ(Draws({kMax64}).below(1ull << 63), (1ull << 63) - 1);
  EXPECT_EQ(Draws({kMax64 - 1}).below(kMax64), kMax64 - 1);
}

TEST(RandomBelow, DrawsAgainWhereTheLastShareIsNotWhole) {
  // 2^64 = 10 * k + 6: the six highest values would favour 0 to 5.
  Draws biased({kMax64, kMax64 - 5, 7});
  EXPECT_EQ(biased.below(10), 7u);
  EXPECT_EQ(biased.fills, 3);
  Draws fair({kMax64 - 6});
  EXPECT_EQ(fair.below(10), 9u);
  EXPECT_EQ(fair.fills, 1);
  // A third of all values is above the last whole share of 2/3 * 2^64: none of them may get
  // through.
  Draws third({kMax64, kMax64 / 3 * 2 + 1, 5});
  EXPECT_EQ(third.below(kMax64 / 3 * 2), 5u);
}

TEST(RandomBelow, IsTheSameOnEveryMachine) {
  // The bytes are read as one big-endian number, whatever the processor's order is.
  class Ramp final : public Random {
    void fill(std::span<std::uint8_t> bytes) override {
      for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(i + 1);
    }
  } ramp;
  EXPECT_EQ(ramp.below(kMax64), 0x0102030405060708ull);
}

TEST(RandomBelowDeathTest, HasNoAnswerBelowZero) { EXPECT_DEATH(Draws({}).below(0), "bound > 0"); }

TEST(SystemClock, ReadsATimeAfterThisWasWrittenAndNeverStepsBack) {
  SystemClock clock;
  const Monotonic before = clock.monotonic();
  EXPECT_GE(clock.monotonic(), before);
  EXPECT_GT(clock.wall(), Instant{});
}

}  // namespace
}  // namespace bangtin
