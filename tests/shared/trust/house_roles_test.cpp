#include "shared/trust/house_roles.h"

#include <gtest/gtest.h>

#include "shared/crypto/sha256.h"
#include "shared/trust/path_pattern.h"
#include "shared/trust/sign.h"

namespace bangtin {
namespace {

const BoardId kBoard{"board-7"};

TEST(HouseRoles, HaveTheNamesThatMetadataAndBoardsAgreeOn) {
  EXPECT_EQ(signing_role(KeyClass::Compose, "31108"), "compose-31108");
  EXPECT_EQ(signing_role(KeyClass::Approve, "31108"), "approve-31108");
  EXPECT_EQ(select_role(kBoard), "select/board-7");
  EXPECT_EQ(select_chain(kBoard), (std::vector<std::string>{"select", "select/board-7"}));
  const Digest version = sha256("a version");
  EXPECT_EQ(item_path("31108", version), "c/31108/" + to_hex(version));
  EXPECT_EQ(selection_path(kBoard), "s/board-7");
  EXPECT_EQ(place_path("31108"), "p/31108");
  EXPECT_EQ(one_person_path("31108"), "o/31108");
}

TEST(HouseRoles, ProvincesAreFoundByTheirRolesAlone) {
  EXPECT_EQ(province_role("99091"), "province-99091");
  EXPECT_EQ(province_in("province-99091"), "99091");
  for (const char* name : {"province-", "province-9/1", "compose-99091", "xprovince-99091"}) {
    EXPECT_FALSE(province_in(name)) << name;
  }
  EXPECT_FALSE(is_signing_role("province-99091"));
  EXPECT_EQ(province_chain(KeyClass::Approve, "99091"),
            (std::vector<std::string>{"province-99091", "approve-99091"}));
  EXPECT_EQ(item_paths("99091"), "c/99091/*");
  tuf::Targets targets;
  EXPECT_TRUE(provinces_of(targets).empty());
  targets.delegations = commune_delegations("31108");
  const auto add = [&](const std::string& name) {
    targets.delegations->roles.emplace_back().name = name;
  };
  for (const char* name : {"province-2", "province-1", "province-2", "provinces"}) add(name);
  EXPECT_EQ(provinces_of(targets), (std::vector<std::string>{"2", "1"}));
  for (int i = 3; i < 20; ++i) add(province_role(std::to_string(i)));
  EXPECT_EQ(provinces_of(targets).size(), kProvincesMax);
}

TEST(HouseRoles, ADelegationCoversItsOwnPathsAlone) {
  const tuf::Delegations delegations = commune_delegations("31108");
  ASSERT_EQ(delegations.roles.size(), 3u);
  const std::string item = item_path("31108", sha256("a version"));
  for (const tuf::Delegation& role : delegations.roles) {
    const bool selects = role.name == kSelectRole;
    EXPECT_TRUE(role.terminating) << role.name;
    EXPECT_EQ(tuf::covers(role, item), !selects) << role.name;
    EXPECT_EQ(tuf::covers(role, selection_path(kBoard)), selects) << role.name;
    EXPECT_FALSE(tuf::covers(role, place_path("31108"))) << role.name;
    EXPECT_FALSE(tuf::covers(role, one_person_path("31108"))) << role.name;
    EXPECT_FALSE(tuf::covers(role, item_path("31109", sha256("a version")))) << role.name;
    EXPECT_FALSE(tuf::covers(role, item + "/more")) << role.name;
  }
}

KeyPair key(std::uint8_t name) { return KeyPair::from_seed({name}); }

/// Targets in which these keys may compose and approve.
tuf::Targets targets_of(std::initializer_list<std::uint8_t> composers,
                        std::initializer_list<std::uint8_t> approvers) {
  tuf::Targets targets;
  targets.delegations = commune_delegations("31108");
  auto& roles = targets.delegations->roles;
  const auto add = [&](tuf::Delegation& role, std::uint8_t name) {
    tuf::add_key(targets.delegations->keys, role.keys, key(name).public_key());
  };
  for (const std::uint8_t name : composers) add(roles[0], name);
  for (const std::uint8_t name : approvers) add(roles[1], name);
  return targets;
}

TEST(CheckTwoPeople, TakesClassesThatHaveNobodyInCommon) {
  EXPECT_TRUE(check_two_people(targets_of({1, 2}, {3, 4}), "31108").ok());
  EXPECT_TRUE(check_two_people(targets_of({}, {}), "31108").ok()) << "nobody can sign anything";
}

TEST(CheckTwoPeople, RefusesAKeyThatStandsInBothUnderWhateverName) {
  EXPECT_EQ(check_two_people(targets_of({1, 2}, {3, 2}), "31108").error().code, Code::Denied);
  tuf::Targets targets = targets_of({1}, {2});
  auto& delegations = *targets.delegations;
  delegations.keys["alias"] = delegations.keys[delegations.roles[0].keys.key_ids.front()];
  delegations.roles[1].keys.key_ids.push_back("alias");
  EXPECT_EQ(check_two_people(targets, "31108").error().code, Code::Denied);
}

TEST(CheckTwoPeople, LetsOnePersonWhereTheSignedPolicySaysSo) {
  tuf::Targets targets = targets_of({1, 2}, {2});
  targets.targets["o/31108"] = tuf::describe_target(R"({"one_person":true})");
  EXPECT_TRUE(lets_one_person(targets, "31108"));
  EXPECT_TRUE(check_two_people(targets, "31108").ok());
  EXPECT_FALSE(check_nobody_in_both(targets, "31108").ok()) << "of a province never";
  tuf::Targets empty = targets;
  empty.delegations.reset();
  EXPECT_FALSE(check_two_people(empty, "31108").ok()) << "somebody has to sign all the same";
}

TEST(CheckTwoPeople, TakesNoPolicyOfOtherBytesOrAnotherCommune) {
  const auto is_let = [](const std::string& path, std::string_view bytes) {
    tuf::Targets targets = targets_of({1}, {1});
    targets.targets[path] = tuf::describe_target(bytes);
    EXPECT_EQ(lets_one_person(targets, "31108"), check_two_people(targets, "31108").ok());
    return lets_one_person(targets, "31108");
  };
  EXPECT_TRUE(is_let("o/31108", kOnePersonPolicy)) << "without the bend";
  EXPECT_FALSE(is_let("o/31109", kOnePersonPolicy));
  EXPECT_FALSE(is_let("p/31108", kOnePersonPolicy));
  EXPECT_FALSE(is_let("o/31108/", kOnePersonPolicy));
  EXPECT_FALSE(is_let("o/31108", R"({"one_person":false})"));
  EXPECT_FALSE(is_let("o/31108", R"({"one_person": true})"));
  EXPECT_FALSE(is_let("o/31108", ""));
  tuf::Targets unhashed = targets_of({1}, {1});
  unhashed.targets["o/31108"].length = std::int64_t(kOnePersonPolicy.size());
  EXPECT_FALSE(lets_one_person(unhashed, "31108")) << "a length alone says nothing";
}

TEST(CheckTwoPeople, RefusesACommuneForWhichNobodyMaySign) {
  EXPECT_EQ(check_two_people(targets_of({1}, {2}), "31109").error().code, Code::Denied);
  EXPECT_EQ(check_two_people(tuf::Targets{}, "31108").error().code, Code::Denied);
  tuf::Targets halved = targets_of({1}, {2});
  halved.delegations->roles.erase(halved.delegations->roles.begin());
  EXPECT_EQ(check_two_people(halved, "31108").error().code, Code::Denied);
}

TEST(Describes, WantsLengthAndHashBoth) {
  const tuf::TargetFile file = tuf::describe_target("bytes");
  EXPECT_TRUE(describes(file, 5, sha256("bytes")));
  EXPECT_FALSE(describes(file, 6, sha256("bytes")));
  EXPECT_FALSE(describes(file, 5, sha256("other")));
  tuf::TargetFile unhashed = file;
  unhashed.hashes.clear();
  EXPECT_FALSE(describes(unhashed, 5, sha256("bytes")));
}

}  // namespace
}  // namespace bangtin
