// BlobReader: the bytes of a picture or a clip from the board folder, checked chunk by chunk as
// they are read, so that rot or a foreign hand between disk and decoder shows. Thread: that of its
// Disk.
#pragma once

#include <string>

#include "shared/crypto/sha256.h"
#include "shared/model/content.h"
#include "shared/storage/disk.h"

namespace bangtin {

/// The whole picture blob in memory. `folder` holds files named by hash; empty: the
/// disk's root. Errors: not_found; corrupt
/// (a chunk or the whole differs, or the length); invalid (no picture of a size that we take);
/// unavailable.
Result<std::string> read_picture(Disk& disk, std::string_view folder, const Media& media);

/// One chunk of a blob of any size, checked by the hash that the item gives for it. Range: `index`
/// below the number of chunks. Errors: as read_picture.
Result<std::string> read_chunk(Disk& disk, std::string_view folder, const Media& media,
                               std::size_t index);

}  // namespace bangtin
