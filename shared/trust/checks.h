// The judgements over parsed metadata, each under its guard. Thread: any; pure.
// Source: TUF specification 1.0, sections 4 and 5.
#pragma once

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "shared/base/ids.h"
#include "shared/base/result.h"
#include "shared/trust/byte_check.h"
#include "shared/trust/guards.h"
#include "shared/trust/metadata.h"

namespace bangtin::tuf {

/// Not signed, or not allowed.
inline Error denied(std::string message) { return {Code::Denied, std::move(message), ""}; }
/// Older or other than what was trusted or named.
inline Error conflict(std::string message) { return {Code::Conflict, std::move(message), ""}; }
/// Not as the specification writes it.
inline Error malformed(std::string message) { return {Code::Invalid, std::move(message), ""}; }

/// True when `key` made one of these signatures. A signature that is none of its kind is no error:
/// others may reach the threshold.
inline bool has_signature_of(const Envelope& envelope, std::string_view key_id,
                             const VerifyKey& key) {
  return std::ranges::any_of(envelope.signatures, [&](const RoleSignature& signature) {
    if (signature.key_id != key_id) return false;
    const auto raw = from_hex(signature.signature_hex);
    return raw && key.verifies(envelope.signed_bytes,
                               {reinterpret_cast<const char*>(raw->data()), raw->size()});
  });
}

template <class Guards>
Status check_signatures_unique(const Guards& guards, const Envelope& envelope) {
  std::set<std::string_view> ids;
  for (const RoleSignature& signature : envelope.signatures) {
    if (!ids.insert(signature.key_id).second && guards.on(Guard::UniqueSignatures)) {
      return malformed("two signatures with one key id");
    }
  }
  return {};
}

/// At least `role.threshold` different public keys of the role signed.
template <class Guards>
Status check_threshold(const Guards& guards, const Envelope& envelope, const Keys& keys,
                       const RoleKeys& role) {
  if (role.threshold < 1 && guards.on(Guard::ThresholdPositive)) {
    return malformed("a threshold below 1");
  }
  std::set<Digest> counted;
  std::set<std::string_view> tried;
  std::int64_t signatures = 0;
  for (const std::string& id : role.key_ids) {
    const auto key = keys.find(id);
    if (key == keys.end() || !key->second.verify_key) continue;
    const bool again = !tried.insert(id).second;
    if (again && guards.on(Guard::DistinctKeys)) continue;
    const VerifyKey& verify_key = *key->second.verify_key;
    if (!has_signature_of(envelope, id, verify_key)) continue;
    const bool new_key = counted.insert(verify_key.identity()).second;
    if (new_key || !guards.on(Guard::DistinctKeys)) ++signatures;
  }
  if (signatures < role.threshold && guards.on(Guard::Threshold)) {
    return denied(std::to_string(signatures) + " of " + std::to_string(role.threshold) +
                  " signatures");
  }
  return {};
}

/// "1.x" or "1.x.y".
inline bool is_known_spec_version(std::string_view text) {
  if (!text.starts_with("1.")) return false;
  const auto dots = std::ranges::count(text, '.');
  const bool digits =
      std::ranges::all_of(text, [](char c) { return c == '.' || (c >= '0' && c <= '9'); });
  return digits && dots <= 2 && text.back() != '.' && text.find("..") == text.npos;
}

template <class Guards>
Status check_head(const Guards& guards, const Head& head, std::string_view type) {
  if (head.type != type && guards.on(Guard::RoleType)) {
    return malformed("\"_type\" is not " + std::string(type));
  }
  if (!is_known_spec_version(head.spec_version) && guards.on(Guard::SpecVersion)) {
    return {Error{Code::Unsupported, "a \"spec_version\" other than 1", ""}};
  }
  if (head.version < 1 && guards.on(Guard::VersionPositive)) return malformed("a version below 1");
  return {};
}

template <class Guards>
Status check_not_expired(const Guards& guards, Guard guard, const Head& head, Instant now) {
  if (head.expires <= now && guards.on(guard)) {
    return denied("expired at " + to_iso8601(head.expires));
  }
  return {};
}

/// The bytes are those that `meta` names, as far as it names any.
template <class Guards>
Status check_meta_bytes(const Guards& guards, const MetaFile& meta, std::string_view bytes) {
  if (!guards.on(Guard::MetaBytes)) return {};
  ByteCheck check(meta.length, meta.hashes);
  TRY(check.update(bytes));
  return check.finish();
}

/// Thresholds that can be met, names that overwrite nothing of ours.
template <class Guards>
Status check_content(const Guards& guards, const Root& root) {
  for (const auto& [name, role] : root.roles) {
    if (role.threshold < 1 && guards.on(Guard::ThresholdPositive)) {
      return malformed(name + ": a threshold below 1");
    }
  }
  return {};
}

template <class Guards>
Status check_content(const Guards&, const Timestamp& timestamp) {
  if (timestamp.snapshot.version < 1) return malformed("a version below 1 for snapshot.json");
  return {};
}

template <class Guards>
Status check_content(const Guards&, const Snapshot& snapshot) {
  for (const auto& [name, file] : snapshot.meta) {
    if (file.version < 1) return malformed("a version below 1 for a metadata file");
  }
  return {};
}

template <class Guards>
Status check_content(const Guards& guards, const Targets& targets) {
  if (!targets.delegations) return {};
  const auto check_role = [&guards](const RoleKeys& role) -> Status {
    if (role.threshold < 1 && guards.on(Guard::ThresholdPositive)) {
      return malformed("a delegation with a threshold below 1");
    }
    return {};
  };
  if (targets.delegations->succinct) TRY(check_role(targets.delegations->succinct->keys));
  std::set<std::string_view> names;
  for (const Delegation& role : targets.delegations->roles) {
    TRY(check_role(role.keys));
    if (role.name.empty() || !names.insert(role.name).second) {
      return malformed("delegations with an empty name, or one name twice");
    }
    if (is_top_role(role.name) && guards.on(Guard::ReservedNames)) {
      return malformed("a delegation with the name of a top role");
    }
  }
  return {};
}

/// What `next` says of the snapshot is not older than what `trusted` said.
template <class Guards>
Status check_not_older(const Guards& guards, const Timestamp& trusted, const Timestamp& next) {
  if (next.head.version < trusted.head.version && guards.on(Guard::TimestampRollback)) {
    return conflict("version " + std::to_string(next.head.version) + " after " +
                    std::to_string(trusted.head.version));
  }
  if (next.snapshot.version < trusted.snapshot.version && guards.on(Guard::NamedRollback)) {
    return conflict("it names snapshot " + std::to_string(next.snapshot.version) + " after " +
                    std::to_string(trusted.snapshot.version));
  }
  return {};
}

/// No role that `trusted` named is older in `next`, or gone.
template <class Guards>
Status check_not_older(const Guards& guards, const Snapshot& trusted, const Snapshot& next) {
  if (next.head.version < trusted.head.version && guards.on(Guard::SnapshotRollback)) {
    return conflict("version " + std::to_string(next.head.version) + " after " +
                    std::to_string(trusted.head.version));
  }
  for (const auto& [name, before] : trusted.meta) {
    const auto after = next.meta.find(name);
    if (after == next.meta.end()) {
      if (guards.on(Guard::RoleVanished)) return conflict("a role vanished");
    } else if (after->second.version < before.version && guards.on(Guard::MetaRollback)) {
      return conflict("it names version " + std::to_string(after->second.version) +
                      " of a role after " + std::to_string(before.version));
    }
  }
  return {};
}

}  // namespace bangtin::tuf
