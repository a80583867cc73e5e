#include "manager/ingest/picture.h"

#include <algorithm>
#include <memory>

#include "manager/ingest/vips_image.h"

namespace bangtin {
namespace {

constexpr int kJpegQuality = 88;
constexpr int kColourDepth_bits = 8;

bool begins(std::string_view bytes, std::string_view magic, std::size_t at = 0) {
  return bytes.size() >= at + magic.size() && bytes.substr(at, magic.size()) == magic;
}

using namespace std::string_view_literals;

bool is_heif_brand(std::string_view bytes) {
  constexpr std::string_view kBrands[] = {"heic", "heix", "heim", "heis", "mif1", "avif"};
  return begins(bytes, "ftyp", 4) && std::ranges::any_of(kBrands, [bytes](std::string_view brand) {
           return begins(bytes, brand, 8);
         });
}

/// Kinds that people really send and that we do not take: the answer can say so.
bool is_other_file(std::string_view bytes) {
  constexpr std::string_view kOthers[] = {
      "BM"sv,         "<svg"sv, "<?xml"sv,    "8BPS"sv,
      "PK\x03\x04"sv, "RIFF"sv, "\xff\x0a"sv, "\x1a\x45\xdf\xa3"sv,
      "\0\0\x01\0"sv};
  return begins(bytes, "ftyp", 4) || std::ranges::any_of(kOthers, [bytes](std::string_view magic) {
           return begins(bytes, magic);
         });
}

/// A reader of PDF looks for its mark in so many bytes; programs put things before it.
constexpr std::size_t kPdfMarkWithin = 1'024;

/// Files of word processors, spreadsheets and slides, which are folders in themselves, or text.
bool is_office_file(std::string_view bytes) {
  constexpr std::string_view kInside[] = {"[Content_Types].xml", "word/", "xl/", "ppt/",
                                          "mimetypeapplication/vnd.oasis.opendocument"};
  if (begins(bytes, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") || begins(bytes, "{\\rtf")) return true;
  return begins(bytes, "PK\x03\x04") && std::ranges::any_of(kInside, [&](std::string_view name) {
           return bytes.substr(0, kPdfMarkWithin).find(name) != bytes.npos;
         });
}

/// Opens with the one loader of this kind: the header is read, no pixel yet. Null on failure.
vips::Image open_with_loader(PictureKind kind, std::string_view bytes) {
  VipsImage* image = nullptr;
  void* data = const_cast<char*>(bytes.data());  // The C interface lacks const; nothing is written.
  const std::size_t size = bytes.size();
  const auto access = VIPS_ACCESS_SEQUENTIAL;
  const auto fail = VIPS_FAIL_ON_TRUNCATED;
  switch (kind) {
    case PictureKind::Jpeg:
      vips_jpegload_buffer(data, size, &image, "access", access, "fail_on", fail, nullptr);
      break;
    case PictureKind::Png:
      vips_pngload_buffer(data, size, &image, "access", access, "fail_on", fail, nullptr);
      break;
    case PictureKind::Webp:
      vips_webpload_buffer(data, size, &image, "access", access, "fail_on", fail, nullptr);
      break;
    case PictureKind::Gif:
      vips_gifload_buffer(data, size, &image, "access", access, "fail_on", fail, nullptr);
      break;
    case PictureKind::Tiff:
      vips_tiffload_buffer(data, size, &image, "access", access, "fail_on", fail, nullptr);
      break;
    case PictureKind::Heif:
      vips_heifload_buffer(data, size, &image, "access", access, "fail_on", fail, nullptr);
      break;
    case PictureKind::Pdf:
    case PictureKind::Office:
    case PictureKind::OtherFile:
    case PictureKind::Unknown:
      break;
  }
  return vips::Image(image);
}

/// More than one frame. The pages of a TIFF and the pictures of a HEIC are no motion: the first is
/// the picture.
bool moves(PictureKind kind, const vips::Image& image) {
  const bool may_move = kind == PictureKind::Gif || kind == PictureKind::Webp;
  return may_move && vips_image_get_n_pages(image.get()) > 1;
}

/// In sRGB, 8 bits: through the picture's own profile where it has a usable one.
vips::Image to_srgb(const vips::Image& in) {
  VipsImage* out = nullptr;
  if (vips_image_get_typeof(in.get(), VIPS_META_ICC_NAME) != 0 &&
      vips_icc_transform(in.get(), &out, "srgb", "embedded", TRUE, "depth", kColourDepth_bits,
                         nullptr) == 0) {
    return vips::Image(out);
  }
  out = nullptr;
  if (vips_colourspace(in.get(), &out, VIPS_INTERPRETATION_sRGB, nullptr) != 0) return nullptr;
  return vips::Image(out);
}

/// Transparent parts on white, as on paper.
vips::Image flattened(vips::Image in) {
  if (!vips_image_hasalpha(in.get())) return in;
  const std::unique_ptr<VipsArrayDouble, void (*)(VipsArrayDouble*)> white(
      vips_array_double_newv(1, vips::kWhite),
      [](VipsArrayDouble* array) { vips_area_unref(VIPS_AREA(array)); });
  VipsImage* out = nullptr;
  if (vips_flatten(in.get(), &out, "background", white.get(), nullptr) != 0) return nullptr;
  return vips::Image(out);
}

vips::Image shrunk(vips::Image in) {
  const int side = std::max(vips_image_get_width(in.get()), vips_image_get_height(in.get()));
  if (side <= limits::kPictureSideMax_px) return in;
  VipsImage* out = nullptr;
  if (vips_resize(in.get(), &out, double(limits::kPictureSideMax_px) / side, nullptr) != 0) {
    return nullptr;
  }
  return vips::Image(out);
}

/// All pixels, decoded now: this is where a cut-off file shows.
vips::Image decoded(vips::Image in) { return vips::Image(vips_image_copy_memory(in.get())); }

vips::Image upright(vips::Image in) {
  VipsImage* out = nullptr;
  if (vips_autorot(in.get(), &out, nullptr) != 0) return nullptr;
  return vips::Image(out);
}

std::variant<NormalPicture, Refusal> to_jpeg(const vips::Image& image) {
  void* data = nullptr;
  std::size_t size = 0;
  if (vips_jpegsave_buffer(image.get(), &data, &size, "Q", kJpegQuality, "strip", TRUE,
                           "optimize_coding", TRUE, "interlace", FALSE, nullptr) != 0) {
    return Refusal::Failed;
  }
  NormalPicture picture{std::string(static_cast<const char*>(data), size),
                        {vips_image_get_width(image.get()), vips_image_get_height(image.get())}};
  g_free(data);
  return picture;
}

}  // namespace

PictureKind sniff(std::string_view bytes) {
  if (begins(bytes, "\xff\xd8\xff")) return PictureKind::Jpeg;
  if (begins(bytes, "\x89PNG\r\n\x1a\n")) return PictureKind::Png;
  if (begins(bytes, "RIFF") && begins(bytes, "WEBP", 8)) return PictureKind::Webp;
  if (begins(bytes, "GIF87a") || begins(bytes, "GIF89a")) return PictureKind::Gif;
  if (begins(bytes, "II*\0"sv) || begins(bytes, "MM\0*"sv)) return PictureKind::Tiff;
  if (is_heif_brand(bytes)) return PictureKind::Heif;
  if (bytes.substr(0, kPdfMarkWithin).find("%PDF-") != bytes.npos) return PictureKind::Pdf;
  if (is_office_file(bytes)) return PictureKind::Office;
  return is_other_file(bytes) ? PictureKind::OtherFile : PictureKind::Unknown;
}

bool start_vips() {
  if (vips_init("bangtin-ingest") != 0) return false;
  vips_block_untrusted_set(TRUE);
  vips_concurrency_set(1);
  vips_cache_set_max(0);
  // A first conversion through each profile brings in what would later be opened as a file.
  VipsImage* black = nullptr;
  if (vips_black(&black, 8, 8, "bands", 3, nullptr) != 0) return false;
  const vips::Image owner(black);
  VipsImage* out = nullptr;
  if (vips_icc_transform(black, &out, "srgb", "input_profile", "srgb", nullptr) != 0) return false;
  return to_jpeg(vips::Image(out)).index() == 0;
}

std::variant<NormalPicture, Refusal> normalise(std::string_view bytes) {
  const PictureKind kind = sniff(bytes);
  if (kind == PictureKind::Unknown) return Refusal::NotAPicture;
  if (kind == PictureKind::Pdf) return Refusal::Document;
  if (kind == PictureKind::Office) return Refusal::Office;
  if (kind == PictureKind::OtherFile) return Refusal::Unsupported;
  if (kind == PictureKind::Heif && vips_type_find("VipsOperation", "heifload_buffer") == 0) {
    return Refusal::Unsupported;
  }
  vips::Image image = open_with_loader(kind, bytes);
  if (!image) return Refusal::Truncated;
  if (moves(kind, image)) return Refusal::Animated;
  const std::int64_t pixels = std::int64_t(vips_image_get_width(image.get())) *
                              std::int64_t(vips_image_get_height(image.get()));
  if (pixels > limits::kPicturePixelsMax) return Refusal::TooManyPixels;
  image = to_srgb(image);
  if (image) image = flattened(std::move(image));
  if (image) image = shrunk(std::move(image));
  if (!image) return Refusal::Failed;
  image = decoded(std::move(image));
  if (!image) return Refusal::Truncated;
  image = upright(std::move(image));
  if (!image) return Refusal::Failed;
  return to_jpeg(image);
}

}  // namespace bangtin
