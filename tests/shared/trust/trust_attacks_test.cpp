// The attack list, by number. Each attack is tried twice: against the client as it is built, and
// against one with the guard missing that is there for it. The first must come to no harm, the
// second must: so no test here passes for another reason than the one it names.
#include <gtest/gtest.h>

#include <functional>
#include <set>

#include "tests/fakes/guarded_client.h"
#include "tests/fakes/memory_trust_store.h"
#include "tests/fakes/sim_repository.h"

namespace bangtin {
namespace {

using tuf::Guard;

constexpr auto kDay = std::chrono::hours(24);
const Instant kNow = Instant(std::chrono::sys_days(std::chrono::year(2027) / 3 / 1));

/// A board that has seen version 1 of everything, or nothing yet but the pinned root.
struct World {
  explicit World(std::optional<Guard> without) : without_guard(without) {
    EXPECT_TRUE(client()->pin_root(repo.newest("root")).ok());
  }
  std::unique_ptr<GuardedClient> client() { return guarded_client(repo, store, without_guard); }
  bool refreshes() { return client()->refresh(kNow).ok(); }
  bool finds(std::string_view path) {
    const auto fresh = client();
    return fresh->refresh(kNow).ok() && fresh->find_target(path).ok();
  }

  std::optional<Guard> without_guard;
  SimRepository repo{kNow + 30 * kDay};
  MemoryTrustStore store;
};

struct Attack {
  std::string name;
  Guard guard;
  /// True when it did its harm.
  std::function<bool(World&)> harms;
};

void PrintTo(const Attack& attack, std::ostream* out) { *out << attack.name; }

std::vector<Attack> signature_attacks() {
  return {
      {"A01Unsigned", Guard::Threshold,
       [](World& world) {
         world.repo.signers["timestamp"].clear();
         world.repo.publish({"timestamp"});
         return world.refreshes();
       }},
      {"A02BelowThreshold", Guard::Threshold,
       [](World& world) {
         for (int i = 0; i < 2; ++i) world.repo.add_key("snapshot");
         world.repo.root.roles["snapshot"].threshold = 3;
         world.repo.signers["snapshot"].pop_back();
         world.repo.publish({"root", "snapshot", "timestamp"});
         return world.refreshes();
       }},
      {"A03OneKeyListedTwice", Guard::DistinctKeys,
       [](World& world) {
         tuf::RoleKeys& role = world.repo.root.roles["snapshot"];
         role.key_ids.push_back(role.key_ids.front());
         role.threshold = 2;
         world.repo.publish({"root", "snapshot", "timestamp"});
         return world.refreshes();
       }},
      {"A04OneKeyUnderTwoIds", Guard::DistinctKeys,
       [](World& world) {
         tuf::RoleKeys& role = world.repo.root.roles["snapshot"];
         world.repo.root.keys["other"] = world.repo.root.keys[role.key_ids.front()];
         role.key_ids.push_back("other");
         role.threshold = 2;
         world.repo.publish({"root", "snapshot", "timestamp"});
         world.repo.newest("snapshot") =
             with_copied_signature(world.repo.newest("snapshot"), "other");
         return world.refreshes();
       }},
      {"A04TwoSignaturesUnderOneId", Guard::UniqueSignatures,
       [](World& world) {
         world.repo.newest("snapshot") = with_copied_signature(
             world.repo.newest("snapshot"), world.repo.root.roles["snapshot"].key_ids.front());
         return world.refreshes();
       }},
      {"A05ThresholdZero", Guard::ThresholdPositive,
       [](World& world) {
         world.repo.root.roles["timestamp"].threshold = 0;
         world.repo.signers["timestamp"].clear();
         world.repo.publish({"root", "timestamp"});
         return world.refreshes();
       }},
      {"A05NegativeThresholdOfADelegation", Guard::ThresholdPositive,
       [](World& world) {
         world.repo.delegate("targets", "a", {"*"}).keys.threshold = -1;
         world.repo.signers["a"].clear();
         world.repo.add_target("a", "x", "forged");
         world.repo.publish({"a", "targets", "snapshot", "timestamp"});
         return world.finds("x");
       }},
      {"A06RightSignatureOfAWrongRole", Guard::RoleType,
       [](World& world) {
         tuf::Snapshot forged = world.repo.snapshot;
         forged.head.version = 2;
         forged.meta = {{"snapshot.json", {}}};
         world.repo.newest("timestamp") =
             tuf::sign(tuf::to_json(forged), world.repo.signers["timestamp"]);
         return world.refreshes();
       }},
      {"A18RootUnsignedByTheOldKeys", Guard::OldRootKeys,
       [](World& world) {
         world.repo.rotate("root");
         world.repo.publish({"root"});
         return world.refreshes();
       }},
      {"A18RootUnsignedByItsOwnKeys", Guard::NewRootKeys,
       [](World& world) {
         const auto old_signers = world.repo.signers["root"];
         world.repo.rotate("root");
         world.repo.signers["root"] = old_signers;
         world.repo.publish({"root"});
         return world.refreshes();
       }},
  };
}

std::vector<Attack> age_attacks() {
  const auto expire = [](tuf::Head& head) { head.expires = kNow; };
  return {
      {"A07RootExpired", Guard::RootExpiry,
       [=](World& world) {
         expire(world.repo.root.head);
         world.repo.publish({"root"});
         return world.refreshes();
       }},
      {"A08TimestampExpired", Guard::TimestampExpiry,
       [=](World& world) {
         expire(world.repo.timestamp.head);
         world.repo.publish({"timestamp"});
         return world.refreshes();
       }},
      {"A08TimestampExpiredSinceItWasTrusted", Guard::TimestampExpiry,
       [=](World& world) {
         world.repo.timestamp.head.expires = kNow + kDay;
         world.repo.publish({"timestamp"});
         EXPECT_TRUE(world.refreshes());
         return world.client()->refresh(kNow + 2 * kDay).ok();
       }},
      {"A09SnapshotExpired", Guard::SnapshotExpiry,
       [=](World& world) {
         expire(world.repo.snapshot.head);
         world.repo.publish({"snapshot", "timestamp"});
         return world.refreshes();
       }},
      {"A10TargetsExpired", Guard::TargetsExpiry,
       [=](World& world) {
         expire(world.repo.targets["targets"].head);
         world.repo.publish_content();
         return world.refreshes();
       }},
      {"A10DelegatedRoleExpired", Guard::TargetsExpiry,
       [=](World& world) {
         world.repo.delegate("targets", "a", {"*"});
         world.repo.add_target("a", "x", "old");
         expire(world.repo.targets["a"].head);
         world.repo.publish({"a", "targets", "snapshot", "timestamp"});
         return world.finds("x");
       }},
      {"A11TimestampRolledBack", Guard::TimestampRollback,
       [](World& world) {
         const std::string old = world.repo.newest("timestamp");
         world.repo.publish({"timestamp"});
         EXPECT_TRUE(world.refreshes());
         world.repo.newest("timestamp") = old;
         return world.refreshes();
       }},
      {"A27TimestampThatNamesAnOlderSnapshotIsKept", Guard::NamedRollback,
       [](World& world) {
         world.repo.publish({"snapshot", "timestamp"});
         EXPECT_TRUE(world.refreshes());
         world.repo.timestamp.snapshot.version = 1;
         world.repo.publish({"timestamp"});
         EXPECT_FALSE(world.refreshes());
         return world.store.roles["timestamp"] == world.repo.newest("timestamp");
       }},
      {"A36APageWithStatus200IsKeptInPlaceOfATimestamp", Guard::JudgedFirst,
       [](World& world) {
         const std::string old = world.repo.newest("timestamp");
         world.repo.publish({"timestamp"});
         EXPECT_TRUE(world.refreshes());
         world.repo.newest("timestamp") = "<html>Mời đăng nhập Wi-Fi</html>";
         EXPECT_FALSE(world.refreshes());
         world.repo.newest("timestamp") = old;  // Nobody remembers that there was a newer one.
         return world.refreshes();
       }},
      {"A12SnapshotRolledBackWhereTheTimestampIsLost", Guard::SnapshotRollback,
       [](World& world) {
         const std::string old = world.repo.newest("timestamp");
         world.repo.publish({"snapshot", "timestamp"});
         EXPECT_TRUE(world.refreshes());
         world.store.roles.erase("timestamp");
         world.repo.newest("timestamp") = old;
         return world.refreshes();
       }},
      {"A13TargetsRolledBack", Guard::MetaRollback,
       [](World& world) {
         world.repo.publish_content();
         EXPECT_TRUE(world.refreshes());
         world.repo.snapshot.meta["targets.json"].version = 1;
         world.repo.publish({"snapshot", "timestamp"});
         return world.refreshes();
       }},
      {"A14RoleVanishes", Guard::RoleVanished,
       [](World& world) {
         world.repo.delegate("targets", "a", {"*"});
         world.repo.publish({"a", "targets", "snapshot", "timestamp"});
         EXPECT_TRUE(world.refreshes());
         world.repo.snapshot.meta.erase("a.json");
         world.repo.publish({"snapshot", "timestamp"});
         return world.refreshes();
       }},
  };
}

/// Harm here is a board that stays stuck on what the attacker made.
std::vector<Attack> fast_forward_attacks() {
  return {
      {"A15TimestampPushedForward", Guard::DropRotated,
       [](World& world) {
         world.repo.timestamp.head.version = 99'998;
         world.repo.publish({"timestamp"});
         EXPECT_TRUE(world.refreshes());
         world.repo.rotate("timestamp");
         world.repo.timestamp.head.version = 1;
         world.repo.publish({"root", "timestamp"});
         return !world.refreshes();
       }},
      {"A16SnapshotPushedForward", Guard::DropRotated,
       [](World& world) {
         world.repo.snapshot.head.version = 99'998;
         world.repo.publish({"snapshot", "timestamp"});
         EXPECT_TRUE(world.refreshes());
         world.repo.rotate("snapshot");
         world.repo.rotate("timestamp");
         world.repo.snapshot.head.version = 1;
         world.repo.publish({"root", "snapshot", "timestamp"});
         return !world.refreshes();
       }},
      {"A17TargetsPushedForward", Guard::DropRotated,
       [](World& world) {
         world.repo.targets["targets"].head.version = 99'998;
         world.repo.publish_content();
         EXPECT_TRUE(world.refreshes());
         world.repo.rotate("snapshot");
         world.repo.targets["targets"].head.version = 1;
         world.repo.publish({"root", "targets", "snapshot", "timestamp"});
         return !world.refreshes();
       }},
  };
}

std::vector<Attack> mix_attacks() {
  return {
      {"A19RootSkipsAVersion", Guard::RootStep,
       [](World& world) {
         world.repo.root.head.version = 2;
         world.repo.publish({"root"});
         world.repo.files["2.root.json"] = world.repo.files["3.root.json"];
         return world.refreshes();
       }},
      {"A19SnapshotOfAnotherVersion", Guard::SnapshotVersion,
       [](World& world) {
         world.repo.publish({"snapshot"});
         world.repo.files["1.snapshot.json"] = world.repo.newest("snapshot");
         return world.refreshes();
       }},
      {"A19TargetsOfAnotherVersion", Guard::TargetsVersion,
       [](World& world) {
         world.repo.publish({"targets"});
         world.repo.files["1.targets.json"] = world.repo.newest("targets");
         return world.refreshes();
       }},
      {"A20SnapshotWithOtherBytesThanNamed", Guard::MetaBytes,
       [](World& world) {
         world.repo.detail = tuf::Detail::Bytes;
         world.repo.publish_content();
         world.repo.snapshot.head.expires += kDay;  // as many bytes as before
         world.repo.newest("snapshot") =
             tuf::sign(tuf::to_json(world.repo.snapshot), world.repo.signers["snapshot"]);
         return world.refreshes();
       }},
      {"A20TargetsWithAnotherHashThanNamed", Guard::MetaBytes,
       [](World& world) {
         world.repo.detail = tuf::Detail::Bytes;
         world.repo.publish({"targets"});
         world.repo.snapshot.meta["targets.json"].hashes["sha256"] = std::string(64, 'a');
         world.repo.publish({"snapshot", "timestamp"});
         return world.refreshes();
       }},
      {"A22MetadataWithAHashThatNobodyKnows", Guard::MetaBytes,
       [](World& world) {
         world.repo.snapshot.meta["targets.json"].hashes = {{"unknown", std::string(64, 'a')}};
         world.repo.publish({"snapshot", "timestamp"});
         return world.refreshes();
       }},
      {"A25FileWithoutEnd", Guard::SizeMax,
       [](World& world) {
         world.repo.newest("timestamp") += std::string(100'000, ' ');
         return world.refreshes();
       }},
      {"SpecificationOfAnotherMajorVersion", Guard::SpecVersion,
       [](World& world) {
         Json json = tuf::to_json(world.repo.timestamp);
         json.set("spec_version", "2.0.0");
         world.repo.newest("timestamp") = tuf::sign(json, world.repo.signers["timestamp"]);
         return world.refreshes();
       }},
      {"VersionZero", Guard::VersionPositive,
       [](World& world) {
         world.repo.timestamp.head.version = -1;
         world.repo.publish({"timestamp"});
         return world.refreshes();
       }},
  };
}

std::vector<Attack> delegation_attacks() {
  return {
      {"A23DelegationsInACircle", Guard::VisitOnce,
       [](World& world) {
         world.repo.delegate("targets", "a", {"*"});
         world.repo.delegate("a", "b", {"*"});
         world.repo.delegate("b", "a", {"*"});
         world.repo.publish({"a", "b", "targets", "snapshot", "timestamp"});
         EXPECT_FALSE(world.finds("missing"));
         return world.store.loads["a"] > 1;
       }},
      {"A23DelegationsWithoutEnd", Guard::VisitedMax,
       [](World& world) {
         std::string before = "targets";
         for (int i = 0; i < 40; ++i) {
           const std::string role = "r" + std::to_string(i);
           world.repo.delegate(before, role, {"*"});
           before = role;
         }
         world.repo.add_target("r39", "x", "far away");
         for (int i = 0; i < 40; ++i) world.repo.publish({"r" + std::to_string(i)});
         world.repo.publish_content();
         return world.finds("x");
       }},
      {"A23SearchBehindATerminatingDelegation", Guard::Terminating,
       [](World& world) {
         world.repo.delegate("targets", "a", {"*"}, true);
         world.repo.delegate("targets", "b", {"*"});
         world.repo.add_target("b", "x", "of b");
         world.repo.publish({"a", "b", "targets", "snapshot", "timestamp"});
         return world.finds("x");
       }},
      {"A29RoleOutsideItsPaths", Guard::PathCovered,
       [](World& world) {
         world.repo.delegate("targets", "a", {"a/*"});
         world.repo.add_target("a", "b/x", "of a");
         world.repo.publish({"a", "targets", "snapshot", "timestamp"});
         return world.finds("b/x");
       }},
      {"A24DelegatedRoleCalledRoot", Guard::ReservedNames,
       [](World& world) {
         const std::string pinned = world.store.roles["root"];
         world.repo.delegate("targets", "root", {"*"});
         world.repo.signers["root"].push_back(world.repo.new_key());
         tuf::add_key(world.repo.targets["targets"].delegations->keys,
                      world.repo.targets["targets"].delegations->roles[0].keys,
                      world.repo.signers["root"].back().public_key());
         world.repo.files["1.root.json"] =
             tuf::publish_targets(world.repo.targets["root"], "root", world.repo.root,
                                  world.repo.signers["root"], tuf::Detail::Version,
                                  world.repo.snapshot)
                 .bytes;
         world.repo.publish_content();
         EXPECT_FALSE(world.finds("x"));
         return world.store.roles["root"] != pinned;
       }},
  };
}

std::vector<Attack> all_attacks() {
  std::vector<Attack> all;
  for (const auto& some : {signature_attacks(), age_attacks(), fast_forward_attacks(),
                           mix_attacks(), delegation_attacks()}) {
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

class TrustAttack : public testing::TestWithParam<Attack> {};

TEST_P(TrustAttack, ComesToNoHarm) {
  World world(std::nullopt);
  EXPECT_FALSE(GetParam().harms(world));
}

TEST_P(TrustAttack, WouldDoHarmWithoutItsGuard) {
  World world(GetParam().guard);
  EXPECT_TRUE(GetParam().harms(world));
}

INSTANTIATE_TEST_SUITE_P(Tuf, TrustAttack, testing::ValuesIn(all_attacks()),
                         [](const auto& attack) { return attack.param.name; });

TEST(TrustAttackList, HasAnAttackForEveryGuard) {
  std::set<Guard> tried;
  for (const Attack& attack : all_attacks()) tried.insert(attack.guard);
  EXPECT_EQ(tried.size(), static_cast<std::size_t>(Guard::SizeMax) + 1);
}

}  // namespace
}  // namespace bangtin
