// The repository side of TUF: metadata -> signed files, with Ed25519. A publish_... raises the
// version, signs, and notes the new version in the metadata above. Thread: any; pure.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "shared/base/json.h"
#include "shared/crypto/ed25519.h"
#include "shared/trust/metadata.h"

namespace bangtin::tuf {

/// A key as it stands in metadata, and the id that the specification gives it: the SHA-256 of its
/// canonical form.
Key key_of(const PublicKey& key);
std::string key_id_of(const Key& key);

/// Lets `key` sign for `role`: puts it among `keys` and its id into `role`, once.
void add_key(Keys& keys, RoleKeys& role, const PublicKey& key);

Json to_json(const Root& root);
Json to_json(const Timestamp& timestamp);
Json to_json(const Snapshot& snapshot);
Json to_json(const Targets& targets);

/// The envelope's bytes; one signature a signer.
std::string sign(const Json& signed_part, std::span<const KeyPair> signers);
/// Errors: the signer's.
Result<std::string> sign(const Json& signed_part, const Signer& signer);

/// Length and SHA-256.
TargetFile describe_target(std::string_view bytes);

/// A file of the repository, by the path below its URL.
struct MetadataFile {
  std::string url_path;
  std::string bytes;
};

/// What the metadata above says of a file: its version alone, or its length and SHA-256 too.
enum class Detail { Version, Bytes };

/// VERSION.root.json. The signers are those of the root before and of this one.
MetadataFile publish_root(Root& root, std::span<const KeyPair> signers);
/// A targets role, top or delegated, which `snapshot` then names.
MetadataFile publish_targets(Targets& targets, std::string_view role, const Root& root,
                             std::span<const KeyPair> signers, Detail detail, Snapshot& snapshot);
/// The snapshot, which `timestamp` then names.
MetadataFile publish_snapshot(Snapshot& snapshot, const Root& root,
                              std::span<const KeyPair> signers, Detail detail,
                              Timestamp& timestamp);
MetadataFile publish_timestamp(Timestamp& timestamp, std::span<const KeyPair> signers);

// The same by one signer who may be out of reach. Errors: the signer's; nothing has changed then.
Result<MetadataFile> publish_targets(Targets& targets, std::string_view role, const Root& root,
                                     const Signer& signer, Detail detail, Snapshot& snapshot);
Result<MetadataFile> publish_snapshot(Snapshot& snapshot, const Root& root, const Signer& signer,
                                      Detail detail, Timestamp& timestamp);
Result<MetadataFile> publish_timestamp(Timestamp& timestamp, const Signer& signer);

}  // namespace bangtin::tuf
