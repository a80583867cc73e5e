#include <algorithm>
#include <set>

#include "manager/store/office.h"
#include "manager/store/person_rows.h"
#include "manager/store/province_rows.h"
#include "manager/store/rows.h"
#include "manager/store/selections.h"
#include "shared/protocol/board_trust.h"
#include "shared/trust/parse.h"

namespace bangtin {
namespace {

/// The keys of both classes, as boards judge them today.
Result<std::vector<PublicKey>> trusted_keys(Repository& repository) {
  std::vector<PublicKey> keys = TRY(repository.keys_of(KeyClass::Compose));
  const auto approvers = TRY(repository.keys_of(KeyClass::Approve));
  keys.insert(keys.end(), approvers.begin(), approvers.end());
  return keys;
}

/// Whose signature counts after the next signature of the commune's own key. In order, each once.
std::set<PublicKey> keys_by_role(const std::vector<PersonKey>& people, KeyClass key_class) {
  const Role role = key_class == KeyClass::Compose ? Role::Editor : Role::Approver;
  std::set<PublicKey> keys;
  for (const PersonKey& key : people) {
    if (has_role(key.roles, role)) keys.insert(key.key);
  }
  return keys;
}

/// A role that was given or taken, a key that was replaced, a person who is locked: until it is
/// signed, boards judge by what was.
Result<bool> are_people_signed(Db& db, Repository& repository) {
  const std::vector<PersonKey> people = TRY(load_person_keys(db));
  for (const KeyClass key_class : {KeyClass::Compose, KeyClass::Approve}) {
    const auto listed = TRY(repository.keys_of(key_class));
    const std::set<PublicKey> signs(listed.begin(), listed.end());
    if (signs != keys_by_role(people, key_class)) return false;
  }
  return true;
}

PersonKey with_state(PersonKey key, const std::vector<PublicKey>& trusted) {
  const bool may_sign = has_role(key.roles, Role::Editor) || has_role(key.roles, Role::Approver);
  const bool is_trusted = std::ranges::find(trusted, key.key) != trusted.end();
  key.state = !may_sign ? KeyState::Old : is_trusted ? KeyState::Trusted : KeyState::Waiting;
  return key;
}

Json key_body(const PublicKey& key) {
  Json body;
  body.set("key", to_hex(key));
  return body;
}

Json bytes_body(const std::string& bytes) {
  Json body;
  body.set("sha256", to_hex(sha256(bytes)));
  return body;
}

/// With the policy that stands since.
Result<Json> trust_body(Repository& repository, const std::string& bytes) {
  return bytes_body(bytes).set("one_person", TRY(repository.lets_one_person()));
}

/// What the commune's own key signed, into the repository and the record; then every board gets a
/// selection by it. `change` is (Repository&, const Place&) -> Status.
template <class Change>
Status change_trust(OfficeParts& parts, const Person& who, Instant now, const char* event,
                    const std::string& signed_bytes, Change change) {
  return parts.db.transact([&]() -> Status {
    const Commune commune = TRY(load_commune(parts.db));
    Repository repository(parts.db, parts.online, now);
    TRY(change(repository, place_of(commune)));
    TRY(add_event(parts.db, now, event, who.login, commune.code,
                  TRY(trust_body(repository, signed_bytes))));
    TRY(settle_province_items(parts, repository, who.login, now));
    return Selections(parts, now).remake(TRY(paired_boards(parts.db)), who.login);
  });
}

}  // namespace

Result<PersonKey> Office::register_key(const Person& who, const PublicKey& key, Instant now) {
  return in_transaction(parts_.db, [&]() -> Result<PersonKey> {
    const auto others = TRY(parts_.db.query(
        "SELECT 1 FROM person_key WHERE key = $1 AND login <> $2", {to_column(key), who.login}));
    if (!others.empty()) return Error{Code::Conflict, "another person's key", "key.taken"};
    const auto before = load_person_key(parts_.db, who);
    if (!before || before->key != key) {
      TRY(parts_.db.query(
          "INSERT INTO person_key (login, key, added_at) VALUES ($1,$2,$3) ON CONFLICT (login) "
          "DO UPDATE SET key = excluded.key, added_at = excluded.added_at",
          {who.login, to_column(key), to_column(now)}));
      TRY(add_event(parts_.db, now, "person.key", who.login, who.id.text, key_body(key)));
    }
    return key_of(who);
  });
}

Result<PersonKey> Office::key_of(const Person& who) {
  Repository repository(parts_.db, parts_.online, {});
  return with_state(TRY(load_person_key(parts_.db, who)), TRY(trusted_keys(repository)));
}

Result<std::vector<PersonKey>> Office::person_keys() {
  Repository repository(parts_.db, parts_.online, {});
  const auto trusted = TRY(trusted_keys(repository));
  std::vector<PersonKey> keys;
  for (PersonKey& key : TRY(load_person_keys(parts_.db))) {
    keys.push_back(with_state(std::move(key), trusted));
  }
  return keys;
}

Result<Office::TrustState> Office::trust_state() {
  TrustState state;
  state.place = place_of(TRY(load_commune(parts_.db)));
  state.signing_code = state.place.commune_code;
  state.online_key = parts_.online.public_key();
  if (parts_.next_online) state.next_online_key = parts_.next_online();
  if (state.next_online_key == state.online_key) state.next_online_key.reset();
  Repository repository(parts_.db, parts_.online, {});
  if (!TRY(repository.has_begun())) return state;
  state.signing_code = TRY(repository.signing_code());
  state.root = TRY(repository.first_root());
  state.is_online_key_signed = TRY(repository.is_online_trusted());
  // A key that must not sign is not offered to be signed for.
  if (!state.is_online_key_signed) TRY(parts_.online.try_sign("trust state"));
  state.lets_one_person = TRY(repository.lets_one_person());
  state.is_place_signed = TRY(repository.place()) == state.place;
  state.are_people_signed = TRY(are_people_signed(parts_.db, repository));
  const auto targets = TRY(tuf::parse_envelope(TRY(repository.file("targets.json"))));
  const tuf::Head head = TRY(tuf::parse_targets(targets.signed_part)).head;
  state.targets = head.version;
  state.owner_expires = std::min(head.expires, TRY(repository.root_expires()));
  return state;
}

Status Office::begin_trust(const Person& who, const std::string& root, const std::string& targets,
                           Instant now) {
  return parts_.db.transact([&]() -> Status {
    const Commune commune = TRY(load_commune(parts_.db));
    Repository repository(parts_.db, parts_.online, now);
    TRY(repository.begin(root, targets, place_of(commune)));
    TRY(add_event(parts_.db, now, "trust.begun", who.login, commune.code,
                  TRY(trust_body(repository, root))));
    return {};
  });
}

Status Office::renew_trust(const Person& who, const std::string& root, const std::string& targets,
                           Instant now) {
  const auto renew = [&](Repository& repository, const Place& place) -> Status {
    const PublicKey before = parts_.online.public_key();
    TRY(repository.renew(root, targets, place));
    if (parts_.online.public_key() == before) return {};
    // Boards that were offered the old key open no answer of the new one: they ask anew.
    TRY(parts_.db.query("DELETE FROM pairing"));
    return {};
  };
  return change_trust(parts_, who, now, "trust.renewed", root, renew);
}

Status Office::take_root(const Person& who, const std::string& root, Instant now) {
  const auto take = [&](Repository& repository, const Place&) {
    return repository.take_root(root);
  };
  return change_trust(parts_, who, now, "trust.root", root, take);
}

Status Office::take_targets(const Person& who, const std::string& targets, Instant now) {
  const auto take = [&](Repository& repository, const Place& place) {
    return repository.take_targets(targets, place);
  };
  return change_trust(parts_, who, now, "trust.keys", targets, take);
}

Status Office::take_shorter_list(const Person& who, KeyClass key_class,
                                 const std::string& signed_list, Instant now) {
  return parts_.db.transact([&]() -> Status {
    const PublicKey signer = TRY(load_person_key(parts_.db, who)).key;
    Repository repository(parts_.db, parts_.online, now);
    TRY(repository.take_shorter_list({key_class, signed_list, signer}));
    TRY(add_event(parts_.db, now, "trust.list", who.login, who.id.text, bytes_body(signed_list)));
    return {};
  });
}

Result<std::string> Office::trust_file(const std::string& name) {
  return Repository(parts_.db, parts_.online, {}).file(name);
}

/// What a board's newest selection names stays as well, though its time be over: by a list without
/// it the board would refuse the whole selection.
Result<std::vector<Digest>> Office::live_versions(Instant now) {
  const auto rows = TRY(parts_.db.query(
      "SELECT v.hash FROM item_version v JOIN item i ON i.id = v.item WHERE v.valid_until > $1 AND "
      "(v.hash = i.approved OR (v.hash = i.submitted AND i.state = $2)) UNION "
      "SELECT s.version FROM selection_version s JOIN board b ON b.id = s.board "
      "WHERE b.state = $3 AND s.generation = "
      "(SELECT MAX(n.generation) FROM selection n WHERE n.board = s.board) ORDER BY 1",
      {to_column(now), std::string(name_of(ItemState::Submitted)),
       std::string(name_of(BoardState::Paired))}));
  std::vector<Digest> hashes;
  for (const DbRow& row : rows) hashes.push_back(digest_of(row[0]));
  return hashes;
}

}  // namespace bangtin
