// SimRepository: a TUF repository in memory, made with the house's own repository side; what it
// says can be bent. Thread: one.
#pragma once

#include <initializer_list>
#include <map>
#include <string>
#include <vector>

#include "shared/base/clock.h"
#include "shared/trust/ports.h"
#include "shared/trust/sign.h"

namespace bangtin {

class SimRepository final : public tuf::Fetcher {
 public:
  /// Version 1 of the four top roles, one key each, good until `expires`.
  explicit SimRepository(Instant expires, bool consistent_snapshot = true);

  Status fetch(const std::string& url_path, std::int64_t bytes_max,
               const tuf::ByteSink& sink) override;

  /// Signs and serves the next version of each, in this order.
  void publish(std::initializer_list<std::string> roles);
  /// targets, snapshot and timestamp: what most changes need.
  void publish_content() { publish({"targets", "snapshot", "timestamp"}); }

  KeyPair new_key();
  /// One more key that may sign and does.
  void add_key(const std::string& top_role);
  /// New keys in place of all of the role's, as many.
  void rotate(const std::string& top_role);
  /// A delegated role with a key of its own; it and its delegator are still to be published.
  tuf::Delegation& delegate(const std::string& delegator, const std::string& role,
                            std::vector<std::string> paths, bool terminating = false);
  void add_target(const std::string& role, const std::string& path, std::string_view bytes);

  /// The file served for a role's newest version.
  std::string& newest(const std::string& role);
  /// What of the requests came after `from`, as one text.
  std::string requests_since(std::size_t from) const;

  tuf::Root root;
  tuf::Timestamp timestamp;
  tuf::Snapshot snapshot;
  std::map<std::string, tuf::Targets> targets;
  std::map<std::string, std::vector<KeyPair>> signers;
  tuf::Detail detail = tuf::Detail::Version;
  std::map<std::string, std::string> files;  ///< by URL path, targets too
  std::map<std::string, Error> faults;       ///< by URL path
  std::vector<std::string> requests;

 private:
  void serve(const tuf::MetadataFile& file) { files[file.url_path] = file.bytes; }

  Instant expires_;
  std::uint8_t keys_ = 0;
};

/// `envelope` with one signature more, a copy of its first one under another key id.
std::string with_copied_signature(const std::string& envelope, const std::string& key_id);

}  // namespace bangtin
