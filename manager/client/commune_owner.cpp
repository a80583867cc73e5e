#include "manager/client/commune_owner.h"

#include <algorithm>
#include <map>

#include "manager/client/my_key.h"
#include "shared/base/limits.h"

namespace bangtin {
namespace {

Error not_owner() { return {Code::Denied, "not the commune's own key", "trust.not_owner"}; }

bool names_key_as(std::string_view name, const tuf::Root& root, const PublicKey& key) {
  const std::string id = tuf::key_id_of(tuf::key_of(key));
  const auto role = root.roles.find(name);
  return role != root.roles.end() &&
         std::ranges::find(role->second.key_ids, id) != role->second.key_ids.end();
}

bool names_owner(const tuf::Root& root, const PublicKey& key) {
  return names_key_as(tuf::kRootRole, root, key);
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

Result<std::vector<ProvinceKeys>> provinces_after(std::vector<ProvinceKeys> provinces,
                                                  const SignChange& change,
                                                  const std::string& signing_code) {
  const auto drop = [&](const std::string& code) {
    return std::erase_if(provinces, [&](const ProvinceKeys& keys) { return keys.code == code; });
  };
  if (change.shut_out && drop(*change.shut_out) == 0) {
    return Error{Code::NotFound, *change.shut_out, "province.not_let_in"};
  }
  if (!change.let_in) return provinces;
  if (change.let_in->code == signing_code) {
    return Error{Code::Conflict, signing_code, "province.own_code"};
  }
  drop(change.let_in->code);
  if (provinces.size() >= kProvincesMax) {
    return Error{Code::Conflict, change.let_in->code, "province.too_many_let_in"};
  }
  provinces.push_back(*change.let_in);
  return provinces;
}

Result<PublicKey> online_after(const TrustRecord& trust, const tuf::Root& before,
                               const std::optional<PublicKey>& seen) {
  const PublicKey& key = seen ? *seen : trust.online_key;
  const bool is_offered = key == trust.online_key || key == trust.next_online_key;
  // After a restore the server's key is a new one, and signing says so.
  const bool is_known = seen || !trust.online_key_signed ||
                        (names_key_as(tuf::kSnapshotRole, before, key) &&
                         names_key_as(tuf::kTimestampRole, before, key));
  if (is_offered && is_known) return key;
  return Error{Code::Conflict, "the server names another key of its own", "trust.other_online_key"};
}

Result<std::optional<PublicKey>> online_of_words(const TrustRecord& trust,
                                                 const std::string& words) {
  if (words.empty()) return std::optional<PublicKey>();
  if (trust.next_online_key && words == words_of(*trust.next_online_key)) {
    return trust.next_online_key;
  }
  if (words == words_of(trust.online_key)) return std::optional(trust.online_key);
  return Error{Code::Denied, "other words", "trust.online_words"};
}

Result<CommuneKeys> keys_after(Client& client, const TrustRecord& trust, const tuf::Targets& before,
                               const PublicKey& online, const SignChange& change) {
  const bool policy = change.one_person.value_or(lets_one_person(before, trust.signing_code));
  CommuneKeys keys = TRY(keys_from(client, trust, policy));
  keys.online = online;
  keys.provinces = TRY(provinces_after(province_keys_of(before), change, trust.signing_code));
  return keys;
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

namespace {

/// The next root by `signers`, with `owner` alone for the commune and the server's key that was
/// seen or is that of today, and who may sign by it.
Result<SignedPeople> renew(Client& client, CommuneTrust& trust, std::span<const KeyPair> signers,
                           const KeyPair& owner, Instant now, const SignChange& change) {
  const TrustRecord& record = trust.record();
  const tuf::Root before_root = TRY(trust.known_root());
  if (!names_owner(before_root, signers.front().public_key())) return not_owner();
  const Instant expires = now + limits::kTrustOwnerHolds;
  const PublicKey online = TRY(online_after(record, before_root, change.online_seen));
  tuf::Root root = with_keys(before_root, Owners{{owner.public_key()}, 1}, online, expires);
  const auto before = trust.known_targets();
  // What is not believed is not taken over: who says the policy anew says the rest anew, too.
  const bool anew = !before && before.error().key == "trust.not_believed" && change.one_person;
  if (!before && !anew) return before.error();
  SignedPeople people{
      record.targets_version + 1,
      TRY(keys_after(client, record, before ? *before : tuf::Targets{}, online, change))};
  const std::string next = tuf::publish_root(root, signers).bytes;
  TRY(client.renew_trust(next, signed_targets(people.keys, people.version, expires, owner)));
  return people;
}

/// What several stand for together goes as a draft from one to the next.
Status check_one_owner(CommuneTrust& trust) {
  const tuf::Root root = TRY(trust.known_root());
  if (owners_of(root, trust.record().signing_code).keys.size() == 1) return {};
  return Error{Code::Denied, "several owners stand for this office", "trust.several_owners"};
}

/// The commune's key of this PC.
Result<KeyPair> open_commune_key(const KeyRing& ring, const TrustRecord& trust,
                                 const std::string& password) {
  const std::string name = commune_key_name(trust.signing_code);
  if (!ring.has(name)) return Error{Code::NotFound, name, "trust.no_commune_key"};
  return ring.open(name, password);
}

}  // namespace

Result<SignedPeople> sign_people(Client& client, const KeyRing& ring, const std::string& password,
                                 Instant now, const SignChange& change) {
  for (int left = kSignTries;; --left) {
    CommuneTrust trust(client, ring.folder(), TRY(client.trust()));
    const bool is_due = TRY(trust.refresh_to_sign(now, change.online_seen));
    TRY(check_one_owner(trust));
    const KeyPair owner = TRY(open_commune_key(ring, trust.record(), password));
    if (is_due) {
      return renew(client, trust, std::span(&owner, 1), owner, now, change);
    }
    if (!trust.is_owner(owner.public_key())) return not_owner();
    const PublicKey online = TRY(online_after(trust.record(), trust.root(), change.online_seen));
    SignedPeople people{trust.targets().head.version + 1,
                        TRY(keys_after(client, trust.record(), trust.targets(), online, change))};
    const Status put = client.put_targets(
        signed_targets(people.keys, people.version, now + limits::kTrustOwnerHolds, owner));
    if (put.ok()) return people;
    const Error& error = put.error();
    if (left == 1 || error.code != Code::Conflict || error.key != "trust.moved") return error;
  }
}

Status replace_commune_key(Client& client, const KeyRing& ring, const std::string& password,
                           Instant now, const ShowKey& show) {
  CommuneTrust trust(client, ring.folder(), TRY(client.trust()));
  TRY(trust.refresh_to_sign(now, {}));
  TRY(check_one_owner(trust));
  const std::string& code = trust.record().signing_code;
  const KeyPair owner = TRY(open_commune_key(ring, trust.record(), password));
  // One that was made before and never arrived, or arrived without our hearing of it.
  const std::string next_name = next_commune_key_name(code);
  const KeyPair made =
      ring.has(next_name) ? TRY(ring.open(next_name, password)) : KeyPair::generate(ring.random());
  TRY(ring.keep(next_name, made, password));
  TRY(show(made));
  if (!names_owner(TRY(trust.known_root()), made.public_key())) {
    TRY(renew(client, trust, std::vector{owner, made}, made, now, {}));
  }
  TRY(ring.keep(commune_key_name(code), made, password));
  return ring.remove(next_name);
}

Status recover_commune_key(Client& client, const KeyRing& ring, const std::string& sheet,
                           const std::string& password, Instant now) {
  const KeyPair owner = TRY(key_from_sheet(sheet));
  CommuneTrust trust(client, ring.folder(), TRY(client.trust()));
  TRY(trust.refresh(now));
  if (!trust.is_owner(owner.public_key())) {
    return Error{Code::Denied, "the sheet is of another key", "trust.sheet_not_owner"};
  }
  return ring.keep(commune_key_name(trust.record().signing_code), owner, password);
}

}  // namespace bangtin
