#include "shared/protocol/glass_picture.h"

#include "shared/base/order_limits.h"

namespace bangtin {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kSignature = "\x89PNG\r\n\x1a\n"sv;
constexpr std::size_t kHeaderBytes = 13;

Error no_picture(const char* why) { return {Code::Invalid, why, "order.no_picture"}; }

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) number = number << 8 | std::uint8_t(bytes[at + i]);
  return number;
}

/// The data of the chunk in front, which must be of this kind; `rest` is what follows it. Source:
/// PNG specification (third edition), 5.3.
Result<std::string_view> take_chunk(std::string_view& rest, std::string_view kind) {
  constexpr std::size_t kFrameBytes = 12;  // Length, kind, CRC.
  if (rest.size() < kFrameBytes) return no_picture("a PNG that ends early");
  const std::size_t length = number_at(rest, 0);
  if (length > rest.size() - kFrameBytes) return no_picture("a chunk beyond the end");
  if (rest.substr(4, 4) != kind) return no_picture("another chunk than expected");
  const std::string_view data = rest.substr(8, length);
  rest.remove_prefix(kFrameBytes + length);
  return data;
}

Status check_png(std::string_view png, Size size_px) {
  if (!png.starts_with(kSignature)) return no_picture("not a PNG");
  std::string_view rest = png.substr(kSignature.size());
  const std::string_view header = TRY(take_chunk(rest, "IHDR"));
  if (header.size() != kHeaderBytes) return no_picture("a header of another length");
  if (number_at(header, 0) != std::uint32_t(size_px.width_px) ||
      number_at(header, 4) != std::uint32_t(size_px.height_px)) {
    return no_picture("a picture of another size");
  }
  // 8 bits, RGB, the one compression and filter that there are, not interlaced.
  if (header.substr(8) != "\x08\x02\x00\x00\x00"sv) return no_picture("another kind of PNG");
  bool has_data = false;
  while (rest.size() >= 8 && rest.substr(4, 4) == "IDAT") {
    TRY(take_chunk(rest, "IDAT"));
    has_data = true;
  }
  if (!has_data) return no_picture("a PNG without pixels");
  if (!TRY(take_chunk(rest, "IEND")).empty() || !rest.empty()) {
    return no_picture("something behind the picture");
  }
  return {};
}

bool is_glass_side(int side_px) { return side_px >= 1 && side_px <= limits::kGlassSideMax_px; }

}  // namespace

std::string glass_file(const GlassPicture& about, std::string_view png) {
  return to_json(about).dump() + "\n" + std::string(png);
}

Result<GlassFile> parse_glass_file(std::string_view bytes) {
  const std::size_t line = bytes.substr(0, limits::kGlassHeadBytesMax).find('\n');
  if (line == bytes.npos) return no_picture("no first line");
  GlassFile file;
  file.about = TRY(message_from<GlassPicture>(bytes.substr(0, line)));
  file.png = bytes.substr(line + 1);
  const GlassPicture& about = file.about;
  if (about.number < 1) return no_picture("no number");
  if (!is_glass_side(about.size_px.width_px) || !is_glass_side(about.size_px.height_px) ||
      file.png.size() > limits::kGlassPictureBytesMax) {
    return no_picture("too large");
  }
  TRY(check_png(file.png, about.size_px));
  return file;
}

}  // namespace bangtin
