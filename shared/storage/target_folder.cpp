#include "shared/storage/target_folder.h"

#include <string>

#include "shared/base/limits.h"
#include "shared/trust/byte_check.h"
#include "shared/trust/file_name.h"

namespace bangtin {
namespace {

/// Of the one transfer under way; no target gets a name with a leading ".".
constexpr std::string_view kPart = ".part";

}  // namespace

Status TargetFolder::check(std::string_view name, const tuf::TargetFile& file) {
  tuf::ByteCheck check(file.length, file.hashes);
  if (TRY(disk_.size(name)) != file.length) {
    return Error{Code::Corrupt, "another length than is named", ""};
  }
  std::int64_t at = 0;
  while (at < file.length) {
    const std::string bytes = TRY(disk_.read(name, at, limits::kChunkBytes));
    if (bytes.empty()) break;
    TRY(check.update(bytes));
    at += static_cast<std::int64_t>(bytes.size());
  }
  return check.finish();
}

bool TargetFolder::has(const tuf::FoundTarget& target) {
  return check(tuf::file_name_of(target.path), target.file).ok();
}

Status TargetFolder::receive(const tuf::FoundTarget& target, tuf::Fetcher& fetcher) {
  tuf::ByteCheck check_coming(target.file.length, target.file.hashes);
  TRY(disk_.append(kPart, ""));
  TRY(fetcher.fetch(target.url_path, target.file.length, [&](std::string_view bytes) -> Status {
    TRY(check_coming.update(bytes));
    return disk_.append(kPart, bytes);
  }));
  TRY(check_coming.finish());
  TRY(disk_.sync(kPart));
  TRY(check(kPart, target.file));
  return disk_.rename(kPart, tuf::file_name_of(target.path));
}

Status TargetFolder::fetch(const tuf::FoundTarget& target, tuf::Fetcher& fetcher) {
  if (has(target)) return {};
  if (target.file.length > limits::kBlobBytesMax) {
    return Error{Code::Invalid, "a target larger than is taken", ""};
  }
  TRY(disk_.remove(kPart));
  TRY(disk_.reserve(target.file.length));
  const Status received = receive(target, fetcher);
  if (!received) TRY(disk_.remove(kPart));
  return received;
}

}  // namespace bangtin
