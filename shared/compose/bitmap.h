// Pictures in memory and the few operations that compose needs of them, all in integers: the same
// pixels on every machine. Plain values. Thread: any.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "shared/base/result.h"
#include "shared/model/content.h"

namespace bangtin {

/// A colour as 0xAARRGGBB, not premultiplied.
using Color = std::uint32_t;

/// 0xAARRGGBB premultiplied, row-major, stride = width. On a little-endian machine that is
/// SDL_PIXELFORMAT_ARGB8888 as it stands.
struct Bitmap {
  Bitmap() = default;
  /// Every pixel the same. Range: sides >= 0; a side of 0 gives an empty bitmap.
  explicit Bitmap(Size size_px, Color color = 0);

  int width() const { return size.width_px; }
  int height() const { return size.height_px; }
  bool empty() const { return pixels.empty(); }
  std::uint32_t* row(int y) { return pixels.data() + std::size_t(y) * std::size_t(width()); }
  const std::uint32_t* row(int y) const {
    return pixels.data() + std::size_t(y) * std::size_t(width());
  }
  bool operator==(const Bitmap&) const = default;

  Size size;
  std::vector<std::uint32_t> pixels;
};

std::uint32_t premultiplied(Color color);

/// `a` towards `b`: weight 0 is a, 256 is b.
Color mixed(Color a, Color b, int weight);

/// Sets every pixel of the part of `area` that lies inside; fill blends a colour that is not
/// opaque.
void fill(Bitmap& target, Color color);
void fill(Bitmap& target, Rect area, Color color);
/// The same from `top` to `bottom` colour, opaque.
void fill_gradient(Bitmap& target, Rect area, Color top, Color bottom);
/// A rectangle with round corners, smooth edges.
void fill_round(Bitmap& target, Rect area, int radius_px, Color color);

/// Draws `source` over `target` with its corner at (x, y); what lies outside is left away.
void blit(Bitmap& target, const Bitmap& source, int x, int y);

/// Puts `color` through a coverage mask (0-255, row-major) of the given size.
void blend_mask(Bitmap& target, const std::uint8_t* coverage, Size mask_px, int x, int y,
                Color color);

/// The part of `source` inside `area`; what lies outside is transparent.
Bitmap crop(const Bitmap& source, Rect area);

/// The largest size of that shape that fits the box. Range: sides >= 1 unless an input has none.
Size fitted(Size size, Size box);

/// Exactly `size`, whatever the shape: area average when smaller, bilinear when larger.
Bitmap scale(const Bitmap& source, Size size);
/// The same with the shape kept: scale(source, fitted(source.size, box)).
Bitmap scale_to_fit(const Bitmap& source, Size box);

/// PNG, 8 bits: RGB when every pixel is opaque, else RGBA. Same bytes for the same pixels (and the
/// same zlib). Errors: invalid when empty.
Result<std::vector<std::uint8_t>> to_png(const Bitmap& bitmap);
/// Replaces the file as one step. Errors: as to_png and files::write_atomic.
Status write_png(const std::filesystem::path& path, const Bitmap& bitmap);

/// A fingerprint of size and pixels for logs and golden files; not for security. It reads pixel
/// values, not memory, so byte order does not matter. Never changes: golden files hold it.
std::uint64_t pixel_hash(const Bitmap& bitmap);

}  // namespace bangtin
