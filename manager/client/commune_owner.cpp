#include "manager/client/commune_owner.h"

#include <algorithm>
#include <map>

#include "shared/base/limits.h"

namespace bangtin {
namespace {

constexpr int kSignTries = 5;

Error not_owner() { return {Code::Denied, "not the commune's own key", "trust.not_owner"}; }

bool names_owner(const tuf::Root& root, const PublicKey& key) {
  const std::string id = tuf::key_id_of(tuf::key_of(key));
  const auto role = root.roles.find(tuf::kRootRole);
  return role != root.roles.end() &&
         std::ranges::find(role->second.key_ids, id) != role->second.key_ids.end();
}

Result<CommuneKeys> keys_from(Client& client, const TrustRecord& trust, bool one_person) {
  const auto keys = TRY(client.people_keys());
  return keys_of_today(trust, keys, TRY(client.people()), one_person);
}

}  // namespace

Result<CommuneKeys> keys_of_today(const TrustRecord& trust, const std::vector<PersonKey>& keys,
                                  const std::vector<Person>& people, bool one_person) {
  std::map<std::string, const PersonKey*> newest;
  for (const PersonKey& key : keys) {
    if (key.state == KeyState::Old) continue;
    const PersonKey*& known = newest[key.login];
    if (known == nullptr || known->added_at < key.added_at) known = &key;
  }
  CommuneKeys today;
  today.signing_code = trust.signing_code;
  today.online = trust.online_key;
  today.place_bytes = trust.place;
  today.one_person = one_person;
  for (const Person& person : people) {
    const auto key = newest.find(person.login);
    if (person.disabled || key == newest.end()) continue;
    const bool composes = has_role(person.roles, Role::Editor);
    const bool approves = has_role(person.roles, Role::Approver);
    if (composes && approves && !one_person) {
      return Error{Code::Conflict, person.display_name + " (" + person.login + ")",
                   "trust.two_roles"};
    }
    if (composes) today.composers.push_back(key->second->key);
    if (approves) today.approvers.push_back(key->second->key);
  }
  return today;
}

Result<KeyPair> commune_key(const KeyRing& ring, const TrustRecord& trust,
                            const std::string& password) {
  const std::string name = commune_key_name(trust.signing_code);
  auto known = ring.open(name, password);
  if (known.ok() || known.error().code != Code::NotFound) return known;
  KeyPair made = KeyPair::generate(ring.random());
  TRY(ring.keep(name, made, password));
  return made;
}

Result<Beginning> prepare_trust(Client& client, bool one_person) {
  Beginning beginning{TRY(client.trust()), {}};
  if (beginning.trust.begun) return Error{Code::Conflict, "it was begun before", "trust.begun"};
  if (beginning.trust.signing_code.empty()) {
    return Error{Code::Conflict, "nobody has said yet which commune this is", "commune.missing"};
  }
  beginning.keys = TRY(keys_from(client, beginning.trust, one_person));
  return beginning;
}

Status begin_trust(Client& client, const Beginning& beginning, const KeyPair& owner, Instant now) {
  const Instant expires = now + limits::kTrustOwnerHolds;
  tuf::Root root = first_root(owner.public_key(), beginning.trust.online_key, expires);
  const std::string signed_root = tuf::publish_root(root, std::span(&owner, 1)).bytes;
  return client.begin_trust(signed_root, signed_targets(beginning.keys, 1, expires, owner));
}

/// After a restore: the server's new key into the next root, all else as it was.
Result<SignedPeople> renew(Client& client, CommuneTrust& trust, const KeyPair& owner, Instant now,
                           std::optional<bool> one_person) {
  const TrustRecord& record = trust.record();
  tuf::Root root = TRY(trust.known_root());
  if (!names_owner(root, owner.public_key())) return not_owner();
  const Instant expires = now + limits::kTrustOwnerHolds;
  root.head.expires = expires;
  for (const std::string_view role : {tuf::kSnapshotRole, tuf::kTimestampRole}) {
    tuf::RoleKeys& keys = root.roles[std::string(role)];
    keys.key_ids.clear();
    tuf::add_key(root.keys, keys, record.online_key);
  }
  if (!one_person) one_person = lets_one_person(TRY(trust.known_targets()), record.signing_code);
  SignedPeople people{record.targets_version + 1, TRY(keys_from(client, record, *one_person))};
  const std::string next = tuf::publish_root(root, std::span(&owner, 1)).bytes;
  TRY(client.renew_trust(next, signed_targets(people.keys, people.version, expires, owner)));
  return people;
}

Result<SignedPeople> sign_people(Client& client, const KeyRing& ring, const std::string& password,
                                 Instant now, std::optional<bool> one_person) {
  for (int left = kSignTries;; --left) {
    CommuneTrust trust(client, ring.folder(), TRY(client.trust()));
    const std::string name = commune_key_name(trust.record().signing_code);
    if (!ring.has(name)) return Error{Code::NotFound, name, "trust.no_commune_key"};
    const KeyPair owner = TRY(ring.open(name, password));
    if (!trust.record().online_key_signed) return renew(client, trust, owner, now, one_person);
    TRY(trust.refresh(now));
    if (!trust.is_owner(owner.public_key())) return not_owner();
    const bool policy = one_person.value_or(trust.lets_one_person());
    SignedPeople people{trust.targets().head.version + 1,
                        TRY(keys_from(client, trust.record(), policy))};
    const Status put = client.put_targets(
        signed_targets(people.keys, people.version, now + limits::kTrustOwnerHolds, owner));
    if (put.ok()) return people;
    const Error& error = put.error();
    if (left == 1 || error.code != Code::Conflict || error.key != "trust.moved") return error;
  }
}

Status recover_commune_key(Client& client, const KeyRing& ring, const std::string& sheet,
                           const std::string& password, Instant now) {
  const KeyPair owner = TRY(key_from_sheet(sheet));
  CommuneTrust trust(client, ring.folder(), TRY(client.trust()));
  TRY(trust.refresh(now));
  if (!trust.is_owner(owner.public_key())) return not_owner();
  return ring.keep(commune_key_name(trust.record().signing_code), owner, password);
}

}  // namespace bangtin
