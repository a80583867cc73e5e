// Files of a person's machine that are sent piece by piece: how large, and a piece of them.
// Thread: any; each call is independent.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace bangtin {

/// Errors: not_found (no regular file); denied; unavailable on I/O.
Result<std::int64_t> media_file_bytes(const std::string& path);

/// Up to `size_max` bytes from `offset`; less only at the end. Errors: not_found, denied,
/// unavailable.
Result<std::string> read_media_piece(const std::string& path, std::int64_t offset,
                                     std::size_t size_max);

/// Whether a file of this name says that it is a picture. Of any other the server finds out.
bool is_picture_name(std::string_view path);

}  // namespace bangtin
