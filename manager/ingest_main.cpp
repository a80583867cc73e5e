// bangtin-ingest: one file on standard input, one answer on standard output. Started by the server
// for each picture. Answer: a line of JSON, {"refused": why} or {"width", "height"} and the JPEG.
#include <unistd.h>

#include <cstdio>
#include <string>

#include "manager/ingest/picture.h"
#include "manager/ingest/sandbox.h"
#include "shared/base/files.h"
#include "shared/base/json.h"

namespace {

bool write_out(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

std::string read_in() {
  std::string bytes;
  std::string piece(bangtin::limits::kChunkBytes, '\0');
  while (bytes.size() <= bangtin::limits::kPictureUploadBytesMax) {
    const ssize_t got = ::read(STDIN_FILENO, piece.data(), piece.size());
    if (got <= 0) break;
    bytes.append(piece, 0, static_cast<std::size_t>(got));
  }
  return bytes;
}

}  // namespace

int main() {
  if (!bangtin::limit_resources() || !bangtin::start_vips() || !bangtin::close_sandbox()) return 1;
  const auto outcome = bangtin::normalise(read_in());
  bangtin::Json header;
  std::string_view jpeg;
  if (const auto* refusal = std::get_if<bangtin::Refusal>(&outcome)) {
    header.set("refused", bangtin::name_of(*refusal));
  } else {
    const auto& picture = std::get<bangtin::NormalPicture>(outcome);
    header.set("width", picture.size_px.width_px);
    header.set("height", picture.size_px.height_px);
    jpeg = picture.jpeg;
  }
  const bool written = write_out(header.dump() + "\n") && write_out(jpeg);
  // The kernel takes everything back; what libraries do at their end is not worth the risk.
  ::_exit(written ? 0 : 1);
}
