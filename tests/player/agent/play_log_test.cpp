#include "player/agent/play_log.h"

#include <gtest/gtest.h>

#include "tests/player/agent/world.h"

namespace bangtin {
namespace {

struct Desk {
  SeededRandom random{1};
  SimDisk own{random};
  SimDisk board{random};

  PlayLog open(PlayLogBounds bounds = {}) {
    auto log = PlayLog::open(own, board, random, bounds);
    EXPECT_TRUE(log.ok()) << log.error().message;
    return std::move(*log);
  }
  void write(const std::string& file, const std::string& text) {
    board.append("spool/" + file, text).value();
    board.sync("spool/" + file).value();
  }
};

std::string line(int n) { return to_json(play(n)).dump() + "\n"; }

const std::string kFirst = "00000001.plays";
const std::string kSecond = "00000002.plays";

TEST(PlayLog, KeepsItsNameForEver) {
  Desk desk;
  const std::string name = desk.open().name();
  EXPECT_EQ(name.size(), 32u);
  EXPECT_EQ(desk.open().name(), name);
}

TEST(PlayLog, ATornLastLineWaitsForItsEnd) {
  Desk desk;
  PlayLog log = desk.open();
  const std::string second = line(1);
  desk.write(kFirst, line(0) + second.substr(0, 20));
  ASSERT_TRUE(log.drain().ok());
  EXPECT_EQ(log.last_seq(), 1);
  desk.write(kFirst, second.substr(20));
  ASSERT_TRUE(log.drain().ok());
  EXPECT_EQ(log.batch(10)->rows, (std::vector<PlayRecord>{play(0), play(1)}));
  EXPECT_EQ(log.lost(), 0);
}

TEST(PlayLog, ATornLastLineIsLostOnceANewerFileExists) {
  Desk desk;
  PlayLog log = desk.open();
  desk.write(kFirst, line(0) + line(1).substr(0, 20));
  ASSERT_TRUE(log.drain().ok());
  desk.write(kSecond, line(2));
  ASSERT_TRUE(log.drain().ok());
  EXPECT_EQ(log.batch(10)->rows, (std::vector<PlayRecord>{play(0), play(2)}));
  EXPECT_EQ(log.lost(), 1);
  EXPECT_EQ(desk.board.list("spool"), std::vector<std::string>{kSecond});
}

TEST(PlayLog, LinesThatAreNoPlayAreLostAlone) {
  Desk desk;
  PlayLog log = desk.open();
  desk.write(kFirst, line(0) + "{\"item\":3}\n" + std::string(9'000, 'x') + "\n\n" + line(1));
  ASSERT_TRUE(log.drain().ok());
  EXPECT_EQ(log.batch(10)->rows, (std::vector<PlayRecord>{play(0), play(1)}));
  EXPECT_EQ(log.lost(), 3);
}

TEST(PlayLog, ForgetsOnlyWhatWasAcknowledged) {
  Desk desk;
  const PlayLogBounds bounds{1'000, 1 << 20, 4};
  PlayLog log = desk.open(bounds);
  for (int n = 0; n < 40; ++n) {
    desk.write(kFirst, line(n));
    ASSERT_TRUE(log.drain().ok());
  }
  EXPECT_GT(desk.own.list("plays").size(), 5u);
  ASSERT_TRUE(log.acknowledge(25).ok());
  EXPECT_EQ(log.batch(100)->first_seq, 26);
  ASSERT_TRUE(log.acknowledge(10).ok());  // An old answer comes again.
  ASSERT_TRUE(log.acknowledge(25).ok());
  const PlayLog again = desk.open(bounds);
  EXPECT_LE(again.acknowledged(), 25);
  EXPECT_GT(again.acknowledged(), 15);
  EXPECT_EQ(again.last_seq(), 40);
  ASSERT_TRUE(log.acknowledge(1'000).ok());  // More than there is.
  EXPECT_EQ(log.acknowledged(), 40);
  EXPECT_FALSE(log.has_unsent());
}

TEST(PlayLog, GoesOnCountingAfterEverythingWasForgotten) {
  Desk desk;
  const PlayLogBounds bounds{100, 1 << 20, 4};
  {
    PlayLog log = desk.open(bounds);
    desk.write(kFirst, line(0) + line(1));
    ASSERT_TRUE(log.drain().ok());
    ASSERT_TRUE(log.acknowledge(2).ok());
  }
  PlayLog log = desk.open(bounds);
  desk.write(kFirst, line(2));
  ASSERT_TRUE(log.drain().ok());
  const auto batch = log.batch(10);
  EXPECT_EQ(batch->first_seq, 3);
  EXPECT_EQ(batch->rows, std::vector<PlayRecord>{play(2)});
}

TEST(PlayLog, SegmentsThatComeBackAfterAPowerCutChangeNothing) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    Desk desk;
    desk.random = SeededRandom(seed);
    const PlayLogBounds bounds{600, 1 << 20, 4};
    int written = 0;
    std::int64_t acknowledged = 0;
    std::vector<PlayRecord> server;
    for (int round = 0; round < 12; ++round) {
      PlayLog log = desk.open(bounds);
      for (int n = 0; n < 4; ++n) desk.write(kFirst, line(written++));
      ASSERT_TRUE(log.drain().ok());
      const auto batch = log.batch(1'000);
      ASSERT_TRUE(batch.ok());
      ASSERT_LE(batch->first_seq, acknowledged + 1) << seed;
      std::int64_t seq = batch->first_seq;
      for (const PlayRecord& row : batch->rows) {
        if (seq++ > static_cast<std::int64_t>(server.size())) server.push_back(row);
      }
      acknowledged = static_cast<std::int64_t>(server.size());
      ASSERT_TRUE(log.acknowledge(acknowledged).ok());
      desk.own.crash();
    }
    ASSERT_EQ(server.size(), 48u) << seed;
    for (int n = 0; n < 48; ++n) EXPECT_EQ(server[static_cast<std::size_t>(n)], play(n));
  }
}

TEST(PlayLog, AFullDiskLeavesThePlaysInTheSpool) {
  Desk desk;
  PlayLog log = desk.open();
  desk.write(kFirst, line(0));
  ASSERT_TRUE(log.drain().ok());
  desk.write(kFirst, line(1));
  desk.write(kSecond, line(2));
  desk.own.set_full(true);
  EXPECT_EQ(log.drain().error().code, Code::Full);
  EXPECT_EQ(log.drain().error().code, Code::Full);
  EXPECT_EQ(desk.board.list("spool").size(), 2u);
  desk.own.set_full(false);
  ASSERT_TRUE(log.drain().ok());
  EXPECT_EQ(log.batch(10)->rows, (std::vector<PlayRecord>{play(0), play(1), play(2)}));
}

TEST(PlayLog, AFailedSyncIsNotBelieved) {
  Desk desk;
  PlayLog log = desk.open();
  desk.write(kFirst, line(0));
  ASSERT_TRUE(log.drain().ok());
  desk.write(kFirst, line(1));
  desk.own.fail_next_sync();
  EXPECT_FALSE(log.drain().ok());
  EXPECT_EQ(log.last_seq(), 1);
  desk.write(kFirst, line(2));
  ASSERT_TRUE(log.drain().ok());
  const std::vector<PlayRecord> all{play(0), play(1), play(2)};
  EXPECT_EQ(log.batch(10)->rows.front(), play(0));
  ASSERT_TRUE(log.acknowledge(1).ok());
  EXPECT_EQ(log.batch(10)->rows, (std::vector<PlayRecord>{play(1), play(2)}));
  EXPECT_EQ(desk.open().last_seq(), 3);
}

TEST(PlayLog, AFullLogRefusesTheNewestAndKeepsTheRest) {
  Desk desk;
  const PlayLogBounds bounds{400, 1'000, 2};
  PlayLog log = desk.open(bounds);
  for (int file = 1; file <= 12; ++file) {
    const std::string digits = std::to_string(file);
    desk.write(std::string(8 - digits.size(), '0') + digits + ".plays", line(file));
    ASSERT_TRUE(log.drain().ok());
  }
  EXPECT_TRUE(log.is_full());
  EXPECT_GT(log.lost(), 0);
  EXPECT_EQ(desk.board.list("spool").size(), 3u);
  EXPECT_EQ(log.batch(100)->rows.front(), play(1));
  const std::int64_t held = log.last_seq();
  ASSERT_TRUE(log.acknowledge(held).ok());
  ASSERT_TRUE(log.drain().ok());
  EXPECT_FALSE(log.is_full());
  EXPECT_GT(log.last_seq(), held);
  EXPECT_EQ(log.last_seq() + log.lost(), 12);
}

TEST(PlayLog, ASpoolThatBeginsAnewIsTakenFromItsBegin) {
  Desk desk;
  PlayLog log = desk.open();
  desk.write(kSecond, line(0) + line(1));
  ASSERT_TRUE(log.drain().ok());
  desk.board.remove("spool/" + kSecond).value();
  desk.write(kFirst, line(2));
  ASSERT_TRUE(log.drain().ok());
  EXPECT_EQ(log.last_seq(), 3);
  PlayLog again = desk.open();
  ASSERT_TRUE(again.drain().ok());
  EXPECT_EQ(again.last_seq(), 3);
}

}  // namespace
}  // namespace bangtin
