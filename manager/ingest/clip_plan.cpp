#include "manager/ingest/clip_plan.h"

#include <algorithm>
#include <cmath>

#include "shared/base/limits.h"

namespace bangtin {
namespace {

constexpr double kPixelShapeMax = 4;
constexpr double kTolerance_us = 2'000;
constexpr double kRateMin = 10;
constexpr double kRateMax = limits::kClipRateMax;
constexpr double kHalfMin = 20;  ///< a slower half moves worse than 30 of uneven pictures
constexpr double kTarget_lufs = -23;
constexpr double kSilence_lufs = -60;
constexpr double kGainMax_db = 20;
/// Between two samples a sound may rise above both by about so much.
constexpr double kBetweenSamples_db = 3;
/// A correction that nobody hears is not worth another pass.
constexpr double kCorrectionMin_db = 0.3;

constexpr Ratio kRates[] = {{10, 1},       {12, 1},        {25, 2},       {15, 1},       {20, 1},
                            {24000, 1001}, {24, 1},        {25, 1},       {30000, 1001}, {30, 1},
                            {48, 1},       {50, 1},        {60000, 1001}, {60, 1},       {90, 1},
                            {100, 1},      {120000, 1001}, {120, 1},      {240, 1}};

bool near(double a, double b, double part) { return std::abs(a - b) <= part * b; }

int even_side(double side_px, int side_max_px) {
  return std::clamp(int(std::lround(side_px / 2)) * 2, 2, side_max_px);
}

/// The usual rate that this one is, or itself by the thousandth.
Ratio named_rate(double rate, Ratio nominal) {
  // Milliseconds cannot tell 23.976 from 24 in a short clip: then the file's own word counts.
  if (nominal.num > 0 && nominal.den > 0 && nominal.den <= 1001 &&
      near(nominal.value(), rate, 0.002)) {
    return nominal;
  }
  const Ratio* best = nullptr;
  for (const Ratio& usual : kRates) {
    if (!near(usual.value(), rate, 0.002)) continue;
    const auto off = [rate](const Ratio& r) { return std::abs(r.value() - rate); };
    if (best == nullptr || off(usual) < off(*best)) best = &usual;
  }
  return best != nullptr ? *best : Ratio{std::llround(rate * 1'000), 1'000};
}

}  // namespace

Size target_size(const CodedShape& shape) {
  double width = std::max(1, shape.coded_px.width_px);
  double height = std::max(1, shape.coded_px.height_px);
  const double pixel = shape.pixel.value();
  if (pixel >= 1 && pixel <= kPixelShapeMax) width *= pixel;
  if (pixel < 1 && pixel >= 1 / kPixelShapeMax) height /= pixel;
  if (shape.turn_degrees % 180 != 0) std::swap(width, height);
  const double scale = std::min({1.0, limits::kClipLongSideMax_px / std::max(width, height),
                                 limits::kClipShortSideMax_px / std::min(width, height)});
  const bool lying = width >= height;
  constexpr int kLong = limits::kClipLongSideMax_px;
  constexpr int kShort = limits::kClipShortSideMax_px;
  return {even_side(width * scale, lying ? kLong : kShort),
          even_side(height * scale, lying ? kShort : kLong)};
}

double FrameTimes::average() const {
  if (times_us.size() < 2 || times_us.back() <= times_us.front()) return 0;
  return double(times_us.size() - 1) * 1e6 / double(times_us.back() - times_us.front());
}

bool FrameTimes::constant() const {
  const double rate = average();
  if (rate <= 0) return false;
  for (std::size_t i = 0; i < times_us.size(); ++i) {
    const double due = double(times_us.front()) + double(i) * 1e6 / rate;
    if (std::abs(double(times_us[i]) - due) > kTolerance_us) return false;
  }
  return true;
}

Ratio target_rate(const FrameTimes& times, Ratio nominal) {
  const double average = times.average();
  if (average <= 0) return {25, 1};
  if (!times.constant()) return average <= 25.5 ? Ratio{25, 1} : Ratio{30, 1};
  Ratio rate = named_rate(average, nominal);
  if (rate.value() <= 0.01) return {25, 1};
  while (rate.value() < kRateMin) rate.num *= 2;
  if (rate.value() <= kRateMax) return rate;
  while (rate.value() > kRateMax) rate.den *= 2;
  return rate.value() < kHalfMin ? Ratio{30, 1} : rate;
}

bool may_copy(const CopyFacts& facts, const CodedShape& shape, const FrameTimes& times,
              Ratio nominal) {
  if (!facts.plain_h264 || !facts.known_index || !facts.colours || !facts.closed) return false;
  if (!times.complete || !times.constant()) return false;
  const bool square = shape.pixel.num == shape.pixel.den || shape.pixel.num == 0;
  if (!square || shape.turn_degrees != 0 || target_size(shape) != shape.coded_px) return false;
  const Ratio rate = target_rate(times, nominal);
  if (!near(times.average(), rate.value(), 0.002)) return false;
  const double key_seconds = facts.key_distance_max / rate.value();
  return key_seconds <= double(Seconds(limits::kKeyFrameEvery).count()) + 0.001 &&
         facts.bits_per_second <= limits::kClipBitRateMax &&
         facts.bits_per_second_peak <= 2 * std::int64_t(limits::kClipBitRateMax);
}

bool is_silent(const Loudness& loudness) { return loudness.lufs <= kSilence_lufs; }

double gain_db(const Loudness& loudness) {
  return is_silent(loudness) ? 0 : std::min(kTarget_lufs - loudness.lufs, kGainMax_db);
}

bool is_level(const Loudness& loudness) { return std::abs(kTarget_lufs - loudness.lufs) <= 1; }

bool needs_limiter(const Loudness& loudness, double gain_db) {
  return loudness.peak_db + gain_db > kPeakMax_db - kBetweenSamples_db;
}

std::optional<double> corrected_gain_db(double gain_db, double heard_lufs) {
  const double better = std::min(gain_db + kTarget_lufs - heard_lufs, kGainMax_db);
  if (std::abs(better - gain_db) < kCorrectionMin_db) return std::nullopt;
  return better;
}

}  // namespace bangtin
