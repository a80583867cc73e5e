#include "manager/client/commune_trust.h"

#include <algorithm>

#include "shared/base/limits.h"
#include "shared/protocol/content_json.h"
#include "shared/trust/checks.h"
#include "shared/trust/house_sign.h"
#include "shared/trust/parse.h"

namespace bangtin {
namespace {

/// A name in the store that no role has: the root of version 1, as it was first given.
constexpr std::string_view kPinned = "=pinned";

Error not_believed(Error error) {
  const bool elsewhere = error.code == Code::Unavailable || error.code == Code::Full;
  if (!elsewhere && error.key.empty()) error.key = "trust.not_believed";
  return error;
}

bool names_key(const tuf::Keys& keys, const tuf::RoleKeys& role, const PublicKey& key) {
  const std::string identity = to_hex(key);
  return std::ranges::any_of(role.key_ids, [&](const std::string& id) {
    const auto found = keys.find(id);
    return found != keys.end() && found->second.verify_key && found->second.type == "ed25519" &&
           found->second.public_text == identity;
  });
}

/// Where a list names what may still be shown.
Result<std::set<std::string>> live_paths(Client& client, const std::string& commune) {
  std::set<std::string> live;
  for (const Digest& hash : TRY(client.live_versions())) live.insert(item_path(commune, hash));
  return live;
}

}  // namespace

Status CommuneTrust::Files::fetch(const std::string& url_path, std::int64_t bytes_max,
                                  const tuf::ByteSink& sink) {
  const auto bytes = client_.trust_file(url_path);
  if (!bytes.ok()) {
    Error error = bytes.error();
    if (error.code == Code::NotFound) error.key.clear();
    return error;
  }
  if (std::int64_t(bytes->size()) > bytes_max) {
    return Error{Code::Invalid, url_path + " is too large", {}};
  }
  return sink(*bytes);
}

CommuneTrust::CommuneTrust(Client& client, const std::filesystem::path& folder, TrustRecord record)
    : client_(client),
      record_(std::move(record)),
      fetcher_(client),
      store_(folder / ("trust-" + record_.signing_code)) {}

Result<bool> knows_root(tuf::TrustStore& store, std::string_view name, const std::string& root) {
  const auto known = store.load(name);
  if (known.ok() && *known == root) return true;
  if (known.ok()) {
    return Error{Code::Conflict, "another root than this PC knows", "trust.other_root"};
  }
  if (known.error().code != Code::NotFound) return known.error();
  return false;
}

Status CommuneTrust::pin() {
  if (TRY(knows_root(store_, kPinned, record_.root))) return {};
  TRY(files_.pin_root(record_.root));
  return store_.save(kPinned, record_.root);
}

Status CommuneTrust::refresh(Instant now) {
  if (!record_.begun) return Error{Code::Conflict, "nobody has begun to sign", "trust.none"};
  if (const Status pinned = pin(); !pinned.ok()) return not_believed(pinned.error());
  if (const Status fresh = files_.refresh(now); !fresh.ok()) return not_believed(fresh.error());
  return {};
}

Result<bool> CommuneTrust::refresh_to_sign(Instant now, const std::optional<PublicKey>& seen) {
  if (!record_.online_key_signed) return true;
  const Status fresh = refresh(now);
  if (!fresh.ok() && fresh.error().key != "trust.not_believed") return fresh.error();
  const Instant expires = TRY(known_root()).head.expires;
  if (!fresh.ok() && expires > now) return fresh.error();
  return (seen && seen == record_.next_online_key) || is_owner_due(expires, now);
}

Result<tuf::Root> CommuneTrust::known_root() {
  if (!record_.begun) return Error{Code::Conflict, "nobody has begun to sign", "trust.none"};
  if (const Status pinned = pin(); !pinned.ok()) return not_believed(pinned.error());
  const std::string bytes = TRY(store_.load(tuf::kRootRole));
  return tuf::parse_root(TRY(tuf::parse_envelope(bytes)).signed_part);
}

/// By the newest root that this PC believes, whatever else is newest.
Result<tuf::Targets> CommuneTrust::signed_by_the_commune(const std::string& targets) {
  const tuf::Root root = TRY(known_root());
  const auto parsed = [&]() -> Result<tuf::Targets> {
    const tuf::AllGuards all;
    const tuf::Envelope envelope = TRY(tuf::parse_envelope(targets));
    TRY(tuf::check_threshold(all, envelope, root.keys, root.roles.find(tuf::kTargetsRole)->second));
    tuf::Targets body = TRY(tuf::parse_targets(envelope.signed_part));
    TRY(tuf::check_head(all, body.head, tuf::kTargetsRole));
    return body;
  }();
  if (!parsed.ok()) return not_believed(parsed.error());
  return parsed;
}

Result<tuf::Targets> CommuneTrust::known_targets() {
  tuf::Targets newest = TRY(signed_by_the_commune(TRY(client_.trust_file(
      std::to_string(record_.targets_version) + "." + std::string(tuf::kTargetsRole) + ".json"))));
  const auto seen = store_.load(tuf::kTargetsRole);
  if (!seen.ok() && seen.error().code != Code::NotFound) return seen.error();
  if (!seen.ok()) return newest;
  tuf::Targets mine = TRY(signed_by_the_commune(*seen));
  return mine.head.version > newest.head.version ? mine : newest;
}

Result<SeenList> CommuneTrust::list(KeyClass key_class) {
  const std::string role = signing_role(key_class, record_.signing_code);
  SeenList list;
  const auto& meta = files_.snapshot().meta;
  const auto named = meta.find(role + ".json");
  if (named == meta.end()) return list;
  list.version = named->second.version;
  auto read = files_.read_role(std::span(&role, 1));
  if (!read.ok() && read.error().code != Code::Denied) return not_believed(read.error());
  if (read.ok() && *read) list.targets = std::move((*read)->targets);
  return list;
}

bool CommuneTrust::may_sign(KeyClass key_class, const PublicKey& key) const {
  const auto& delegations = targets().delegations;
  if (!delegations) return false;
  const std::string role = signing_role(key_class, record_.signing_code);
  const auto found = std::ranges::find(delegations->roles, role, &tuf::Delegation::name);
  return found != delegations->roles.end() && names_key(delegations->keys, found->keys, key);
}

bool CommuneTrust::is_owner(const PublicKey& key) const {
  const auto role = root().roles.find(tuf::kTargetsRole);
  return role != root().roles.end() && names_key(root().keys, role->second, key);
}

bool CommuneTrust::lets_one_person() const {
  return bangtin::lets_one_person(targets(), record_.signing_code);
}

Result<std::string> sign_list(Client& client, KeyClass key_class, const ItemVersion& version,
                              const SigningPerson& signer, Instant now) {
  CommuneTrust trust(client, signer.folder, TRY(client.trust()));
  TRY(trust.refresh(now));
  const PublicKey& key = signer.pair.public_key();
  if (!trust.may_sign(key_class, key)) {
    const KeyClass other = key_class == KeyClass::Compose ? KeyClass::Approve : KeyClass::Compose;
    const bool stands_there = trust.may_sign(other, key);
    return Error{Code::Denied, "this key may not sign that list",
                 stands_there ? "trust.other_role" : "trust.key_waiting"};
  }
  const std::string& commune = trust.record().signing_code;
  const SeenList before = TRY(trust.list(key_class));
  const std::string bytes = to_json(version).dump();
  const NamedFiles added{{item_path(commune, hash_of(version)), tuf::describe_target(bytes)}};
  return next_list(before.version + 1, before.targets, added, TRY(live_paths(client, commune)),
                   now + limits::kTrustListsHold, signer.pair);
}

Result<std::vector<ShorterList>> sign_shorter_lists(Client& client, const SigningPerson& signer,
                                                    Instant now,
                                                    const std::vector<Digest>& dropped) {
  CommuneTrust trust(client, signer.folder, TRY(client.trust()));
  TRY(trust.refresh(now));
  const PublicKey& key = signer.pair.public_key();
  std::vector<KeyClass> mine;
  for (const KeyClass key_class : {KeyClass::Compose, KeyClass::Approve}) {
    if (trust.may_sign(key_class, key)) mine.push_back(key_class);
  }
  if (mine.empty()) return Error{Code::Denied, "this key may not sign", "trust.key_waiting"};
  auto live = TRY(live_paths(client, trust.record().signing_code));
  for (const Digest& hash : dropped) live.erase(item_path(trust.record().signing_code, hash));
  const auto is_live = [&](const auto& named) { return live.contains(named.first); };
  std::vector<ShorterList> shorter;
  for (const KeyClass key_class : mine) {
    const SeenList before = TRY(trust.list(key_class));
    if (!before.targets || std::ranges::all_of(before.targets->targets, is_live)) continue;
    shorter.push_back({key_class, next_list(before.version + 1, before.targets, {}, live,
                                            now + limits::kTrustListsHold, signer.pair)});
  }
  return shorter;
}

}  // namespace bangtin
