// bangtin-sample-board DIR WxH GENERATION [PICTURE WxH]...: a board folder DIR/board to look at the
// player with. "-" for GENERATION writes a pairing card instead.
#include <fstream>
#include <iostream>
#include <sstream>

#include "shared/base/files.h"
#include "shared/crypto/sha256.h"
#include "shared/crypto/words.h"
#include "shared/protocol/messages.h"
#include "shared/storage/disk.h"
#include "tests/player/glass/sample_board.h"

namespace bangtin {
namespace {

Size size_of(const std::string& text) {
  Size size;
  char cross = 0;
  std::istringstream(text) >> size.width_px >> cross >> size.height_px;
  return size;
}

int run(int count, char** values) {
  if (count < 4) return 2;
  const std::filesystem::path board = std::filesystem::path(values[1]) / "board";
  if (std::string(values[3]) == "-") {
    const auto disk = open_posix_disk(board);
    const PairingCard card{"BCDFGHJK", fingerprint_words(sha256("a pairing")),
                           "https://192.0.2.7:8443", ""};
    return disk.ok() && (*disk)->write_atomic("pairing.json", to_json(card).dump(), false).ok() ? 0
                                                                                                : 1;
  }
  const auto fonts = Fonts::open();
  if (!fonts.ok()) return 1;
  std::vector<sample::PictureFile> pictures;
  for (int i = 4; i + 1 < count; i += 2) {
    std::ifstream file(values[i], std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    pictures.push_back({bytes.str(), size_of(values[i + 1])});
  }
  SystemClock clock;
  const Instant begin = std::chrono::floor<std::chrono::hours>(clock.wall());
  sample::write_board(board, sample::board_content(**fonts, size_of(values[2]), pictures, begin,
                                                   std::stoll(values[3])));
  return 0;
}

}  // namespace
}  // namespace bangtin

int main(int count, char** values) { return bangtin::run(count, values); }
