#include "manager/server/online_key_file.h"

#include "manager/server/data_folder.h"
#include "shared/base/log.h"

namespace bangtin {

OnlineKeys online_keys(Db& db, const KeyPair& today, const std::filesystem::path& folder) {
  return {db, today, [folder] { return data_folder::next_online_key(folder); }};
}

OfficeParts office_parts(Db& db, BlobStore& blobs, const OnlineKeys& keys, Random& random) {
  OfficeParts parts{db, blobs, keys, random, PasswordCost{}};
  parts.next_online = [&keys] { return keys.next(); };
  return parts;
}

Status settle_online_key(Db& db, const std::filesystem::path& folder, KeyPair& today) {
  const auto next = data_folder::next_online_key(folder);
  const auto root = TRY(newest_root(db));
  if (!next) {
    if (root && !names_online_key(*root, today.public_key())) return next.error();
    log::warn("server", "the waiting online key cannot be read", {{"why", next.error().message}});
    return {};
  }
  if (!*next || !root || !names_online_key(*root, (*next)->public_key())) return {};
  TRY(data_folder::take_next_online_key(folder));
  today = **next;
  log::info("server", "the new online key is the only one");
  return {};
}

}  // namespace bangtin
