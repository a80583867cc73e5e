#include "tests/manager/ingest/pictures.h"

#include <vips/vips.h>

#include <memory>

#include "shared/base/check.h"

/// The HEVC encoder, which only writes what the tests read, does not give everything back.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:libx265"; }

namespace bangtin {
namespace {

struct Unref {
  void operator()(VipsImage* image) const { g_object_unref(image); }
};
using Image = std::unique_ptr<VipsImage, Unref>;

void start() {
  static const bool started = vips_init("ingest_test") == 0;
  CHECK(started);
}

Image plain(int width, int height, const std::array<double, 3>& colour) {
  start();
  VipsImage* black = nullptr;
  CHECK(vips_black(&black, width, height, "bands", 3, nullptr) == 0);
  const Image owner(black);
  VipsImage* tinted = nullptr;
  const double one[] = {1, 1, 1};
  CHECK(vips_linear(black, &tinted, one, colour.data(), 3, "uchar", TRUE, nullptr) == 0);
  const Image tinted_owner(tinted);
  VipsImage* out = nullptr;
  CHECK(vips_copy(tinted, &out, "interpretation", VIPS_INTERPRETATION_sRGB, nullptr) == 0);
  return Image(out);
}

Image halves(int width, int height) {
  const Image left = plain(width / 2, height, {255, 0, 0});
  const Image right = plain(width - width / 2, height, {0, 0, 255});
  VipsImage* out = nullptr;
  CHECK(vips_join(left.get(), right.get(), &out, VIPS_DIRECTION_HORIZONTAL, nullptr) == 0);
  return Image(out);
}

std::string write(VipsImage* image, const std::string& suffix) {
  void* data = nullptr;
  std::size_t size = 0;
  CHECK(vips_image_write_to_buffer(image, suffix.c_str(), &data, &size, nullptr) == 0);
  std::string bytes(static_cast<const char*>(data), size);
  g_free(data);
  return bytes;
}

Image open(std::string_view file) {
  start();
  Image image(vips_image_new_from_buffer(file.data(), file.size(), "", nullptr));
  CHECK(image != nullptr);
  return image;
}

}  // namespace

std::string two_halves(int width_px, int height_px, const std::string& suffix) {
  return write(halves(width_px, height_px).get(), suffix);
}

std::string two_halves_turned(int width_px, int height_px, int orientation) {
  const Image image = halves(width_px, height_px);
  vips_image_set_int(image.get(), VIPS_META_ORIENTATION, orientation);
  return write(image.get(), ".jpg[Q=95]");
}

std::string see_through(int width_px, int height_px, const std::string& suffix) {
  const Image image = plain(width_px, height_px, {10, 20, 30});
  VipsImage* out = nullptr;
  CHECK(vips_bandjoin_const1(image.get(), &out, 0, nullptr) == 0);
  return write(Image(out).get(), suffix);
}

std::string with_profile(int width_px, int height_px, const std::array<double, 3>& colour,
                         const std::string& profile) {
  const Image image = plain(width_px, height_px, colour);
  VipsBlob* blob = nullptr;
  CHECK(vips_profile_load(profile.c_str(), &blob, nullptr) == 0 && blob != nullptr);
  std::size_t size = 0;
  const void* data = vips_blob_get(blob, &size);
  vips_image_set_blob_copy(image.get(), VIPS_META_ICC_NAME, data, size);
  vips_area_unref(VIPS_AREA(blob));
  return write(image.get(), ".jpg[Q=100]");
}

bool can_write(const std::string& suffix) {
  start();
  return vips_foreign_find_save_buffer(suffix.c_str()) != nullptr;
}

Seen look(std::string_view file) {
  const Image image = open(file);
  const bool metadata = vips_image_get_typeof(image.get(), VIPS_META_EXIF_NAME) != 0 ||
                        vips_image_get_typeof(image.get(), VIPS_META_ICC_NAME) != 0 ||
                        vips_image_get_typeof(image.get(), VIPS_META_ORIENTATION) != 0;
  return {vips_image_get_width(image.get()), vips_image_get_height(image.get()),
          vips_image_get_bands(image.get()), metadata};
}

std::array<int, 3> colour_at(std::string_view file, int x_px, int y_px) {
  const Image image = open(file);
  double* values = nullptr;
  int count = 0;
  CHECK(vips_getpoint(image.get(), &values, &count, x_px, y_px, nullptr) == 0 && count == 3);
  const std::array<int, 3> colour{int(values[0]), int(values[1]), int(values[2])};
  g_free(values);
  return colour;
}

std::string png_header(unsigned width_px, unsigned height_px) {
  std::string bytes = two_halves(8, 8, ".png");
  const auto put = [&bytes](std::size_t at, unsigned value) {
    for (int i = 0; i < 4; ++i) bytes[at + i] = static_cast<char>(value >> (24 - 8 * i));
  };
  constexpr std::size_t kType = 12;
  constexpr std::size_t kWidth = 16;
  constexpr std::size_t kChecksum = 29;
  put(kWidth, width_px);
  put(kWidth + 4, height_px);
  // CRC-32 over the chunk's type and data. Source: PNG specification, annex D.
  unsigned checksum = ~0u;
  for (std::size_t i = kType; i < kChecksum; ++i) {
    checksum ^= static_cast<unsigned char>(bytes[i]);
    for (int bit = 0; bit < 8; ++bit) {
      checksum = (checksum >> 1) ^ ((checksum & 1u) != 0 ? 0xedb88320u : 0u);
    }
  }
  put(kChecksum, ~checksum);
  return bytes;
}

}  // namespace bangtin
