#include "manager/store/online_keys.h"

#include <algorithm>

#include "shared/base/log.h"
#include "shared/trust/parse.h"
#include "shared/trust/sign.h"

namespace bangtin {

bool names_online_key(const tuf::Root& root, const PublicKey& key) {
  const std::string id = tuf::key_id_of(tuf::key_of(key));
  const auto names_it = [&](std::string_view name) {
    const auto role = root.roles.find(name);
    return role != root.roles.end() &&
           std::ranges::find(role->second.key_ids, id) != role->second.key_ids.end();
  };
  return names_it(tuf::kSnapshotRole) && names_it(tuf::kTimestampRole);
}

Result<std::optional<tuf::Root>> newest_root(Db& db) {
  const auto rows =
      TRY(db.query("SELECT body FROM trust_file WHERE role = $1 ORDER BY version DESC LIMIT 1",
                   {std::string(tuf::kRootRole)}));
  if (rows.empty()) return std::optional<tuf::Root>();
  const auto envelope = TRY(tuf::parse_envelope(text_of(rows[0][0])));
  return std::optional(TRY(tuf::parse_root(envelope.signed_part)));
}

const KeyPair* OnlineKeys::signing() const {
  auto next = load_next_();
  if (!next) {
    log::warn("server", "the waiting online key cannot be read", {{"why", next.error().message}});
  }
  const bool none_waits = next.ok() && !*next;
  if (none_waits && !next_) return &today_;
  const auto read = newest_root(db_);
  if (!read) {
    log::warn("server", "the newest root cannot be read", {{"why", read.error().message}});
    return nullptr;
  }
  const auto is_named = [&](const KeyPair& key) {
    return *read && names_online_key(**read, key.public_key());
  };
  if (next_ && is_named(*next_)) return &*next_;
  if (next.ok()) next_ = *std::move(next);
  if (next_ && is_named(*next_)) return &*next_;
  // After a restore the root names no key of ours, and none is lost.
  return next.ok() || !*read || is_named(today_) ? &today_ : nullptr;
}

const PublicKey& OnlineKeys::public_key() const {
  const KeyPair* key = signing();
  return (key != nullptr ? *key : today_).public_key();
}

Result<Signature> OnlineKeys::try_sign(std::string_view message) const {
  if (const KeyPair* key = signing()) return key->try_sign(message);
  return Error{Code::Unavailable, "the online key that the newest root names cannot be read",
               "trust.online_key_lost"};
}

std::optional<PublicKey> OnlineKeys::next() const {
  const auto next = load_next_();
  if (!next || !*next) return std::nullopt;
  return (*next)->public_key();
}

}  // namespace bangtin
