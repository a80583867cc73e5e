// A board folder as the agent would leave it, with everything real: pages made by the compositor,
// pictures with true hashes, signatures. For tests of the glass and for a look at the real player.
// Thread: any.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "shared/compose/pages.h"
#include "shared/model/manifest.h"

namespace bangtin::sample {

struct PictureFile {
  std::string bytes;
  Size size_px;
};

struct BoardContent {
  Manifest manifest;
  std::vector<std::string> blobs;
};

/// Two notices, a picture item with these pictures and a ticker, in a layout of header, main zone
/// and ticker; one window of a year from `begin`, all valid in it.
BoardContent board_content(Fonts& fonts, Size canvas_px, const std::vector<PictureFile>& pictures,
                           Instant begin, std::int64_t generation);

/// The generation file as a commune signed it, whose metadata is newer the higher the generation.
std::string generation_bytes(const Manifest& manifest);

/// Writes pin.json, blobs and generation/current.json (renamed in last) below `board`.
void write_board(const std::filesystem::path& board, const BoardContent& content);

}  // namespace bangtin::sample
