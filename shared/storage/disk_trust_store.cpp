#include "shared/storage/disk_trust_store.h"

#include "shared/base/limits.h"
#include "shared/trust/file_name.h"

namespace bangtin {
namespace {

constexpr std::string_view kSuffix = ".json";

}  // namespace

std::string DiskTrustStore::file_of(std::string_view role) const {
  const std::string name = tuf::file_name_of(role, kSuffix);
  return folder_.empty() ? name : folder_ + "/" + name;
}

Result<std::string> DiskTrustStore::load(std::string_view role) {
  const std::string name = file_of(role);
  const std::int64_t size_bytes = TRY(disk_.size(name));
  if (size_bytes > limits::kTrustTargetsBytesMax) {
    return Error{Code::Corrupt, name + " is larger than metadata may be", ""};
  }
  return disk_.read(name, 0, static_cast<std::size_t>(size_bytes));
}

Status DiskTrustStore::save(std::string_view role, std::string_view bytes) {
  return disk_.write_atomic(file_of(role), bytes, false);
}

Status DiskTrustStore::remove(std::string_view role) { return disk_.remove(file_of(role)); }

Status DiskTrustStore::clear() {
  for (const std::string& name : disk_.list(folder_)) {
    TRY(disk_.remove(folder_.empty() ? name : folder_ + "/" + name));
  }
  return {};
}

}  // namespace bangtin
