// What a board keeps of a selection that it accepted, when a file brings it back with other
// metadata: nothing but the date may be against it. And what of it may stay on the glass.
#include <algorithm>

#include "tests/shared/protocol/board_trust_world.h"

namespace bangtin {
namespace {

class KeptSelectionTest : public BoardTrustTest {
 protected:
  KeptSelectionTest() : shown_(generation(1)) {}

  /// What the server's own key can do: the selection that was accepted, under what is newest.
  std::string again() { return select(shown_); }
  void strike(std::string_view role, const ItemVersion& item) {
    repo_.targets[std::string(role)].targets.erase(item_path("30307", hash_of(item)));
    repo_.publish({std::string(role)});
  }
  /// Refused, also by a board that starts anew, and what is on the glass has to go.
  void expect_taken_back(const std::string& file) {
    const auto refused = verify(file);
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().code, Code::Denied) << refused.error().message;
    EXPECT_EQ(trust_.stands(shown_).error().code, Code::Denied);
    BoardTrust restarted(store_);
    EXPECT_FALSE(restarted.verify(file, kBoard, kNow).ok());
    EXPECT_FALSE(restarted.verify(first_, kBoard, kNow).ok()) << "the metadata of before";
  }
  /// What is shown is from now on what two people of a province signed.
  void show_a_provinces_items() {
    commune_.add_province(kProvince);
    shown_ = generation(2);
    for (const ItemVersion& item : shown_.items) {
      for (const KeyClass key_class : {KeyClass::Compose, KeyClass::Approve}) {
        commune_.list(kProvince, key_class, item);
      }
    }
    first_ = again();
    expect_taken(first_, shown_);
    EXPECT_TRUE(trust_.stands(shown_).ok());
  }
  void expect_stays(Code code, const std::string& file, Instant now = kNow) {
    const auto refused = verify(file, now);
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().code, code) << refused.error().message;
    expect_on_the_glass(shown_);
  }

  Manifest shown_;
};

TEST_F(KeptSelectionTest, A28WhatIsWithdrawnWithASignatureIsNotKeptUnderItsOldSelection) {
  for (const std::string_view role : {kCompose, kApprove}) {
    SCOPED_TRACE(role);
    expect_taken(again(), shown_);
    first_ = again();
    strike(role, shown_.items[1]);
    expect_taken_back(again());
    first_ = commune_.generation(shown_);
  }
  expect_taken(first_, shown_);
}

TEST_F(KeptSelectionTest, A28WhatIsWithdrawnIsNotKeptByMetadataThatIsOver) {
  strike(kApprove, shown_.items[0]);
  repo_.timestamp.head.expires = kNow + kDay;
  const std::string file = again();
  const auto late = verify(file, kNow + 2 * kDay);
  ASSERT_FALSE(late.ok()) << "more than the date is against it";
  EXPECT_NE(late.error().message.find("approve"), std::string::npos) << late.error().message;
  EXPECT_TRUE(verify(first_).ok()) << "what is over is not remembered";
}

TEST_F(KeptSelectionTest, A28WhatRestsOnARevokedKeyIsNotKept) {
  repo_.signers[std::string(kApprove)] = {repo_.new_key()};
  tuf::Delegations& delegations = *repo_.targets["targets"].delegations;
  const auto approve = std::ranges::find(delegations.roles, kApprove, &tuf::Delegation::name);
  approve->keys = {};
  tuf::add_key(delegations.keys, approve->keys,
               repo_.signers[std::string(kApprove)].front().public_key());
  repo_.publish({"targets"});
  expect_taken_back(again());
  repo_.publish({std::string(kApprove)});
  expect_taken(commune_.generation(shown_), shown_);
}

TEST_F(KeptSelectionTest, A28WhatAProvinceSignedIsNotKeptOnceItIsShutOut) {
  show_a_provinces_items();
  std::erase_if(repo_.targets["targets"].delegations->roles,
                [](const tuf::Delegation& role) { return role.name == province_role(kProvince); });
  repo_.publish({"targets"});
  expect_taken_back(again());
}

TEST_F(KeptSelectionTest, A28WordsAboutThePlaceThatWereTakenBackAreNotKept) {
  Place other = kPlace;
  other.agency = "UBND xã Khác";
  repo_.add_target("targets", place_path("30307"), place_bytes(other));
  repo_.publish({"targets"});
  expect_taken_back(again());
}

TEST_F(KeptSelectionTest, A28AReplayedSelectionThatItsOwnRoleNamesNoMoreIsNotKept) {
  const Manifest other = generation(2);
  const GenerationParts old = open_generation_file(first_).value();
  const TrustBundle newest = trust_of(commune_.generation(other));
  expect_stays(Code::Conflict, generation_file(old.selection, shown_.items, newest));
  expect_taken(select(other), other);
}

TEST_F(KeptSelectionTest, A28WhatIsWithdrawnGoesThoughTheListsCameWithASelectionThatIsNoneOrEmpty) {
  const GenerationParts old = open_generation_file(first_).value();
  Manifest nothing = generation(2);
  nothing.items.clear();
  nothing.selection = {};
  nothing.selection.board = kBoard;
  nothing.selection.generation = 2;
  nothing.selection.place = kPlace;
  nothing.selection.canvas_px = shown_.selection.canvas_px;
  strike(kApprove, shown_.items[0]);
  const std::string empty = select(nothing);
  ASSERT_FALSE(verify(generation_file(old.selection, shown_.items, trust_of(empty))).ok());
  EXPECT_EQ(trust_.stands(shown_).error().code, Code::Denied);
  expect_taken(empty, nothing);
  strike(kCompose, shown_.items[1]);
  expect_taken(select(nothing), nothing);
  EXPECT_EQ(trust_.stands(shown_).error().code, Code::Denied);
}

TEST_F(KeptSelectionTest, A11OlderMetadataIsRefusedAlsoWithTheSelectionThatStands) {
  expect_taken(again(), shown_);
  expect_stays(Code::Conflict, first_);
  expect_taken(again(), shown_);
}

TEST_F(KeptSelectionTest, A13AnOlderListBesideNewMetadataIsNoWayBack) {
  const TrustBundle old = trust_of(first_);
  strike(kApprove, shown_.items[0]);
  TrustBundle mixed = trust_of(again());
  mixed.roles[std::string(kApprove)] = old.roles.at(std::string(kApprove));
  expect_stays(Code::Conflict, with_trust(first_, mixed));
  mixed.roles.erase(std::string(kApprove));
  expect_stays(Code::Invalid, with_trust(first_, mixed));
}

TEST_F(KeptSelectionTest, A27GarbageAndHalfAFileTakeNothingDown) {
  TrustBundle bent = trust_of(first_);
  bent.roles["timestamp"] = "{}";
  expect_stays(Code::Invalid, with_trust(first_, bent));
  commune_.generation(generation(2));
  bent = trust_of(again());
  for (const char* role : {"compose-30307", "approve-30307", "targets", "snapshot"}) {
    bent.roles.erase(role);
    expect_stays(Code::Invalid, with_trust(first_, bent));
  }
}

TEST_F(KeptSelectionTest, A28WhatTheServersKeyAloneSaysTakesNothingDown) {
  const Manifest forged = generation(2);
  expect_stays(Code::Denied, select(forged));
  EXPECT_TRUE(trust_.stands(shown_).ok()) << "its people still stand for it";
}

TEST_F(KeptSelectionTest, A28WhatTheServersKeyAloneSaysTakesNoItemOfAProvinceDown) {
  show_a_provinces_items();
  const TrustBundle old = trust_of(first_);
  const std::string role = signing_role(KeyClass::Compose, kProvince);
  commune_.list(kProvince, KeyClass::Compose, generation(3).items[0]);
  TrustBundle mixed = trust_of(again());
  mixed.roles[role] = old.roles.at(role);
  expect_stays(Code::Conflict, with_trust(first_, mixed));
  mixed.roles.erase(role);
  expect_stays(Code::Invalid, with_trust(first_, mixed));
  expect_taken(again(), shown_);
}

TEST_F(KeptSelectionTest, A28WhatAProvinceWithdrewGoes) {
  show_a_provinces_items();
  const std::string role = signing_role(KeyClass::Approve, kProvince);
  repo_.targets[role].targets.erase(item_path(kProvince, hash_of(shown_.items[0])));
  repo_.publish({role});
  expect_taken_back(again());
}

TEST_F(KeptSelectionTest, A28ANewRootWhoseMetadataIsOverTakesNothingDown) {
  repo_.rotate("targets");
  repo_.timestamp.head.expires = kNow + kDay;
  repo_.publish({"root", "targets"});
  const Manifest next = generation(2);
  const std::string file = commune_.generation(next);
  expect_stays(Code::Denied, file, kNow + 2 * kDay);
  expect_taken(file, next);
}

TEST_F(KeptSelectionTest, APowerCutComesBackToWhatWasAcceptedHoweverOldTheMetadataIs) {
  for (const Instant now : {kNow, Instant{}, kNow + std::chrono::hours(24 * 365 * 90)}) {
    BoardTrust restarted(store_);
    const auto kept = restarted.verify(first_, kBoard, now);
    ASSERT_TRUE(kept.ok()) << kept.error().message;
    EXPECT_EQ(kept->manifest, shown_);
    EXPECT_EQ(kept->stale.has_value(), now > kNow);
    EXPECT_TRUE(restarted.stands(shown_).ok());
  }
}

TEST_F(KeptSelectionTest, ABoardThatRemembersNothingCannotTell) {
  MemoryTrustStore nothing;
  const Status stands = BoardTrust(nothing).stands(shown_);
  ASSERT_FALSE(stands.ok());
  EXPECT_NE(stands.error().code, Code::Denied);
}

TEST_F(KeptSelectionTest, NothingIsRememberedOfAJudgementWithoutADate) {
  repo_.timestamp.head.expires = kNow + kDay;
  const std::string later = again();
  const auto before = store_.roles;
  const auto kept = verify(later, kNow + 2 * kDay);
  ASSERT_TRUE(kept.ok()) << "the same selection, under newer metadata that is over, too";
  EXPECT_TRUE(kept->stale);
  EXPECT_EQ(store_.roles, before);
  EXPECT_TRUE(trust_.stands(shown_).ok());
  EXPECT_EQ(store_.roles, before);
}

}  // namespace
}  // namespace bangtin
