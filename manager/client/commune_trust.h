// CommuneTrust: what the people of a commune have signed, as this PC believes it. The root is taken
// on first use and from then on only its own chain may change it; nothing older than what was seen
// before is believed. Thread: that of the Client.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "manager/client/client.h"
#include "manager/client/file_trust_store.h"
#include "shared/trust/house_roles.h"
#include "shared/trust/trust_client.h"

namespace bangtin {

/// How often metadata is signed anew because somebody else's came first.
inline constexpr int kSignTries = 5;

/// A list of item versions. `targets` is nothing while nobody has signed one, and of one whose
/// signer may sign no longer; the number goes on.
struct SeenList {
  std::int64_t version = 0;
  std::optional<tuf::Targets> targets;
};

/// Whether `store` holds this root under `name`; nothing is held before the first time. Errors:
/// conflict "trust.other_root" when it holds another; the disk's.
Result<bool> knows_root(tuf::TrustStore& store, std::string_view name, const std::string& root);

class CommuneTrust {
 public:
  /// `client` outlives it. What was seen is kept below `folder`, for each commune apart.
  CommuneTrust(Client& client, const std::filesystem::path& folder, TrustRecord record);

  /// Reads what is newest. Errors: conflict, key "trust.none" (nobody has begun) or
  /// "trust.other_root" (another root than this PC knows); key "trust.not_believed" when it is not
  /// signed as it must be, too old, or older than seen before; the channel's and the disk's.
  Status refresh(Instant now);

  /// What is needed of it to sign the next version for the commune as a whole: also after a
  /// restore, and under a root that is over, when that is all that is wrong. True when the root is
  /// to be signed anew as well, also for `seen`, a key of the server that waits. Errors: as
  /// refresh.
  Result<bool> refresh_to_sign(Instant now, const std::optional<PublicKey>& seen);

  /// The newest root of the chain that this PC believes, without what the server's own key signed:
  /// after a restore that key is another. Errors: as refresh.
  Result<tuf::Root> known_root();
  /// The newest top targets that the commune's own key signed, of those that this PC has seen and
  /// the one that the server has: also after a restore. Errors: as refresh.
  Result<tuf::Targets> known_targets();

  // After a refresh that succeeded.
  const TrustRecord& record() const { return record_; }
  const tuf::Root& root() const { return files_.root(); }
  const tuf::Targets& targets() const { return files_.targets(); }
  /// Errors: as refresh.
  Result<SeenList> list(KeyClass key_class);
  /// True while the commune lets this key sign for that.
  bool may_sign(KeyClass key_class, const PublicKey& key) const;
  /// True of the commune's own key: it signs who may sign.
  bool is_owner(const PublicKey& key) const;
  /// True when the commune signed that one person may compose and approve.
  bool lets_one_person() const;

 private:
  /// The files of a repository, over the API.
  class Files final : public tuf::Fetcher {
   public:
    explicit Files(Client& client) : client_(client) {}
    Status fetch(const std::string& url_path, std::int64_t bytes_max,
                 const tuf::ByteSink& sink) override;

   private:
    Client& client_;
  };

  Status pin();
  Result<tuf::Targets> signed_by_the_commune(const std::string& targets);

  Client& client_;
  TrustRecord record_;
  Files fetcher_;
  FileTrustStore store_;
  tuf::TrustClient files_{fetcher_, store_};
};

/// The envelope of the next version of a commune's list: with this item version, and of the others
/// those that may still be shown. Errors: those of refresh; denied, key "trust.key_waiting" or
/// "trust.other_role", when `signer` may not sign that list.
Result<std::string> sign_list(Client& client, KeyClass key_class, const ItemVersion& version,
                              const SigningPerson& signer, Instant now);

/// The next version of each list that `signer` may sign, without what may not be shown any more as
/// the server says, and without `dropped` whatever it says; of those that name nothing else there
/// is none. Errors: as sign_list.
struct ShorterList {
  KeyClass key_class = KeyClass::Compose;
  std::string envelope;
};
Result<std::vector<ShorterList>> sign_shorter_lists(Client& client, const SigningPerson& signer,
                                                    Instant now,
                                                    const std::vector<Digest>& dropped = {});

}  // namespace bangtin
