#include "manager/desk/backup_link.h"

#include <gtest/gtest.h>

#include "manager/desk/client_backup_keeper.h"
#include "tests/fakes/seeded_random.h"
#include "tests/fakes/temp_folder.h"

namespace bangtin::desk {
namespace {

/// Saves until it is told to end; to "xong" at once.
class PatientKeeper final : public BackupKeeper {
 public:
  PlacesSeen look(bool to_write) override {
    return {{{"/media/USB", to_write ? "write" : "read", true, 0}}, {}};
  }
  Result<SavedBackup> save(const BackupJob& job, const KeeperWatch& watch) override {
    watch.show({BackupProgress::Stage::Saving, 450, std::nullopt});
    watch.show({BackupProgress::Stage::Saving, 459, std::nullopt});
    if (job.place == "xong") return SavedBackup{"xong", 1, 1, {}};
    while (watch.rest(std::chrono::minutes(1))) {
    }
    ++ended;
    return Error{Code::Conflict, "a person stopped it", "backup.cancelled"};
  }
  Result<OwnServerFacts> restore(const RestoreJob& job, const KeeperWatch&) override {
    return OwnServerFacts{job.from, "", ""};
  }
  int ended = 0;
};

class BackupLinkTest : public testing::Test {
 protected:
  BackupReport next(BackupLink& link) {
    while (true) {
      if (std::optional<BackupReport> report = link.take()) return *report;
      (void)woken_.pop();
    }
  }
  static BackupJob job(int number, const std::string& place) {
    BackupJob job;
    job.number = number;
    job.place = place;
    return job;
  }

  Mailbox<int> woken_;
  PatientKeeper keeper_;
};

TEST_F(BackupLinkTest, CarriesOrdersToItsThreadAndTellsHowTheyGo) {
  BackupLink link(keeper_, [this] { (void)woken_.push(1); });
  link.give(LookForPlaces{false});
  EXPECT_EQ(std::get<PlacesSeen>(next(link).what).places.at(0).name, "read");
  link.give(job(7, "xong"));
  const BackupReport first = next(link);
  EXPECT_EQ(first.number, 7);
  EXPECT_EQ(std::get<BackupProgress>(first.what).permille, 450);
  EXPECT_EQ(std::get<SavedBackup>(next(link).what).folder, "xong") << "45 % is told once";
  link.give(RestoreJob{8, "/media/USB/x"});
  EXPECT_EQ(std::get<OwnServerFacts>(next(link).what).address, "/media/USB/x");
}

TEST_F(BackupLinkTest, StopEndsTheJobThatItNames) {
  BackupLink link(keeper_, [this] { (void)woken_.push(1); });
  link.give(job(1, "dài"));
  next(link);
  link.give(StopBackup{9});
  link.give(StopBackup{1});
  EXPECT_EQ(std::get<Error>(next(link).what).key, "backup.cancelled");
}

TEST_F(BackupLinkTest, TheEndOfTheProgramEndsWhatRuns) {
  {
    BackupLink link(keeper_, [this] { (void)woken_.push(1); });
    link.give(job(1, "dài"));
    next(link);
  }
  EXPECT_EQ(keeper_.ended, 1);
}

TEST(ClientBackupKeeper, SaysWhenThePlaceIsGone) {
  TempFolder documents;
  SeededRandom random{1};
  SystemClock clock;
  ClientBackupKeeper keeper({}, documents.path(), random, clock);
  EXPECT_EQ(keeper.look(true).places.back().folder, documents.path().string());
  BackupJob job;
  job.place = "/khong/co";
  job.address = "https://127.0.0.1:1";
  job.pin = std::string(64, 'a');
  const KeeperWatch watch{[](const BackupProgress&) {}, [](Millis) { return true; }};
  EXPECT_EQ(keeper.save(job, watch).error().key, "backup.no_place");
}

}  // namespace
}  // namespace bangtin::desk
