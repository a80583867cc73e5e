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

/// Who may sign what in a commune.
struct CommuneKeys {
  std::string signing_code;
  std::vector<PublicKey> composers;
  std::vector<PublicKey> approvers;
  PublicKey online;         ///< the server's
  std::string place_bytes;  ///< what boards may say of where they stand
  bool one_person = false;  ///< the policy: somebody may stand in both classes
};

/// Version 1: `owner` stands for root and targets, the server for snapshot and timestamp.
tuf::Root first_root(const PublicKey& owner, const PublicKey& online, Instant expires);

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
