#include "player/verify/blob_reader.h"

#include <algorithm>

#include "shared/base/limits.h"

namespace bangtin {

Result<std::string> read_picture(Disk& disk, std::string_view folder, const Media& media) {
  const auto chunk_bytes = std::int64_t(limits::kChunkBytes);
  const std::int64_t chunks = (media.size_bytes + chunk_bytes - 1) / chunk_bytes;
  if (media.size_bytes < 1 || media.size_bytes > std::int64_t(limits::kPictureUploadBytesMax) ||
      chunks != std::int64_t(media.chunks.size())) {
    return Error{Code::Invalid, "picture size out of range", {}};
  }
  const std::string name =
      folder.empty() ? to_hex(media.blob) : std::string(folder) + "/" + to_hex(media.blob);
  if (TRY(disk.size(name)) != media.size_bytes) {
    return Error{Code::Corrupt, name + " has another length", {}};
  }
  std::string bytes;
  bytes.reserve(std::size_t(media.size_bytes));
  Sha256 whole;
  for (const Digest& expected : media.chunks) {
    const auto offset = std::int64_t(bytes.size());
    const auto size = std::size_t(std::min(chunk_bytes, media.size_bytes - offset));
    const std::string chunk = TRY(disk.read(name, offset, size));
    if (chunk.size() != size || sha256(chunk) != expected) {
      return Error{Code::Corrupt, name + " is damaged at " + std::to_string(offset), {}};
    }
    whole.update(chunk);
    bytes += chunk;
  }
  if (whole.finish() != media.blob) return Error{Code::Corrupt, name + " is another blob", {}};
  return bytes;
}

}  // namespace bangtin
