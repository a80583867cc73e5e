// What the office has for a board, judged as that board does. Thread: one.
#pragma once

#include "manager/store/repository.h"
#include "shared/protocol/board_trust.h"
#include "shared/trust/parse.h"
#include "shared/trust/passing_trust_store.h"
#include "tests/manager/store/office_fixture.h"
#include "tests/manager/store/office_signers.h"

namespace bangtin {

class OfficeTrustTest : public OfficeFixture {
 protected:
  OfficeTrustTest() { set_commune(); }

  /// What an agent would carry to a board.
  TrustBundle bundle(const BoardId& board) {
    TrustBundle bundle;
    for (int version = 2;; ++version) {
      const auto root = office_->trust_file(std::to_string(version) + ".root.json");
      if (!root) break;
      bundle.roots.push_back(*root);
    }
    for (const std::string& role :
         {std::string("timestamp"), std::string("snapshot"), std::string("targets"),
          std::string("compose-30307"), std::string("approve-30307"), std::string(kSelectRole),
          select_role(board)}) {
      if (const auto body = office_->trust_file(role + ".json")) bundle.roles[role] = *body;
    }
    return bundle;
  }
  /// The board's judgement of what the office has for it.
  Result<VerifiedManifest> judged(const BoardId& board) {
    const Selection selection = selection_of(board);
    std::vector<ItemVersion> items;
    for (const Digest& hash : selection.items) {
      items.push_back(
          item_version_from_json(Json::parse(office_->version(hash).value()).value()).value());
    }
    BoardTrust trust(store_);
    TRY(trust.pin(office_->trust_state().value().root));
    return trust.verify(generation_file(to_json(selection).dump(), items, bundle(board)), board,
                        now_);
  }
  /// Today's people, signed by the commune's own key.
  Status sign_people(const std::vector<Person>& composers, const std::vector<Person>& approvers,
                     bool one_person = false) {
    const std::int64_t next = office_->trust_state().value().targets + 1;
    return office_->take_targets(
        admin_, OfficeSigners::targets(*office_, next, composers, approvers, now_, one_person),
        now_);
  }
  Person with_both_roles(Person person) {
    person.roles = {Role::Editor, Role::Approver};
    return person;
  }

  PassingTrustStore store_;
};

}  // namespace bangtin
