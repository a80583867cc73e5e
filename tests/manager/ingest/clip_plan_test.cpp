#include "manager/ingest/clip_plan.h"

#include <gtest/gtest.h>

namespace bangtin {
namespace {

FrameTimes every(double rate, int count, double wobble_us = 0) {
  FrameTimes times;
  for (int i = 0; i < count; ++i) {
    times.times_us.push_back(std::int64_t(i * 1e6 / rate + (i % 2 == 0 ? 0 : wobble_us)));
  }
  times.complete = true;
  return times;
}

double rate_of(const FrameTimes& times, Ratio nominal = {}) {
  return target_rate(times, nominal).value();
}

TEST(TargetSize, FitsBothWaysUpAndIsNeverEnlarged) {
  EXPECT_EQ(target_size({{1920, 1080}, {1, 1}, 0}), (Size{1920, 1080}));
  EXPECT_EQ(target_size({{3840, 2160}, {1, 1}, 0}), (Size{1920, 1080}));
  EXPECT_EQ(target_size({{3840, 2160}, {1, 1}, 90}), (Size{1080, 1920}));
  EXPECT_EQ(target_size({{640, 360}, {1, 1}, 0}), (Size{640, 360}));
  EXPECT_EQ(target_size({{2000, 2000}, {1, 1}, 0}), (Size{1080, 1080}));
  EXPECT_EQ(target_size({{4096, 64}, {1, 1}, 0}), (Size{1920, 30}));
}

TEST(TargetSize, HasEvenSidesAndSquarePixels) {
  EXPECT_EQ(target_size({{641, 361}, {1, 1}, 0}), (Size{642, 362}));
  EXPECT_EQ(target_size({{720, 576}, {64, 45}, 0}), (Size{1024, 576}));
  EXPECT_EQ(target_size({{720, 480}, {8, 9}, 0}), (Size{720, 540}));
  EXPECT_EQ(target_size({{100, 100}, {1, 1'000}, 0}), (Size{100, 100})) << "a shape nobody means";
  EXPECT_EQ(target_size({{1, 1}, {0, 0}, 0}), (Size{2, 2}));
}

TEST(TargetRate, KeepsWhatEveryBoardCanPlay) {
  EXPECT_EQ(rate_of(every(25, 100)), 25);
  EXPECT_EQ(rate_of(every(24, 100)), 24);
  EXPECT_EQ(rate_of(every(30, 100)), 30);
  EXPECT_DOUBLE_EQ(rate_of(every(30'000 / 1'001.0, 300)), 30'000 / 1'001.0);
  EXPECT_DOUBLE_EQ(rate_of(every(23.98, 30), {24'000, 1'001}), 24'000 / 1'001.0);
}

TEST(TargetRate, TakesTheHalfOfWhatIsTooFast) {
  EXPECT_EQ(rate_of(every(50, 100)), 25);
  EXPECT_EQ(rate_of(every(60, 100)), 30);
  EXPECT_EQ(rate_of(every(120, 400)), 30);
  EXPECT_EQ(rate_of(every(48, 100)), 24);
  EXPECT_EQ(rate_of(every(35, 100)), 30) << "half of it would stutter";
}

TEST(TargetRate, MakesWhatVariesConstantAndWhatIsSlowFaster) {
  EXPECT_EQ(rate_of(every(29, 100, 9'000)), 30);
  EXPECT_EQ(rate_of(every(12, 100, 9'000)), 25);
  EXPECT_EQ(rate_of(every(5, 20)), 10);
  EXPECT_EQ(rate_of(every(25, 1)), 25);
  EXPECT_EQ(rate_of(FrameTimes{}), 25);
}

TEST(MayCopy, TakesTheProfileItselfAndNothingElse) {
  CopyFacts good{true, true, true, true, 50, 4'000'000, 9'000'000};
  const CodedShape shape{{1920, 1080}, {1, 1}, 0};
  const FrameTimes times = every(25, 100);
  const Ratio nominal{25, 1};
  EXPECT_TRUE(may_copy(good, shape, times, nominal));
  const auto with = [&](auto change) {
    CopyFacts facts = good;
    change(facts);
    return may_copy(facts, shape, times, nominal);
  };
  EXPECT_FALSE(with([](CopyFacts& f) { f.plain_h264 = false; }));
  EXPECT_FALSE(with([](CopyFacts& f) { f.known_index = false; }));
  EXPECT_FALSE(with([](CopyFacts& f) { f.colours = false; }));
  EXPECT_FALSE(with([](CopyFacts& f) { f.closed = false; }));
  EXPECT_FALSE(with([](CopyFacts& f) { f.key_distance_max = 51; }));
  EXPECT_FALSE(with([](CopyFacts& f) { f.bits_per_second = 8'000'001; }));
  EXPECT_FALSE(with([](CopyFacts& f) { f.bits_per_second_peak = 16'000'001; }));
  EXPECT_FALSE(may_copy(good, {{1920, 1088}, {1, 1}, 0}, times, nominal));
  EXPECT_FALSE(may_copy(good, {{640, 360}, {4, 3}, 0}, times, nominal));
  EXPECT_FALSE(may_copy(good, {{640, 360}, {1, 1}, 90}, times, nominal));
  EXPECT_FALSE(may_copy(good, shape, every(50, 100), {50, 1}));
  EXPECT_FALSE(may_copy(good, shape, every(25, 100, 9'000), nominal));
}

TEST(Loudness, IsBroughtToTheLevelWhateverItsPeaks) {
  EXPECT_DOUBLE_EQ(gain_db({-13, -1}), -10);
  EXPECT_DOUBLE_EQ(gain_db({-33, -20}), 10);
  EXPECT_DOUBLE_EQ(gain_db({-30, -1}), 7) << "speech into a phone: the limiter holds its peaks";
  EXPECT_DOUBLE_EQ(gain_db({-33, 0}), 10);
  EXPECT_DOUBLE_EQ(gain_db({-50, -40}), 20) << "a hiss is not lifted without bound";
  EXPECT_DOUBLE_EQ(gain_db({-70, -70}), 0);
  EXPECT_TRUE(is_silent({-70, -70}));
}

TEST(Loudness, IsLevelByWhatIsHeardAlone) {
  EXPECT_TRUE(is_level({-23.9, -10}));
  EXPECT_FALSE(is_level({-16, -10}));
  EXPECT_FALSE(is_level({-30, -1})) << "no peak excuses that it is too quiet";
  EXPECT_FALSE(is_level({-50, -40}));
}

TEST(Loudness, NeedsTheLimiterOnlyForPeaks) {
  EXPECT_TRUE(needs_limiter({-30, -1}, 7));
  EXPECT_TRUE(needs_limiter({-20, -1}, -3)) << "between two samples it may be higher";
  EXPECT_FALSE(needs_limiter({-33, -20}, 10));
  EXPECT_FALSE(needs_limiter({-13, -1}, -10));
}

TEST(Loudness, WhatTheLimiterTookIsMadeUpForWithinTheBound) {
  EXPECT_EQ(corrected_gain_db(7, -25), 9);
  EXPECT_EQ(corrected_gain_db(7, -23.1), std::nullopt);
  EXPECT_EQ(corrected_gain_db(9, -22), 8);
  EXPECT_EQ(corrected_gain_db(18, -30), 20);
  EXPECT_EQ(corrected_gain_db(20, -30), std::nullopt) << "no more than that";
}

}  // namespace
}  // namespace bangtin
