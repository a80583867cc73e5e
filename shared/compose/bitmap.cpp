#include "shared/compose/bitmap.h"

#include <algorithm>
#include <array>
#include <bit>

#include "shared/base/check.h"

namespace bangtin {
namespace {

constexpr std::uint32_t kRedBlue = 0x00ff00ff;

/// Two 8-bit lanes times `weight` / 255, rounded to nearest.
std::uint32_t scaled_pair(std::uint32_t pair, std::uint32_t weight) {
  const std::uint32_t product = pair * weight + 0x00800080;
  return ((product + ((product >> 8) & kRedBlue)) >> 8) & kRedBlue;
}

std::uint32_t weighted(std::uint32_t pixel, std::uint32_t weight) {
  return scaled_pair(pixel & kRedBlue, weight) | scaled_pair((pixel >> 8) & kRedBlue, weight) << 8;
}

/// Premultiplied `source` over `target`.
std::uint32_t over(std::uint32_t source, std::uint32_t target) {
  return source + weighted(target, 255 - (source >> 24));
}

Rect clipped(Rect area, Size bounds) {
  const int left = std::clamp(area.x_px, 0, bounds.width_px);
  const int top = std::clamp(area.y_px, 0, bounds.height_px);
  const int right =
      int(std::clamp<std::int64_t>(std::int64_t(area.x_px) + area.width_px, left, bounds.width_px));
  const int bottom = int(
      std::clamp<std::int64_t>(std::int64_t(area.y_px) + area.height_px, top, bounds.height_px));
  return {left, top, right - left, bottom - top};
}

void fill_span(std::uint32_t* begin, int count, std::uint32_t pixel) {
  if (pixel >> 24 == 255) {
    std::fill_n(begin, count, pixel);
    return;
  }
  for (int i = 0; i < count; ++i) begin[i] = over(pixel, begin[i]);
}

}  // namespace

Bitmap::Bitmap(Size size_px, Color color) : size(size_px) {
  CHECK(size.width_px >= 0 && size.height_px >= 0);
  if (size.width_px == 0 || size.height_px == 0) size = {};
  pixels.assign(std::size_t(size.width_px) * std::size_t(size.height_px), premultiplied(color));
}

std::uint32_t premultiplied(Color color) {
  const std::uint32_t alpha = color >> 24;
  return (weighted(color, alpha) & 0x00ffffff) | alpha << 24;
}

Color mixed(Color a, Color b, int weight) {
  const auto w = std::uint32_t(std::clamp(weight, 0, 256));
  Color result = 0;
  for (int shift = 0; shift < 32; shift += 8) {
    const std::uint32_t lane = ((a >> shift & 255) * (256 - w) + (b >> shift & 255) * w + 128) >> 8;
    result |= lane << shift;
  }
  return result;
}

void fill(Bitmap& target, Color color) {
  std::fill(target.pixels.begin(), target.pixels.end(), premultiplied(color));
}

void fill(Bitmap& target, Rect area, Color color) {
  const Rect inside = clipped(area, target.size);
  const std::uint32_t pixel = premultiplied(color);
  for (int y = inside.y_px; y < inside.y_px + inside.height_px; ++y) {
    fill_span(target.row(y) + inside.x_px, inside.width_px, pixel);
  }
}

void fill_gradient(Bitmap& target, Rect area, Color top, Color bottom) {
  const int steps = std::max(1, area.height_px - 1);
  for (int y = 0; y < area.height_px; ++y) {
    const Color color = mixed(top, bottom, int((std::int64_t(y) * 256 + steps / 2) / steps));
    fill(target, Rect{area.x_px, area.y_px + y, area.width_px, 1}, color);
  }
}

void fill_round(Bitmap& target, Rect area, int radius_px, Color color) {
  const int radius = std::clamp(radius_px, 0, std::min(area.width_px, area.height_px) / 2);
  fill(target, Rect{area.x_px, area.y_px + radius, area.width_px, area.height_px - 2 * radius},
       color);
  if (radius == 0) return;
  // One corner, 4x4 samples a pixel; the other three are its mirror images.
  constexpr int kSamples = 4;
  const std::int64_t scaled_radius = std::int64_t(radius) * 2 * kSamples;
  std::vector<std::uint8_t> line(std::size_t(area.width_px), 255);
  for (int y = 0; y < radius; ++y) {
    for (int x = 0; x < radius; ++x) {
      int hits = 0;
      for (int sample = 0; sample < kSamples * kSamples; ++sample) {
        const std::int64_t dx = scaled_radius - (x * kSamples + sample % kSamples) * 2 - 1;
        const std::int64_t dy = scaled_radius - (y * kSamples + sample / kSamples) * 2 - 1;
        hits += dx * dx + dy * dy <= scaled_radius * scaled_radius ? 1 : 0;
      }
      const auto coverage = std::uint8_t(hits * 255 / (kSamples * kSamples));
      line[std::size_t(x)] = coverage;
      line[line.size() - 1 - std::size_t(x)] = coverage;
    }
    const Size size{area.width_px, 1};
    blend_mask(target, line.data(), size, area.x_px, area.y_px + y, color);
    blend_mask(target, line.data(), size, area.x_px, area.y_px + area.height_px - 1 - y, color);
  }
}

void blit(Bitmap& target, const Bitmap& source, int x, int y) {
  const Rect inside = clipped({x, y, source.width(), source.height()}, target.size);
  for (int line = inside.y_px; line < inside.y_px + inside.height_px; ++line) {
    const std::uint32_t* from = source.row(line - y) + (inside.x_px - x);
    std::uint32_t* to = target.row(line) + inside.x_px;
    for (int i = 0; i < inside.width_px; ++i) {
      to[i] = from[i] >> 24 == 255 ? from[i] : over(from[i], to[i]);
    }
  }
}

void blend_mask(Bitmap& target, const std::uint8_t* coverage, Size mask_px, int x, int y,
                Color color) {
  const Rect inside = clipped({x, y, mask_px.width_px, mask_px.height_px}, target.size);
  const std::uint32_t pixel = premultiplied(color);
  const bool opaque = pixel >> 24 == 255;
  for (int line = inside.y_px; line < inside.y_px + inside.height_px; ++line) {
    const std::uint8_t* mask = coverage + std::size_t(line - y) * std::size_t(mask_px.width_px) +
                               std::size_t(inside.x_px - x);
    std::uint32_t* to = target.row(line) + inside.x_px;
    for (int i = 0; i < inside.width_px; ++i) {
      if (mask[i] == 0) continue;
      to[i] = mask[i] == 255 && opaque ? pixel : over(weighted(pixel, mask[i]), to[i]);
    }
  }
}

Bitmap crop(const Bitmap& source, Rect area) {
  Bitmap result(Size{std::max(0, area.width_px), std::max(0, area.height_px)});
  blit(result, source, -area.x_px, -area.y_px);
  return result;
}

std::uint64_t pixel_hash(const Bitmap& bitmap) {
  // Four independent lanes of multiply and rotate, folded and mixed at the end.
  constexpr std::uint64_t kPrime1 = 0x9e3779b185ebca87u;
  constexpr std::uint64_t kPrime2 = 0xc2b2ae3d27d4eb4fu;
  std::array<std::uint64_t, 4> lanes{
      kPrime1, kPrime2, kPrime1 ^ kPrime2,
      std::uint64_t(bitmap.width()) << 32 | std::uint32_t(bitmap.height())};
  const std::size_t whole = bitmap.pixels.size() / 4 * 4;
  for (std::size_t i = 0; i < whole; i += 4) {
    for (std::size_t lane = 0; lane < 4; ++lane) {
      lanes[lane] = std::rotl(lanes[lane] + bitmap.pixels[i + lane] * kPrime2, 31) * kPrime1;
    }
  }
  for (std::size_t i = whole; i < bitmap.pixels.size(); ++i) {
    lanes[0] = std::rotl(lanes[0] + bitmap.pixels[i] * kPrime2, 31) * kPrime1;
  }
  std::uint64_t hash = bitmap.pixels.size();
  for (const std::uint64_t lane : lanes) hash = (hash ^ lane) * kPrime1 + kPrime2;
  hash = (hash ^ hash >> 33) * kPrime2;
  hash = (hash ^ hash >> 29) * kPrime1;
  return hash ^ hash >> 32;
}

}  // namespace bangtin
