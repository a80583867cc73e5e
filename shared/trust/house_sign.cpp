#include "shared/trust/house_sign.h"

#include <algorithm>

#include "shared/base/limits.h"
#include "shared/crypto/sha256.h"

namespace bangtin {
namespace {

tuf::Head head(std::string_view type, std::int64_t version, Instant expires) {
  return {std::string(type), "", version, expires};
}

}  // namespace

Digest fingerprint_of(const ProvinceKeys& province) {
  Json::Array keys;
  std::vector<PublicKey> sorted = province.keys;
  std::ranges::sort(sorted);
  for (const PublicKey& key : sorted) keys.emplace_back(to_hex(key));
  Json json;
  json.set("code", province.code).set("keys", std::move(keys)).set("threshold", province.threshold);
  return sha256(json.dump());
}

std::vector<PublicKey> keys_behind(const tuf::Keys& keys, const tuf::RoleKeys& role) {
  std::vector<PublicKey> found;
  for (const std::string& id : role.key_ids) {
    const auto key = keys.find(id);
    if (key == keys.end() || key->second.type != "ed25519") continue;
    if (const auto known = public_key_from_hex(key->second.public_text)) found.push_back(*known);
  }
  return found;
}

std::vector<ProvinceKeys> province_keys_of(const tuf::Targets& targets) {
  std::vector<ProvinceKeys> provinces;
  for (std::string& code : provinces_of(targets)) {
    const auto role =
        std::ranges::find(targets.delegations->roles, province_role(code), &tuf::Delegation::name);
    provinces.push_back({std::move(code), keys_behind(targets.delegations->keys, role->keys),
                         role->keys.threshold});
  }
  return provinces;
}

ProvinceKeys owners_of(const tuf::Root& root, std::string code) {
  const auto role = root.roles.find(tuf::kTargetsRole);
  if (role == root.roles.end()) return {std::move(code), {}, 1};
  return {std::move(code), keys_behind(root.keys, role->second), role->second.threshold};
}

tuf::Root with_keys(tuf::Root root, const Owners& owners, const PublicKey& online,
                    Instant expires) {
  root.head.expires = expires;
  root.keys.clear();
  root.roles.clear();
  for (const std::string_view role : {tuf::kRootRole, tuf::kTargetsRole}) {
    tuf::RoleKeys& keys = root.roles[std::string(role)];
    keys.threshold = owners.threshold;
    for (const PublicKey& owner : owners.keys) tuf::add_key(root.keys, keys, owner);
  }
  for (const std::string_view role : {tuf::kSnapshotRole, tuf::kTimestampRole}) {
    tuf::add_key(root.keys, root.roles[std::string(role)], online);
  }
  return root;
}

tuf::Root first_root(const Owners& owners, const PublicKey& online, Instant expires) {
  tuf::Root root;
  root.head = head(tuf::kRootRole, 0, expires);
  root.consistent_snapshot = true;
  return with_keys(std::move(root), owners, online, expires);
}

tuf::Root first_root(const PublicKey& owner, const PublicKey& online, Instant expires) {
  return first_root(Owners{{owner}, 1}, online, expires);
}

bool is_owner_due(Instant expires, Instant now) {
  return expires - now < limits::kTrustOwnerHolds / 2;
}

tuf::Targets commune_targets(const CommuneKeys& keys, std::int64_t version, Instant expires) {
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
  for (const ProvinceKeys& province : keys.provinces) {
    tuf::Delegation role;
    role.name = province_role(province.code);
    role.terminating = true;
    role.paths = {item_paths(province.code)};
    role.keys.threshold = province.threshold;
    for (const PublicKey& key : province.keys) tuf::add_key(delegations.keys, role.keys, key);
    delegations.roles.push_back(std::move(role));
  }
  targets.delegations = std::move(delegations);
  return targets;
}

std::string signed_targets(const CommuneKeys& keys, std::int64_t version, Instant expires,
                           const KeyPair& owner) {
  return tuf::sign(tuf::to_json(commune_targets(keys, version, expires)), std::span(&owner, 1));
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
