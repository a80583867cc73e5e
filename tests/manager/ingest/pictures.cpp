#include "tests/manager/ingest/pictures.h"

#include <vips/vips.h>

#include <cmath>
#include <memory>
#include <utility>
#include <vector>

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

std::string built_in(const std::string& profile) {
  VipsBlob* blob = nullptr;
  CHECK(vips_profile_load(profile.c_str(), &blob, nullptr) == 0 && blob != nullptr);
  std::size_t size = 0;
  const void* data = vips_blob_get(blob, &size);
  std::string bytes(static_cast<const char*>(data), size);
  vips_area_unref(VIPS_AREA(blob));
  return bytes;
}

void give_profile(VipsImage* image, const std::string& profile) {
  vips_image_set_blob_copy(image, VIPS_META_ICC_NAME, profile.data(), profile.size());
}

/// Big-endian numbers one after the other.
class IccBytes {
 public:
  IccBytes& u16(unsigned value) { return put(value, 2); }
  IccBytes& u32(unsigned value) { return put(value, 4); }
  IccBytes& fixed(double value) { return put(unsigned(std::lround(value * 65536)), 4); }
  IccBytes& text(const std::string& value) {
    bytes_ += value;
    return *this;
  }
  const std::string& bytes() const { return bytes_; }

 private:
  IccBytes& put(unsigned value, int count) {
    for (int i = count - 1; i >= 0; --i) bytes_.push_back(static_cast<char>(value >> (8 * i)));
    return *this;
  }
  std::string bytes_;
};

/// A display profile of three primaries (as D50 sees them) and one gamma.
/// Source: ICC.1:2010 sections 7, 9, 10; Adobe RGB (1998) Color Image Encoding, 4.3.
std::string adobe_rgb() {
  const auto xyz = [](double x, double y, double z) {
    return IccBytes().text("XYZ ").u32(0).fixed(x).fixed(y).fixed(z).bytes();
  };
  const std::string gamma =
      IccBytes().text("curv").u32(0).u32(1).u16(0x0233).u16(0).bytes();  // 2.19921875
  const std::string words = IccBytes()
                                .text("desc")
                                .u32(0)
                                .u32(6)
                                .text(std::string("Adobe\0", 6))
                                .text(std::string(82, '\0'))
                                .bytes();
  const std::string rights = IccBytes().text("text").u32(0).text(std::string("none", 4)).bytes();
  const std::vector<std::pair<std::string, std::string>> tags = {
      {"desc", words},
      {"cprt", rights},
      {"wtpt", xyz(0.9642, 1.0, 0.8249)},
      {"rXYZ", xyz(0.60974, 0.31111, 0.01947)},
      {"gXYZ", xyz(0.20528, 0.62567, 0.06087)},
      {"bXYZ", xyz(0.14919, 0.06322, 0.74457)},
      {"rTRC", gamma},
      {"gTRC", gamma},
      {"bTRC", gamma}};
  constexpr unsigned kHeaderBytes = 128;
  IccBytes table;
  std::string data;
  const auto begin = unsigned(kHeaderBytes + 4 + 12 * tags.size());
  table.u32(unsigned(tags.size()));
  for (const auto& [name, value] : tags) {
    table.text(name).u32(unsigned(begin + data.size())).u32(unsigned(value.size()));
    data += value + std::string((4 - value.size() % 4) % 4, '\0');
  }
  IccBytes header;
  header.u32(unsigned(begin + data.size())).u32(0).u32(0x02100000);
  header.text("mntrRGB XYZ ").text(std::string(12, '\0')).text("acsp");
  header.text(std::string(28, '\0')).fixed(0.9642).fixed(1.0).fixed(0.8249);
  header.text(std::string(kHeaderBytes - header.bytes().size(), '\0'));
  return header.bytes() + table.bytes() + data;
}

}  // namespace

std::string two_halves(int width_px, int height_px, const std::string& suffix) {
  return write(halves(width_px, height_px).get(), suffix);
}

std::string moving(int width_px, int height_px, int frames, const std::string& suffix) {
  std::vector<Image> all;
  std::vector<VipsImage*> pointers;
  for (int i = 0; i < frames; ++i) {
    all.push_back(plain(width_px, height_px, {60.0 * (i + 1), 0, 0}));
    pointers.push_back(all.back().get());
  }
  VipsImage* joined = nullptr;
  CHECK(vips_arrayjoin(pointers.data(), &joined, frames, "across", 1, nullptr) == 0);
  const Image strip(joined);
  vips_image_set_int(strip.get(), VIPS_META_PAGE_HEIGHT, height_px);
  return write(strip.get(), suffix);
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
  give_profile(image.get(), built_in(profile));
  return write(image.get(), ".jpg[Q=100]");
}

std::string of_ink(int width_px, int height_px, const std::array<double, 4>& ink, bool profile) {
  start();
  VipsImage* black = nullptr;
  CHECK(vips_black(&black, width_px, height_px, "bands", 4, nullptr) == 0);
  const Image owner(black);
  VipsImage* inked = nullptr;
  const double one[] = {1, 1, 1, 1};
  CHECK(vips_linear(black, &inked, one, ink.data(), 4, "uchar", TRUE, nullptr) == 0);
  const Image inked_owner(inked);
  VipsImage* out = nullptr;
  CHECK(vips_copy(inked, &out, "interpretation", VIPS_INTERPRETATION_CMYK, nullptr) == 0);
  const Image image(out);
  if (profile) give_profile(image.get(), built_in("cmyk"));
  return write(image.get(), ".jpg[Q=100]");
}

std::string in_adobe_rgb(int width_px, int height_px, const std::array<double, 3>& colour) {
  const Image image = plain(width_px, height_px, colour);
  give_profile(image.get(), adobe_rgb());
  return write(image.get(), ".png");
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

double darkest_in(std::string_view file, int from_y, int until_y) {
  const Image image = open(file);
  VipsImage* rows = nullptr;
  CHECK(vips_extract_area(image.get(), &rows, 0, from_y, vips_image_get_width(image.get()),
                          until_y - from_y, nullptr) == 0);
  const Image owner(rows);
  double darkest = 0;
  CHECK(vips_min(rows, &darkest, nullptr) == 0);
  return darkest;
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
