// What a board believes, whoever carries its file: the two people, the commune, the place. Each
// attack has the number that it has in the attack list, and the same situation without it passes.
#include <algorithm>
#include <tuple>
#include <utility>

#include "shared/model/resolve.h"
#include "tests/shared/protocol/board_trust_world.h"

namespace bangtin {
namespace {

TEST_F(BoardTrustTest, A28TheSelectionOfAnotherCommuneIsRefused) {
  Manifest manifest = generation(2);
  manifest.selection.place = {"30308", "91", "UBND xã Tân Thuận"};
  expect_refused(commune_.generation(manifest), Code::Denied, "does not stand for this place");
  manifest.selection.place = kPlace;
  expect_taken(commune_.generation(manifest), manifest);
}

TEST_F(BoardTrustTest, A28TheSelectionOfAnotherBoardIsRefused) {
  Manifest manifest = generation(2);
  commune_.generation(manifest);
  manifest.selection.board = {"board-2"};
  expect_refused(select(manifest), Code::Denied, "for another board");
  manifest.selection.board = kBoard;
  expect_taken(select(manifest), manifest);
}

TEST_F(BoardTrustTest, A28WhatWasComposedButNotApprovedIsRefused) {
  const Manifest manifest = generation(2);
  for (const ItemVersion& item : manifest.items) commune_.list(KeyClass::Compose, item);
  expect_refused(select(manifest), Code::Denied, kApprove);
  for (const ItemVersion& item : manifest.items) commune_.list(KeyClass::Approve, item);
  expect_taken(select(manifest), manifest);
}

TEST_F(BoardTrustTest, A28WhatWasApprovedButNotComposedIsRefused) {
  const Manifest manifest = generation(2);
  for (const ItemVersion& item : manifest.items) commune_.list(KeyClass::Approve, item);
  expect_refused(select(manifest), Code::Denied, kCompose);
  for (const ItemVersion& item : manifest.items) commune_.list(KeyClass::Compose, item);
  expect_taken(select(manifest), manifest);
}

TEST_F(BoardTrustTest, A28OneItemWithoutASecondPersonIsEnoughToRefuseAll) {
  const Manifest manifest = generation(2);
  for (const ItemVersion& item : manifest.items) commune_.list(KeyClass::Compose, item);
  commune_.list(KeyClass::Approve, manifest.items[0]);
  commune_.list(KeyClass::Approve, manifest.items[1]);
  expect_refused(select(manifest), Code::Denied, kApprove);
  commune_.list(KeyClass::Approve, manifest.items[2]);
  expect_taken(select(manifest), manifest);
}

TEST_F(BoardTrustTest, A28AnApprovalOfOtherBytesThanWereComposedIsRefused) {
  const Manifest composed = generation(2);
  const Manifest approved = generation(3);
  for (const ItemVersion& item : composed.items) commune_.list(KeyClass::Compose, item);
  for (const ItemVersion& item : approved.items) commune_.list(KeyClass::Approve, item);
  expect_refused(select(composed), Code::Denied, kApprove);
  expect_refused(select(approved), Code::Denied, kCompose);
  // The right path, but said of other bytes.
  const std::string path = item_path("30307", hash_of(composed.items[0]));
  auto& list = repo_.targets[std::string(kApprove)].targets;
  list[path] = tuf::describe_target(to_json(approved.items[0]).dump());
  for (int i : {1, 2}) commune_.list(KeyClass::Approve, composed.items[std::size_t(i)]);
  expect_refused(select(composed), Code::Denied, kApprove);
  list[path] = tuf::describe_target(to_json(composed.items[0]).dump());
  commune_.list(KeyClass::Approve, composed.items[1]);
  expect_taken(select(composed), composed);
}

std::size_t pages_in(const Scene& scene) {
  return std::size_t(
      std::ranges::count(scene.zones, ZoneScene::Content::Page, &ZoneScene::content));
}

std::size_t shown_at(const Manifest& manifest, Instant now) {
  return pages_in(resolve(manifest, now).scene);
}

/// What stands on the glass at `now` of a board that began at `from`. The guard: it looks again as
/// soon as its scene no longer holds.
std::size_t left_at(const Manifest& manifest, Instant from, Instant now, bool looks_again) {
  Resolved resolved = resolve(manifest, from);
  while (looks_again && resolved.valid_until <= now) {
    resolved = resolve(manifest, resolved.valid_until);
  }
  return pages_in(resolved.scene);
}

/// Generation 2, whose items are over while its window stands.
Manifest over_at(Instant end) {
  Manifest manifest = generation(2);
  manifest.selection.items.clear();
  for (ItemVersion& item : manifest.items) {
    item.content.valid_until = end;
    item.content.valid_from = end - kDay;
    manifest.selection.items.push_back(hash_of(item));
  }
  return manifest;
}

const Instant kDuring = sample::manifest().selection.windows[0].begin + std::chrono::minutes(5);

TEST_F(BoardTrustTest, A28AnItemWhoseTimeIsOverIsNotShown) {
  const Manifest manifest = over_at(kDuring);
  expect_taken(commune_.generation(manifest), manifest);
  EXPECT_EQ(shown_at(manifest, kDuring), 0u);
  EXPECT_GT(shown_at(manifest, kDuring - Millis(1)), 0u);
  EXPECT_EQ(left_at(manifest, kDuring - Millis(1), kDuring, true), 0u);
}

TEST_F(BoardTrustTest, A28ControlAnItemThatIsOverStaysWhereNobodyLooksAtItsEnd) {
  EXPECT_GT(left_at(over_at(kDuring), kDuring - Millis(1), kDuring, false), 0u) << "WRONG";
}

TEST_F(BoardTrustTest, A29AListOfItemsOutsideItsPathCountsForNothing) {
  const Manifest manifest = generation(2);
  auto& roles = repo_.targets["targets"].delegations->roles;
  const auto approve = std::ranges::find(roles, kApprove, &tuf::Delegation::name);
  approve->paths = {"c/30308/*"};
  repo_.publish({"targets"});
  expect_refused(commune_.generation(manifest), Code::Denied, kApprove);
  approve->paths = {"c/30307/*"};
  repo_.publish({"targets"});
  expect_taken(commune_.generation(manifest), manifest);
}

TEST_F(BoardTrustTest, A29TheKeysOfAnotherCommuneSignForNothingHere) {
  const Manifest manifest = generation(2);
  for (const KeyClass key_class : {KeyClass::Compose, KeyClass::Approve}) {
    const std::string role = signing_role(key_class, "30308");
    repo_.delegate("targets", role, {"c/30308/*"}, true);
    for (const ItemVersion& item : manifest.items) {
      repo_.add_target(role, item_path("30307", hash_of(item)), to_json(item).dump());
    }
    repo_.publish({role});
  }
  repo_.publish({"targets"});
  const std::string file = select(manifest);
  TrustBundle bundle = trust_of(file);
  for (const char* role : {"compose-30308", "approve-30308"}) {
    bundle.roles[role] = repo_.newest(role);
  }
  expect_refused(with_trust(file, bundle), Code::Denied, kCompose);
  expect_taken(commune_.generation(manifest), manifest);
}

TEST_F(BoardTrustTest, A29AnotherBoardsSelectRoleNamesNothingHere) {
  const Manifest manifest = generation(2);
  commune_.generation(manifest);
  auto& roles = repo_.targets["select"].delegations->roles;
  const auto own = std::ranges::find(roles, "select/board-1", &tuf::Delegation::name);
  own->paths = {"s/board-2"};
  repo_.publish({"select"});
  expect_refused(select(manifest), Code::Conflict, "not the one that is signed");
  own->paths = {"s/board-1"};
  repo_.publish({"select"});
  expect_taken(select(manifest), manifest);
}

TEST_F(BoardTrustTest, A29OneKeyInBothClassesIsNoTwoPeople) {
  const Manifest manifest = generation(2);
  auto& delegations = *repo_.targets["targets"].delegations;
  const auto approve = std::ranges::find(delegations.roles, kApprove, &tuf::Delegation::name);
  const auto compose = std::ranges::find(delegations.roles, kCompose, &tuf::Delegation::name);
  const tuf::RoleKeys right = approve->keys;
  const std::string shared = compose->keys.key_ids.front();
  approve->keys.key_ids.push_back(shared);
  repo_.publish({"targets"});
  expect_refused(commune_.generation(manifest), Code::Denied, "both compose and approve");
  // The same key under a name of its own.
  approve->keys = right;
  approve->keys.key_ids.push_back("another-name");
  delegations.keys["another-name"] = delegations.keys[shared];
  repo_.publish({"targets"});
  expect_refused(commune_.generation(manifest), Code::Denied, "both compose and approve");
  approve->keys = right;
  repo_.publish({"targets"});
  expect_taken(commune_.generation(manifest), manifest);
}

TEST_F(BoardTrustTest, OnePersonsItemPlaysWhereTheCommuneSignedThatHeMayDoBoth) {
  const Manifest manifest = generation(2);
  commune_.let_one_key_sign_both();
  repo_.publish({"targets"});
  const std::string file = commune_.generation(manifest);
  expect_refused(file, Code::Denied, "both compose and approve");
  repo_.add_target("targets", one_person_path("30307"), kOnePersonPolicy);
  repo_.publish({"targets"});
  expect_taken(commune_.generation(manifest), manifest);
}

TEST_F(BoardTrustTest, OnePersonStillNamesAnItemInBothLists) {
  const Manifest manifest = generation(2);
  commune_.let_one_key_sign_both();
  repo_.add_target("targets", one_person_path("30307"), kOnePersonPolicy);
  repo_.publish({"targets"});
  for (const ItemVersion& item : manifest.items) commune_.list(KeyClass::Compose, item);
  expect_refused(select(manifest), Code::Denied, kApprove);
  for (const ItemVersion& item : manifest.items) commune_.list(KeyClass::Approve, item);
  expect_taken(select(manifest), manifest);
}

TEST_F(BoardTrustTest, A29APolicyOfOtherBytesOrAnotherCommuneLetsNobodyDoBoth) {
  const Manifest manifest = generation(2);
  commune_.let_one_key_sign_both();
  for (const auto& [path, bytes] :
       {std::pair(one_person_path("30308"), kOnePersonPolicy),
        std::pair(one_person_path("30307"), std::string_view(R"({"one_person":false})"))}) {
    repo_.add_target("targets", path, bytes);
    repo_.publish({"targets"});
    expect_refused(commune_.generation(manifest), Code::Denied, "both compose and approve");
  }
  repo_.add_target("targets", one_person_path("30307"), kOnePersonPolicy);
  repo_.publish({"targets"});
  expect_taken(commune_.generation(manifest), manifest);
}

TEST_F(BoardTrustTest, A29APolicyThatWasTakenAwayIsNotBroughtBack) {
  repo_.add_target("targets", one_person_path("30307"), kOnePersonPolicy);
  commune_.let_one_key_sign_both();
  repo_.publish({"targets"});
  const TrustBundle lenient = trust_of(commune_.generation(generation(2)));
  expect_taken(commune_.generation(generation(2)), generation(2));
  repo_.targets["targets"].targets.erase(one_person_path("30307"));
  repo_.publish({"targets"});
  const std::string strict = commune_.generation(generation(3));
  const auto refused = verify(strict);
  ASSERT_FALSE(refused.ok());
  EXPECT_NE(refused.error().message.find("both compose and approve"), std::string::npos);
  // The old permission beside everything that is new.
  TrustBundle bundle = trust_of(strict);
  bundle.roles["targets"] = lenient.roles.at("targets");
  EXPECT_FALSE(verify(with_trust(strict, bundle)).ok());
}

TEST_F(BoardTrustTest, AStolenServerKeyNamesAnItemThatNobodySigned) {
  const Manifest manifest = generation(2);
  expect_refused(select(manifest), Code::Denied, kCompose);
  expect_taken(commune_.generation(manifest), manifest);
}

TEST_F(BoardTrustTest, AStolenServerKeySignsListsInThePeoplesPlace) {
  const Manifest manifest = generation(2);
  auto& compose = repo_.signers[std::string(kCompose)];
  auto& approve = repo_.signers[std::string(kApprove)];
  const auto right = std::pair(compose, approve);
  compose = approve = repo_.signers["select"];
  expect_refused(commune_.generation(manifest), Code::Denied, kCompose);
  std::tie(compose, approve) = right;
  expect_taken(commune_.generation(manifest), manifest);
}

TEST_F(BoardTrustTest, AStolenServerKeyGivesThePeoplesRolesToItself) {
  const Manifest manifest = generation(2);
  const auto right = std::exchange(repo_.signers["targets"], repo_.signers["timestamp"]);
  repo_.publish({"targets"});
  expect_refused(commune_.generation(manifest), Code::Denied, "targets");
  repo_.signers["targets"] = right;
  repo_.publish({"targets"});
  expect_taken(commune_.generation(manifest), manifest);
}

TEST_F(BoardTrustTest, WordsAboutThePlaceThatTheRootDoesNotStandForAreRefused) {
  Manifest manifest = generation(2);
  manifest.selection.place.agency = "UBND xã Khác";
  expect_refused(commune_.generation(manifest), Code::Denied, "does not stand for this place");
  EXPECT_FALSE(trust_.vouches_for(manifest.selection.place));
  EXPECT_TRUE(trust_.vouches_for(kPlace));
  repo_.add_target("targets", place_path("30307"), place_bytes(manifest.selection.place));
  repo_.publish({"targets"});
  expect_taken(commune_.generation(manifest), manifest);
  EXPECT_TRUE(trust_.vouches_for(manifest.selection.place));
  EXPECT_FALSE(trust_.vouches_for(kPlace));
}

TEST_F(BoardTrustTest, AnotherRootIsNotPinnedAndWhatItStandsForIsRefused) {
  SignedCommune foreign = foreign_commune(kPlace);
  const auto before = store_.roles;
  const Status pinned = trust_.pin(foreign.root());
  ASSERT_FALSE(pinned.ok());
  EXPECT_EQ(pinned.error().code, Code::Conflict);
  EXPECT_EQ(store_.roles, before);
  EXPECT_TRUE(trust_.pin(commune_.root()).ok()) << "the same root again is no other";
  const Manifest manifest = generation(2);
  const std::string theirs = foreign.generation(manifest);
  expect_refused(theirs, Code::Denied);
  ASSERT_TRUE(trust_.forget().ok());
  EXPECT_FALSE(trust_.is_pinned());
  ASSERT_TRUE(trust_.pin(foreign.root()).ok());
  EXPECT_FALSE(verify(first_).ok()) << "what was accepted under the old root is forgotten with it";
  expect_taken(theirs, manifest);
}

}  // namespace
}  // namespace bangtin
