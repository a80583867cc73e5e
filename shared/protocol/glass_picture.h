// The picture from the glass on its way: the file `glass.picture` of the board folder and the body
// of POST /v1/board/picture. One line of canonical JSON (GlassPicture) and a line feed, then a PNG
// of these pixels. What is behind the PNG's own header is left to the sandboxed decoder.
// Thread: any; pure.
#pragma once

#include <string>
#include <string_view>

#include "shared/protocol/messages.h"

namespace bangtin {

std::string glass_file(const GlassPicture& about, std::string_view png);

struct GlassFile {
  GlassPicture about;
  std::string_view png;  ///< of what was parsed
};

/// Errors: invalid (its form, a number below 1, larger than limits allow, a PNG of another size or
/// kind than 8 bits RGB, or with other chunks than IHDR, IDAT and IEND).
Result<GlassFile> parse_glass_file(std::string_view bytes);

}  // namespace bangtin
