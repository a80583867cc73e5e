// A26: the program ends, or the power goes, at each step of a cycle. What is left must lead on: the
// next cycle succeeds, and nothing that was trusted is older than before.
#include <gtest/gtest.h>

#include "shared/storage/disk_trust_store.h"
#include "shared/storage/target_folder.h"
#include "shared/trust/parse.h"
#include "shared/trust/trust_client.h"
#include "tests/fakes/seeded_random.h"
#include "tests/fakes/sim_disk.h"
#include "tests/fakes/sim_repository.h"

namespace bangtin {
namespace {

constexpr auto kDay = std::chrono::hours(24);
const Instant kNow = Instant(std::chrono::sys_days(std::chrono::year(2027) / 3 / 1));
constexpr const char* kRoles[] = {"root", "timestamp", "snapshot", "targets", "a"};

std::int64_t version_of(tuf::TrustStore& store, const char* role) {
  const auto bytes = store.load(role);
  if (!bytes) return 0;
  const auto envelope = tuf::parse_envelope(*bytes);
  EXPECT_TRUE(envelope.ok()) << role << " is torn";
  return envelope ? *envelope->signed_part.int_at("version") : 0;
}

/// Refreshes and fetches the target "x" of the delegated role "a".
Status cycle(SimRepository& repo, SimDisk& disk) {
  DiskTrustStore store(disk);
  tuf::TrustClient client(repo, store);
  TRY(client.refresh(kNow));
  const auto target = TRY(client.find_target("x"));
  return TargetFolder(disk).fetch(target, repo);
}

void publish_second(SimRepository& repo, bool rotate) {
  if (rotate) repo.rotate("timestamp");
  repo.add_target("a", "x", "the second picture");
  repo.publish({"root", "root", "a", "targets", "snapshot", "timestamp"});
}

/// A cut at the `operation`-th change of the disk; false when the cycle had fewer.
bool survives_cut_at(std::int64_t operation, bool kill, bool rotate) {
  SeededRandom random(static_cast<std::uint64_t>(operation));
  SimDisk disk(random);
  SimRepository repo(kNow + kDay);
  repo.delegate("targets", "a", {"*"});
  repo.add_target("a", "x", "the first picture");
  repo.publish({"a", "targets", "snapshot", "timestamp"});
  DiskTrustStore store(disk);
  EXPECT_TRUE(tuf::TrustClient(repo, store).pin_root(repo.newest("root")).ok());
  EXPECT_TRUE(cycle(repo, disk).ok());
  std::map<std::string, std::int64_t> before;
  for (const char* role : kRoles) before[role] = version_of(store, role);

  publish_second(repo, rotate);
  disk.cut_power_at(operation, kill);
  bool was_cut = false;
  try {
    EXPECT_TRUE(cycle(repo, disk).ok());
  } catch (const PowerCut&) {
    was_cut = true;
  }
  disk.keep_power();
  if (was_cut && !kill) disk.crash();
  for (const char* role : kRoles) {
    const std::int64_t version = version_of(store, role);
    const bool dropped = rotate && version == 0;
    EXPECT_TRUE(dropped || version >= before[role]) << role << " at operation " << operation;
  }
  const Status after = cycle(repo, disk);
  EXPECT_TRUE(after.ok()) << (after ? "" : after.error().message) << " at operation " << operation;
  EXPECT_EQ(version_of(store, "timestamp"), repo.timestamp.head.version);
  EXPECT_EQ(version_of(store, "root"), 3);
  EXPECT_EQ(*disk.read("x", 0, 100), "the second picture");
  EXPECT_FALSE(disk.exists(".part"));
  return was_cut;
}

void survives_every_cut(bool kill, bool rotate) {
  std::int64_t operation = 1;
  while (survives_cut_at(operation, kill, rotate)) ++operation;
  EXPECT_GT(operation, 9) << "roots, timestamp, snapshot, targets, role and target were written";
}

TEST(TrustCut, A26AKillAtAnyStepLeadsOn) { survives_every_cut(true, false); }
TEST(TrustCut, A26APowerCutAtAnyStepLeadsOn) { survives_every_cut(false, false); }
TEST(TrustCut, A26AKillWhileKeysAreRotatedLeadsOn) { survives_every_cut(true, true); }
TEST(TrustCut, A26APowerCutWhileKeysAreRotatedLeadsOn) { survives_every_cut(false, true); }

TEST(TrustCut, AFullDiskLosesNothing) {
  SeededRandom random(1);
  SimDisk disk(random);
  SimRepository repo(kNow + kDay);
  DiskTrustStore store(disk);
  tuf::TrustClient client(repo, store);
  ASSERT_TRUE(client.pin_root(repo.newest("root")).ok());
  ASSERT_TRUE(client.refresh(kNow).ok());
  repo.publish_content();
  disk.set_full(true);
  const Status refused = client.refresh(kNow);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, Code::Full);
  EXPECT_EQ(version_of(store, "timestamp"), 1);
  disk.set_full(false);
  EXPECT_TRUE(client.refresh(kNow).ok());
  EXPECT_EQ(version_of(store, "timestamp"), 2);
}

}  // namespace
}  // namespace bangtin
