#include "player/verify/blob_reader.h"

#include <algorithm>

#include "shared/base/limits.h"

namespace bangtin {
namespace {

std::string file_of(std::string_view folder, const Media& media) {
  return folder.empty() ? to_hex(media.blob) : std::string(folder) + "/" + to_hex(media.blob);
}

}  // namespace

Result<std::string> read_chunk(Disk& disk, std::string_view folder, const Media& media,
                               std::size_t index) {
  if (index >= media.chunks.size()) return Error{Code::Invalid, "no such chunk", {}};
  const std::string name = file_of(folder, media);
  const auto offset = std::int64_t(index) * std::int64_t(limits::kChunkBytes);
  const std::int64_t left = media.size_bytes - offset;
  if (left < 1) return Error{Code::Invalid, "no such chunk", {}};
  const auto size = std::size_t(std::min(std::int64_t(limits::kChunkBytes), left));
  std::string chunk = TRY(disk.read(name, offset, size));
  if (chunk.size() != size || sha256(chunk) != media.chunks[index]) {
    return Error{Code::Corrupt, name + " is damaged at " + std::to_string(offset), {}};
  }
  return chunk;
}

Result<std::string> read_picture(Disk& disk, std::string_view folder, const Media& media) {
  const auto chunk_bytes = std::int64_t(limits::kChunkBytes);
  const std::int64_t chunks = (media.size_bytes + chunk_bytes - 1) / chunk_bytes;
  if (media.size_bytes < 1 || media.size_bytes > std::int64_t(limits::kPictureUploadBytesMax) ||
      chunks != std::int64_t(media.chunks.size())) {
    return Error{Code::Invalid, "picture size out of range", {}};
  }
  const std::string name = file_of(folder, media);
  if (TRY(disk.size(name)) != media.size_bytes) {
    return Error{Code::Corrupt, name + " has another length", {}};
  }
  std::string bytes;
  bytes.reserve(std::size_t(media.size_bytes));
  Sha256 whole;
  for (std::size_t index = 0; index < media.chunks.size(); ++index) {
    const std::string chunk = TRY(read_chunk(disk, folder, media, index));
    whole.update(chunk);
    bytes += chunk;
  }
  if (whole.finish() != media.blob) return Error{Code::Corrupt, name + " is another blob", {}};
  return bytes;
}

}  // namespace bangtin
