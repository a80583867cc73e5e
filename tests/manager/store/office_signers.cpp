#include "tests/manager/store/office_signers.h"

#include "shared/base/limits.h"
#include "shared/crypto/sha256.h"
#include "shared/protocol/board_trust.h"
#include "shared/protocol/content_json.h"
#include "shared/trust/parse.h"

namespace bangtin {
namespace {

std::vector<PublicKey> keys_of(const std::vector<Person>& people) {
  std::vector<PublicKey> keys;
  for (const Person& person : people) {
    keys.push_back(OfficeSigners::key_of(person.login).public_key());
  }
  return keys;
}

std::string next_of(Office& office, KeyClass key_class, const NamedFiles& added,
                    const std::string& login, Instant now) {
  const std::string commune = office.trust_state().value().signing_code;
  const auto body = office.trust_file(signing_role(key_class, commune) + ".json");
  std::optional<tuf::Targets> before;
  if (body) before = tuf::parse_targets(tuf::parse_envelope(*body)->signed_part).value();
  std::set<std::string> live;
  const std::vector<Digest> versions = office.live_versions(now).value();
  for (const Digest& version : versions) live.insert(item_path(commune, version));
  return next_list(before ? before->head.version + 1 : 1, before, added, live,
                   now + limits::kTrustListsHold, OfficeSigners::key_of(login));
}

NamedFiles named(Office& office, const Digest& hash, std::string_view bytes) {
  const std::string commune = office.trust_state().value().signing_code;
  return {{item_path(commune, hash), tuf::describe_target(bytes)}};
}

/// The server's key that is signed for next.
PublicKey online_of(const Office::TrustState& state) {
  return state.next_online_key.value_or(state.online_key);
}

}  // namespace

KeyPair OfficeSigners::owner() { return key_of("the commune's own"); }

KeyPair OfficeSigners::key_of(const std::string& login) {
  return KeyPair::from_seed(sha256("key of " + login).bytes);
}

std::string OfficeSigners::targets(Office& office, std::int64_t version,
                                   const std::vector<Person>& composers,
                                   const std::vector<Person>& approvers, Instant now,
                                   bool one_person) {
  const Office::TrustState state = office.trust_state().value();
  const CommuneKeys keys{state.signing_code, keys_of(composers),       keys_of(approvers),
                         online_of(state),   place_bytes(state.place), one_person};
  return signed_targets(keys, version, now + limits::kTrustOwnerHolds, owner());
}

void OfficeSigners::begin(Office& office, const Person& administrator,
                          const std::vector<Person>& composers,
                          const std::vector<Person>& approvers, Instant now) {
  for (const auto* people : {&composers, &approvers}) {
    for (const Person& person : *people) {
      CHECK(office.register_key(person, key_of(person.login).public_key(), now).ok());
    }
  }
  const KeyPair key = owner();
  tuf::Root root = first_root(key.public_key(), office.trust_state().value().online_key,
                              now + limits::kTrustOwnerHolds);
  const std::string bytes = tuf::publish_root(root, std::span(&key, 1)).bytes;
  CHECK(office.begin_trust(administrator, bytes, targets(office, 1, composers, approvers, now), now)
            .ok());
}

std::string OfficeSigners::next_root(Office& office, const KeyPair& owner, Instant now) {
  const std::string body = office.trust_file("root.json").value();
  tuf::Root root = tuf::parse_root(tuf::parse_envelope(body)->signed_part).value();
  root.head.expires = now + limits::kTrustOwnerHolds;
  const PublicKey online = online_of(office.trust_state().value());
  for (const char* name : {"snapshot", "timestamp"}) {
    root.roles[name].key_ids.clear();
    tuf::add_key(root.keys, root.roles[name], online);
  }
  return tuf::publish_root(root, std::span(&owner, 1)).bytes;
}

std::string OfficeSigners::next(Office& office, KeyClass key_class, const ItemVersion& version,
                                const std::string& login, Instant now) {
  const NamedFiles added = named(office, hash_of(version), to_json(version).dump());
  return next_of(office, key_class, added, login, now);
}

std::string OfficeSigners::next(Office& office, KeyClass key_class, const Digest& version,
                                const std::string& login, Instant now) {
  const auto bytes = office.version(version);
  const NamedFiles added = named(office, version, bytes ? *bytes : "");
  return next_of(office, key_class, added, login, now);
}

std::string OfficeSigners::shorter(Office& office, KeyClass key_class, const std::string& login,
                                   Instant now) {
  return next_of(office, key_class, {}, login, now);
}

}  // namespace bangtin
