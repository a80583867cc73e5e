// TUF metadata as plain values, after the TUF specification 1.0: who may sign (root), what is
// newest (timestamp), what belongs together (snapshot), which files there are and who else may name
// some (targets and the roles it delegates to). Thread: any; plain values.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/json.h"
#include "shared/crypto/verify_key.h"

namespace bangtin::tuf {

inline constexpr std::string_view kRootRole = "root";
inline constexpr std::string_view kTimestampRole = "timestamp";
inline constexpr std::string_view kSnapshotRole = "snapshot";
inline constexpr std::string_view kTargetsRole = "targets";

/// True of the four roles that root names. A delegation of such a name would overwrite one of them.
constexpr bool is_top_role(std::string_view name) {
  return name == kRootRole || name == kTimestampRole || name == kSnapshotRole ||
         name == kTargetsRole;
}

/// A key as it stands in metadata. `verify_key` is empty where we do not know its kind, or its
/// bytes are none of that kind: it counts for no threshold, and the metadata is still read.
struct Key {
  std::string type;
  std::string scheme;
  std::string public_text;
  std::optional<VerifyKey> verify_key;
};
/// By key id. An id is an opaque name: what counts is the public key behind it.
using Keys = std::map<std::string, Key, std::less<>>;

/// Whose signatures a role needs, and how many.
struct RoleKeys {
  std::vector<std::string> key_ids;
  std::int64_t threshold = 1;
};

struct RoleSignature {
  std::string key_id;
  std::string signature_hex;
};

/// Metadata as it came: the signed part whole, with every member that we do not know.
struct Envelope {
  Json signed_part;
  std::string signed_bytes;  ///< what the signatures are over: the canonical form of `signed_part`
  std::vector<RoleSignature> signatures;
};

/// What every role's metadata begins with.
struct Head {
  std::string type;
  std::string spec_version;
  std::int64_t version = 0;  ///< 1 is the first that is published
  Instant expires;
};

/// Algorithm -> lower-case hexadecimal. Algorithms that we do not know are kept.
using Hashes = std::map<std::string, std::string, std::less<>>;

struct Root {
  Head head;
  bool consistent_snapshot = false;
  Keys keys;
  std::map<std::string, RoleKeys, std::less<>> roles;  ///< the four top roles, all of them
};

/// What one metadata file says of another.
struct MetaFile {
  std::int64_t version = 1;
  std::optional<std::int64_t> length;
  Hashes hashes;  ///< empty: none are named
};

struct Timestamp {
  Head head;
  MetaFile snapshot;
  std::optional<Json> custom;  ///< the house's own, which TUF passes over
};

struct Snapshot {
  Head head;
  std::map<std::string, MetaFile, std::less<>> meta;  ///< by file name, "targets.json"
};

struct TargetFile {
  std::int64_t length = 0;
  Hashes hashes;
  std::optional<Json> custom;
};

/// A role that may name some of the targets.
struct Delegation {
  std::string name;
  RoleKeys keys;
  bool terminating = false;
  std::vector<std::string> paths;               ///< patterns; either these
  std::vector<std::string> path_hash_prefixes;  ///< or these, in hexadecimal
};

/// 2^bit_length roles with equal keys, each for the targets whose path hashes into its bin.
struct SuccinctRoles {
  RoleKeys keys;
  int bit_length = 1;
  std::string name_prefix;
};

struct Delegations {
  Keys keys;
  std::vector<Delegation> roles;  ///< in order of trust
  std::optional<SuccinctRoles> succinct;
};

struct Targets {
  Head head;
  std::map<std::string, TargetFile, std::less<>> targets;
  std::optional<Delegations> delegations;
};

}  // namespace bangtin::tuf
