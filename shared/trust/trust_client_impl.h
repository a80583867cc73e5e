// The bodies of BasicTrustClient; only for trust_client.cpp and the tests' client with a guard
// missing. See trust_client.h. Source: TUF specification 1.0, section 5.
#pragma once

#include <deque>
#include <set>
#include <utility>

#include "shared/base/limits.h"
#include "shared/trust/checks.h"
#include "shared/trust/file_name.h"
#include "shared/trust/parse.h"
#include "shared/trust/path_pattern.h"
#include "shared/trust/trust_client.h"

namespace bangtin::tuf {

// --- reading -------------------------------------------------------------------------------------

template <class Guards>
Result<std::string> BasicTrustClient<Guards>::fetch(const std::string& url_path,
                                                    std::int64_t bytes_max) {
  std::string bytes;
  const auto take = [&](std::string_view piece) -> Status {
    if (bytes.size() + piece.size() > static_cast<std::size_t>(bytes_max) &&
        guards_.on(Guard::SizeMax)) {
      return malformed("more than " + std::to_string(bytes_max) + " bytes");
    }
    bytes += piece;
    return {};
  };
  const Status fetched = fetcher_.fetch(url_path, bytes_max, take);
  if (!fetched) return in_context(url_path, fetched.error());
  return bytes;
}

template <class Guards>
std::string BasicTrustClient<Guards>::versioned(std::string_view role, std::int64_t version) const {
  const std::string name = url_encoded(role) + ".json";
  return root_->consistent_snapshot ? std::to_string(version) + "." + name : name;
}

template <class Guards>
auto BasicTrustClient<Guards>::top_role(std::string_view name) const -> Waiting {
  return {std::string(name), root_->roles.find(name)->second, &root_->keys};
}

/// What `signer` signed, in all that its own bytes show.
template <class Guards>
template <class Metadata>
Result<Metadata> BasicTrustClient<Guards>::judge(std::string_view bytes, const Waiting& signer,
                                                 std::string_view type,
                                                 Result<Metadata> (*parse)(const Json&)) const {
  const Envelope envelope = TRY(parse_envelope(bytes));
  TRY(check_signatures_unique(guards_, envelope));
  TRY(check_threshold(guards_, envelope, *signer.keys, signer.role));
  Metadata metadata = TRY(parse(envelope.signed_part));
  TRY(check_head(guards_, metadata.head, type));
  TRY(check_content(guards_, metadata));
  return metadata;
}

// --- root ----------------------------------------------------------------------------------------

/// `before` is null for a pinned root, which answers for itself.
template <class Guards>
Result<Root> BasicTrustClient<Guards>::judge_root(std::string_view bytes,
                                                  const Root* before) const {
  const Envelope envelope = TRY(parse_envelope(bytes));
  TRY(check_signatures_unique(guards_, envelope));
  Root root = TRY(parse_root(envelope.signed_part));
  TRY(check_head(guards_, root.head, kRootRole));
  TRY(check_content(guards_, root));
  if (guards_.on(Guard::NewRootKeys)) {
    TRY(check_threshold(guards_, envelope, root.keys, root.roles.find(kRootRole)->second));
  }
  if (before == nullptr) return root;
  if (guards_.on(Guard::OldRootKeys)) {
    TRY(check_threshold(guards_, envelope, before->keys, before->roles.find(kRootRole)->second));
  }
  if (root.head.version != before->head.version + 1 && guards_.on(Guard::RootStep)) {
    return conflict("version " + std::to_string(root.head.version) + " after " +
                    std::to_string(before->head.version));
  }
  return root;
}

template <class Guards>
Status BasicTrustClient<Guards>::pin_root(std::string_view bytes) {
  TRY(judge_root(bytes, nullptr));
  return store_.save(kRootRole, bytes);
}

template <class Guards>
Status BasicTrustClient<Guards>::update_root() {
  const std::string pinned = TRY(store_.load(kRootRole));
  root_ = TRY(judge_root(pinned, nullptr));
  for (int step = 0; step < limits::kTrustRootStepsMax; ++step) {
    const std::string name = std::to_string(root_->head.version + 1) + ".root.json";
    const auto bytes = fetch(name, limits::kTrustRootBytesMax);
    if (!bytes && bytes.error().code == Code::NotFound) break;
    if (!bytes) return bytes.error();
    auto next = judge_root(*bytes, &*root_);
    if (!next) return in_context(name, next.error());
    TRY(store_.save(kRootRole, *bytes));
    root_ = *std::move(next);
  }
  return check_not_expired(guards_, Guard::RootExpiry, root_->head, now_);
}

// --- timestamp and snapshot ----------------------------------------------------------------------

/// What of a role is remembered, if today's root still stands for it. What cannot be read is as if
/// it were not there.
template <class Guards>
template <class Metadata>
Status BasicTrustClient<Guards>::recall(std::string_view role,
                                        Result<Metadata> (*parse)(const Json&),
                                        std::optional<Metadata>& into, bool& rotated) {
  into.reset();
  const auto bytes = store_.load(role);
  if (!bytes && bytes.error().code == Code::Unavailable) return bytes.error();
  if (!bytes) return {};
  const auto envelope = parse_envelope(*bytes);
  if (!envelope) return {};
  const Waiting signer = top_role(role);
  if (!check_threshold(guards_, *envelope, *signer.keys, signer.role) &&
      guards_.on(Guard::DropRotated)) {
    rotated = true;
    return {};
  }
  auto metadata = parse(envelope->signed_part);
  if (metadata && check_head(guards_, metadata->head, role) && check_content(guards_, *metadata)) {
    into = *std::move(metadata);
  }
  return {};
}

/// Where keys were revoked, an attacker may have pushed the versions up: they must not stay a
/// floor.
template <class Guards>
Status BasicTrustClient<Guards>::recall_trusted() {
  bool rotated = false;
  TRY(recall(kTimestampRole, &parse_timestamp, timestamp_, rotated));
  TRY(recall(kSnapshotRole, &parse_snapshot, snapshot_, rotated));
  if (!rotated) return {};
  timestamp_.reset();
  snapshot_.reset();
  TRY(store_.remove(kSnapshotRole));
  return store_.remove(kTimestampRole);
}

template <class Guards>
Status BasicTrustClient<Guards>::update_timestamp() {
  const std::string bytes = TRY(fetch("timestamp.json", limits::kTrustTimestampBytesMax));
  if (!guards_.on(Guard::JudgedFirst)) TRY(store_.save(kTimestampRole, bytes));
  Timestamp next = TRY(judge(bytes, top_role(kTimestampRole), kTimestampRole, &parse_timestamp));
  const bool is_same = timestamp_ && next.head.version == timestamp_->head.version;
  if (is_same) return check_not_expired(guards_, Guard::TimestampExpiry, timestamp_->head, now_);
  if (timestamp_) TRY(check_not_older(guards_, *timestamp_, next));
  TRY(check_not_expired(guards_, Guard::TimestampExpiry, next.head, now_));
  TRY(store_.save(kTimestampRole, bytes));
  timestamp_ = std::move(next);
  return {};
}

template <class Guards>
Result<Snapshot> BasicTrustClient<Guards>::judge_snapshot(std::string_view bytes) const {
  TRY(check_meta_bytes(guards_, timestamp_->snapshot, bytes));
  Snapshot next = TRY(judge(bytes, top_role(kSnapshotRole), kSnapshotRole, &parse_snapshot));
  if (next.head.version != timestamp_->snapshot.version && guards_.on(Guard::SnapshotVersion)) {
    return conflict("version " + std::to_string(next.head.version) + " where the timestamp names " +
                    std::to_string(timestamp_->snapshot.version));
  }
  if (snapshot_) TRY(check_not_older(guards_, *snapshot_, next));
  TRY(check_not_expired(guards_, Guard::SnapshotExpiry, next.head, now_));
  return next;
}

template <class Guards>
Status BasicTrustClient<Guards>::update_snapshot() {
  if (const auto stored = store_.load(kSnapshotRole)) {
    if (auto same = judge_snapshot(*stored)) {
      snapshot_ = *std::move(same);
      return {};
    }
  }
  const MetaFile& meta = timestamp_->snapshot;
  const std::int64_t bytes_max = std::min(meta.length.value_or(limits::kTrustSnapshotBytesMax),
                                          limits::kTrustSnapshotBytesMax);
  const std::string bytes = TRY(fetch(versioned(kSnapshotRole, meta.version), bytes_max));
  Snapshot next = TRY(judge_snapshot(bytes));
  TRY(store_.save(kSnapshotRole, bytes));
  snapshot_ = std::move(next);
  return {};
}

// --- targets -------------------------------------------------------------------------------------

template <class Guards>
Result<Targets> BasicTrustClient<Guards>::judge_targets(std::string_view bytes,
                                                        const Waiting& signer,
                                                        const MetaFile& meta) const {
  TRY(check_meta_bytes(guards_, meta, bytes));
  Targets next = TRY(judge(bytes, signer, kTargetsRole, &parse_targets));
  if (next.head.version != meta.version && guards_.on(Guard::TargetsVersion)) {
    return conflict("version " + std::to_string(next.head.version) + " where the snapshot names " +
                    std::to_string(meta.version));
  }
  TRY(check_not_expired(guards_, Guard::TargetsExpiry, next.head, now_));
  return next;
}

/// A targets role, top or delegated: the one remembered when it passes every check, else fetched.
template <class Guards>
Result<Targets> BasicTrustClient<Guards>::update_targets(const Waiting& signer) {
  const auto meta = snapshot_->meta.find(signer.name + ".json");
  if (meta == snapshot_->meta.end()) return conflict("the snapshot does not name this role");
  if (const auto stored = store_.load(signer.name)) {
    if (auto same = judge_targets(*stored, signer, meta->second)) return *std::move(same);
  }
  const std::int64_t bytes_max = std::min(
      meta->second.length.value_or(limits::kTrustTargetsBytesMax), limits::kTrustTargetsBytesMax);
  const std::string bytes = TRY(fetch(versioned(signer.name, meta->second.version), bytes_max));
  Targets next = TRY(judge_targets(bytes, signer, meta->second));
  TRY(store_.save(signer.name, bytes));
  return next;
}

template <class Guards>
Status BasicTrustClient<Guards>::refresh(Instant now) {
  now_ = now;
  targets_.reset();
  const auto named = [](std::string_view role, Status status) -> Status {
    if (status) return {};
    return in_context(role, status.error());
  };
  TRY(named(kRootRole, update_root()));
  TRY(named("trust store", recall_trusted()));
  TRY(named(kTimestampRole, update_timestamp()));
  TRY(named(kSnapshotRole, update_snapshot()));
  auto targets = update_targets(top_role(kTargetsRole));
  if (!targets) return in_context(kTargetsRole, targets.error());
  targets_ = *std::move(targets);
  return {};
}

// --- delegations ---------------------------------------------------------------------------------

/// The delegations that may name `path`, the first on top. A terminating one lets nothing wait that
/// would come after it.
template <class Guards>
void BasicTrustClient<Guards>::add_delegations(const Targets& targets, std::string_view path,
                                               std::vector<Waiting>& waiting) const {
  if (!targets.delegations) return;
  const Delegations& delegations = *targets.delegations;
  std::vector<Waiting> next;
  if (delegations.succinct) {
    const SuccinctRoles& bins = *delegations.succinct;
    next.push_back({bin_of(bins, path), bins.keys, &delegations.keys});
  }
  for (const Delegation& role : delegations.roles) {
    if (!covers(role, path) && guards_.on(Guard::PathCovered)) continue;
    next.push_back({role.name, role.keys, &delegations.keys});
    if (role.terminating && guards_.on(Guard::Terminating)) {
      waiting.clear();
      break;
    }
  }
  waiting.insert(waiting.end(), std::make_move_iterator(next.rbegin()),
                 std::make_move_iterator(next.rend()));
}

template <class Guards>
Result<FoundTarget> BasicTrustClient<Guards>::found(std::string_view path, std::string_view role,
                                                    const TargetFile& file) const {
  FoundTarget target{std::string(path), std::string(role), file, {}};
  const std::string hash = TRY(known_hash_of(file.hashes));
  target.url_path = TRY(target_url_path(path, root_->consistent_snapshot ? hash + "." : ""));
  return target;
}

template <class Guards>
Result<FoundTarget> BasicTrustClient<Guards>::find_target(std::string_view path) {
  if (!targets_) return denied("no refresh that succeeded");
  const Error missing{Code::NotFound, "no role that may name it does", ""};
  std::deque<Targets> read;  // their keys are looked at while their delegations wait
  std::set<std::string> visited;
  std::vector<Waiting> waiting;
  const Targets* current = &*targets_;
  std::string name(kTargetsRole);
  while (true) {
    const auto file = current->targets.find(path);
    if (file != current->targets.end()) return found(path, name, file->second);
    add_delegations(*current, path, waiting);
    while (!waiting.empty() && visited.contains(waiting.back().name) &&
           guards_.on(Guard::VisitOnce)) {
      waiting.pop_back();
    }
    if (waiting.empty()) return missing;
    if (read.size() >= limits::kTrustRolesVisited && guards_.on(Guard::VisitedMax)) return missing;
    const Waiting next = std::move(waiting.back());
    waiting.pop_back();
    auto targets = update_targets(next);
    if (!targets) return in_context("role " + url_encoded(next.name), targets.error());
    read.push_back(*std::move(targets));
    visited.insert(next.name);
    current = &read.back();
    name = next.name;
  }
}

template <class Guards>
Result<std::optional<DelegatedRole>> BasicTrustClient<Guards>::read_role(
    std::span<const std::string> names) {
  if (!targets_) return denied("no refresh that succeeded");
  DelegatedRole role;
  std::deque<Targets> read;  // their keys are looked at while the next one is judged
  const Targets* current = &*targets_;
  for (const std::string& name : names) {
    if (!current->delegations) return denied("nobody delegates to " + name);
    const Delegations& delegations = *current->delegations;
    const auto found = std::ranges::find(delegations.roles, name, &Delegation::name);
    if (found == delegations.roles.end()) return denied("nobody delegates to " + name);
    if (!snapshot_->meta.contains(name + ".json")) return std::optional<DelegatedRole>();
    role.path.push_back(*found);
    auto targets = update_targets({name, found->keys, &delegations.keys});
    if (!targets) return in_context("role " + url_encoded(name), targets.error());
    read.push_back(*std::move(targets));
    current = &read.back();
  }
  role.targets = *current;
  return std::optional(std::move(role));
}

template <class Guards>
const TargetFile* BasicTrustClient<Guards>::named_by(const DelegatedRole& role,
                                                     std::string_view path) const {
  const auto may_name = [&](const Delegation& delegation) { return covers(delegation, path); };
  if (guards_.on(Guard::PathCovered) && !std::ranges::all_of(role.path, may_name)) return nullptr;
  const auto file = role.targets.targets.find(path);
  return file == role.targets.targets.end() ? nullptr : &file->second;
}

}  // namespace bangtin::tuf
