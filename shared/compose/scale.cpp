// The scaler: separable, each axis by area average or bilinear, in fixed point.
#include <algorithm>
#include <cstdint>
#include <vector>

#include "shared/compose/bitmap.h"

namespace bangtin {
namespace {

constexpr int kWeightBits = 14;
constexpr std::uint32_t kWeightOne = 1u << kWeightBits;
/// Between the passes a channel has 8 bits and 6 more of fraction.
constexpr int kBetweenBits = 6;

/// Which source samples make one target sample; the weights sum to kWeightOne.
struct Tap {
  int first = 0;
  std::vector<std::uint32_t> weights;
};

Tap averaging_tap(std::int64_t index, std::int64_t source, std::int64_t target) {
  // In units of 1/target of a source sample the target sample spans `source` of them.
  const std::int64_t begin = index * source;
  const std::int64_t end = begin + source;
  Tap tap{int(begin / target), {}};
  std::int64_t spent = 0;
  for (std::int64_t sample = begin / target; sample * target < end; ++sample) {
    const std::int64_t covered = std::min(end, (sample + 1) * target) - begin;
    const std::int64_t sum = covered * kWeightOne / source;
    tap.weights.push_back(std::uint32_t(sum - spent));
    spent = sum;
  }
  return tap;
}

Tap bilinear_tap(std::int64_t index, std::int64_t source, std::int64_t target) {
  // Centres meet: (index + 1/2) * source / target - 1/2, over the denominator 2 * target.
  const std::int64_t place =
      std::clamp<std::int64_t>((2 * index + 1) * source - target, 0, (source - 1) * 2 * target);
  const std::int64_t first = std::min(place / (2 * target), std::max<std::int64_t>(0, source - 2));
  const auto second = std::uint32_t((place - first * 2 * target) * kWeightOne / (2 * target));
  if (source == 1) return {0, {kWeightOne}};
  return {int(first), {kWeightOne - second, second}};
}

std::vector<Tap> taps_of(int source, int target) {
  std::vector<Tap> taps;
  taps.reserve(std::size_t(target));
  for (int i = 0; i < target; ++i) {
    taps.push_back(target <= source ? averaging_tap(i, source, target)
                                    : bilinear_tap(i, source, target));
  }
  return taps;
}

/// Two channels of a pixel, 32 bits apart, so that one multiplication weighs both.
std::uint64_t apart(std::uint32_t pixel) {
  return std::uint64_t(pixel >> 16 & 255) << 32 | (pixel & 255);
}

void scale_row(const std::uint32_t* from, const std::vector<Tap>& taps, std::uint16_t* to) {
  constexpr int kShift = kWeightBits - kBetweenBits;
  constexpr std::uint64_t kHalf = 1u << (kShift - 1);
  for (const Tap& tap : taps) {
    std::uint64_t even = kHalf << 32 | kHalf;
    std::uint64_t odd = even;
    const std::uint32_t* sample = from + tap.first;
    for (const std::uint32_t weight : tap.weights) {
      even += apart(*sample) * weight;
      odd += apart(*sample >> 8) * weight;
      ++sample;
    }
    *to++ = std::uint16_t(std::uint32_t(even) >> kShift);
    *to++ = std::uint16_t(std::uint32_t(odd) >> kShift);
    *to++ = std::uint16_t(even >> (32 + kShift));
    *to++ = std::uint16_t(odd >> (32 + kShift));
  }
}

void scale_column(const std::vector<std::uint16_t>& between, std::size_t stride, const Tap& tap,
                  std::vector<std::uint32_t>& sums, std::uint32_t* to) {
  constexpr int kShift = kWeightBits + kBetweenBits;
  std::fill(sums.begin(), sums.end(), 1u << (kShift - 1));
  for (std::size_t k = 0; k < tap.weights.size(); ++k) {
    const std::uint16_t* line = between.data() + (std::size_t(tap.first) + k) * stride;
    const std::uint32_t weight = tap.weights[k];
    for (std::size_t i = 0; i < stride; ++i) sums[i] += line[i] * weight;
  }
  for (std::size_t i = 0; i < stride; i += 4) {
    *to++ = sums[i] >> kShift | (sums[i + 1] >> kShift) << 8 | (sums[i + 2] >> kShift) << 16 |
            (sums[i + 3] >> kShift) << 24;
  }
}

}  // namespace

Size fitted(Size size, Size box) {
  if (size.width_px <= 0 || size.height_px <= 0) return {};
  if (box.width_px <= 0 || box.height_px <= 0) return {};
  const std::int64_t by_width = std::int64_t(size.height_px) * box.width_px / size.width_px;
  if (by_width <= box.height_px) return {box.width_px, std::max(1, int(by_width))};
  const std::int64_t by_height = std::int64_t(size.width_px) * box.height_px / size.height_px;
  return {std::max(1, int(by_height)), box.height_px};
}

Bitmap scale(const Bitmap& source, Size size) {
  if (source.empty() || size.width_px <= 0 || size.height_px <= 0) return Bitmap();
  if (source.size == size) return source;
  const std::vector<Tap> columns = taps_of(source.width(), size.width_px);
  const std::vector<Tap> rows = taps_of(source.height(), size.height_px);
  const std::size_t stride = std::size_t(size.width_px) * 4;
  std::vector<std::uint16_t> between(stride * std::size_t(source.height()));
  for (int y = 0; y < source.height(); ++y) {
    scale_row(source.row(y), columns, between.data() + std::size_t(y) * stride);
  }
  Bitmap result(size);
  std::vector<std::uint32_t> sums(stride);
  for (int y = 0; y < size.height_px; ++y) {
    scale_column(between, stride, rows[std::size_t(y)], sums, result.row(y));
  }
  return result;
}

Bitmap scale_to_fit(const Bitmap& source, Size box) {
  return scale(source, fitted(source.size, box));
}

}  // namespace bangtin
