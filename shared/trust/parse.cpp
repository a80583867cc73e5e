#include "shared/trust/parse.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "shared/base/limits.h"

namespace bangtin::tuf {
namespace {

Error invalid(std::string message) { return {Code::Invalid, std::move(message), ""}; }

/// The entries of an object member. Errors: invalid.
Result<const Json::Object*> members_at(const Json& json, std::string_view key,
                                       std::size_t entries_max) {
  const Json* member = TRY(json.object_at(key));
  const Json::Object* members = member->as_object();
  if (members->size() > entries_max) {
    return invalid("\"" + std::string(key) + "\" has more than " + std::to_string(entries_max) +
                   " members");
  }
  return members;
}

Result<std::vector<std::string>> texts_at(const Json& json, std::string_view key,
                                          std::size_t entries_max) {
  const Json::Array* entries = TRY(json.array_at(key, entries_max));
  std::vector<std::string> texts;
  for (const Json& entry : *entries) {
    const std::string* text = entry.as_string();
    if (text == nullptr) return invalid("an entry of \"" + std::string(key) + "\" is no string");
    texts.push_back(*text);
  }
  return texts;
}

/// The one spelling that the specification has, "2030-01-01T00:00:00Z".
Result<Instant> expires_of(const Json& json) {
  constexpr std::string_view kShape = "dddd-dd-ddTdd:dd:ddZ";
  const std::string text = TRY(json.string_at("expires"));
  const bool fits = std::equal(
      text.begin(), text.end(), kShape.begin(), kShape.end(),
      [](char c, char shape) { return shape == 'd' ? c >= '0' && c <= '9' : c == shape; });
  const auto instant = fits ? from_iso8601(text) : std::nullopt;
  if (!instant) return invalid("\"expires\" is no time");
  return *instant;
}

Result<Head> head_of(const Json& json) {
  Head head;
  head.type = TRY(json.string_at("_type"));
  head.spec_version = TRY(json.string_at("spec_version"));
  head.version = TRY(json.int_at("version"));
  head.expires = TRY(expires_of(json));
  return head;
}

Result<Keys> keys_of(const Json& json) {
  const Json::Object* members = TRY(members_at(json, "keys", limits::kTrustKeysMax));
  Keys keys;
  for (const auto& [id, key] : *members) {
    if (key.as_object() == nullptr) return invalid("a key is no object");
    const auto text = [](const Json* owner, std::string_view name) {
      const Json* member = owner == nullptr ? nullptr : owner->find(name);
      const std::string* value = member == nullptr ? nullptr : member->as_string();
      return value == nullptr ? std::string() : *value;
    };
    keys.emplace(id, make_key(text(&key, "keytype"), text(&key, "scheme"),
                              text(key.find("keyval"), "public")));
  }
  return keys;
}

Result<RoleKeys> role_keys_of(const Json& json) {
  RoleKeys role;
  role.key_ids = TRY(texts_at(json, "keyids", limits::kTrustKeysMax));
  role.threshold = TRY(json.int_at("threshold"));
  return role;
}

Result<Hashes> hashes_of(const Json& json) {
  constexpr std::size_t kAlgorithmsMax = 16;
  const Json::Object* members = TRY(members_at(json, "hashes", kAlgorithmsMax));
  if (members->empty()) return invalid("\"hashes\" is empty");
  Hashes hashes;
  for (const auto& [algorithm, value] : *members) {
    const std::string* hex = value.as_string();
    if (hex == nullptr) return invalid("a hash is no string");
    hashes.emplace(algorithm, *hex);
  }
  return hashes;
}

Result<MetaFile> meta_file_of(const Json& json) {
  MetaFile file;
  file.version = TRY(json.int_at("version"));
  if (json.find("length") != nullptr) {
    file.length = TRY(json.int_at("length", 0, std::numeric_limits<std::int64_t>::max()));
  }
  if (json.find("hashes") != nullptr) file.hashes = TRY(hashes_of(json));
  return file;
}

Result<Delegation> delegation_of(const Json& json) {
  Delegation role;
  role.name = TRY(json.string_at("name"));
  role.keys = TRY(role_keys_of(json));
  if (json.find("terminating") != nullptr) role.terminating = TRY(json.bool_at("terminating"));
  const bool by_path = json.find("paths") != nullptr;
  const bool by_hash = json.find("path_hash_prefixes") != nullptr;
  if (by_path == by_hash) return invalid("a delegation has \"paths\" or \"path_hash_prefixes\"");
  if (by_path) {
    role.paths = TRY(texts_at(json, "paths", limits::kTrustPathsMax));
  } else {
    role.path_hash_prefixes = TRY(texts_at(json, "path_hash_prefixes", limits::kTrustPathsMax));
  }
  return role;
}

Result<SuccinctRoles> succinct_of(const Json& json) {
  constexpr int kBitsMax = 32;
  SuccinctRoles roles;
  roles.keys = TRY(role_keys_of(json));
  roles.bit_length = static_cast<int>(TRY(json.int_at("bit_length", 1, kBitsMax)));
  roles.name_prefix = TRY(json.string_at("name_prefix"));
  return roles;
}

Result<Delegations> delegations_of(const Json& json) {
  Delegations delegations;
  delegations.keys = TRY(keys_of(json));
  const bool listed = json.find("roles") != nullptr;
  const bool succinct = json.find("succinct_roles") != nullptr;
  if (listed == succinct) return invalid("\"delegations\" has \"roles\" or \"succinct_roles\"");
  if (succinct) {
    delegations.succinct = TRY(succinct_of(*TRY(json.object_at("succinct_roles"))));
    return delegations;
  }
  const Json::Array* roles = TRY(json.array_at("roles", limits::kTrustDelegationsMax));
  for (const Json& role : *roles) delegations.roles.push_back(TRY(delegation_of(role)));
  return delegations;
}

Result<TargetFile> target_file_of(const Json& json) {
  TargetFile file;
  file.length = TRY(json.int_at("length", 0, std::numeric_limits<std::int64_t>::max()));
  file.hashes = TRY(hashes_of(json));
  if (json.find("custom") != nullptr) file.custom = *TRY(json.object_at("custom"));
  return file;
}

}  // namespace

Key make_key(std::string type, std::string scheme, std::string public_text) {
  Key key{std::move(type), std::move(scheme), std::move(public_text), std::nullopt};
  const auto keep = [&key](Result<VerifyKey> made) {
    if (made) key.verify_key = *std::move(made);
  };
  if (key.type == "ed25519" && key.scheme == "ed25519") {
    if (const auto raw = public_key_from_hex(key.public_text)) keep(VerifyKey::ed25519(*raw));
  } else if ((key.type == "ecdsa" || key.type == "ecdsa-sha2-nistp256") &&
             key.scheme == "ecdsa-sha2-nistp256") {
    keep(VerifyKey::ecdsa_p256(key.public_text));
  } else if (key.type == "rsa" && key.scheme == "rsassa-pss-sha256") {
    keep(VerifyKey::rsa_pss(key.public_text));
  }
  return key;
}

Result<Envelope> parse_envelope(std::string_view bytes) {
  const Json json = TRY(Json::parse(bytes));
  Envelope envelope;
  envelope.signed_part = *TRY(json.object_at("signed"));
  envelope.signed_bytes = envelope.signed_part.dump(JsonEscapes::QuoteOnly);
  const Json::Array* signatures = TRY(json.array_at("signatures", limits::kTrustSignaturesMax));
  for (const Json& entry : *signatures) {
    RoleSignature& signature = envelope.signatures.emplace_back();
    signature.key_id = TRY(entry.string_at("keyid"));
    signature.signature_hex = TRY(entry.string_at("sig"));
  }
  return envelope;
}

Result<Root> parse_root(const Json& json) {
  Root root;
  root.head = TRY(head_of(json));
  if (json.find("consistent_snapshot") != nullptr) {
    root.consistent_snapshot = TRY(json.bool_at("consistent_snapshot"));
  }
  root.keys = TRY(keys_of(json));
  const Json* roles = TRY(json.object_at("roles"));
  for (const std::string_view name : {kRootRole, kTimestampRole, kSnapshotRole, kTargetsRole}) {
    root.roles.emplace(name, TRY(role_keys_of(*TRY(roles->object_at(name)))));
  }
  return root;
}

Result<Timestamp> parse_timestamp(const Json& json) {
  Timestamp timestamp;
  timestamp.head = TRY(head_of(json));
  const Json* meta = TRY(json.object_at("meta"));
  timestamp.snapshot = TRY(meta_file_of(*TRY(meta->object_at("snapshot.json"))));
  if (const Json* custom = json.find("custom")) timestamp.custom = *custom;
  return timestamp;
}

Result<Snapshot> parse_snapshot(const Json& json) {
  Snapshot snapshot;
  snapshot.head = TRY(head_of(json));
  const Json* meta = TRY(json.object_at("meta"));
  for (const auto& [name, file] : *meta->as_object()) {
    snapshot.meta.emplace(name, TRY(meta_file_of(file)));
  }
  return snapshot;
}

Result<Targets> parse_targets(const Json& json) {
  Targets targets;
  targets.head = TRY(head_of(json));
  const Json* files = TRY(json.object_at("targets"));
  for (const auto& [path, file] : *files->as_object()) {
    targets.targets.emplace(path, TRY(target_file_of(file)));
  }
  if (json.find("delegations") != nullptr) {
    targets.delegations = TRY(delegations_of(*TRY(json.object_at("delegations"))));
  }
  return targets;
}

}  // namespace bangtin::tuf
