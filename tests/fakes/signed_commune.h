// SignedCommune: a commune whose people sign, in memory: what boards, and their tests, are given.
// Its repository can be bent (SimRepository). Thread: one.
#pragma once

#include <set>
#include <string>

#include "shared/model/manifest.h"
#include "shared/protocol/content_json.h"
#include "shared/trust/house_roles.h"
#include "tests/fakes/sim_repository.h"

namespace bangtin {

class SignedCommune {
 public:
  /// All metadata is good until 2096.
  explicit SignedCommune(const Place& place);

  /// The composer's or the approver's list names this version from now on.
  void list(KeyClass key_class, const ItemVersion& version);
  /// The commune lets in a province whose owners and people have keys of their own.
  void add_province(const std::string& code);
  /// The same of a list of the province's people.
  void list(const std::string& office, KeyClass key_class, const ItemVersion& version);
  /// One key signs both lists from now on, whatever the policy; targets is still to be published.
  void let_one_key_sign_both();
  /// The board's select role names this selection from now on.
  void select(const BoardId& board, const std::string& selection);
  /// Signs what changed since the last time.
  void publish();

  /// Lists all items, selects, publishes: the generation file.
  std::string generation(const Manifest& manifest);
  /// The same without listing an item: what the server's own key alone can do for `board`.
  std::string selected(const BoardId& board, const Manifest& manifest);

  /// What travels to `board`.
  TrustBundle bundle(const BoardId& board);
  /// The root of version 1: what boards pin.
  const std::string& root() const { return repository.files.at("1.root.json"); }

  std::string compose_role() const { return signing_role(KeyClass::Compose, place_.commune_code); }
  std::string approve_role() const { return signing_role(KeyClass::Approve, place_.commune_code); }

  SimRepository repository;

 private:
  Place place_;
  std::vector<std::string> provinces_;
  std::set<std::string> changed_;
};

/// One in which everybody has other keys than in every SignedCommune.
SignedCommune foreign_commune(const Place& place);

}  // namespace bangtin
