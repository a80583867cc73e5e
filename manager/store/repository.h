// Repository: the commune's TUF repository in the store. What people signed is taken as they signed
// it; the server's own online key signs what each board shall show (select/BOARD), the snapshot and
// the timestamp. Whatever is taken is judged by the same client as a board's before it counts.
// Thread: one per Db; each function within the caller's transaction.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "shared/crypto/ed25519.h"
#include "shared/model/manifest.h"
#include "shared/storage/db.h"
#include "shared/trust/house_roles.h"
#include "shared/trust/sign.h"

namespace bangtin {

/// What a person signed: the next version of a list, and whose key must have done it.
struct SignedList {
  KeyClass key_class = KeyClass::Compose;
  std::string envelope;
  PublicKey signer;
};

/// What the people of a province signed, as its office handed it over.
struct SignedProvince {
  std::string code;
  std::string targets;  ///< by its owners
  std::string compose;
  std::string approve;
};

class Repository {
 public:
  /// Both outlive this. `now` is when what the server signs begins to hold.
  Repository(Db& db, const Signer& online, Instant now) : db_(db), online_(online), now_(now) {}

  /// False until begin().
  Result<bool> has_begun();
  /// Version 1, which boards pin. Errors: conflict "trust.none".
  Result<std::string> first_root();
  /// The place that the root stands for. Errors: conflict "trust.none".
  Result<Place> place();
  /// The code under which the commune began to sign: its roles are named by it, also when a merger
  /// gave it another since. Errors: conflict "trust.none".
  Result<std::string> signing_code();
  /// A file by its URL path: "7.snapshot.json", "3.select/BOARD.json". Errors: not_found.
  Result<std::string> file(std::string_view name);
  /// When the newest root is over. Errors: conflict "trust.none".
  Result<Instant> root_expires();
  /// Whether the newest top targets let one person compose and approve; not before begin().
  Result<bool> lets_one_person();
  /// Keys that may sign for a class by today's top targets; none before begin().
  Result<std::vector<PublicKey>> keys_of(KeyClass key_class);

  /// The first root and targets, signed by the commune's own key. Errors: conflict "trust.begun";
  /// denied "trust.not_signed", "trust.place" (they stand for another place).
  Status begin(const std::string& root, const std::string& targets, const Place& place);
  /// The next one. Errors: conflict "trust.none", "trust.moved", of a root also "trust.renew" (it
  /// names other online keys: renew); denied "trust.not_signed", "trust.place".
  Status take_root(const std::string& root);
  Status take_targets(const std::string& targets, const Place& place);
  /// The next root and targets after the server's online key became another (a restored backup, a
  /// stolen key): what that key signs is signed anew, and who follows drops what he remembered of
  /// the old one's numbers. Errors: as take_root and take_targets.
  Status renew(const std::string& root, const std::string& targets, const Place& place);
  /// False while the root does not stand for our online key: nothing that it signs counts, so
  /// nothing is signed. Errors: conflict "trust.none".
  Result<bool> is_online_trusted();
  /// The next version of a list, which has to name `version` with these bytes. Errors: conflict
  /// "trust.none", "trust.moved", "trust.renew"; denied "trust.key_waiting", "trust.other_role",
  /// "trust.not_signed".
  Status take_list(const SignedList& list, const Digest& version, std::int64_t size_bytes);
  /// The next version of a list, naming nothing that the last one did not. Errors: as take_list.
  Status take_shorter_list(const SignedList& list);

  /// What a province signed, in place of what was there of it; the same again changes nothing.
  /// Errors: conflict "trust.none", "trust.renew", "province.older" (something newer is there);
  /// denied "province.unknown" (the commune's key does not let it in), "province.not_signed".
  Status take_province(const SignedProvince& province);

  /// The item versions that both lists of an office name, and may: of the commune, and of each
  /// province that it lets in, by code. Without an office whose list does not hold any more.
  Result<std::map<std::string, std::set<Digest>>> listed_by_office();
  /// The same of all offices together.
  Result<std::set<Digest>> listed_by_both();
  /// What `board` shall show; counts with publish().
  Status select(const BoardId& board, std::string_view selection);
  /// Signs snapshot and timestamp: when something changed, or half of their time is over. Nothing
  /// while our key is not trusted.
  Status publish();

 private:
  /// What stands above all other roles.
  struct Top {
    tuf::Root root;
    tuf::Snapshot snapshot;
    tuf::Timestamp timestamp;
  };
  /// As it stands, with what this object has changed. Errors: conflict "trust.none".
  Result<Top*> top();
  Status put(std::string_view role, std::int64_t version, const std::string& body);
  Result<std::optional<std::string>> newest(std::string_view role);
  Result<std::optional<tuf::Targets>> newest_targets(std::string_view role);
  Status sign_targets(const std::string& role, tuf::Targets targets);
  Status resign_selections();
  Result<tuf::Targets> check_list(const SignedList& list);
  Status keep_list(const SignedList& list);
  Status take_signed(std::string_view role, const std::string& envelope);
  Status take_newer(const std::string& role, const std::string& envelope);
  Status take_targets_at(const std::string& signing_code, const std::string& targets,
                         const Place& place);
  Status sign_top();
  Status judge(const std::vector<std::string>& chain);

  Db& db_;
  const Signer& online_;
  Instant now_;
  std::optional<Top> top_;
  bool is_changed_ = false;  ///< top_ names what no snapshot in the store names yet
};

}  // namespace bangtin
