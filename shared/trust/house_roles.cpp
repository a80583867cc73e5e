#include "shared/trust/house_roles.h"

#include <algorithm>
#include <set>

#include "shared/crypto/sha256.h"

namespace bangtin {
namespace {

constexpr std::string_view kComposePrefix = "compose-";
constexpr std::string_view kApprovePrefix = "approve-";
constexpr std::string_view kProvincePrefix = "province-";
constexpr std::string_view kPlaceFolder = "p/";
constexpr std::string_view kOnePersonFolder = "o/";

const tuf::Delegation* delegation_named(const tuf::Targets& targets, std::string_view name) {
  if (!targets.delegations) return nullptr;
  const auto found = std::ranges::find(targets.delegations->roles, name, &tuf::Delegation::name);
  return found == targets.delegations->roles.end() ? nullptr : &*found;
}

/// The public keys behind a role's key ids: an id is an opaque name.
std::set<Digest> identities_of(const tuf::Targets& targets, const tuf::Delegation& role) {
  std::set<Digest> identities;
  for (const std::string& id : role.keys.key_ids) {
    const auto key = targets.delegations->keys.find(id);
    if (key == targets.delegations->keys.end() || !key->second.verify_key) continue;
    identities.insert(key->second.verify_key->identity());
  }
  return identities;
}

}  // namespace

std::string signing_role(KeyClass key_class, std::string_view signing_code) {
  return std::string(key_class == KeyClass::Compose ? kComposePrefix : kApprovePrefix) +
         std::string(signing_code);
}

bool is_signing_role(std::string_view role) {
  return role.starts_with(kComposePrefix) || role.starts_with(kApprovePrefix);
}

std::string province_role(std::string_view code) {
  return std::string(kProvincePrefix) + std::string(code);
}

std::optional<std::string> province_in(std::string_view role) {
  if (!role.starts_with(kProvincePrefix)) return std::nullopt;
  role.remove_prefix(kProvincePrefix.size());
  if (!is_id_text(role)) return std::nullopt;
  return std::string(role);
}

std::vector<std::string> province_chain(KeyClass key_class, std::string_view code) {
  return {province_role(code), signing_role(key_class, code)};
}

std::vector<std::string> provinces_of(const tuf::Targets& targets) {
  std::vector<std::string> codes;
  if (!targets.delegations) return codes;
  for (const tuf::Delegation& delegation : targets.delegations->roles) {
    auto code = province_in(delegation.name);
    if (!code || std::ranges::find(codes, *code) != codes.end()) continue;
    if (codes.size() < kProvincesMax) codes.push_back(*std::move(code));
  }
  return codes;
}

std::string select_role(const BoardId& board) {
  return std::string(kSelectRole) + "/" + board.text;
}

std::vector<std::string> select_chain(const BoardId& board) {
  return {std::string(kSelectRole), select_role(board)};
}

std::string item_paths(std::string_view signing_code) {
  return "c/" + std::string(signing_code) + "/*";
}

std::string item_path(std::string_view signing_code, const Digest& version) {
  return "c/" + std::string(signing_code) + "/" + to_hex(version);
}

std::string selection_path(const BoardId& board) { return "s/" + board.text; }

std::string place_path(std::string_view signing_code) {
  return std::string(kPlaceFolder) + std::string(signing_code);
}

std::optional<std::string> signing_code_at(const tuf::Targets& targets, std::int64_t length,
                                           const Digest& sha256) {
  for (const auto& [path, file] : targets.targets) {
    if (path.starts_with(kPlaceFolder) && describes(file, length, sha256)) {
      return path.substr(kPlaceFolder.size());
    }
  }
  return std::nullopt;
}

std::string one_person_path(std::string_view signing_code) {
  return std::string(kOnePersonFolder) + std::string(signing_code);
}

bool lets_one_person(const tuf::Targets& targets, std::string_view signing_code) {
  const auto policy = targets.targets.find(one_person_path(signing_code));
  return policy != targets.targets.end() &&
         describes(policy->second, std::int64_t(kOnePersonPolicy.size()), sha256(kOnePersonPolicy));
}

tuf::Delegations commune_delegations(std::string_view signing_code) {
  const auto role = [](std::string name, std::string path) {
    tuf::Delegation delegation;
    delegation.name = std::move(name);
    delegation.terminating = true;
    delegation.paths = {std::move(path)};
    return delegation;
  };
  const std::string items = item_paths(signing_code);
  tuf::Delegations delegations;
  delegations.roles.push_back(role(signing_role(KeyClass::Compose, signing_code), items));
  delegations.roles.push_back(role(signing_role(KeyClass::Approve, signing_code), items));
  delegations.roles.push_back(role(std::string(kSelectRole), "s/*"));
  return delegations;
}

namespace {

Status check_signers(const tuf::Targets& targets, std::string_view signing_code, bool one_person) {
  const auto* compose = delegation_named(targets, signing_role(KeyClass::Compose, signing_code));
  const auto* approve = delegation_named(targets, signing_role(KeyClass::Approve, signing_code));
  if (compose == nullptr || approve == nullptr) {
    return {Error{Code::Denied, "nobody may sign for this commune", ""}};
  }
  if (one_person) return {};
  const std::set<Digest> composers = identities_of(targets, *compose);
  for (const Digest& key : identities_of(targets, *approve)) {
    if (composers.contains(key)) {
      return {Error{Code::Denied, "one key may both compose and approve", ""}};
    }
  }
  return {};
}

}  // namespace

Status check_two_people(const tuf::Targets& targets, std::string_view signing_code) {
  return check_signers(targets, signing_code, lets_one_person(targets, signing_code));
}

Status check_nobody_in_both(const tuf::Targets& targets, std::string_view signing_code) {
  return check_signers(targets, signing_code, false);
}

bool describes(const tuf::TargetFile& file, std::int64_t length, const Digest& sha256) {
  const auto hash = file.hashes.find("sha256");
  return file.length == length && hash != file.hashes.end() && hash->second == to_hex(sha256);
}

}  // namespace bangtin
