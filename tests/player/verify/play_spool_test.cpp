#include "player/verify/play_spool.h"

#include <gtest/gtest.h>

#include <sstream>

#include "player/verify/board_files.h"
#include "shared/base/limits.h"
#include "tests/fakes/sample_manifest.h"
#include "tests/fakes/seeded_random.h"
#include "tests/fakes/sim_disk.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

PlayRecord record_of(int number) {
  PlayRecord record;
  record.item = {"item-" + std::to_string(number)};
  record.begin = sample::midnight() + Seconds(number);
  record.shown = 1s;
  record.frames_presented = number;
  return record;
}

struct SpoolWorld {
  SeededRandom random{5};
  SimDisk disk{random};

  /// The records of all files, in order; a line that is none counts as -1.
  std::vector<std::int64_t> stored() {
    std::vector<std::int64_t> numbers;
    for (const std::string& name : disk.list("spool")) {
      const auto bytes = disk.read("spool/" + name, 0, 1u << 24);
      EXPECT_TRUE(bytes.ok());
      std::istringstream lines(*bytes);
      for (std::string line; std::getline(lines, line);) {
        const auto record = message_from<PlayRecord>(line);
        numbers.push_back(record.ok() ? record->frames_presented : -1);
      }
    }
    return numbers;
  }
};

std::vector<std::int64_t> numbers_to(int last) {
  std::vector<std::int64_t> numbers;
  for (int i = 1; i <= last; ++i) numbers.push_back(i);
  return numbers;
}

TEST(PlaySpool, MakesEachRecordDurableBeforeItReturns) {
  SpoolWorld world;
  PlaySpool spool(world.disk);
  for (int i = 1; i <= 20; ++i) {
    spool.take(record_of(i));
    world.disk.crash();
    EXPECT_EQ(world.stored(), numbers_to(i));
  }
}

TEST(PlaySpool, BeginsANewFileAtEachStartAndNeverReusesAName) {
  SpoolWorld world;
  PlaySpool(world.disk).take(record_of(1));
  PlaySpool(world.disk).take(record_of(2));
  EXPECT_EQ(world.disk.list("spool"),
            (std::vector<std::string>{"00000001.plays", "00000002.plays"}));
  ASSERT_TRUE(world.disk.remove("spool/00000001.plays").ok());
  PlaySpool(world.disk).take(record_of(3));
  EXPECT_TRUE(world.disk.exists("spool/00000003.plays"));
}

TEST(PlaySpool, BeginsANewFileWhenOneIsFull) {
  SpoolWorld world;
  PlaySpool spool(world.disk);
  for (int i = 1; i <= 2'000; ++i) spool.take(record_of(i));
  const auto names = world.disk.list("spool");
  EXPECT_GE(names.size(), 2u);
  for (const std::string& name : names) {
    EXPECT_LE(*world.disk.size("spool/" + name), std::int64_t(limits::kSpoolSegmentBytesMax));
  }
  EXPECT_EQ(world.stored(), numbers_to(2'000));
}

TEST(PlaySpool, HoldsRecordsWhileTheDiskIsFullAndWritesThemInOrderAfterwards) {
  SpoolWorld world;
  PlaySpool spool(world.disk);
  spool.take(record_of(1));
  world.disk.set_full(true);
  spool.take(record_of(2));
  spool.take(record_of(3));
  EXPECT_EQ(spool.held_records(), 2u);
  EXPECT_FALSE(spool.flush());
  world.disk.set_full(false);
  spool.take(record_of(4));
  EXPECT_EQ(spool.held_records(), 0u);
  EXPECT_EQ(world.stored(), numbers_to(4));
}

TEST(PlaySpool, StoresARecordOnceWhenItsSyncFailed) {
  SpoolWorld world;
  PlaySpool spool(world.disk);
  spool.take(record_of(1));
  world.disk.fail_next_sync();
  spool.take(record_of(2));
  EXPECT_EQ(spool.held_records(), 1u);
  EXPECT_TRUE(spool.flush());
  spool.take(record_of(3));
  EXPECT_EQ(world.stored(), numbers_to(3));
}

TEST(PlaySpool, LetsTheOldestGoWhenTooManyWait) {
  SpoolWorld world;
  PlaySpool spool(world.disk);
  world.disk.set_full(true);
  const int many = int(PlaySpool::kHeldRecordsMax) + 5;
  for (int i = 1; i <= many; ++i) spool.take(record_of(i));
  EXPECT_EQ(spool.held_records(), PlaySpool::kHeldRecordsMax);
  EXPECT_EQ(spool.lost_records(), 5);
  world.disk.set_full(false);
  EXPECT_TRUE(spool.flush());
  EXPECT_EQ(world.stored().front(), 6);
  EXPECT_EQ(world.stored().back(), many);
}

TEST(PlaySpool, LosesNothingAcknowledgedWhenTheProgramIsKilledAtAnyWrite) {
  for (int cut = 1; cut <= 12; ++cut) {
    SpoolWorld world;
    int taken = 0;
    world.disk.cut_power_at(cut, true);
    try {
      PlaySpool spool(world.disk);
      for (int i = 1; i <= 5; ++i) {
        spool.take(record_of(i));
        taken = i;
      }
    } catch (const PowerCut&) {
    }
    world.disk.keep_power();
    PlaySpool again(world.disk);
    again.take(record_of(100));
    std::vector<std::int64_t> stored = world.stored();
    std::erase(stored, -1);  // A torn line is no record.
    ASSERT_GE(stored.size(), std::size_t(taken) + 1);
    for (int i = 0; i < taken; ++i) EXPECT_EQ(stored[std::size_t(i)], i + 1);
    EXPECT_EQ(stored.back(), 100);
  }
}

TEST(BoardFiles, KeepTheTimeAndShrugAtNonsense) {
  SpoolWorld world;
  EXPECT_EQ(read_kept_time(world.disk), KeptTime{});
  const KeptTime kept{sample::midnight(), sample::midnight() + Seconds(90)};
  ASSERT_TRUE(write_kept_time(world.disk, kept).ok());
  EXPECT_EQ(read_kept_time(world.disk), kept);
  ASSERT_TRUE(world.disk.write_atomic("clock.json", "{\"floor\":\"soon\"}", false).ok());
  EXPECT_EQ(read_kept_time(world.disk), KeptTime{});
}

TEST(BoardFiles, TellTheAgentWhatIsShown) {
  SpoolWorld world;
  ShownFile shown;
  shown.generation = 7;
  shown.canvas_px = {1920, 1080};
  shown.problem = "player.picture_broken";
  ASSERT_TRUE(write_shown(world.disk, shown).ok());
  const auto read = message_from<ShownFile>(*world.disk.read("shown.json", 0, 4096));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->generation, 7);
  EXPECT_EQ(read->problem, "player.picture_broken");
}

}  // namespace
}  // namespace bangtin
