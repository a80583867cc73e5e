#include "player/agent/trust_cycle.h"

#include <algorithm>

#include "shared/base/limits.h"
#include "shared/trust/house_roles.h"

namespace bangtin {
namespace {

constexpr std::string_view kTrustFolder = "trust";
/// A name in the store that no role has.
constexpr std::string_view kPinned = "=pinned";
constexpr std::string_view kRootSuffix = ".root.json";

/// Under this name a root of the chain is kept.
std::string kept_root(std::int64_t version) { return std::to_string(version) + ".root"; }

bool delegates_to(const tuf::Targets& targets, std::string_view role) {
  return targets.delegations &&
         std::ranges::find(targets.delegations->roles, role, &tuf::Delegation::name) !=
             targets.delegations->roles.end();
}

}  // namespace

TrustCycle::TrustCycle(Disk& own_disk, const BoardPin& pin)
    : store_(own_disk, std::string(kTrustFolder)), pin_(pin) {}

Status TrustCycle::begin() {
  taken_ = {};
  const auto pinned = store_.load(kPinned);
  if (pinned && *pinned == pin_.root) return {};
  if (!pinned && pinned.error().code != Code::NotFound) return pinned.error();
  // Another office than before, or the first one. What says so comes last.
  TRY(store_.remove(kPinned));
  TRY(store_.clear());
  TRY(tuf::TrustClient(taken_, store_).pin_root(pin_.root));
  return store_.save(kPinned, pin_.root);
}

Status TrustCycle::Taken::fetch(const std::string& url_path, std::int64_t bytes_max,
                                const tuf::ByteSink& sink) {
  const auto found = files.find(url_path);
  if (found == files.end()) {
    missing = url_path;
    return Error{Code::Unavailable, "not fetched yet", ""};
  }
  if (!found->second) return Error{Code::NotFound, "the server has no such file", ""};
  if (static_cast<std::int64_t>(found->second->size()) > bytes_max) {
    return Error{Code::Invalid, "it is too large", ""};
  }
  return sink(*found->second);
}

Status TrustCycle::take(const std::string& name, std::optional<std::string> bytes) {
  // Kept before the client may believe it: the chain that the player walks never has a hole.
  if (bytes && name.ends_with(kRootSuffix)) {
    const std::string role = name.substr(0, name.size() - std::string_view(".json").size());
    TRY(store_.save(role, *bytes));
  }
  taken_.files.insert_or_assign(name, std::move(bytes));
  return {};
}

Result<TrustCycle::Outcome> TrustCycle::run() {
  if (taken_.files.size() >= limits::kTrustFilesMax) {
    return Error{Code::Invalid, "the metadata has no end", ""};
  }
  taken_.missing.clear();
  tuf::TrustClient client(taken_, store_);
  Outcome outcome;
  const Status done = read(client, outcome);
  if (!taken_.missing.empty()) return Outcome{taken_.missing, {}, {}};
  if (!done) return done.error();
  return outcome;
}

Status TrustCycle::read(tuf::TrustClient& client, Outcome& outcome) {
  TRY(client.refresh(Instant{}));
  for (const auto role : {tuf::kTimestampRole, tuf::kSnapshotRole, tuf::kTargetsRole}) {
    TRY(add(role, outcome.bundle));
  }
  TRY(read_items(client, outcome.bundle));
  TRY(read_selection(client, outcome));
  return add_roots(client.root().head.version, outcome.bundle);
}

Status TrustCycle::read_items(tuf::TrustClient& client, TrustBundle& bundle) {
  if (!client.targets().delegations) return {};
  for (const tuf::Delegation& delegation : client.targets().delegations->roles) {
    if (is_signing_role(delegation.name)) TRY(mirror(client, {delegation.name}, bundle));
  }
  for (const std::string& code : provinces_of(client.targets())) {
    TRY(mirror(client, {province_role(code)}, bundle));
    for (const KeyClass key_class : {KeyClass::Compose, KeyClass::Approve}) {
      TRY(mirror(client, province_chain(key_class, code), bundle));
    }
  }
  return {};
}

/// The role at the end of a chain, unless nobody signed it yet, or its signer may sign no longer:
/// the rest goes on without it, and so takes down what it listed.
Status TrustCycle::mirror(tuf::TrustClient& client, const std::vector<std::string>& chain,
                          TrustBundle& bundle) {
  auto role = client.read_role(chain);
  if (!role && role.error().code == Code::Denied) return {};
  if (TRY(std::move(role))) TRY(add(chain.back(), bundle));
  return {};
}

/// An office that has just begun has signed for no board.
Status TrustCycle::read_selection(tuf::TrustClient& client, Outcome& outcome) {
  const std::string select(kSelectRole);
  if (!delegates_to(client.targets(), select)) return {};
  const auto boards = TRY(client.read_role(std::span(&select, 1)));
  if (!boards) return {};
  TRY(add(select, outcome.bundle));
  if (!delegates_to(boards->targets, select_role(pin_.board))) return {};
  const std::vector<std::string> chain = select_chain(pin_.board);
  const auto role = TRY(client.read_role(chain));
  if (!role) return {};
  TRY(add(chain.back(), outcome.bundle));
  const tuf::TargetFile* named = client.named_by(*role, selection_path(pin_.board));
  if (named != nullptr) outcome.selection = *named;
  return {};
}

Status TrustCycle::add(std::string_view role, TrustBundle& bundle) {
  bundle.roles.insert_or_assign(std::string(role), TRY(store_.load(role)));
  return {};
}

Status TrustCycle::add_roots(std::int64_t version, TrustBundle& bundle) {
  for (std::int64_t step = 2; step <= version; ++step) {
    auto root = store_.load(kept_root(step));
    if (!root) {
      // The disk lost it: the next cycle fetches the whole chain again.
      TRY(store_.remove(kPinned));
      return Error{Code::Unavailable, "a root of the chain is lost", ""};
    }
    bundle.roots.push_back(*std::move(root));
  }
  return {};
}

}  // namespace bangtin
