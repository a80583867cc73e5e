// TrustClient: the client workflow of the TUF specification 1.0. refresh() brings the four top
// roles up to date; find_target() looks a target up, through delegations. A role is saved as soon
// as, and only after, all its own checks passed, so that a stop at any moment leaves a state from
// which the next cycle goes on. Thread: one.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"
#include "shared/trust/guards.h"
#include "shared/trust/metadata.h"
#include "shared/trust/ports.h"

namespace bangtin::tuf {

/// A target that may be fetched, and where it lies below the URL of the targets.
struct FoundTarget {
  std::string path;
  std::string role;  ///< that named it
  TargetFile file;
  std::string url_path;
};

/// A delegated role's targets, and the delegations by which it may name any, outermost first.
struct DelegatedRole {
  Targets targets;
  std::vector<Delegation> path;
};

template <class Guards>
class BasicTrustClient {
 public:
  BasicTrustClient(Fetcher& fetcher, TrustStore& store, Guards guards = {})
      : guards_(guards), fetcher_(fetcher), store_(store) {}

  /// Makes `bytes` the root that everything else is believed by; nothing is fetched. Errors:
  /// invalid (no root), denied (not signed as it asks itself), the store's.
  Status pin_root(std::string_view bytes);

  /// One cycle; every expiry is judged by `now`. Errors: not_found (no root is pinned, or metadata
  /// that must be there is not); invalid, unsupported (no metadata); denied (not signed as it must
  /// be, or expired); conflict (older or other than trusted or named); corrupt (other bytes than
  /// named); unavailable; the store's.
  Status refresh(Instant now);

  /// Only after a refresh that succeeded; delegated roles are fetched as they are needed. Errors:
  /// not_found (no role that may name it does); those of refresh.
  Result<FoundTarget> find_target(std::string_view path);

  /// The role at the end of a chain of delegations by name, the first of them made by the top
  /// targets role; nothing when the snapshot does not name one of them yet. Only after a refresh
  /// that succeeded. Errors: denied (nobody delegates to such a role); those of refresh.
  Result<std::optional<DelegatedRole>> read_role(std::span<const std::string> names);
  /// What `role` says of a target: null when it does not name it, or may not.
  const TargetFile* named_by(const DelegatedRole& role, std::string_view path) const;

  // What is trusted. Only after a refresh that succeeded.
  const Root& root() const { return *root_; }
  const Timestamp& timestamp() const { return *timestamp_; }
  const Snapshot& snapshot() const { return *snapshot_; }
  const Targets& targets() const { return *targets_; }

 private:
  /// A role that waits to be looked into.
  struct Waiting {
    std::string name;
    RoleKeys role;
    const Keys* keys = nullptr;
  };

  Result<std::string> fetch(const std::string& url_path, std::int64_t bytes_max);
  std::string versioned(std::string_view role, std::int64_t version) const;
  Result<Root> judge_root(std::string_view bytes, const Root* before) const;
  template <class Metadata>
  Result<Metadata> judge(std::string_view bytes, const Waiting& signer, std::string_view type,
                         Result<Metadata> (*parse)(const Json&)) const;
  Result<Snapshot> judge_snapshot(std::string_view bytes) const;
  Result<Targets> judge_targets(std::string_view bytes, const Waiting& signer,
                                const MetaFile& meta) const;
  Waiting top_role(std::string_view name) const;

  Status update_root();
  template <class Metadata>
  Status recall(std::string_view role, Result<Metadata> (*parse)(const Json&),
                std::optional<Metadata>& into, bool& rotated);
  Status recall_trusted();
  Status update_timestamp();
  Status update_snapshot();
  Result<Targets> update_targets(const Waiting& signer);
  void add_delegations(const Targets& targets, std::string_view path,
                       std::vector<Waiting>& waiting) const;
  Result<FoundTarget> found(std::string_view path, std::string_view role,
                            const TargetFile& file) const;

  [[no_unique_address]] Guards guards_;
  Fetcher& fetcher_;
  TrustStore& store_;
  Instant now_{};
  std::optional<Root> root_;
  std::optional<Timestamp> timestamp_;
  std::optional<Snapshot> snapshot_;
  std::optional<Targets> targets_;  ///< set when a refresh succeeded
};

using TrustClient = BasicTrustClient<AllGuards>;

}  // namespace bangtin::tuf
