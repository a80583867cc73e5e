#include "shared/trust/sign.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "shared/crypto/sha256.h"
#include "shared/trust/file_name.h"

namespace bangtin::tuf {
namespace {

constexpr std::string_view kSpecVersion = "1.0.33";

/// "2030-01-01T00:00:00Z": the specification knows no fractions.
std::string expiry_text(Instant instant) {
  const std::string text = to_iso8601(std::chrono::floor<Seconds>(instant));
  return text.substr(0, text.find('.')) + "Z";
}

Json with_head(const Head& head, std::string_view type) {
  Json json;
  json.set("_type", type);
  json.set("spec_version", kSpecVersion);
  json.set("version", head.version);
  json.set("expires", expiry_text(head.expires));
  return json;
}

Json to_json(const Key& key) {
  Json value;
  value.set("public", key.public_text);
  Json json;
  json.set("keytype", key.type);
  json.set("scheme", key.scheme);
  json.set("keyval", std::move(value));
  return json;
}

Json to_json(const Keys& keys) {
  Json::Object members;
  for (const auto& [id, key] : keys) members.emplace(id, to_json(key));
  return members;
}

Json texts(const std::vector<std::string>& entries) {
  return Json::Array(entries.begin(), entries.end());
}

void set_role_keys(Json& json, const RoleKeys& role) {
  json.set("keyids", texts(role.key_ids));
  json.set("threshold", role.threshold);
}

Json to_json(const Hashes& hashes) {
  Json::Object members;
  for (const auto& [algorithm, hex] : hashes) members.emplace(algorithm, hex);
  return members;
}

Json to_json(const MetaFile& file) {
  Json json;
  json.set("version", file.version);
  if (file.length) json.set("length", *file.length);
  if (!file.hashes.empty()) json.set("hashes", to_json(file.hashes));
  return json;
}

Json to_json(const Delegation& role) {
  Json json;
  json.set("name", role.name);
  json.set("terminating", role.terminating);
  set_role_keys(json, role.keys);
  if (role.path_hash_prefixes.empty()) {
    json.set("paths", texts(role.paths));
  } else {
    json.set("path_hash_prefixes", texts(role.path_hash_prefixes));
  }
  return json;
}

Json to_json(const Delegations& delegations) {
  Json json;
  json.set("keys", to_json(delegations.keys));
  if (delegations.succinct) {
    Json bins;
    set_role_keys(bins, delegations.succinct->keys);
    bins.set("bit_length", delegations.succinct->bit_length);
    bins.set("name_prefix", delegations.succinct->name_prefix);
    json.set("succinct_roles", std::move(bins));
    return json;
  }
  Json::Array roles;
  for (const Delegation& role : delegations.roles) roles.push_back(to_json(role));
  json.set("roles", std::move(roles));
  return json;
}

Json to_json(const TargetFile& file) {
  Json json;
  json.set("length", file.length);
  json.set("hashes", to_json(file.hashes));
  if (file.custom) json.set("custom", *file.custom);
  return json;
}

MetaFile meta_of(std::int64_t version, std::string_view bytes, Detail detail) {
  MetaFile meta;
  meta.version = version;
  if (detail == Detail::Bytes) {
    const TargetFile described = describe_target(bytes);
    meta.length = described.length;
    meta.hashes = described.hashes;
  }
  return meta;
}

std::string file_of(std::string_view role, std::int64_t version, bool versioned) {
  return (versioned ? std::to_string(version) + "." : "") + url_encoded(role) + ".json";
}

std::string signed_bytes(const Json& signed_part) {
  return signed_part.dump(JsonEscapes::QuoteOnly);
}

Json signature_json(const PublicKey& key, const Signature& signature) {
  Json json;
  json.set("keyid", key_id_of(key_of(key))).set("sig", to_hex(signature));
  return json;
}

std::string enveloped(const Json& signed_part, Json::Array signatures) {
  Json envelope;
  envelope.set("signed", signed_part);
  envelope.set("signatures", std::move(signatures));
  return envelope.dump();
}

/// The envelope of the next version; of the same one still when it cannot be signed.
template <class Metadata>
Result<std::string> sign_next(Metadata& metadata, const Signer& signer) {
  ++metadata.head.version;
  auto bytes = sign(to_json(metadata), signer);
  if (!bytes) --metadata.head.version;
  return bytes;
}

// The file of what was signed, and what the metadata above says of it since.
MetadataFile named(const Targets& targets, std::string_view role, const Root& root,
                   std::string bytes, Detail detail, Snapshot& snapshot) {
  snapshot.meta[std::string(role) + ".json"] = meta_of(targets.head.version, bytes, detail);
  return {file_of(role, targets.head.version, root.consistent_snapshot), std::move(bytes)};
}
MetadataFile named(const Snapshot& snapshot, const Root& root, std::string bytes, Detail detail,
                   Timestamp& timestamp) {
  timestamp.snapshot = meta_of(snapshot.head.version, bytes, detail);
  return {file_of(kSnapshotRole, snapshot.head.version, root.consistent_snapshot),
          std::move(bytes)};
}
MetadataFile named(const Timestamp& timestamp, std::string bytes) {
  return {file_of(kTimestampRole, timestamp.head.version, false), std::move(bytes)};
}

}  // namespace

Key key_of(const PublicKey& key) {
  return {"ed25519", "ed25519", to_hex(key), VerifyKey::ed25519(key)};
}

std::string key_id_of(const Key& key) {
  return to_hex(sha256(to_json(key).dump(JsonEscapes::QuoteOnly)));
}

void add_key(Keys& keys, RoleKeys& role, const PublicKey& key) {
  Key described = key_of(key);
  const std::string id = key_id_of(described);
  keys.emplace(id, std::move(described));
  if (std::ranges::find(role.key_ids, id) == role.key_ids.end()) role.key_ids.push_back(id);
}

Json to_json(const Root& root) {
  Json json = with_head(root.head, kRootRole);
  json.set("consistent_snapshot", root.consistent_snapshot);
  json.set("keys", to_json(root.keys));
  Json roles;
  for (const auto& [name, role] : root.roles) {
    Json entry;
    set_role_keys(entry, role);
    roles.set(name, std::move(entry));
  }
  json.set("roles", std::move(roles));
  return json;
}

Json to_json(const Timestamp& timestamp) {
  Json json = with_head(timestamp.head, kTimestampRole);
  Json meta;
  meta.set("snapshot.json", to_json(timestamp.snapshot));
  json.set("meta", std::move(meta));
  if (timestamp.custom) json.set("custom", *timestamp.custom);
  return json;
}

Json to_json(const Snapshot& snapshot) {
  Json json = with_head(snapshot.head, kSnapshotRole);
  Json::Object meta;
  for (const auto& [name, file] : snapshot.meta) meta.emplace(name, to_json(file));
  json.set("meta", std::move(meta));
  return json;
}

Json to_json(const Targets& targets) {
  Json json = with_head(targets.head, kTargetsRole);
  Json::Object files;
  for (const auto& [path, file] : targets.targets) files.emplace(path, to_json(file));
  json.set("targets", std::move(files));
  if (targets.delegations) json.set("delegations", to_json(*targets.delegations));
  return json;
}

std::string sign(const Json& signed_part, std::span<const KeyPair> signers) {
  const std::string bytes = signed_bytes(signed_part);
  Json::Array signatures;
  for (const KeyPair& signer : signers) {
    signatures.push_back(signature_json(signer.public_key(), signer.sign(bytes)));
  }
  return enveloped(signed_part, std::move(signatures));
}

Result<std::string> sign(const Json& signed_part, const Signer& signer) {
  const Signature signature = TRY(signer.try_sign(signed_bytes(signed_part)));
  return enveloped(signed_part, {signature_json(signer.public_key(), signature)});
}

TargetFile describe_target(std::string_view bytes) {
  TargetFile file;
  file.length = static_cast<std::int64_t>(bytes.size());
  file.hashes.emplace("sha256", to_hex(sha256(bytes)));
  return file;
}

MetadataFile publish_root(Root& root, std::span<const KeyPair> signers) {
  ++root.head.version;
  return {file_of(kRootRole, root.head.version, true), sign(to_json(root), signers)};
}

MetadataFile publish_targets(Targets& targets, std::string_view role, const Root& root,
                             std::span<const KeyPair> signers, Detail detail, Snapshot& snapshot) {
  ++targets.head.version;
  return named(targets, role, root, sign(to_json(targets), signers), detail, snapshot);
}

Result<MetadataFile> publish_targets(Targets& targets, std::string_view role, const Root& root,
                                     const Signer& signer, Detail detail, Snapshot& snapshot) {
  return named(targets, role, root, TRY(sign_next(targets, signer)), detail, snapshot);
}

MetadataFile publish_snapshot(Snapshot& snapshot, const Root& root,
                              std::span<const KeyPair> signers, Detail detail,
                              Timestamp& timestamp) {
  ++snapshot.head.version;
  return named(snapshot, root, sign(to_json(snapshot), signers), detail, timestamp);
}

Result<MetadataFile> publish_snapshot(Snapshot& snapshot, const Root& root, const Signer& signer,
                                      Detail detail, Timestamp& timestamp) {
  return named(snapshot, root, TRY(sign_next(snapshot, signer)), detail, timestamp);
}

MetadataFile publish_timestamp(Timestamp& timestamp, std::span<const KeyPair> signers) {
  ++timestamp.head.version;
  return named(timestamp, sign(to_json(timestamp), signers));
}

Result<MetadataFile> publish_timestamp(Timestamp& timestamp, const Signer& signer) {
  return named(timestamp, TRY(sign_next(timestamp, signer)));
}

}  // namespace bangtin::tuf
