#include "manager/store/online_keys.h"

#include <algorithm>

#include "shared/base/log.h"
#include "shared/trust/parse.h"
#include "shared/trust/sign.h"

namespace bangtin {
namespace {

Result<bool> newest_root_names(Db& db, const PublicKey& key) {
  const auto rows =
      TRY(db.query("SELECT body FROM trust_file WHERE role = $1 ORDER BY version DESC LIMIT 1",
                   {std::string(tuf::kRootRole)}));
  if (rows.empty()) return false;
  const auto envelope = TRY(tuf::parse_envelope(text_of(rows[0][0])));
  return names_online_key(TRY(tuf::parse_root(envelope.signed_part)), key);
}

}  // namespace

bool names_online_key(const tuf::Root& root, const PublicKey& key) {
  const std::string id = tuf::key_id_of(tuf::key_of(key));
  const auto names_it = [&](std::string_view name) {
    const auto role = root.roles.find(name);
    return role != root.roles.end() &&
           std::ranges::find(role->second.key_ids, id) != role->second.key_ids.end();
  };
  return names_it(tuf::kSnapshotRole) && names_it(tuf::kTimestampRole);
}

const KeyPair& OnlineKeys::signing() const {
  auto next = load_next_();
  if (!next) {
    log::warn("server", "the waiting online key cannot be read", {{"why", next.error().message}});
    return today_;
  }
  if (!*next) return today_;
  const auto named = newest_root_names(db_, (*next)->public_key());
  if (!named || !*named) return today_;
  next_ = **std::move(next);
  return *next_;
}

std::optional<PublicKey> OnlineKeys::next() const {
  const auto next = load_next_();
  if (!next || !*next) return std::nullopt;
  return (*next)->public_key();
}

}  // namespace bangtin
