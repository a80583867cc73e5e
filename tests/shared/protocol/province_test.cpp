// What a board believes of a province that its commune's own key lets in: two people of the
// province, for the province's own paths, and nothing once the commune took that back. Each attack
// has the number that it has in the attack list, and the same situation without it passes.
#include <algorithm>
#include <tuple>
#include <utility>

#include "tests/shared/protocol/board_trust_world.h"

namespace bangtin {
namespace {

class ProvinceTest : public BoardTrustTest {
 protected:
  ProvinceTest() { commune_.add_province(kProvince); }

  void sign(const Manifest& manifest) {
    for (const ItemVersion& item : manifest.items) {
      commune_.list(kProvince, KeyClass::Compose, item);
      commune_.list(kProvince, KeyClass::Approve, item);
    }
  }
  std::string signed_by_both(const Manifest& manifest) {
    sign(manifest);
    return select(manifest);
  }
  tuf::Delegation& delegation(const std::string& delegator, const std::string& role) {
    auto& roles = repo_.targets[delegator].delegations->roles;
    return *std::ranges::find(roles, role, &tuf::Delegation::name);
  }

  const std::string province_ = province_role(kProvince);
};

TEST_F(ProvinceTest, WhatTwoPeopleOfTheProvinceSignedIsShown) {
  expect_taken(signed_by_both(generation(2)), generation(2));
  expect_taken(commune_.generation(generation(3)), generation(3));
}

TEST_F(ProvinceTest, ItemsOfBothOfficesStandInOneSelection) {
  const Manifest manifest = generation(2);
  sign(manifest);
  auto& composed = repo_.targets["compose-99091"].targets;
  composed.erase(item_path(kProvince, hash_of(manifest.items[0])));
  expect_refused(select(manifest), Code::Denied, "compose-99091");
  commune_.list(KeyClass::Compose, manifest.items[0]);
  commune_.list(KeyClass::Approve, manifest.items[0]);
  expect_taken(select(manifest), manifest);
}

TEST_F(ProvinceTest, WhatTheCommuneSignedNeedsNothingOfTheProvince) {
  sign(generation(2));
  const Manifest manifest = generation(3);
  const std::string file = commune_.generation(manifest);
  TrustBundle bundle = trust_of(file);
  for (const char* role : {"province-99091", "compose-99091", "approve-99091"}) {
    bundle.roles.erase(role);
  }
  expect_taken(with_trust(file, bundle), manifest);
  repo_.targets[province_].head.expires = kNow - kDay;
  repo_.publish({province_});
  expect_taken(commune_.generation(generation(4)), generation(4));
}

TEST_F(ProvinceTest, A29AProvinceThatTheCommuneDoesNotLetInSignsForNothing) {
  const Manifest manifest = generation(2);
  auto& roles = repo_.targets["targets"].delegations->roles;
  const tuf::Delegation let_in = delegation("targets", province_);
  std::erase_if(roles, [&](const tuf::Delegation& role) { return role.name == province_; });
  repo_.publish({"targets"});
  expect_refused(signed_by_both(manifest), Code::Denied, "compose-30307");
  roles.push_back(let_in);
  repo_.publish({"targets"});
  expect_taken(signed_by_both(manifest), manifest);
}

TEST_F(ProvinceTest, A29ADelegationThatWasTakenBackIsNotBroughtBackByOldMetadata) {
  const Manifest manifest = generation(2);
  const TrustBundle before = trust_of(signed_by_both(manifest));
  expect_taken(select(manifest), manifest);
  std::erase_if(repo_.targets["targets"].delegations->roles,
                [&](const tuf::Delegation& role) { return role.name == province_; });
  repo_.publish({"targets"});
  const Manifest later = generation(3);
  sign(later);
  const std::string file = select(later);
  ASSERT_FALSE(verify(file).ok());
  TrustBundle mixed = trust_of(file);
  mixed.roles["targets"] = before.roles.at("targets");
  EXPECT_FALSE(verify(with_trust(file, mixed)).ok());
  EXPECT_FALSE(verify(with_trust(file, before)).ok());
  expect_taken(commune_.generation(later), later);
}

TEST_F(ProvinceTest, A12AnOlderListOfTheProvinceIsNotTakenAgain) {
  const Manifest withdrawn = generation(2);
  const std::string file = signed_by_both(withdrawn);
  const TrustBundle before = trust_of(file);
  expect_taken(file, withdrawn);
  repo_.targets["approve-99091"].targets.clear();
  repo_.publish({"approve-99091"});
  const Manifest other = generation(3);
  expect_taken(commune_.generation(other), other);
  const std::string again = select(withdrawn);
  ASSERT_FALSE(verify(again).ok()) << "withdrawn by the province";
  TrustBundle mixed = trust_of(again);
  mixed.roles["approve-99091"] = before.roles.at("approve-99091");
  EXPECT_FALSE(verify(with_trust(again, mixed)).ok()) << "an old list beside new metadata";
  EXPECT_FALSE(verify(with_trust(again, before)).ok()) << "all of the old";
  sign(withdrawn);
  expect_taken(select(withdrawn), withdrawn);
}

TEST_F(ProvinceTest, A10AListOfTheProvinceThatIsOverBringsNothingNew) {
  const Manifest manifest = generation(2);
  auto& list = repo_.targets["approve-99091"];
  const Instant good = list.head.expires;
  list.head.expires = kNow - kDay;
  expect_refused(signed_by_both(manifest), Code::Denied, "approve-99091");
  list.head.expires = good;
  expect_taken(signed_by_both(manifest), manifest);
}

TEST_F(ProvinceTest, A29TheProvincesPeopleSignNothingUnderTheCommunesCode) {
  const Manifest manifest = generation(2);
  for (const ItemVersion& item : manifest.items) {
    for (const char* role : {"compose-99091", "approve-99091"}) {
      repo_.add_target(role, item_path("30307", hash_of(item)), to_json(item).dump());
      repo_.publish({role});
    }
  }
  expect_refused(select(manifest), Code::Denied, "compose-99091");
  // Nor where its owners delegate beyond what they were given.
  for (const char* role : {"compose-99091", "approve-99091"}) {
    delegation(province_, role).paths = {"c/*/*"};
  }
  repo_.publish({province_});
  expect_refused(select(manifest), Code::Denied, "compose-99091");
  expect_taken(signed_by_both(manifest), manifest);
}

TEST_F(ProvinceTest, A29TheCommunesPeopleSignNothingUnderTheProvincesCode) {
  const Manifest manifest = generation(2);
  for (const ItemVersion& item : manifest.items) {
    for (const std::string_view role : {kCompose, kApprove}) {
      repo_.add_target(std::string(role), item_path(kProvince, hash_of(item)),
                       to_json(item).dump());
      repo_.publish({std::string(role)});
    }
  }
  expect_refused(select(manifest), Code::Denied, kCompose);
  // With the commune's keys in the place of the province's.
  const auto right = std::pair(repo_.signers["compose-99091"], repo_.signers["approve-99091"]);
  repo_.signers["compose-99091"] = repo_.signers[std::string(kCompose)];
  repo_.signers["approve-99091"] = repo_.signers[std::string(kApprove)];
  expect_refused(signed_by_both(manifest), Code::Denied, "compose-99091");
  std::tie(repo_.signers["compose-99091"], repo_.signers["approve-99091"]) = right;
  expect_taken(signed_by_both(manifest), manifest);
}

TEST_F(ProvinceTest, A29ADelegationOfOtherPathsIsWorthNothing) {
  const Manifest manifest = generation(2);
  tuf::Delegation& let_in = delegation("targets", province_);
  let_in.paths = {item_paths("30307")};
  repo_.publish({"targets"});
  expect_refused(signed_by_both(manifest), Code::Denied, "compose-99091");
  let_in.paths = {item_paths(kProvince)};
  repo_.publish({"targets"});
  expect_taken(signed_by_both(manifest), manifest);
}

TEST_F(ProvinceTest, A02OneOfThreeOwnersDoesNotSayWhoSignsForTheProvince) {
  const Manifest manifest = generation(2);
  tuf::Delegations& delegations = *repo_.targets["targets"].delegations;
  tuf::Delegation& let_in = delegation("targets", province_);
  auto& owners = repo_.signers[province_];
  for (int i = 0; i < 2; ++i) {
    owners.push_back(repo_.new_key());
    tuf::add_key(delegations.keys, let_in.keys, owners.back().public_key());
  }
  let_in.keys.threshold = 2;
  const auto all = owners;
  owners = {all[0]};
  repo_.publish({province_, "targets"});
  expect_refused(signed_by_both(manifest), Code::Denied, "province-99091");
  owners = {all[0], all[2]};
  repo_.publish({province_});
  expect_taken(signed_by_both(manifest), manifest);
}

TEST_F(ProvinceTest, A29AStolenServerLetsNoProvinceIn) {
  const Manifest manifest = generation(2);
  const auto right = std::exchange(repo_.signers["targets"], repo_.signers["timestamp"]);
  repo_.publish({"targets"});
  expect_refused(signed_by_both(manifest), Code::Denied, "targets");
  repo_.signers["targets"] = right;
  repo_.publish({"targets"});
  expect_taken(signed_by_both(manifest), manifest);
}

}  // namespace
}  // namespace bangtin
