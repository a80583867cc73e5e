// The only file that meets libpng.
#include <png.h>

#include <string_view>

#include "shared/base/files.h"
#include "shared/compose/bitmap.h"

namespace bangtin {
namespace {

void append(png_structp png, png_bytep data, png_size_t size_bytes) {
  auto* out = static_cast<std::vector<std::uint8_t>*>(png_get_io_ptr(png));
  out->insert(out->end(), data, data + size_bytes);
}

void flush(png_structp) {}

bool is_opaque(const Bitmap& bitmap) {
  for (const std::uint32_t pixel : bitmap.pixels) {
    if (pixel >> 24 != 255) return false;
  }
  return true;
}

/// All rows as PNG wants them, straight alpha.
std::vector<std::uint8_t> samples_of(const Bitmap& bitmap, bool opaque) {
  std::vector<std::uint8_t> samples;
  samples.reserve(bitmap.pixels.size() * (opaque ? 3 : 4));
  for (const std::uint32_t pixel : bitmap.pixels) {
    const std::uint32_t alpha = pixel >> 24;
    for (int shift = 16; shift >= 0; shift -= 8) {
      const std::uint32_t lane = pixel >> shift & 255;
      samples.push_back(
          std::uint8_t(alpha == 0 ? 0 : std::min(255u, (lane * 255 + alpha / 2) / alpha)));
    }
    if (!opaque) samples.push_back(std::uint8_t(alpha));
  }
  return samples;
}

/// Everything that libpng may leave by longjmp; objects with destructors live in the caller.
bool write_image(png_structp png, png_infop info, Size size, bool opaque,
                 std::vector<png_bytep>& rows) {
  if (setjmp(png_jmpbuf(png))) return false;
  png_set_IHDR(png, info, png_uint_32(size.width_px), png_uint_32(size.height_px), 8,
               opaque ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_RGBA, PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_compression_level(png, 4);
  png_set_filter(png, 0, PNG_FILTER_SUB | PNG_FILTER_UP);
  png_write_info(png, info);
  png_write_image(png, rows.data());
  png_write_end(png, info);
  return true;
}

}  // namespace

Result<std::vector<std::uint8_t>> to_png(const Bitmap& bitmap) {
  if (bitmap.empty()) return Error{Code::Invalid, "an empty bitmap has no PNG", ""};
  const bool opaque = is_opaque(bitmap);
  std::vector<std::uint8_t> samples = samples_of(bitmap, opaque);
  const std::size_t stride = std::size_t(bitmap.width()) * (opaque ? 3 : 4);
  std::vector<png_bytep> rows;
  for (int y = 0; y < bitmap.height(); ++y)
    rows.push_back(samples.data() + stride * std::size_t(y));

  std::vector<std::uint8_t> out;
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png ? png_create_info_struct(png) : nullptr;
  bool written = false;
  if (info) {
    png_set_write_fn(png, &out, append, flush);
    written = write_image(png, info, bitmap.size, opaque, rows);
  }
  if (png) png_destroy_write_struct(&png, info ? &info : nullptr);
  if (!written) return Error{Code::Unavailable, "libpng could not write the picture", ""};
  return out;
}

Status write_png(const std::filesystem::path& path, const Bitmap& bitmap) {
  const std::vector<std::uint8_t> bytes = TRY(to_png(bitmap));
  return files::write_atomic(
      path, std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
}

}  // namespace bangtin
