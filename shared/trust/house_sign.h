// What the people of a commune sign: the root and the top targets role (the commune's own key), and
// the two lists of item versions (a composer's key, an approver's key). Thread: any; pure.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "shared/trust/house_roles.h"
#include "shared/trust/sign.h"

namespace bangtin {

/// Whose signatures stand for a province: `threshold` of the keys of its own root.
struct ProvinceKeys {
  std::string code;  ///< its signing code
  std::vector<PublicKey> keys;
  std::int64_t threshold = 1;
  bool operator==(const ProvinceKeys&) const = default;
};
/// What two people compare as words: code, threshold and keys, in whatever order those stand.
Digest fingerprint_of(const ProvinceKeys& province);
/// The public keys of a role that are ours; others sign nothing here.
std::vector<PublicKey> keys_behind(const tuf::Keys& keys, const tuf::RoleKeys& role);
/// The provinces that a commune's top targets role lets in, with their keys.
std::vector<ProvinceKeys> province_keys_of(const tuf::Targets& targets);
/// The keys that stand for an office as a whole: those of its root for targets.
ProvinceKeys owners_of(const tuf::Root& root, std::string code);

/// Who may sign what in a commune.
struct CommuneKeys {
  std::string signing_code;
  std::vector<PublicKey> composers;
  std::vector<PublicKey> approvers;
  PublicKey online;                          ///< the server's
  std::string place_bytes;                   ///< what boards may say of where they stand
  bool one_person = false;                   ///< the policy: somebody may stand in both classes
  std::vector<ProvinceKeys> provinces = {};  ///< whose own items may be shown, too
};

/// Who stands for root and targets: so many of these.
struct Owners {
  std::vector<PublicKey> keys;
  std::int64_t threshold = 1;
};
/// Version 1: the owners stand for root and targets, the server for snapshot and timestamp.
tuf::Root first_root(const Owners& owners, const PublicKey& online, Instant expires);
tuf::Root first_root(const PublicKey& owner, const PublicKey& online, Instant expires);
/// `root` with these keys from now on, all else as it was; the version is raised by who signs.
tuf::Root with_keys(tuf::Root root, const Owners& owners, const PublicKey& online, Instant expires);

/// Whether what an office's owners signed is to be signed anew: less than half of its time is left,
/// so that there is more than a year for it.
bool is_owner_due(Instant expires, Instant now);

/// What signed_targets() signs.
tuf::Targets commune_targets(const CommuneKeys& keys, std::int64_t version, Instant expires);

/// The envelope of version `version` of the top targets role, signed by the commune's own key.
std::string signed_targets(const CommuneKeys& keys, std::int64_t version, Instant expires,
                           const KeyPair& owner);

/// A target and what is said of it.
using NamedFiles = std::map<std::string, tuf::TargetFile, std::less<>>;

/// The envelope of version `version` of a list of items: with `added`, and of what stood there
/// before only what `live` says. `before` is nothing of a first list, and of one whose signer may
/// sign no longer.
std::string next_list(std::int64_t version, const std::optional<tuf::Targets>& before,
                      const NamedFiles& added, const std::set<std::string>& live, Instant expires,
                      const KeyPair& signer);

}  // namespace bangtin
