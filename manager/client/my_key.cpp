#include "manager/client/my_key.h"

#include <algorithm>

#include "manager/client/key_copies.h"
#include "shared/base/lists.h"
#include "shared/crypto/sha256.h"
#include "shared/crypto/words.h"

namespace bangtin {
namespace {

/// What the server knows of my key; nothing when it knows none.
Result<std::optional<PersonKey>> registered(Client& client) {
  auto key = client.my_key();
  if (key.ok()) return std::optional(*std::move(key));
  if (key.error().code == Code::NotFound) return std::optional<PersonKey>();
  return key.error();
}

SigningState state_of(const PersonKey& record, bool begun) {
  if (record.state == KeyState::Old) return SigningState::Retired;
  if (!begun) return SigningState::NotBegun;
  return record.state == KeyState::Trusted ? SigningState::Ready : SigningState::Waiting;
}

/// "127.0.0.1:8443" of "https://127.0.0.1:8443/".
std::string host_of(std::string_view server) {
  const auto scheme = server.find("://");
  if (scheme != server.npos) server.remove_prefix(scheme + 3);
  return std::string(server.substr(0, server.find('/')));
}

std::string my_name(const TrustRecord& trust, const Person& person, const std::string& server) {
  return person_key_name(person.login,
                         trust.signing_code.empty() ? host_of(server) : trust.signing_code);
}

/// Names of the files that one password seals for him: his key and the commune's own.
std::vector<std::string> sealed_for_me(const KeyRing& ring, const std::optional<PersonKey>& mine) {
  std::vector<std::string> names;
  if (mine) {
    if (const auto name = ring.find(mine->key)) names.push_back(*name);
  }
  for (const std::string& name : ring.names()) {
    if (is_commune_key_name(name)) names.push_back(name);
  }
  return names;
}

/// Files that another password seals are somebody else's, and stay.
Status reseal_all(const KeyRing& ring, const std::vector<std::string>& names,
                  const std::string& old_password, const std::string& new_password) {
  for (const std::string& name : names) {
    const Status sealed = ring.reseal(name, old_password, new_password);
    if (!sealed.ok() && sealed.error().code != Code::Denied) return sealed;
  }
  return {};
}

/// The file first: a key that the server knows and nobody has would be lost.
Result<PersonKey> make_key(Client& client, const KeyRing& ring, const std::string& name,
                           const KeyPair& pair, const std::string& password) {
  TRY(ring.keep(name, pair, password));
  return client.register_key(pair.public_key());
}

}  // namespace

std::string_view name_of(SigningState state) {
  switch (state) {
    case SigningState::NotNeeded:
      return "not_needed";
    case SigningState::NoKey:
      return "no_key";
    case SigningState::Elsewhere:
      return "elsewhere";
    case SigningState::OtherPassword:
      return "other_password";
    case SigningState::Retired:
      return "retired";
    case SigningState::NotBegun:
      return "not_begun";
    case SigningState::Waiting:
      return "waiting";
    case SigningState::Ready:
      break;
  }
  return "ready";
}

std::string key_of(SigningState state) { return "trust.state." + std::string(name_of(state)); }

std::string words_of(const PublicKey& key) {
  return joined(fingerprint_words(sha256(key.bytes)), " ");
}

KeySight MyKey::sight() const {
  if (!record) return {state, ""};
  return {state, words_of(record->key), record->added_at};
}

bool signs(const Person& person) {
  return has_role(person.roles, Role::Editor) || has_role(person.roles, Role::Approver);
}

Result<MyKey> look_at_my_key(Client& client, const KeyRing& ring, const Person& person) {
  MyKey mine;
  if (!signs(person)) return mine;
  mine.record = TRY(registered(client));
  if (!mine.record) {
    mine.state = SigningState::NoKey;
  } else if (!ring.find(mine.record->key)) {
    mine.state = SigningState::Elsewhere;
  } else {
    mine.state = state_of(*mine.record, TRY(client.trust()).begun);
  }
  return mine;
}

Result<MyKey> ready_my_key(Client& client, const KeyRing& ring, const Person& person,
                           const std::string& server, const std::string& password) {
  MyKey mine;
  if (!signs(person)) return mine;
  mine.record = TRY(registered(client));
  const TrustRecord trust = TRY(client.trust());
  if (!mine.record) {
    // One that was made here but never arrived is taken up again.
    const std::string name = my_name(trust, person, server);
    const auto made = ring.open(name, password);
    mine.pair = made.ok() ? *made : KeyPair::generate(ring.random());
    mine.record = made.ok() ? TRY(client.register_key(mine.pair->public_key()))
                            : TRY(make_key(client, ring, name, *mine.pair, password));
  } else if (const auto name = ring.find(mine.record->key)) {
    auto opened = ring.open(*name, password);
    if (!opened.ok() && opened.error().code != Code::Denied) return opened.error();
    if (!opened.ok()) {
      mine.state = SigningState::OtherPassword;
      return mine;
    }
    mine.pair = *std::move(opened);
  } else {
    mine.state = SigningState::Elsewhere;
    return mine;
  }
  mine.state = state_of(*mine.record, trust.begun);
  return mine;
}

Result<SigningPerson> my_signer(Client& client, const KeyRing& ring, const std::string& password) {
  const auto record = TRY(registered(client));
  if (!record) return Error{Code::NotFound, "no key is registered", "trust.state.no_key"};
  const auto name = ring.find(record->key);
  if (!name) return Error{Code::NotFound, to_hex(record->key), "trust.state.elsewhere"};
  return SigningPerson{TRY(ring.open(*name, password)), ring.folder()};
}

Result<MyKey> replace_my_key(Client& client, const KeyRing& ring, const Person& person,
                             const std::string& server, const std::string& password) {
  TRY(client.check_password(person.login, password));
  const TrustRecord trust = TRY(client.trust());
  const std::string name = my_name(trust, person, server);
  // The file of the key before stays until the server has the new one.
  const std::string coming = name + ".new";
  MyKey mine;
  mine.pair = KeyPair::generate(ring.random());
  mine.record = TRY(make_key(client, ring, coming, *mine.pair, password));
  TRY(ring.keep(name, *mine.pair, password));
  TRY(ring.remove(coming));
  mine.state = state_of(*mine.record, trust.begun);
  return mine;
}

Result<std::string> my_key_sheet(Client& client, const KeyRing& ring, const std::string& password) {
  return recovery_sheet(TRY(my_signer(client, ring, password)).pair);
}

Result<MyKey> recover_my_key(Client& client, const KeyRing& ring, const Person& person,
                             const std::string& server, const std::string& sheet,
                             const std::string& password) {
  MyKey mine;
  mine.pair = TRY(key_from_copy(sheet));
  mine.record = TRY(registered(client));
  if (!mine.record) return Error{Code::NotFound, "no key is registered", "trust.state.no_key"};
  if (mine.record->key != mine.pair->public_key()) {
    return Error{Code::Denied, "the sheet is of another key", "trust.sheet_of_another"};
  }
  TRY(client.check_password(person.login, password));
  const TrustRecord trust = TRY(client.trust());
  TRY(ring.keep(my_name(trust, person, server), *mine.pair, password));
  mine.state = state_of(*mine.record, trust.begun);
  return mine;
}

Status change_my_password(Client& client, const KeyRing& ring, const std::string& old_password,
                          const std::string& new_password) {
  const auto names = sealed_for_me(ring, TRY(registered(client)));
  TRY(client.change_password(old_password, new_password));
  const Status sealed = reseal_all(ring, names, old_password, new_password);
  if (sealed.ok()) return {};
  return Error{sealed.error().code, sealed.error().message, "trust.not_resealed"};
}

Result<MyKey> reseal_my_key(Client& client, const KeyRing& ring, const Person& person,
                            const std::string& old_password, const std::string& password) {
  TRY(client.check_password(person.login, password));
  const auto record = TRY(registered(client));
  if (!record) return Error{Code::NotFound, "no key is registered", "trust.state.no_key"};
  const auto name = ring.find(record->key);
  if (!name) return Error{Code::NotFound, to_hex(record->key), "trust.state.elsewhere"};
  MyKey mine;
  mine.record = record;
  mine.pair = TRY(ring.open(*name, old_password));
  TRY(reseal_all(ring, sealed_for_me(ring, record), old_password, password));
  mine.state = state_of(*record, TRY(client.trust()).begun);
  return mine;
}

}  // namespace bangtin
