#include "tests/fakes/signed_commune.h"

#include <algorithm>

#include "shared/protocol/board_trust.h"

namespace bangtin {
namespace {

constexpr Instant kFar{Millis(4'000'000'000'000)};

}  // namespace

SignedCommune::SignedCommune(const Place& place) : repository(kFar), place_(place) {
  repository.add_target("targets", place_path(place.commune_code), place_bytes(place));
  const tuf::Delegations roles = commune_delegations(place.commune_code);
  for (const tuf::Delegation& role : roles.roles) {
    repository.delegate("targets", role.name, role.paths, role.terminating);
    repository.publish({role.name});
  }
  repository.publish_content();
}

void SignedCommune::list(KeyClass key_class, const ItemVersion& version) {
  list(place_.commune_code, key_class, version);
}

void SignedCommune::list(const std::string& office, KeyClass key_class,
                         const ItemVersion& version) {
  const std::string role = signing_role(key_class, office);
  repository.targets[role].targets[item_path(office, hash_of(version))] =
      tuf::describe_target(to_json(version).dump());
  changed_.insert(role);
}

void SignedCommune::add_province(const std::string& code) {
  const std::string province = province_role(code);
  repository.delegate("targets", province, {item_paths(code)}, true);
  for (const tuf::Delegation& role : commune_delegations(code).roles) {
    if (!is_signing_role(role.name)) continue;
    repository.delegate(province, role.name, role.paths, role.terminating);
    repository.publish({role.name});
  }
  repository.publish({province});
  repository.publish_content();
  provinces_.push_back(code);
}

void SignedCommune::let_one_key_sign_both() {
  auto& roles = repository.targets["targets"].delegations->roles;
  const auto compose = std::ranges::find(roles, compose_role(), &tuf::Delegation::name);
  const auto approve = std::ranges::find(roles, approve_role(), &tuf::Delegation::name);
  approve->keys = compose->keys;
  repository.signers[approve_role()] = repository.signers[compose_role()];
}

void SignedCommune::select(const BoardId& board, const std::string& selection) {
  const std::string select(kSelectRole);
  const std::string role = select_role(board);
  if (!repository.targets.contains(role)) {
    repository.signers[role] = repository.signers[select];
    repository.delegate(select, role, {selection_path(board)}, true);
    changed_.insert(select);
  }
  repository.targets[role].targets[selection_path(board)] = tuf::describe_target(selection);
  changed_.insert(role);
}

void SignedCommune::publish() {
  for (const std::string& role : changed_) repository.publish({role});
  changed_.clear();
  repository.publish({"snapshot", "timestamp"});
}

std::string SignedCommune::generation(const Manifest& manifest) {
  for (const ItemVersion& item : manifest.items) {
    list(KeyClass::Compose, item);
    list(KeyClass::Approve, item);
  }
  return selected(manifest.selection.board, manifest);
}

std::string SignedCommune::selected(const BoardId& board, const Manifest& manifest) {
  const std::string selection = to_json(manifest.selection).dump();
  select(board, selection);
  publish();
  return generation_file(selection, manifest.items, bundle(board));
}

TrustBundle SignedCommune::bundle(const BoardId& board) {
  TrustBundle bundle;
  for (std::int64_t version = 2; version <= repository.root.head.version; ++version) {
    bundle.roots.push_back(repository.files.at(std::to_string(version) + ".root.json"));
  }
  for (const std::string& role :
       {std::string("timestamp"), std::string("snapshot"), std::string("targets"), compose_role(),
        approve_role(), std::string(kSelectRole), select_role(board)}) {
    bundle.roles[role] = repository.newest(role);
  }
  for (const std::string& code : provinces_) {
    for (const std::string& role : {province_role(code), signing_role(KeyClass::Compose, code),
                                    signing_role(KeyClass::Approve, code)}) {
      bundle.roles[role] = repository.newest(role);
    }
  }
  return bundle;
}

SignedCommune foreign_commune(const Place& place) {
  SignedCommune commune(place);
  SimRepository& repository = commune.repository;
  for (const char* role : {"root", "targets", "snapshot", "timestamp"}) repository.rotate(role);
  repository.root.head.version = 0;
  tuf::Delegations& delegations = *repository.targets["targets"].delegations;
  for (tuf::Delegation& role : delegations.roles) {
    repository.signers[role.name] = {repository.new_key()};
    role.keys = {};
    tuf::add_key(delegations.keys, role.keys, repository.signers[role.name].front().public_key());
    repository.publish({role.name});
  }
  repository.publish({"root", "targets", "snapshot", "timestamp"});
  return commune;
}

}  // namespace bangtin
