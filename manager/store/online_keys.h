// OnlineKeys: the server's online key of today and one that waits for the commune's signature
// (docs/adr/0025). The newest root in the store says which of them signs, so all that share a
// database go over at once, in the transaction that takes the root. Thread: that of its Db.
#pragma once

#include <functional>
#include <optional>

#include "shared/crypto/ed25519.h"
#include "shared/storage/db.h"
#include "shared/trust/metadata.h"

namespace bangtin {

/// Whether a root lets this key sign snapshot and timestamp.
bool names_online_key(const tuf::Root& root, const PublicKey& key);
/// The newest root in the store; nothing before the commune begins.
Result<std::optional<tuf::Root>> newest_root(Db& db);

class OnlineKeys final : public Signer {
 public:
  /// The key that waits, as it lies on the disk now; nothing where none does.
  using LoadNext = std::function<Result<std::optional<KeyPair>>()>;

  /// `db` outlives it.
  OnlineKeys(Db& db, KeyPair today, LoadNext load_next)
      : db_(db), today_(std::move(today)), load_next_(std::move(load_next)) {}

  /// The waiting one once the newest root names it, also when its file cannot be read any more;
  /// else that of today.
  const PublicKey& public_key() const override;
  /// Errors: unavailable "trust.online_key_lost", where the newest root names neither that of today
  /// nor one that can be read: the old key signs nothing in its place.
  Result<Signature> try_sign(std::string_view message) const override;
  /// What the commune's own key is to sign for; nothing where no key waits.
  std::optional<PublicKey> next() const;

 private:
  /// Null where none may sign.
  const KeyPair* signing() const;

  Db& db_;
  const KeyPair today_;
  const LoadNext load_next_;
  mutable std::optional<KeyPair> next_;  ///< as it could be read last
};

}  // namespace bangtin
