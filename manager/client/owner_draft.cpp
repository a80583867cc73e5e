#include "manager/client/owner_draft.h"

#include <algorithm>
#include <set>

#include "shared/base/limits.h"
#include "shared/crypto/sha256.h"
#include "shared/model/text.h"
#include "shared/trust/checks.h"
#include "shared/trust/parse.h"

namespace bangtin {
namespace {

constexpr std::string_view kCardType = "bangtin-owner";
constexpr std::string_view kDraftType = "bangtin-owner-draft";
constexpr std::size_t kOwnersMax = 16;
constexpr std::size_t kDraftBytesMax = 4u << 20;

Error no_draft(std::string why) { return {Code::Invalid, std::move(why), "owner.no_draft"}; }

template <class T>
Result<T> as_no_draft(Result<T> read) {
  if (read) return read;
  return no_draft(read.error().message);
}

Result<Json> json_in(std::string_view bytes, std::string_view type) {
  if (bytes.size() > kDraftBytesMax) return Error{Code::Invalid, "too large", ""};
  while (bytes.ends_with('\n')) bytes.remove_suffix(1);
  Json json = TRY(Json::parse(bytes));
  if (TRY(json.string_at("_type")) != type) {
    return Error{Code::Invalid, "another kind of file", ""};
  }
  return json;
}

Result<OwnerCard> parse_owner(std::string_view bytes) {
  const Json json = TRY(json_in(bytes, kCardType));
  const auto key = public_key_from_hex(TRY(json.string_at("key")));
  if (!key) return Error{Code::Invalid, "no Ed25519 key", ""};
  const std::string name = TRY(json.string_at("name"));
  return OwnerCard{TRY(clean_text(name, limits::kShortTextCharactersMax, false)), *key};
}

/// A signed part that people sign, and whose signatures it needs.
struct Part {
  tuf::Envelope envelope;
  /// By the root of before and by the new one: all of them.
  std::vector<ProvinceKeys> signers;
};

/// A draft, read.
struct Opened {
  std::optional<tuf::Root> before;
  std::optional<tuf::Root> root;
  tuf::Targets targets;
  std::vector<Part> parts;
  const tuf::Root& newest() const { return root ? *root : *before; }
};

Result<Opened> open(const OwnerDraft& draft) {
  Opened opened;
  if (!draft.before.empty()) {
    const auto envelope = TRY(tuf::parse_envelope(draft.before));
    opened.before = TRY(tuf::parse_root(envelope.signed_part));
  }
  if (!draft.root.empty()) {
    auto envelope = TRY(tuf::parse_envelope(draft.root));
    opened.root = TRY(tuf::parse_root(envelope.signed_part));
    Part part{std::move(envelope), {owners_of(*opened.root, draft.code)}};
    if (opened.before) part.signers.push_back(owners_of(*opened.before, draft.code));
    opened.parts.push_back(std::move(part));
  }
  if (!opened.root && !opened.before) return Error{Code::Invalid, "no root", ""};
  auto envelope = TRY(tuf::parse_envelope(draft.targets));
  opened.targets = TRY(tuf::parse_targets(envelope.signed_part));
  opened.parts.push_back({std::move(envelope), {owners_of(opened.newest(), draft.code)}});
  return opened;
}

bool has_signed(const tuf::Envelope& envelope, const PublicKey& key) {
  const std::string id = tuf::key_id_of(tuf::key_of(key));
  return tuf::has_signature_of(envelope, id, VerifyKey::ed25519(key));
}

bool names(const Part& part, const PublicKey& key) {
  return std::ranges::any_of(part.signers, [&](const ProvinceKeys& signers) {
    return std::ranges::find(signers.keys, key) != signers.keys.end();
  });
}

std::int64_t missing_in(const Part& part) {
  std::int64_t missing = 0;
  for (const ProvinceKeys& signers : part.signers) {
    const auto count = std::ranges::count_if(
        signers.keys, [&](const PublicKey& key) { return has_signed(part.envelope, key); });
    missing = std::max(missing, signers.threshold - count);
  }
  return missing;
}

std::string with_signature(const tuf::Envelope& envelope, std::string_view bytes,
                           const KeyPair& owner) {
  Json all = Json::parse(bytes).value();
  const Json own = Json::parse(tuf::sign(envelope.signed_part, std::span(&owner, 1))).value();
  Json::Array signatures = *all.find("signatures")->as_array();
  signatures.push_back(own.find("signatures")->as_array()->front());
  all.set("signatures", std::move(signatures));
  return all.dump();
}

Status check_owners(const Owners& owners) {
  const std::set<PublicKey> distinct(owners.keys.begin(), owners.keys.end());
  const bool holds = distinct.size() == owners.keys.size() && distinct.size() <= kOwnersMax &&
                     owners.threshold >= 1 && owners.threshold <= std::int64_t(distinct.size());
  if (holds) return {};
  return Error{Code::Invalid,
               std::to_string(owners.threshold) + " of " + std::to_string(distinct.size()),
               "owner.threshold"};
}

std::vector<PublicKey> keys_of(const tuf::Targets& targets, const std::string& role) {
  if (!targets.delegations) return {};
  const auto found = std::ranges::find(targets.delegations->roles, role, &tuf::Delegation::name);
  if (found == targets.delegations->roles.end()) return {};
  return keys_behind(targets.delegations->keys, found->keys);
}

/// All keys that are the server's: those for snapshot and timestamp, and whom targets lets select.
std::vector<PublicKey> online_keys_of(const tuf::Root& root, const tuf::Targets& targets) {
  std::set<PublicKey> keys;
  for (const std::string_view name : {tuf::kSnapshotRole, tuf::kTimestampRole}) {
    const auto role = root.roles.find(name);
    if (role == root.roles.end()) continue;
    for (const PublicKey& key : keys_behind(root.keys, role->second)) keys.insert(key);
  }
  for (const PublicKey& key : keys_of(targets, std::string(kSelectRole))) keys.insert(key);
  return {keys.begin(), keys.end()};
}

/// Those that `before` does not name; the first root says nothing that was otherwise.
std::vector<PublicKey> online_keys_new(std::vector<PublicKey> keys,
                                       const std::optional<tuf::Root>& before) {
  if (!before) return {};
  const std::vector<PublicKey> known = online_keys_of(*before, {});
  std::erase_if(keys,
                [&](const PublicKey& key) { return std::ranges::find(known, key) != known.end(); });
  return keys;
}

std::string unsigned_root(tuf::Root root) {
  ++root.head.version;
  return tuf::sign(tuf::to_json(root), {});
}

std::string unsigned_targets(const CommuneKeys& keys, std::int64_t version, Instant expires) {
  return tuf::sign(tuf::to_json(commune_targets(keys, version, expires)), {});
}

}  // namespace

std::string to_file(const OwnerCard& card) {
  Json json;
  json.set("_type", kCardType).set("key", to_hex(card.key)).set("name", card.name);
  return json.dump() + "\n";
}

Result<OwnerCard> owner_from_file(std::string_view bytes) {
  auto card = parse_owner(bytes);
  if (card) return card;
  return Error{Code::Invalid, card.error().message, "owner.no_card"};
}

std::string owner_key_name(const PublicKey& key) {
  constexpr std::size_t kDigits = 16;
  return "owner-" + to_hex(key).substr(0, kDigits);
}

std::string to_file(const OwnerDraft& draft) {
  Json json;
  json.set("_type", kDraftType).set("before", draft.before).set("code", draft.code);
  json.set("place", draft.place).set("root", draft.root).set("targets", draft.targets);
  return json.dump() + "\n";
}

Result<OwnerDraft> draft_from_file(std::string_view bytes) {
  const Json json = TRY(as_no_draft(json_in(bytes, kDraftType)));
  OwnerDraft draft;
  draft.code = TRY(as_no_draft(json.string_at("code")));
  draft.place = TRY(as_no_draft(json.string_at("place")));
  draft.before = TRY(as_no_draft(json.string_at("before")));
  draft.root = TRY(as_no_draft(json.string_at("root")));
  draft.targets = TRY(as_no_draft(json.string_at("targets")));
  TRY(sight_of(draft));
  return draft;
}

Result<DraftSight> sight_of(const OwnerDraft& draft) {
  const Opened opened = TRY(as_no_draft(open(draft)));
  if (!is_id_text(draft.code)) return no_draft("no signing code");
  const auto place = opened.targets.targets.find(place_path(draft.code));
  if (place == opened.targets.targets.end() ||
      !describes(place->second, std::int64_t(draft.place.size()), sha256(draft.place))) {
    return no_draft("it stands for another place");
  }
  DraftSight sight;
  sight.version = opened.targets.head.version;
  sight.new_root = opened.root.has_value();
  sight.owners = owners_of(opened.newest(), draft.code);
  sight.online = online_keys_of(opened.newest(), opened.targets);
  sight.online_new = online_keys_new(sight.online, opened.before);
  sight.composers = keys_of(opened.targets, signing_role(KeyClass::Compose, draft.code));
  sight.approvers = keys_of(opened.targets, signing_role(KeyClass::Approve, draft.code));
  sight.provinces = province_keys_of(opened.targets);
  sight.one_person = lets_one_person(opened.targets, draft.code);
  std::set<PublicKey> signers;
  for (const Part& part : opened.parts) {
    sight.missing = std::max(sight.missing, missing_in(part));
    for (const ProvinceKeys& named : part.signers) {
      for (const PublicKey& key : named.keys) {
        if (has_signed(part.envelope, key)) signers.insert(key);
      }
    }
  }
  sight.signed_by.assign(signers.begin(), signers.end());
  return sight;
}

Result<OwnerDraft> draft_first(Client& client, const Owners& owners, Instant now) {
  TRY(check_owners(owners));
  const Beginning beginning = TRY(prepare_trust(client));
  const Instant expires = now + limits::kTrustOwnerHolds;
  OwnerDraft draft;
  draft.code = beginning.keys.signing_code;
  draft.place = beginning.keys.place_bytes;
  draft.root = unsigned_root(first_root(owners, beginning.keys.online, expires));
  draft.targets = unsigned_targets(beginning.keys, 1, expires);
  return draft;
}

Result<OwnerDraft> draft_next(Client& client, const std::filesystem::path& folder,
                              const std::optional<Owners>& owners, const SignChange& change,
                              Instant now) {
  if (owners) TRY(check_owners(*owners));
  CommuneTrust trust(client, folder, TRY(client.trust()));
  const TrustRecord& record = trust.record();
  const bool is_root_due = TRY(trust.refresh_to_sign(now, change.online_seen));
  const tuf::Root root = TRY(trust.known_root());
  const tuf::Targets targets = TRY(trust.known_targets());
  const PublicKey online = TRY(online_after(record, root, change.online_seen));
  const CommuneKeys keys = TRY(keys_after(client, record, targets, online, change));
  const Instant expires = now + limits::kTrustOwnerHolds;
  OwnerDraft draft;
  draft.code = record.signing_code;
  draft.place = keys.place_bytes;
  draft.before = TRY(client.trust_file(std::to_string(root.head.version) + ".root.json"));
  if (owners || is_root_due) {
    const ProvinceKeys same = owners_of(root, draft.code);
    const Owners next = owners.value_or(Owners{same.keys, same.threshold});
    draft.root = unsigned_root(with_keys(root, next, online, expires));
  }
  draft.targets = unsigned_targets(keys, record.targets_version + 1, expires);
  return draft;
}

Result<bool> is_asked_for(const OwnerDraft& draft, const PublicKey& key) {
  const Opened opened = TRY(as_no_draft(open(draft)));
  return std::ranges::any_of(opened.parts, [&](const Part& part) { return names(part, key); });
}

Result<OwnerDraft> cosigned(const OwnerDraft& draft, const KeyPair& owner) {
  const Opened opened = TRY(as_no_draft(open(draft)));
  OwnerDraft next = draft;
  bool is_named = false;
  bool is_new = false;
  for (const Part& part : opened.parts) {
    if (!names(part, owner.public_key())) continue;
    is_named = true;
    if (has_signed(part.envelope, owner.public_key())) continue;
    is_new = true;
    const bool is_root = opened.root && &part == &opened.parts.front();
    std::string& bytes = is_root ? next.root : next.targets;
    bytes = with_signature(part.envelope, bytes, owner);
  }
  if (!is_named) return Error{Code::Denied, "not an owner's key", "owner.not_named"};
  if (!is_new) return Error{Code::Conflict, "signed before", "owner.signed"};
  return next;
}

Status send_draft(Client& client, const OwnerDraft& draft) {
  const DraftSight sight = TRY(sight_of(draft));
  if (sight.missing > 0) {
    return Error{Code::Denied, std::to_string(sight.missing) + " missing", "owner.missing"};
  }
  if (draft.before.empty()) return client.begin_trust(draft.root, draft.targets);
  if (!draft.root.empty()) return client.renew_trust(draft.root, draft.targets);
  return client.put_targets(draft.targets);
}

}  // namespace bangtin
