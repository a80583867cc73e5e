#include "player/agent/syncer.h"

#include <gtest/gtest.h>

#include <numeric>

#include "shared/base/limits.h"
#include "shared/crypto/sha256.h"
#include "tests/player/agent/world.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

constexpr auto kChunk = static_cast<std::int64_t>(limits::kChunkBytes);
constexpr std::int64_t kPieceMax = 256 << 10;
const std::vector<std::size_t> kPictures = {kChunk + 5'000, 300'000, 40'000};

std::int64_t blob_bytes(const World& world) {
  std::int64_t sum = 0;
  for (const auto& [target, bytes] : world.transport.received_bytes) {
    if (target.starts_with("/v1/blobs/")) sum += bytes;
  }
  return sum;
}

std::int64_t picture_bytes() {
  return static_cast<std::int64_t>(
      std::accumulate(kPictures.begin(), kPictures.end(), std::size_t{0}));
}

/// One sync that stops at an operation of a disk, starts again and ends. False when the sync had no
/// such operation left.
bool stop_at(std::int64_t step, bool kill, bool own_disk) {
  World world(static_cast<std::uint64_t>(step));
  world.transport.line.piece_bytes_max = kPieceMax;
  world.office.publish(1, {9'000});
  world.pair();
  EXPECT_TRUE(world.run_until([&] { return world.current_generation() == 1; }));
  world.run_for(2s);
  world.transport.received_bytes.clear();
  world.office.publish(2, kPictures);
  world.transport.push(world.office.head_event());
  SimDisk& disk = own_disk ? world.own : world.board;
  disk.cut_power_at(step, kill);
  bool cut = false;
  try {
    world.run_for(20s);
  } catch (const PowerCut&) {
    cut = true;
  }
  disk.keep_power();
  if (!kill) {
    world.own.crash();
    world.board.crash();
  }
  world.kill();
  const std::int64_t between = world.playable_generation();
  EXPECT_TRUE(between == 1 || between == 2) << between;
  EXPECT_GE(world.current_generation(), 1);
  EXPECT_TRUE(world.start());
  EXPECT_GE(world.core->generation_held(), between);
  EXPECT_TRUE(world.run_until([&] { return world.current_generation() == 2; }));
  EXPECT_EQ(world.playable_generation(), 2);
  // One chunk again at most, and the piece that was on the line when it stopped.
  EXPECT_LE(blob_bytes(world), picture_bytes() + kChunk + kPieceMax);
  EXPECT_TRUE(world.office.complaints.empty());
  return cut;
}

void stop_at_each_step(bool kill) {
  constexpr std::int64_t kStepsMin = 7;
  for (const bool own_disk : {true, false}) {
    std::int64_t steps = 0;
    for (std::int64_t step = 1;; ++step) {
      SCOPED_TRACE(testing::Message() << "step " << step << " own " << own_disk);
      if (!stop_at(step, kill, own_disk) || testing::Test::HasFailure()) break;
      ++steps;
    }
    EXPECT_GE(steps, kStepsMin);
  }
}

TEST(Syncer, AKillAtAnyStepLeavesTheOldOrTheNewGeneration) { stop_at_each_step(true); }
TEST(Syncer, APowerCutAtAnyStepLeavesTheOldOrTheNewGeneration) { stop_at_each_step(false); }

TEST(Syncer, ACutLineCostsNotAByteAgain) {
  World world(5);
  world.office.publish(1, kPictures);
  world.transport.line.cut_percent = 60;
  world.transport.line.piece_bytes_max = 9'000;
  world.pair();
  ASSERT_TRUE(world.run_until([&] { return world.playable_generation() == 1; }, 60min));
  EXPECT_EQ(blob_bytes(world), picture_bytes());
}

TEST(Syncer, AServerWithoutRangesIsHeardFromTheBegin) {
  World world(6);
  world.office.publish(1, kPictures);
  world.office.ranges = false;
  world.transport.line.cut_percent = 40;
  world.pair();
  ASSERT_TRUE(world.run_until([&] { return world.playable_generation() == 1; }, 60min));
}

TEST(Syncer, WrongBytesNeverEnter) {
  World world;
  world.office.publish(1, {50'000});
  world.pair();
  ASSERT_TRUE(world.run_until([&] { return world.playable_generation() == 1; }));
  world.run_for(5s);
  world.office.publish(2, {60'000});
  world.office.spoil_blobs = true;
  world.transport.push(world.office.head_event());
  world.run_for(3min);
  EXPECT_EQ(world.playable_generation(), 1);
  EXPECT_EQ(world.core->problem(), "agent.blob_corrupt");
  const std::vector<std::string> names = world.board.list("blobs");
  for (const std::string& name : names) {
    EXPECT_EQ(to_hex(sha256(*world.board.read("blobs/" + name, 0, 1 << 20))), name);
  }
  world.office.spoil_blobs = false;
  EXPECT_TRUE(world.run_until([&] { return world.playable_generation() == 2; }));
  EXPECT_EQ(world.core->problem(), "");
}

TEST(Syncer, ALowerGenerationIsRefused) {
  World world;
  world.office.publish(5, {5'000});
  world.pair();
  ASSERT_TRUE(world.run_until([&] { return world.playable_generation() == 5; }));
  world.office.publish(4, {5'000});
  world.run_for(limits::kSelectionEvery + 10s);
  EXPECT_EQ(world.playable_generation(), 5);
  EXPECT_EQ(world.core->problem(), "agent.selection_refused");
  world.kill();
  ASSERT_TRUE(world.start());
  world.run_for(30s);
  EXPECT_EQ(world.playable_generation(), 5);
}

TEST(Syncer, ASelectionOfAnotherKeyOrBoardIsRefused) {
  World world;
  world.office.publish(1, {5'000});
  world.pair();
  ASSERT_TRUE(world.run_until([&] { return world.playable_generation() == 1; }));
  world.office.board = {"board-2"};
  world.office.publish(2, {5'000});
  world.run_for(limits::kSelectionEvery + 10s);
  EXPECT_EQ(world.playable_generation(), 1);
  EXPECT_EQ(world.core->problem(), "agent.selection_refused");
  world.office.board = {"board-1"};
  const KeyPair right = world.office.key;
  world.office.key = KeyPair::generate(world.random);
  world.office.publish(3, {5'000});
  world.office.key = right;
  world.run_for(limits::kSelectionEvery + 10s);
  EXPECT_EQ(world.playable_generation(), 1);
}

TEST(Syncer, AnAnnouncedGenerationStandsWithinTwoSeconds) {
  World world;
  world.office.publish(1, {5'000});
  world.pair();
  ASSERT_TRUE(world.run_until([&] { return world.playable_generation() == 1; }));
  world.run_for(60s);
  world.office.publish(2, {5'000});
  world.transport.push(world.office.head_event());
  EXPECT_TRUE(world.run_until([&] { return world.playable_generation() == 2; }, 2s));
}

TEST(Syncer, WhatIsWithdrawnMeanwhileIsNotWaitedFor) {
  World world;
  world.office.publish(1, {5'000});
  world.pair();
  ASSERT_TRUE(world.run_until([&] { return world.playable_generation() == 1; }));
  world.office.publish(2, {20 * kChunk});
  world.transport.line.piece_bytes_max = 2'000;  // A thin line: this takes minutes.
  world.transport.push(world.office.head_event());
  world.run_for(5s);
  EXPECT_EQ(world.playable_generation(), 1);
  world.office.publish(3, {3'000});
  world.transport.push(world.office.head_event());
  EXPECT_TRUE(world.run_until([&] { return world.playable_generation() == 3; }, 3s));
}

TEST(Syncer, AFullDiskKeepsThePictureAndIsTold) {
  World world;
  world.office.publish(1, {50'000});
  world.pair();
  ASSERT_TRUE(world.run_until([&] { return world.playable_generation() == 1; }));
  world.run_for(5s);
  world.office.publish(2, {60'000});
  world.board.set_full(true);
  world.transport.push(world.office.head_event());
  world.run_for(3min);
  EXPECT_EQ(world.playable_generation(), 1);
  ASSERT_FALSE(world.office.statuses.empty());
  EXPECT_EQ(world.office.statuses.back().problem, "agent.disk_full");
  EXPECT_EQ(world.office.statuses.back().generation_held, 1);
  world.board.set_full(false);
  EXPECT_TRUE(world.run_until([&] { return world.playable_generation() == 2; }, 3min));
  world.run_for(5s);
  EXPECT_EQ(world.office.statuses.back().problem, "");
}

TEST(Syncer, OnlyWhatCurrentAndPreviousNameIsKept) {
  World world;
  world.pair();
  for (std::int64_t generation = 1; generation <= 4; ++generation) {
    world.office.publish(generation, {5'000, 6'000, 7'000});
    world.transport.push(world.office.head_event());
    ASSERT_TRUE(world.run_until([&] { return world.playable_generation() == generation; }));
  }
  world.run_for(2s);
  EXPECT_EQ(world.board.list("blobs").size(), 6u);
  EXPECT_EQ(world.own.list("versions").size(), 6u);
  EXPECT_TRUE(world.board.exists(kPreviousFile));
}

TEST(Syncer, ADamagedCurrentFileIsFetchedAgain) {
  World world;
  world.office.publish(3, {5'000});
  world.pair();
  ASSERT_TRUE(world.run_until([&] { return world.playable_generation() == 3; }));
  world.kill();
  world.board.write_atomic(kCurrentFile, "{\"items\":", false).value();
  ASSERT_TRUE(world.start());
  EXPECT_TRUE(world.run_until([&] { return world.playable_generation() == 3; }));
}

}  // namespace
}  // namespace bangtin
