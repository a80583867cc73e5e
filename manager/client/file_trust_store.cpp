#include "manager/client/file_trust_store.h"

#include "shared/base/files.h"
#include "shared/base/limits.h"
#include "shared/trust/file_name.h"

namespace bangtin {

std::filesystem::path FileTrustStore::path_of(std::string_view role) const {
  return folder_ / tuf::file_name_of(role, ".json");
}

Result<std::string> FileTrustStore::load(std::string_view role) {
  return files::read_all(path_of(role), std::uintmax_t(limits::kTrustTargetsBytesMax));
}

Status FileTrustStore::save(std::string_view role, std::string_view bytes) {
  TRY(files::make_folders(folder_));
  return files::write_atomic(path_of(role), bytes);
}

Status FileTrustStore::remove(std::string_view role) { return files::remove(path_of(role)); }

}  // namespace bangtin
