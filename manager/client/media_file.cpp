#include "manager/client/media_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>

#include "shared/base/ascii.h"
#include "shared/base/files.h"

namespace bangtin {

Result<std::int64_t> media_file_bytes(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) {
    return Error{Code::NotFound, path + " is no file", {}};
  }
  const auto size = std::filesystem::file_size(path, error);
  if (error) return files::error_of(error.value(), path);
  return std::int64_t(size);
}

Result<std::string> read_media_piece(const std::string& path, std::int64_t offset,
                                     std::size_t size_max) {
  const Fd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!fd.valid()) return files::error_of(errno, path);
  std::string bytes(size_max, '\0');
  std::size_t got = 0;
  while (got < size_max) {
    const ssize_t more = ::pread(fd.get(), bytes.data() + got, size_max - got, offset + off_t(got));
    if (more < 0 && errno == EINTR) continue;
    if (more < 0) return files::error_of(errno, path);
    if (more == 0) break;
    got += std::size_t(more);
  }
  bytes.resize(got);
  return bytes;
}

bool is_picture_name(std::string_view path) {
  constexpr std::string_view kEndings[] = {".jpg",  ".jpeg", ".png", ".webp", ".gif",
                                           ".heic", ".heif", ".tif", ".tiff", ".avif"};
  const std::size_t dot = path.find_last_of("./");
  const std::string end = ascii::lower(path.substr(dot == path.npos ? 0 : dot));
  return std::ranges::find(kEndings, end) != std::end(kEndings);
}

}  // namespace bangtin
