// A PNG as the player writes one: 8 bits RGB, IHDR, IDAT, IEND; its pixels are no pixels. For tests
// of what carries a picture without looking into it. Thread: any; pure.
#pragma once

#include <string>
#include <string_view>

#include "shared/model/content.h"

namespace bangtin::sample {

inline std::string four_bytes(std::uint32_t number) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += char(number >> shift & 255);
  return bytes;
}

inline std::string png_chunk(std::string_view kind, std::string_view data) {
  return four_bytes(std::uint32_t(data.size())) + std::string(kind) + std::string(data) +
         four_bytes(0);
}

inline std::string png(Size size_px, std::string_view data = "pixels") {
  using namespace std::string_view_literals;
  const std::string header = four_bytes(std::uint32_t(size_px.width_px)) +
                             four_bytes(std::uint32_t(size_px.height_px)) +
                             std::string("\x08\x02\x00\x00\x00"sv);
  return "\x89PNG\r\n\x1a\n" + png_chunk("IHDR", header) + png_chunk("IDAT", data) +
         png_chunk("IEND", "");
}

}  // namespace bangtin::sample
