// A26: the program ends, or the power goes, at each step of a cycle. What is left must lead on: the
// next cycle succeeds, and nothing that was trusted is older than before. Tried again on disks that
// promise less than a Disk does: there it must not.
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

/// 0: there is none; -1: it is torn.
std::int64_t version_of(tuf::TrustStore& store, const char* role) {
  const auto bytes = store.load(role);
  if (!bytes) return 0;
  const auto envelope = tuf::parse_envelope(*bytes);
  return envelope ? *envelope->signed_part.int_at("version") : -1;
}

/// A disk that leaves out one of the promises by which a cut does no harm.
class CarelessDisk final : public Disk {
 public:
  enum class Without {
    Nothing,
    Replacing,  ///< files are written over in their place
    Syncing,    ///< what was written is durable whenever it is
  };
  CarelessDisk(SimDisk& disk, Without without) : disk_(disk), without_(without) {}

  Result<std::string> read(std::string_view name, std::int64_t offset,
                           std::size_t size_max) override {
    return disk_.read(name, offset, size_max);
  }
  Result<std::int64_t> size(std::string_view name) override { return disk_.size(name); }
  Status append(std::string_view name, std::string_view bytes) override {
    return disk_.append(name, bytes);
  }
  Status truncate(std::string_view name, std::int64_t size) override {
    return disk_.truncate(name, size);
  }
  Status sync(std::string_view name) override {
    return without_ == Without::Syncing ? Status{} : disk_.sync(name);
  }
  Status rename(std::string_view from, std::string_view to) override {
    if (without_ != Without::Syncing) return disk_.rename(from, to);
    const std::int64_t size_bytes = TRY(disk_.size(from));
    TRY(write_over(to, TRY(disk_.read(from, 0, static_cast<std::size_t>(size_bytes)))));
    return disk_.remove(from);
  }
  Status write_atomic(std::string_view name, std::string_view bytes, bool secret) override {
    if (without_ == Without::Nothing) return disk_.write_atomic(name, bytes, secret);
    TRY(write_over(name, bytes));
    return sync(name);
  }
  Status remove(std::string_view name) override { return disk_.remove(name); }
  std::vector<std::string> list(std::string_view folder) override { return disk_.list(folder); }
  Status reserve(std::int64_t size_bytes) override { return disk_.reserve(size_bytes); }

 private:
  Status write_over(std::string_view name, std::string_view bytes) {
    if (disk_.exists(name)) TRY(disk_.truncate(name, 0));
    return disk_.append(name, bytes);
  }

  SimDisk& disk_;
  Without without_;
};
using Without = CarelessDisk::Without;

/// Refreshes and fetches the target "x" of the delegated role "a".
Status cycle(SimRepository& repo, Disk& disk) {
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

struct Cut {
  bool kill = false;    ///< the program ends; else the power goes
  bool rotate = false;  ///< a key is changed meanwhile
  Without without = Without::Nothing;
};

/// What a cut at the `operation`-th change of the disk left that must not be.
struct Left {
  bool was_cut = false;  ///< false: the cycle had fewer operations
  std::string harm;
};

Left cut_at(std::int64_t operation, const Cut& cut) {
  SeededRandom random(static_cast<std::uint64_t>(operation));
  SimDisk sim(random);
  CarelessDisk disk(sim, cut.without);
  SimRepository repo(kNow + kDay);
  repo.delegate("targets", "a", {"*"});
  repo.add_target("a", "x", "the first picture");
  repo.publish({"a", "targets", "snapshot", "timestamp"});
  DiskTrustStore store(disk);
  EXPECT_TRUE(tuf::TrustClient(repo, store).pin_root(repo.newest("root")).ok());
  EXPECT_TRUE(cycle(repo, disk).ok());
  std::map<std::string, std::int64_t> before;
  for (const char* role : kRoles) before[role] = version_of(store, role);

  publish_second(repo, cut.rotate);
  Left left;
  sim.cut_power_at(operation, cut.kill);
  try {
    EXPECT_TRUE(cycle(repo, disk).ok());
  } catch (const PowerCut&) {
    left.was_cut = true;
  }
  sim.keep_power();
  if (left.was_cut && !cut.kill) sim.crash();
  for (const char* role : kRoles) {
    const std::int64_t version = version_of(store, role);
    const bool dropped = cut.rotate && version == 0;
    if (!dropped && version < before[role]) left.harm += std::string(role) + " is torn or older; ";
  }
  if (const Status after = cycle(repo, disk); !after) left.harm += after.error().message + "; ";
  const bool newest = version_of(store, "timestamp") == repo.timestamp.head.version &&
                      version_of(store, "root") == 3;
  if (!newest) left.harm += "not the newest metadata; ";
  const auto picture = disk.read("x", 0, 100);
  if (!picture || *picture != "the second picture") left.harm += "WRONG picture; ";
  if (sim.exists(".part")) left.harm += "a part is left over; ";
  return left;
}

/// How many of the cuts at each step did harm, and the harm of the first.
struct Harmed {
  int cuts = 0;
  int harmed = 0;
  std::string first;
};

Harmed cut_everywhere(const Cut& cut) {
  Harmed all;
  for (std::int64_t operation = 1;; ++operation) {
    const Left left = cut_at(operation, cut);
    if (!left.harm.empty() && all.harmed++ == 0) {
      all.first = left.harm + "at operation " + std::to_string(operation);
    }
    if (!left.was_cut) return all;
    ++all.cuts;
  }
}

void survives_every_cut(bool kill, bool rotate) {
  const Harmed all = cut_everywhere({kill, rotate});
  EXPECT_EQ(all.harmed, 0) << all.first;
  EXPECT_GT(all.cuts, 8) << "roots, timestamp, snapshot, targets, role and target were written";
}

void is_harmed(const Cut& cut) {
  const Harmed all = cut_everywhere(cut);
  EXPECT_GT(all.harmed, 0);
  EXPECT_GT(all.cuts, 8);
}

TEST(TrustCut, A26AKillAtAnyStepLeadsOn) { survives_every_cut(true, false); }
TEST(TrustCut, A26APowerCutAtAnyStepLeadsOn) { survives_every_cut(false, false); }
TEST(TrustCut, A26AKillWhileKeysAreRotatedLeadsOn) { survives_every_cut(true, true); }
TEST(TrustCut, A26APowerCutWhileKeysAreRotatedLeadsOn) { survives_every_cut(false, true); }

TEST(TrustCut, A26ControlAKillDoesHarmWhereFilesAreWrittenOver) {
  is_harmed({.kill = true, .rotate = false, .without = Without::Replacing});
}
TEST(TrustCut, A26ControlAPowerCutDoesHarmWhereFilesAreWrittenOver) {
  is_harmed({.kill = false, .rotate = false, .without = Without::Replacing});
}
TEST(TrustCut, A26ControlAPowerCutDoesHarmWhereNothingIsSynced) {
  is_harmed({.kill = false, .rotate = false, .without = Without::Syncing});
}

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
