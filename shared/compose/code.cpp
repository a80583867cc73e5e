// The only file that meets libqrencode.
#include "shared/compose/code.h"

#include <qrencode.h>

#include <algorithm>
#include <array>
#include <memory>

#include "shared/base/check.h"
#include "shared/compose/palette.h"
#include "shared/model/web_address.h"

namespace bangtin {
namespace {

constexpr int kQuietModules = 4;
constexpr int kModuleMin_px = 2;
constexpr int kSide_percent = 34;
constexpr int kSideMax_percent = 45;
constexpr Color kDark = 0xff000000;
/// Bytes that the versions 1 to 10 hold with error correction M. Source: ISO/IEC 18004, table 7.
constexpr std::array<std::size_t, 10> kCapacity_bytes = {14,  26,  42,  62,  84,
                                                         106, 122, 152, 180, 213};

/// Modules of a side without the quiet zone; 0 for more than fits.
int modules_of(std::size_t bytes) {
  const auto fitting = std::ranges::lower_bound(kCapacity_bytes, bytes);
  if (fitting == kCapacity_bytes.end()) return 0;
  return 21 + 4 * static_cast<int>(fitting - kCapacity_bytes.begin());
}

std::string_view words_in(const std::string& language) {
  return language.starts_with("en") ? "Scan to read it all" : "Quét mã để đọc toàn văn";
}

struct Freed {
  void operator()(QRcode* code) const { QRcode_free(code); }
};

void draw_modules(Bitmap& target, Rect area, const std::string& address) {
  const std::unique_ptr<QRcode, Freed> code(
      QRcode_encodeData(static_cast<int>(address.size()),
                        reinterpret_cast<const unsigned char*>(address.data()), 0, QR_ECLEVEL_M));
  if (!code) return;
  const int modules = code->width;
  const int module_px = area.width_px / (modules + 2 * kQuietModules);
  if (module_px < 1) return;
  fill(target, area, palette::kWhite);
  const int quiet_px = (area.width_px - modules * module_px) / 2;
  for (int y = 0; y < modules; ++y) {
    for (int x = 0; x < modules; ++x) {
      const bool dark = (code->data[y * modules + x] & 1) != 0;
      if (!dark) continue;
      fill(target,
           {area.x_px + quiet_px + x * module_px, area.y_px + quiet_px + y * module_px, module_px,
            module_px},
           kDark);
    }
  }
}

}  // namespace

int code_side_px(std::size_t bytes, Size zone_px) {
  const int modules = modules_of(bytes);
  if (modules == 0) return 0;
  const int total = modules + 2 * kQuietModules;
  const int shorter = std::min(zone_px.width_px, zone_px.height_px);
  const int side = total * std::max(kModuleMin_px, shorter * kSide_percent / 100 / total);
  return side * 100 <= shorter * kSideMax_percent ? side : 0;
}

CodeRoom room_with_code(const ItemContent& content, Size zone_px, Rect room, int base_px) {
  constexpr int kRestMin_percent = 55;
  constexpr int kWordsSideMin_px = 160;  ///< in a narrower column words are too small to read
  CodeRoom out;
  out.rest_px = room;
  if (!content.site) return out;
  const int side = code_side_px(page_address(*content.site, {}).size(), zone_px);
  if (side == 0 || side > room.height_px || side > room.width_px) return out;
  const int gap = std::max(4, base_px / 2);
  if (zone_px.height_px > zone_px.width_px) {
    const int rest = room.height_px - side - gap;
    if (rest * 100 < room.height_px * kRestMin_percent) return out;
    out.rest_px.height_px = rest;
    const int y = room.y_px + room.height_px - side;
    out.code_px = {room.x_px, y, side, side};
    const int words = room.width_px - side - gap;
    if (words >= kWordsSideMin_px) out.words_px = {room.x_px + side + gap, y, words, side};
    return out;
  }
  const int rest = room.width_px - side - gap;
  if (rest * 100 < room.width_px * kRestMin_percent) return out;
  out.rest_px.width_px = rest;
  const int x = room.x_px + room.width_px - side;
  const int words = base_px;
  const bool worded = side >= kWordsSideMin_px && side + words <= room.height_px;
  const int y = room.y_px + room.height_px - side - (worded ? words : 0);
  out.code_px = {x, y, side, side};
  if (worded) out.words_px = {x, y + side, side, words};
  return out;
}

Bitmap code_picture(const std::string& words, int side_px) {
  Bitmap picture({side_px, side_px}, palette::kWhite);
  draw_modules(picture, {0, 0, side_px, side_px}, words);
  return picture;
}

void draw_code(Fonts& fonts, Bitmap& target, const CodeRoom& room, const std::string& address,
               const std::string& language, Color ink) {
  if (!room.has_code() || address.empty()) return;
  draw_modules(target, room.code_px, address);
  if (room.words_px.width_px == 0) return;
  // Below the code the words stand in its middle, beside it at its left edge.
  const bool below = room.words_px.y_px > room.code_px.y_px;
  TextStyle style;
  style.size_px = below ? room.words_px.height_px * 46 / 100 : room.words_px.height_px * 16 / 100;
  style.bold = true;
  style.color = ink;
  style.line_height_percent = 137;
  style.lines_max = below ? 1 : 4;
  style.align = below ? Align::Center : Align::Left;
  style.balanced = !below;
  constexpr int kTextMin_px = 9;
  const TextBlock block =
      layout_to_fit(fonts, std::string(words_in(language)), style,
                    {room.words_px.width_px, room.words_px.height_px}, kTextMin_px);
  draw(fonts, block, target, room.words_px.x_px,
       room.words_px.y_px + std::max(0, (room.words_px.height_px - block.height_px) / 2));
}

}  // namespace bangtin
