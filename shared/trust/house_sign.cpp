#include "shared/trust/house_sign.h"

namespace bangtin {
namespace {

constexpr std::string_view kSpecVersion = "1.0.31";

tuf::Head head(std::string_view type, std::int64_t version, Instant expires) {
  return {std::string(type), std::string(kSpecVersion), version, expires};
}

}  // namespace

tuf::Root first_root(const PublicKey& owner, const PublicKey& online, Instant expires) {
  tuf::Root root;
  root.head = head(tuf::kRootRole, 0, expires);
  root.consistent_snapshot = true;
  for (const std::string_view role : {tuf::kRootRole, tuf::kTargetsRole}) {
    tuf::add_key(root.keys, root.roles[std::string(role)], owner);
  }
  for (const std::string_view role : {tuf::kSnapshotRole, tuf::kTimestampRole}) {
    tuf::add_key(root.keys, root.roles[std::string(role)], online);
  }
  return root;
}

std::string signed_targets(const CommuneKeys& keys, std::int64_t version, Instant expires,
                           const KeyPair& owner) {
  tuf::Targets targets;
  targets.head = head(tuf::kTargetsRole, version, expires);
  targets.targets.emplace(place_path(keys.signing_code), tuf::describe_target(keys.place_bytes));
  if (keys.one_person) {
    targets.targets.emplace(one_person_path(keys.signing_code),
                            tuf::describe_target(kOnePersonPolicy));
  }
  tuf::Delegations delegations = commune_delegations(keys.signing_code);
  const std::string compose = signing_role(KeyClass::Compose, keys.signing_code);
  const std::string approve = signing_role(KeyClass::Approve, keys.signing_code);
  for (tuf::Delegation& role : delegations.roles) {
    const auto add = [&](const PublicKey& key) { tuf::add_key(delegations.keys, role.keys, key); };
    if (role.name == compose) {
      for (const PublicKey& key : keys.composers) add(key);
    } else if (role.name == approve) {
      for (const PublicKey& key : keys.approvers) add(key);
    } else {
      add(keys.online);
    }
  }
  targets.delegations = std::move(delegations);
  return tuf::sign(tuf::to_json(targets), std::span(&owner, 1));
}

std::string next_list(std::int64_t version, const std::optional<tuf::Targets>& before,
                      const NamedFiles& added, const std::set<std::string>& live, Instant expires,
                      const KeyPair& signer) {
  tuf::Targets list;
  list.head = head(tuf::kTargetsRole, version, expires);
  if (before) {
    for (const auto& [path, file] : before->targets) {
      if (live.contains(path)) list.targets.emplace(path, file);
    }
  }
  for (const auto& [path, file] : added) list.targets.insert_or_assign(path, file);
  return tuf::sign(tuf::to_json(list), std::span(&signer, 1));
}

}  // namespace bangtin
